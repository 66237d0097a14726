"""The photos of a visit: who may send, see, change and delete them. Their bytes are the matter of `evidence`."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.checklists.queries import load_form
from backend.domain.problems import Conflict, FieldError, Gone, Invalid, NotFound
from backend.domain.roles import Actor
from backend.domain.visit_flow import OPEN, Action, Status, next_status
from backend.evidence import removal
from backend.evidence import service as evidence
from backend.evidence.models import Photo
from backend.evidence.positions import keep_position
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.changes import conducts
from backend.visits.models import Visit
from backend.visits.queries import OF_A_MOVE, lock_visit, parties_to, require_visible, visible_to

# Built once: a visit with ten photos asks this ten times.
_VISIT: Final = table_of(Visit)
_PHOTO: Final = table_of(Photo)
_UPLOAD: Final = (
    select(*[_VISIT.columns[name] for name in OF_A_MOVE], _PHOTO.columns.id.label("known_id"))
    .select_from(_VISIT.outerjoin(_PHOTO, _PHOTO.columns.id == bindparam("photo_id")))
    .where(_VISIT.columns.id == bindparam("visit_id"))
)
_OPEN_VISIT: Final = (
    select(_VISIT.columns.id)
    .where(_VISIT.columns.id == bindparam("visit_id"), _VISIT.columns.status.in_(OPEN))
    .with_for_update(read=True)
)


class Received(NamedTuple):
    """What is stored, and whether it was new."""

    photo: Photo | Mapping[str, Any]
    created: bool


def receive_photo(
    uow: UnitOfWork, actor: Actor, photo_id: uuid.UUID, about: Mapping[str, Any], data: bytes, sha256: str
) -> Received:
    """Store a photo: its bytes first, durably, then its row. The same photo again finds the first."""
    sha256 = sha256.lower()
    keys = {"photo_id": photo_id, "visit_id": about["visit_id"]}
    visit = require_visible(uow.session, actor, uow.session.execute(_UPLOAD, keys).one_or_none())
    if visit.known_id is not None:
        return Received(_stored(uow.session, photo_id, visit.id, sha256), False)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    _check_question(uow.session, visit.checklist_version_id, about["question_id"])
    # Hashing and syncing a file take longer than any query: nobody waits for them on a lock of ours.
    uow.release()
    header = evidence.check_bytes(data, sha256)
    files.put(evidence.original_key(photo_id, sha256), data)
    values = {
        **{name: value for name, value in about.items() if name != "replaces"},
        "id": photo_id,
        "sha256": sha256,
        "size": len(data),
        "media_type": header.media_type,
        "width": header.width,
        "height": header.height,
    }
    if evidence.add_photo(uow, values, _OPEN_VISIT):
        _replace(uow, actor, values, about["replaces"])
        return Received(values, True)
    return Received(_quicker(uow, photo_id, visit.id, sha256), False)


def visible_photo(session: Session, actor: Actor, photo_id: uuid.UUID) -> Photo:
    """A photo of a visit this person may see. A centre sees no signature: it says who came."""
    visible = select(Photo, Visit).join(Visit, Visit.id == Photo.visit_id).where(Photo.id == photo_id)
    found = session.execute(visible.where(visible_to(actor))).one_or_none()
    if found is None:
        raise NotFound()
    photo, visit = found
    if not parties_to(actor, visit) and load_form(session, visit.checklist_version_id).is_signature(photo.question_id):
        raise NotFound()
    if photo.deleted_at is not None:
        raise Gone("photo.deleted", "This photo was deleted.")
    return photo


def change_photo(uow: UnitOfWork, actor: Actor, photo_id: uuid.UUID, changes: Mapping[str, Any]) -> Photo:
    """Other words, another question, another place among its photos, or where it was taken, while the visit is open."""
    photo = visible_photo(uow.session, actor, photo_id)
    visit = lock_visit(uow.session, actor, photo.visit_id)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    _check_question(uow.session, visit.checklist_version_id, changes.get("question_id"))
    for name, value in changes.items():
        if name == "position":
            keep_position(photo, value, _where_is(uow.session, photo.visit_id))
        else:
            setattr(photo, name, value)
    uow.session.flush()
    return photo


def _where_is(session: Session, visit_id: uuid.UUID) -> tuple[float | None, float | None]:
    """The latitude and longitude of the centre, where the office knows them."""
    there = select(Centre.lat, Centre.lon).join(Visit, Visit.centre_id == Centre.id).where(Visit.id == visit_id)
    lat, lon = session.execute(there).one()
    return lat, lon


def delete_photo(uow: UnitOfWork, actor: Actor, photo_id: uuid.UUID, visit_id: uuid.UUID | None = None) -> None:
    """Delete it while the visit is open; again is fine. With its visit, a photo still on its way is refused later."""
    try:
        visit_id = visible_photo(uow.session, actor, photo_id).visit_id
    except Gone:
        return
    except NotFound:
        if visit_id is None or uow.session.get(Photo, photo_id) is not None:
            raise
    visit = lock_visit(uow.session, actor, visit_id)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    photo = removal.bury_photo(uow, visit.id, photo_id, now())
    if photo is not None:
        details = {"photo_id": str(photo.id), "question_id": photo.question_id, "sha256": photo.sha256}
        record(uow, actor, "photo.deleted", "visit", visit.id, details=details)


def is_changeable(session: Session, photo: Photo) -> bool:
    """Whether its visit still takes photos and gives them up."""
    return session.scalar(select(_VISIT.columns.status).where(_VISIT.columns.id == photo.visit_id)) in OPEN


def _replace(uow: UnitOfWork, actor: Actor, photo: Mapping[str, Any], replaces: Sequence[uuid.UUID]) -> None:
    """The photos whose place this one takes go in the moment it comes, also those that are still on their way."""
    visit_id = photo["visit_id"]
    found = [removal.bury_photo(uow, visit_id, old, now()) for old in replaces if old != photo["id"]]
    gone = [str(old.id) for old in found if old is not None]
    if gone:
        details = {"photo_id": str(photo["id"]), "question_id": photo["question_id"], "replaced": gone}
        record(uow, actor, "photo.replaced", "visit", visit_id, details=details)


def _stored(session: Session, photo_id: uuid.UUID, visit_id: uuid.UUID, sha256: str) -> Photo:
    """The photo that was sent before, if it is the same one."""
    stored = session.get(Photo, photo_id, populate_existing=True)
    if stored is None:
        raise Conflict("visit.wrong_state", "This visit takes no more photos.")
    if stored.visit_id == visit_id and stored.deleted_at is not None:
        raise Gone("photo.deleted", "This photo was deleted.")
    if stored.visit_id != visit_id or stored.sha256 != sha256:
        raise Conflict("photo.id_taken", "Another photo has this id.")
    return stored


def _check_question(session: Session, version_id: uuid.UUID, question_id: str | None) -> None:
    if question_id is not None and load_form(session, version_id).question(question_id) is None:
        text = "This checklist has no such question."
        raise Invalid("photo.unknown_question", text, errors=[FieldError("/question_id", "unknown", text)])


def _quicker(uow: UnitOfWork, photo_id: uuid.UUID, visit_id: uuid.UUID, sha256: str) -> Photo:
    """Something came first while the bytes were written: the same upload, a deletion, or the submission."""
    stored = uow.session.get(Photo, photo_id)
    needed = stored is not None and stored.sha256 == sha256 and stored.status != "ready" and stored.deleted_at is None
    if not needed:
        files.delete(evidence.original_key(photo_id, sha256))
    return _stored(uow.session, photo_id, visit_id, sha256)
