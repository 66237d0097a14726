"""HTTP: what a reviewer decides about a visit. Each reply is the visit as it is afterwards."""

import uuid
from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match
from backend.reviews import rescoring, service
from backend.reviews.schemas import ApprovalIn, ReasonIn, RescoreIn, ReturnIn
from backend.visits.schemas import VisitOut
from backend.visits.views import Shown, shown

blp = Blueprint("reviews", description="Returning, approving, cancelling and voiding visits.")


@blp.post("/visits/<uuid:visit_id>/return")
@blp.requires(Permission.VISIT_REVIEW)
@blp.arguments(ReturnIn)
@blp.response(200, VisitOut)
def return_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Send a visit back with a reason for each question. Needs If-Match."""
    service.return_visit(current_uow(), current_actor(), visit_id, if_match(), data)
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/approval")
@blp.requires(Permission.VISIT_REVIEW)
@blp.arguments(ApprovalIn)
@blp.response(200, VisitOut)
def approve_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Approve a visit and freeze its score. Needs If-Match."""
    service.approve_visit(current_uow(), current_actor(), visit_id, if_match(), data)
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/cancellation")
@blp.requires(Permission.VISIT_REVIEW)
@blp.arguments(ReasonIn)
@blp.response(200, VisitOut)
def cancel_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Call off a visit that was not submitted."""
    service.cancel_visit(current_uow(), current_actor(), visit_id, data["reason"])
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/void")
@blp.requires(Permission.VISIT_REVIEW)
@blp.arguments(ReasonIn)
@blp.response(200, VisitOut)
def void_visit(data: dict[str, Any], visit_id: uuid.UUID) -> Shown:
    """Take a submitted or approved visit out of every figure."""
    service.void_visit(current_uow(), current_actor(), visit_id, data["reason"])
    return shown(visit_id)


@blp.post("/visits/<uuid:visit_id>/rescores")
@blp.requires(Permission.VISIT_RESCORE)
@blp.arguments(RescoreIn)
@blp.response(201, VisitOut)
@blp.alt_response(200, schema=VisitOut, description="It was scored with this version before", success=True)
def rescore_visit(data: dict[str, Any], visit_id: uuid.UUID) -> tuple[Shown, int]:
    """Score an approved visit with another version of its checklist; its own result stays as it is."""
    found = rescoring.rescore_visit(current_uow(), current_actor(), visit_id, data["version_id"])
    return shown(visit_id), 201 if found.created else 200
