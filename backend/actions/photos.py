"""Photos of what was done: stripped before anything is stored, seen by whoever sees the action."""

import hashlib
import uuid
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.actions import queries
from backend.actions.models import Action, ActionPhoto
from backend.actions.service import parties_to
from backend.domain.action_flow import ActionStatus, check_open
from backend.domain.problems import Conflict, Forbidden, Gone, Invalid, NotFound
from backend.domain.roles import Actor
from backend.evidence.removal import FORGET, FORGET_TRIES
from backend.evidence.service import SIZES, check_bytes
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.images import Derivatives, ImageProblem, render
from backend.kernel.jobs import enqueue
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record

MOST_PHOTOS: Final = 6


class Received(NamedTuple):
    """What is stored, and whether it was new."""

    photo: ActionPhoto
    created: bool


def receive_photo(
    uow: UnitOfWork, actor: Actor, action_id: uuid.UUID, photo_id: uuid.UUID, data: bytes, sha256: str
) -> Received:
    """Store the two copies of a photo, durably, then its row. The same photo again finds the first."""
    sha256 = sha256.lower()
    action = _changeable(uow, actor, action_id)
    if (known := _known(uow.session, photo_id, action_id, sha256)) is not None:
        return Received(known, False)
    check_open(ActionStatus(action.status))
    # Making the copies takes longer than any query: nobody waits for them on a lock of ours.
    uow.release()
    check_bytes(data, sha256)
    made = _render(data)
    photo = _stored(photo_id, action_id, sha256, made)
    try:
        return _add(uow, actor, photo)
    except Exception:
        for size in SIZES:
            files.delete(_key(photo, size))
        raise


def delete_photo(uow: UnitOfWork, actor: Actor, action_id: uuid.UUID, photo_id: uuid.UUID) -> None:
    """Delete it for good while the action is open; again is fine."""
    action = _changeable(uow, actor, action_id, lock=True)
    photo = uow.session.get(ActionPhoto, photo_id)
    if photo is None or photo.action_id != action_id:
        raise NotFound()
    if photo.deleted_at is not None:
        return
    check_open(ActionStatus(action.status))
    photo.deleted_at = now()
    enqueue(uow, FORGET, {"keys": [_key(photo, size) for size in SIZES]}).max_attempts = FORGET_TRIES
    details = {"photo_id": str(photo_id), "sha256": photo.sha256}
    record(uow, actor, "action.photo_deleted", "action", action_id, details=details)


def visible_photo(
    session: Session, actor: Actor, action_id: uuid.UUID, photo_id: uuid.UUID
) -> tuple[Action, ActionPhoto]:
    """A photo of an action this person may see."""
    action = queries.load_action(session, actor, action_id)
    photo = session.get(ActionPhoto, photo_id)
    if photo is None or photo.action_id != action_id:
        raise NotFound()
    if photo.deleted_at is not None:
        raise Gone("photo.deleted", "This photo was deleted.")
    return action, photo


def read_image(photo: ActionPhoto, size: int) -> bytes:
    """The copy of this size."""
    return files.get(_key(photo, size))


def _changeable(uow: UnitOfWork, actor: Actor, action_id: uuid.UUID, *, lock: bool = False) -> Action:
    action = queries.load_action(uow.session, actor, action_id, lock=lock)
    if not parties_to(actor, action):
        raise Forbidden("action.not_yours", "Somebody else has to do this with this action.")
    return action


def _known(session: Session, photo_id: uuid.UUID, action_id: uuid.UUID, sha256: str) -> ActionPhoto | None:
    known = session.get(ActionPhoto, photo_id, populate_existing=True)
    if known is None:
        return None
    if known.action_id != action_id or known.sha256 != sha256:
        raise Conflict("photo.id_taken", "Another photo has this id.")
    if known.deleted_at is not None:
        raise Gone("photo.deleted", "This photo was deleted.")
    return known


def _render(data: bytes) -> Derivatives:
    try:
        return render(data)
    except ImageProblem as problem:
        raise Invalid(problem.code, problem.message) from None


def _stored(photo_id: uuid.UUID, action_id: uuid.UUID, sha256: str, made: Derivatives) -> ActionPhoto:
    """The row of a photo whose copies are on disk; the row itself is still to be added."""
    full, thumb = (hashlib.sha256(copy).hexdigest() for copy in (made.full, made.thumb))
    sizes = {"width": made.width, "height": made.height}
    photo = ActionPhoto(id=photo_id, action_id=action_id, sha256=sha256, full_sha256=full, thumb_sha256=thumb, **sizes)
    for size, copy in zip(SIZES, (made.full, made.thumb), strict=True):
        files.put(_key(photo, size), copy)
    return photo


def _add(uow: UnitOfWork, actor: Actor, photo: ActionPhoto) -> Received:
    """The row, if the action is still open and has room; of two uploads at once the second finds the first's."""
    action = _changeable(uow, actor, photo.action_id, lock=True)
    if (known := _known(uow.session, photo.id, photo.action_id, photo.sha256)) is not None:
        return Received(known, False)
    check_open(ActionStatus(action.status))
    kept = (ActionPhoto.action_id == action.id, ActionPhoto.deleted_at.is_(None))
    if (uow.session.scalar(select(func.count()).where(*kept)) or 0) >= MOST_PHOTOS:
        raise Conflict("action.too_many_photos", f"An action holds at most {MOST_PHOTOS} photos.")
    photo.created_at = now()
    uow.session.add(photo)
    uow.session.flush()
    details = {"photo_id": str(photo.id), "sha256": photo.sha256}
    record(uow, actor, "action.photo_added", "action", action.id, details=details)
    return Received(photo, True)


def _key(photo: ActionPhoto, size: int) -> str:
    """Of its own for each photo of each action: deleting one never takes another's bytes."""
    return f"actions/{photo.action_id}/{photo.id}-{getattr(photo, SIZES[size])}.jpg"
