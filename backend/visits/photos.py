"""The photos of a visit: who may send, see, change and delete them. Their bytes are the matter of `evidence`."""

import uuid
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from backend.checklists.queries import load_form
from backend.domain.problems import Conflict, FieldError, Gone, Invalid, NotFound
from backend.domain.roles import Actor
from backend.domain.visit_flow import OPEN, Action, Status, next_status
from backend.evidence import service as evidence
from backend.evidence.models import Photo
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.conduct import conducts
from backend.visits.models import Visit
from backend.visits.queries import lock_visit, visible_to

OF_AN_UPLOAD: Final = (Visit.id, Visit.status, Visit.auditor_id, Visit.checklist_version_id)


class Received(NamedTuple):
    """A stored photo, and whether it was new."""

    photo: Photo
    created: bool


def receive_photo(
    uow: UnitOfWork, actor: Actor, photo_id: uuid.UUID, about: Mapping[str, Any], data: bytes, sha256: str
) -> Received:
    """Store a photo: its bytes first, durably, then its row. The same photo again finds the first."""
    sha256 = sha256.lower()
    visit = _visit_of_upload(uow.session, actor, about["visit_id"])
    known = uow.session.get(Photo, photo_id)
    if known is not None:
        return Received(_same_or_refused(known, about["visit_id"], sha256), False)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    _check_question(uow.session, visit.checklist_version_id, about["question_id"])
    # Hashing and syncing a file take longer than any query: nobody waits for them on a lock of ours.
    uow.release()
    header = evidence.check_bytes(data, sha256)
    files.put(evidence.original_key(photo_id, sha256), data)
    values = {
        **about,
        "id": photo_id,
        "sha256": sha256,
        "size": len(data),
        "media_type": header.media_type,
        "width": header.width,
        "height": header.height,
    }
    open_visit = select(Visit.id).where(Visit.id == visit.id, Visit.status.in_(OPEN)).with_for_update(read=True)
    created = evidence.add_photo(uow, values, open_visit)
    return _what_is_stored(uow, photo_id, visit.id, sha256, created)


def visible_photo(session: Session, actor: Actor, photo_id: uuid.UUID) -> Photo:
    """A photo of a visit this person may see."""
    visible = select(Photo).join(Visit, Visit.id == Photo.visit_id).where(Photo.id == photo_id, visible_to(actor))
    photo = session.scalar(visible)
    if photo is None:
        raise NotFound()
    if photo.deleted_at is not None:
        raise Gone("photo.deleted", "This photo was deleted.")
    return photo


def change_photo(uow: UnitOfWork, actor: Actor, photo_id: uuid.UUID, changes: Mapping[str, Any]) -> Photo:
    """Another caption, or the question it belongs to, while the visit is open."""
    photo = visible_photo(uow.session, actor, photo_id)
    visit = lock_visit(uow.session, actor, photo.visit_id)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    _check_question(uow.session, visit.checklist_version_id, changes.get("question_id"))
    for name, value in changes.items():
        setattr(photo, name, value)
    uow.session.flush()
    return photo


def delete_photo(uow: UnitOfWork, actor: Actor, photo_id: uuid.UUID) -> None:
    """Delete it while the visit is open; again is fine."""
    try:
        photo = visible_photo(uow.session, actor, photo_id)
    except Gone:
        return
    visit = lock_visit(uow.session, actor, photo.visit_id)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    evidence.delete_photo(uow, photo, now())
    details = {"photo_id": str(photo.id), "question_id": photo.question_id, "sha256": photo.sha256}
    record(uow, actor, "photo.deleted", "visit", photo.visit_id, details=details)


def _visit_of_upload(session: Session, actor: Actor, visit_id: uuid.UUID) -> Row[*tuple[Any, ...]]:
    visit = session.execute(select(*OF_AN_UPLOAD).where(Visit.id == visit_id, visible_to(actor))).one_or_none()
    if visit is None:
        raise NotFound()
    return visit


def _same_or_refused(known: Photo, visit_id: uuid.UUID, sha256: str) -> Photo:
    if known.visit_id != visit_id or known.sha256 != sha256:
        raise Conflict("photo.id_taken", "Another photo has this id.")
    if known.deleted_at is not None:
        raise Gone("photo.deleted", "This photo was deleted.")
    return known


def _check_question(session: Session, version_id: uuid.UUID, question_id: str | None) -> None:
    if question_id is not None and question_id not in load_form(session, version_id).questions:
        text = "This checklist has no such question."
        raise Invalid("photo.unknown_question", text, errors=[FieldError("/question_id", "unknown", text)])


def _what_is_stored(uow: UnitOfWork, photo_id: uuid.UUID, visit_id: uuid.UUID, sha256: str, created: bool) -> Received:
    """Normally the row just added; otherwise somebody was quicker: the same upload twice, or the submission."""
    stored = uow.session.get(Photo, photo_id, populate_existing=True)
    if stored is not None and (created or stored.status == "received"):
        return Received(_same_or_refused(stored, visit_id, sha256), created)
    if stored is None or stored.deleted_at is not None or stored.sha256 != sha256 or stored.status == "ready":
        files.delete(evidence.original_key(photo_id, sha256))
    if stored is None:
        raise Conflict("visit.wrong_state", "This visit takes no more photos.")
    return Received(_same_or_refused(stored, visit_id, sha256), False)
