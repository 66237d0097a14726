"""Routes of the charts: the figures of the pages as pictures, `w` wide; a report shows the same ones."""

from collections.abc import Callable
from typing import Any

from flask import Response

from backend.charts.paper import Paper
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights import drawing, drawing_centre, drawing_heat, drawing_league, drawing_places, service
from backend.insights.centre_page import show_centre
from backend.insights.control_chart import chart_centre
from backend.insights.drawing_schemas import (
    ComparedChartQuery,
    ControlPictureQuery,
    DistributionQuery,
    HeatPictureQuery,
    ProfileQuery,
    RanksQuery,
)
from backend.insights.drill import Question, drill_down
from backend.insights.heat import Heat, heat_of
from backend.insights.heat import Question as HeatQuestion
from backend.insights.heat_schemas import HeatOut, HeatQuery
from backend.insights.league import Question as LeagueQuestion
from backend.insights.league import rank_centres
from backend.insights.overview import overlook
from backend.insights.sentence import WORDS

SVG = "image/svg+xml"

blp = Blueprint("charts", description="Figures as pictures.")


@blp.get("/charts/trend.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(ComparedChartQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_trend(query: dict[str, Any]) -> Response:
    """The comparison as lines over time; of up to eight chosen centres all are drawn strongly."""
    chosen = bool(query.get("centre_ids"))
    return _compared(query, lambda found, w, lang: drawing.draw_trend(found, w, lang, chosen=chosen))


@blp.get("/charts/dumbbell.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(ComparedChartQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_dumbbell(query: dict[str, Any]) -> Response:
    """The comparison as the last two periods of each centre."""
    return _compared(query, drawing.draw_dumbbell)


@blp.get("/charts/multiples.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(ComparedChartQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_multiples(query: dict[str, Any]) -> Response:
    """The comparison as one little trend for each centre."""
    return _compared(query, drawing.draw_multiples)


@blp.get("/charts/control.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(ControlPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_control(query: dict[str, Any]) -> Response:
    """The control chart of a centre."""
    language = query["language"]
    found = chart_centre(current_uow().session, current_actor(), query["centre_id"], query["measure"], language)
    return _svg(drawing_centre.draw_control(found, query["width"], language))


@blp.get("/charts/profile.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(ProfileQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_profile(query: dict[str, Any]) -> Response:
    """The touchpoints of a centre or an area beside the chain, in the period its page tells of."""
    uow, actor, period, language = current_uow(), current_actor(), query["period"], query["language"]
    chain = WORDS[language]["chain"]
    if query["centre_id"] is not None:
        page = show_centre(uow, actor, query["centre_id"], period, language)
        return _svg(drawing_places.draw_profile(page.touchpoints, (page.centre.name, chain), query["width"], language))
    found = overlook(uow, actor, query["area_id"], period, language)
    return _svg(drawing_places.draw_profile(found.touchpoints, (found.scope.name, chain), query["width"], language))


@blp.get("/charts/ranks.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(RanksQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_ranks(query: dict[str, Any]) -> Response:
    """The league as dots with their ranges of places."""
    width = query.pop("width")
    found = rank_centres(current_uow(), current_actor(), LeagueQuestion(**query))
    return _svg(drawing_league.draw_ranks(found.rows, None, Paper(width, query["language"], found.unit)))


@blp.get("/charts/distribution.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(DistributionQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_distribution(query: dict[str, Any]) -> Response:
    """How the values behind one figure lie."""
    width = query.pop("width")
    found = drill_down(current_uow().session, current_actor(), Question(**query))
    return _svg(drawing_centre.draw_distribution(found, width, query["language"]))


@blp.get("/figures/heat")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(HeatQuery, location="query")
@blp.response(200, HeatOut)
def show_heat(query: dict[str, Any]) -> Heat:
    """Centres against touchpoints in one period; above a hundred centres their areas."""
    return heat_of(current_uow().session, current_actor(), HeatQuestion(**query))


@blp.get("/charts/heat.svg")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(HeatPictureQuery, location="query")
@blp.response(200, content_type=SVG)
def draw_heat(query: dict[str, Any]) -> Response:
    """Centres against touchpoints as shades with the figures in them."""
    width = query.pop("width")
    found = heat_of(current_uow().session, current_actor(), HeatQuestion(**query))
    return _svg(drawing_heat.draw_heat(found, width, query["language"]))


def _compared(query: dict[str, Any], draw: Callable[[service.Comparison, float, str], str]) -> Response:
    width = query.pop("width")
    question = service.Question(**query)
    found = service.compare_centres(current_uow(), current_actor(), question)
    return _svg(draw(found, width, question.language))


def _svg(picture: str) -> Response:
    return Response(picture, mimetype=SVG)
