"""Routes of inside-outside: the analysis, its making, and the joined table."""

import uuid
from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.kernel.clock import now
from backend.links import map_schemas, schemas, service
from backend.links.lines import draw_lines
from backend.links.map import draw_map
from backend.links.showing import as_page
from backend.links.table import as_csv, as_parquet

PARQUET = "application/vnd.apache.parquet"

blp = Blueprint("links", description="Inside-outside: whether engagement goes with service.")


@blp.get("/inside-outside")
@blp.requires(Permission.LINK_READ)
@blp.arguments(schemas.LinkQuery, location="query")
@blp.response(200, schemas.LinkOut)
def show_link(query: dict[str, Any]) -> dict[str, Any]:
    """The analysis that is kept, and whether newer data came since."""
    uow = current_uow()
    return as_page(uow.session, service.show(uow, query["lag"], query["language"]))


@blp.post("/inside-outside/runs")
@blp.requires(Permission.LINK_READ)
@blp.arguments(schemas.LinkQuery)
@blp.response(202, schemas.LinkOut)
def run_link(data: dict[str, Any]) -> dict[str, Any]:
    """Have it computed of the data as they are now; nothing is queued twice."""
    uow = current_uow()
    return as_page(uow.session, service.run(uow, data["lag"], data["language"]))


@blp.get("/inside-outside/table.csv")
@blp.requires(Permission.LINK_READ)
@blp.response(200, content_type="text/csv")
def fetch_table() -> Response:
    """What is joined, already suppressed: one row a centre, touchpoint and quarter."""
    reply = Response(as_csv(current_uow().session), mimetype="text/csv")
    reply.headers["Content-Disposition"] = 'attachment; filename="inside-outside.csv"'
    return reply


@blp.get("/inside-outside/table.parquet")
@blp.requires(Permission.LINK_READ)
@blp.response(200, content_type=PARQUET)
def fetch_parquet() -> Response:
    """The same rows with a type for each column; 501 where Parquet is not installed."""
    reply = Response(as_parquet(current_uow().session), mimetype=PARQUET)
    reply.headers["Content-Disposition"] = 'attachment; filename="inside-outside.parquet"'
    return reply


@blp.get("/inside-outside/map")
@blp.requires(Permission.ENGAGEMENT_READ)
@blp.arguments(map_schemas.MapQuery, location="query")
@blp.response(200, map_schemas.MapOut)
def show_map(query: dict[str, Any]) -> dict[str, Any]:
    """Touchpoints over the teams that deliver them, of one centre or area."""
    return draw_map(current_uow().session, current_actor(), **query, today=now().date())


@blp.get("/inside-outside/centres/<uuid:centre_id>/lines")
@blp.requires(Permission.ENGAGEMENT_READ)
@blp.response(200, map_schemas.LinesOut)
def show_lines(centre_id: uuid.UUID) -> dict[str, Any]:
    """Engagement wave by wave over service quarter by quarter."""
    return draw_lines(current_uow().session, current_actor(), centre_id, now().date())
