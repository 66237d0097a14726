"""HTTP: planning, reading, conducting and submitting visits."""

import datetime as dt
import uuid
from typing import Any

from flask import request

from backend.domain.problems import Invalid
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of
from backend.trail.models import TrailEntry
from backend.visits import (
    conduct,
    follow_up,
    leases,
    note_schemas,
    notes,
    planning,
    queries,
    schemas,
    showing,
    submission,
    trail,
)
from backend.visits.models import Visit
from backend.visits.summary_schemas import VisitSummaryOut

blp = Blueprint("visits", description="Visits from plan to submission, their answers and their trail.")

Shown = dict[str, Any]
DEVICE_HEADER = {"in": "header", "name": "X-Device", "schema": {"type": "string", "format": "uuid"}}
CLOCK_HEADER = {
    "in": "header",
    "name": "X-Clock",
    "description": "what the phone's clock says as this is sent",
    "schema": {"type": "string", "format": "date-time"},
}
KEY_HEADER = {"in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string"}}


@blp.get("/visits")
@blp.requires(Permission.VISIT_READ)
@blp.arguments(schemas.VisitQuery, location="query")
@blp.response(200, page_of(VisitSummaryOut))
def list_visits(query: dict[str, Any]) -> Page:
    """The visits you may see, the latest window first."""
    actor, session = current_actor(), current_uow().session
    paging = {name: query.pop(name) for name in ("cursor", "limit")}
    if query["auditor_id"] == "me":
        query["auditor_id"] = actor.user_id
    keys = [(Visit.window_from, "desc"), (Visit.id, "desc")]
    page = paginate(session, queries.matching_visits(actor, query), keys=keys, **paging)
    return Page(showing.show_visits(session, actor, page.items), page.next)


@blp.get("/visits/<uuid:visit_id>")
@blp.requires(Permission.VISIT_READ)
@blp.response(200, schemas.VisitOut)
def get_visit(visit_id: uuid.UUID) -> Shown:
    """One visit with everything in it."""
    return shown(visit_id)


@blp.put("/visits/<uuid:visit_id>")
@blp.requires(Permission.VISIT_PLAN)
@blp.arguments(schemas.VisitPlanIn)
@blp.response(201, schemas.VisitOut)
@blp.alt_response(200, schema=schemas.VisitOut, description="The same plan was sent before", success=True)
def plan_visit(data: dict[str, Any], visit_id: uuid.UUID) -> tuple[Shown, int]:
    """Plan a visit under an id of your own."""
    planned = planning.plan_visit(current_uow(), current_actor(), visit_id, data)
    return shown(visit_id), 201 if planned.created else 200


@blp.patch("/visits/<uuid:visit_id>")
@blp.requires(Permission.VISIT_PLAN)
@blp.arguments(schemas.VisitPatch)
@blp.response(200, schemas.VisitOut)
def replan_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Another auditor or another time, before the visit has begun. Needs If-Match."""
    planning.replan_visit(current_uow(), current_actor(), visit_id, if_match(), data)
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/acceptance")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.response(200, schemas.VisitOut)
def accept_visit(visit_id: uuid.UUID) -> Shown:
    """Take the visit on."""
    conduct.accept_visit(current_uow(), current_actor(), visit_id, _device())
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/waiting")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.response(200, schemas.VisitOut)
@blp.doc(parameters=[DEVICE_HEADER])
def wait_for_follow_up(visit_id: uuid.UUID) -> Shown:
    """The auditor has left and waits for what follows. Clocks whose window ends then close by themselves."""
    follow_up.wait_for_follow_up(current_uow(), current_actor(), visit_id, _device())
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/lease")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.arguments(schemas.LeaseIn)
@blp.response(200, schemas.VisitOut)
@blp.doc(parameters=[DEVICE_HEADER])
def take_lease(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Go on with the visit on this device. Others are told; what they still send is kept."""
    if (device_id := _device()) is None:
        raise Invalid("device_required", "Send X-Device, the id that this device has made for itself.")
    leases.take_lease(current_uow(), current_actor(), visit_id, device_id, data["taken_at"])
    return shown(visit_id)


@blp.patch("/visits/<uuid:visit_id>/answers")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.arguments(schemas.AnswersIn)
@blp.response(200, schemas.AnswersOut)
@blp.doc(parameters=[DEVICE_HEADER])
def merge_answers(data: dict[str, Any], visit_id: uuid.UUID) -> conduct.Merged:
    """Send answers: the newest of each question is kept, and each one's fate is told by itself."""
    return conduct.merge_answers(current_uow(), current_actor(), visit_id, data["answers"], _device())


@blp.put("/visits/<uuid:visit_id>/notes")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.arguments(note_schemas.NotesIn)
@blp.response(200, schemas.NotesOut)
@blp.doc(parameters=[DEVICE_HEADER])
def keep_notes(data: dict[str, Any], visit_id: uuid.UUID) -> notes.Kept:
    """Send what was noted while there: all of it, any number of times. The newer of two versions is kept."""
    return notes.keep_notes(current_uow(), current_actor(), visit_id, data["notes"], _device())


@blp.post("/visits/<uuid:visit_id>/submission")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.arguments(schemas.SubmissionIn)
@blp.response(200, schemas.VisitOut)
@blp.doc(parameters=[KEY_HEADER, CLOCK_HEADER])
def submit_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Submit the visit. Refused while something it counts is missing; the same key again gives the same result."""
    key = request.headers.get("Idempotency-Key", "")
    uow, actor = current_uow(), current_actor()
    found = submission.submit_visit(uow, actor, visit_id, key, data, _phone_clock())
    set_etag(found.visit.row_version)
    return showing.show_whole(uow.session, actor, *found)


@blp.get("/visits/<uuid:visit_id>/trail")
@blp.requires(Permission.VISIT_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.TrailEntryOut))
def list_trail(query: dict[str, Any], visit_id: uuid.UUID) -> Page:
    """What happened to a visit, the latest first. Not for centres: it names the auditor."""
    session, actor = current_uow().session, current_actor()
    keys = [(TrailEntry.at, "desc"), (TrailEntry.id, "desc")]
    page = paginate(session, trail.entries(session, actor, visit_id), keys=keys, **query)
    return Page(trail.show_entries(session, page.items), page.next)


def _device() -> uuid.UUID | None:
    """The sender's own id for itself; older ones have none."""
    try:
        return uuid.UUID(request.headers["X-Device"]) if "X-Device" in request.headers else None
    except ValueError:
        raise Invalid("device_invalid", "X-Device is not an id.") from None


def _phone_clock() -> dt.datetime | None:
    """A clock that cannot be read says nothing, and is no reason to refuse a visit."""
    try:
        said = dt.datetime.fromisoformat(request.headers.get("X-Clock", ""))
    except ValueError:
        return None
    return said if said.tzinfo is not None else None


def shown(visit_id: uuid.UUID) -> Shown:
    """The visit as it now is for whoever asks, with its version as the ETag."""
    visit = showing.show_visit(current_uow().session, current_actor(), visit_id)
    set_etag(visit["row_version"])
    return visit
