"""Routes of the comparison, and of how questions work."""

import uuid
from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights import items, schemas, service

blp = Blueprint("insights", description="Comparing centres over time.")


@blp.get("/comparison")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(schemas.ComparisonQuery, location="query")
@blp.response(200, schemas.ComparisonOut)
def compare_centres(query: dict[str, Any]) -> service.Comparison:
    """Mean of visit scores per centre, area and chain, period by period, each with its base and interval."""
    return service.compare_centres(current_uow(), current_actor(), service.Question(**query))


@blp.get("/checklist-versions/<uuid:version_id>/items")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(200, schemas.ItemReportOut)
def report_items(version_id: uuid.UUID) -> items.ItemReport:
    """How the questions of a version work: answered, passed, left out, and how far two auditors agree."""
    return items.report_items(current_uow().session, version_id)
