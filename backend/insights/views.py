"""Routes of the comparison: the figures, and the same figures as pictures."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights import drawing, items, schemas, service

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


@blp.get("/charts/trend.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(schemas.ChartQuery, location="query")
@blp.response(200, content_type="image/svg+xml")
def draw_trend(query: dict[str, Any]) -> Response:
    """The comparison as lines over time, `w` wide; a report shows the same picture."""
    return _picture(drawing.draw_trend, query)


@blp.get("/charts/dumbbell.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(schemas.ChartQuery, location="query")
@blp.response(200, content_type="image/svg+xml")
def draw_dumbbell(query: dict[str, Any]) -> Response:
    """The last two periods of each centre, `w` wide."""
    return _picture(drawing.draw_dumbbell, query)


def _picture(draw: Callable[[service.Comparison, float, str], str], query: dict[str, Any]) -> Response:
    width = query.pop("width")
    question = service.Question(**query)
    found = service.compare_centres(current_uow(), current_actor(), question)
    return Response(draw(found, width, question.language), mimetype="image/svg+xml")
