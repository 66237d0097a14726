"""What a reviewer decides: return with reasons, approve, cancel, void. Each is one review and one line of the trail."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.checklists.queries import load_form
from backend.domain.entries import entry_of
from backend.domain.problems import FieldError, Invalid, PreconditionFailed
from backend.domain.roles import Actor
from backend.domain.visit_flow import Action, Status, next_status
from backend.evidence.queries import photos_of, waiting_photos
from backend.evidence.service import make_copies
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.certificate import issue_certificate
from backend.reviews.models import Review, ReviewItem
from backend.trail.service import record
from backend.visits.models import Visit
from backend.visits.queries import load_visit, parties_to

CORRECT_WITHIN: Final = dt.timedelta(hours=24)


def return_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, row_version: int, data: Mapping[str, Any]) -> None:
    """Send the visit back, with a reason for each question."""
    visit = load_visit(uow.session, actor, visit_id)
    at = now()
    due_at = data["due_at"] or at + CORRECT_WITHIN
    if due_at <= at:
        raise Invalid("invalid", "The date is past.", errors=[FieldError("/due_at", "past", "Give a later date.")])
    items = _items(uow, visit, data["items"])
    review = _decide(uow, actor, visit, Action.RETURN, row_version, note=data["note"], due_at=due_at)
    review.items = items
    visit.due_at = due_at
    details = {"due_at": due_at.isoformat(), "items": {item.question_id: item.reason for item in items}}
    _record(uow, actor, visit, Status.SUBMITTED, data["note"], details)
    uow.emit("visit.returned", visit_id=visit_id)


def approve_visit(
    uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, row_version: int, data: Mapping[str, Any]
) -> None:
    """Accept the visit as it is: its score counts from now on and is frozen in a certificate."""
    visit = _load_with_photos(uow, actor, visit_id)
    _decide(uow, actor, visit, Action.APPROVE, row_version, note=data["note"], privacy_confirmed=True)
    photos = photos_of(uow.session, visit_id)
    certificate = issue_certificate(uow.session, visit, photos, visit.decided_at or now())
    details = {"certificate": certificate.number, "sha256": certificate.sha256, "privacy_confirmed": True}
    _record(uow, actor, visit, Status.SUBMITTED, data["note"], details)
    uow.emit("visit.approved", visit_id=visit_id)


def cancel_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, reason: str) -> None:
    """Call off a visit that was not submitted."""
    visit = load_visit(uow.session, actor, visit_id)
    before = Status(visit.status)
    _decide(uow, actor, visit, Action.CANCEL, visit.row_version, note=reason)
    _record(uow, actor, visit, before, reason)
    uow.emit("visit.cancelled", visit_id=visit_id)


def void_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, reason: str) -> None:
    """Take a submitted or approved visit out of every figure. It stays readable with its reason."""
    visit = load_visit(uow.session, actor, visit_id)
    before = Status(visit.status)
    _decide(uow, actor, visit, Action.VOID, visit.row_version, note=reason)
    _record(uow, actor, visit, before, reason)
    if before == Status.APPROVED:
        uow.emit("visit.uncounted", visit_id=visit_id)
    uow.emit("visit.voided", visit_id=visit_id)


def _decide(uow: UnitOfWork, actor: Actor, visit: Visit, action: Action, row_version: int, **about: Any) -> Review:
    """Move the visit and write the review down, if this person may and nobody else was quicker."""
    status = next_status(action, Status(visit.status), parties_to(actor, visit))
    if visit.row_version != row_version:
        raise PreconditionFailed()
    at = now()
    visit.status, visit.updated_at = status, at
    visit.decided_at = None if status == Status.RETURNED else at
    review = Review(id=new_id(), visit_id=visit.id, reviewer_id=actor.user_id, decision=status, at=at, **about)
    uow.session.add(review)
    # The versioned UPDATE is sent here: of two reviewers at once, the second is told now (412).
    uow.session.flush()
    return review


def _load_with_photos(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID) -> Visit:
    """The visit with the copies of all its photos made: the certificate names them and does not wait for the worker."""
    visit = load_visit(uow.session, actor, visit_id)
    waiting = waiting_photos(uow.session, visit_id)
    if not waiting:
        return visit
    uow.release()
    for photo_id in waiting:
        make_copies(uow.engine, photo_id)
    return load_visit(uow.session, actor, visit_id)


def _items(uow: UnitOfWork, visit: Visit, items: Sequence[Mapping[str, str]]) -> list[ReviewItem]:
    form, card = load_form(uow.session, visit.checklist_version_id), visit.score_card or {}
    entries = {score["id"] for score in card.get("questions", ()) if entry_of(score["id"])}
    errors, seen = [], set()
    for place, item in enumerate(items):
        name = item["question_id"]
        # Of entries, only those that count can be corrected: nobody could find another one on the phone.
        known = form.question(name) is not None and (entry_of(name) is None or name in entries)
        if not known or name in seen:
            text = "This question is named twice." if known else "This checklist has no such question."
            errors.append(FieldError(f"/items/{place}/question_id", "unknown", text))
        seen.add(name)
    if errors:
        raise Invalid("invalid", "A question cannot be returned.", errors=errors)
    return [
        ReviewItem(question_id=item["question_id"], position=place, reason=item["reason"])
        for place, item in enumerate(items)
    ]


def _record(
    uow: UnitOfWork, actor: Actor, visit: Visit, before: Status, why: str, details: dict[str, Any] | None = None
) -> None:
    states = {"from_state": str(before), "to_state": str(visit.status)}
    record(uow, actor, f"visit.{visit.status}", "visit", visit.id, **states, why=why or None, details=details)
