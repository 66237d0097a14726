"""Routes of the comparison: the figures, and the same figures as pictures."""

from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights import drawing, schemas, service

blp = Blueprint("insights", description="Comparing centres over time.")

KINDS = {"trend": drawing.draw_trend, "dumbbell": drawing.draw_dumbbell}


@blp.get("/comparison")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(schemas.ComparisonQuery, location="query")
@blp.response(200, schemas.ComparisonOut)
def compare_centres(query: dict[str, Any]) -> service.Comparison:
    """Mean of visit scores per centre, area and chain, period by period, each with its base and interval."""
    return service.compare_centres(current_uow(), current_actor(), service.Question(**query))


@blp.get("/charts/<any(trend, dumbbell):kind>.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(schemas.ChartQuery, location="query")
@blp.response(200, content_type="image/svg+xml")
def draw_chart(query: dict[str, Any], kind: str) -> Response:
    """The comparison as a picture, `w` wide; it is the same in a report."""
    width = query.pop("width")
    question = service.Question(**query)
    found = service.compare_centres(current_uow(), current_actor(), question)
    return Response(KINDS[kind](found, width, question.language), mimetype="image/svg+xml")
