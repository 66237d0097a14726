"""Routes of the charts of inside-outside: the figures of its pages as pictures, `w` wide."""

from collections.abc import Callable
from typing import Any

from flask import Response

from backend.charts.paper import Paper
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.kernel.clock import now
from backend.links import drawing, service
from backend.links.drawing_map import draw_two_lines, draw_value_chain
from backend.links.drawing_schemas import LinesPictureQuery, LinkPictureQuery, MapPictureQuery
from backend.links.lines import draw_lines as lines_of
from backend.links.map import draw_map as map_of
from backend.links.showing import as_page

SVG = "image/svg+xml"

blp = Blueprint("link_charts", description="Inside-outside as pictures.")


@blp.get("/charts/quadrant.svg")
@blp.requires(Permission.LINK_READ)
@blp.arguments(LinkPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_quadrant(query: dict[str, Any]) -> Response:
    """Centres by outside and inside; 404 before the analysis is made."""
    return _analysed(query, drawing.draw_quadrant)


@blp.get("/charts/ladder.svg")
@blp.requires(Permission.LINK_READ)
@blp.arguments(LinkPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_ladder(query: dict[str, Any]) -> Response:
    """The three rungs of the link, each with its interval."""
    return _analysed(query, drawing.draw_ladder)


@blp.get("/charts/lags.svg")
@blp.requires(Permission.LINK_READ)
@blp.arguments(LinkPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_lags(query: dict[str, Any]) -> Response:
    """The link by the number of quarters in between."""
    return _analysed(query, drawing.draw_lags)


@blp.get("/charts/grid.svg")
@blp.requires(Permission.LINK_READ)
@blp.arguments(LinkPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_grid(query: dict[str, Any]) -> Response:
    """Dimensions beside touchpoints."""
    return _analysed(query, drawing.draw_grid)


@blp.get("/charts/event.svg")
@blp.requires(Permission.LINK_READ)
@blp.arguments(LinkPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_event(query: dict[str, Any]) -> Response:
    """Before and after the start of the change programme."""
    return _analysed(query, drawing.draw_event)


@blp.get("/charts/map.svg")
@blp.requires(Permission.ENGAGEMENT_READ)
@blp.arguments(MapPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_map(query: dict[str, Any]) -> Response:
    """The value chain of a centre or an area."""
    paper = Paper(query.pop("width"), query["language"])
    found = map_of(current_uow().session, current_actor(), **query, today=now().date())
    return _svg(draw_value_chain(found, paper))


@blp.get("/charts/lines.svg")
@blp.requires(Permission.ENGAGEMENT_READ)
@blp.arguments(LinesPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_lines(query: dict[str, Any]) -> Response:
    """Engagement over service of one centre."""
    found = lines_of(current_uow().session, current_actor(), query["centre_id"], now().date())
    return _svg(draw_two_lines(found, Paper(query["width"], query["language"])))


def _analysed(query: dict[str, Any], draw: Callable[[Any, Paper], str]) -> Response:
    """From what is kept, newer data or not: the page says which."""
    uow = current_uow()
    page = as_page(uow.session, service.kept(uow, query["lag"], query["language"]))
    return _svg(draw(page["analysis"], Paper(query["width"], query["language"])))


def _svg(picture: str) -> Response:
    return Response(picture, mimetype=SVG)
