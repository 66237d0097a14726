"""Routes of waves, the floor, maps, and figures that may be shown."""

from typing import Any

from backend.domain.roles import Permission
from backend.domain.suppression import LEAST_FLOOR
from backend.engagement import maps, publishing, schemas, waves
from backend.engagement.showing import show_figures
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow

blp = Blueprint("engagement", description="Engagement: waves, the floor of what is shown, maps, figures.")


@blp.get("/engagement/waves")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.EngagementWavesOut)
def list_engagement_waves() -> dict[str, Any]:
    """Waves, and how many of their groups may be shown."""
    return {"items": waves.list_waves(current_uow().session)}


@blp.post("/engagement/waves/<string(maxlength=40):code>/publication")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.EngagementWaveOut)
def publish_engagement_wave(code: str) -> dict[str, Any]:
    """Publish a wave that is over, or what came in since."""
    return waves.publish_wave(current_uow(), current_actor(), code)


@blp.get("/engagement/floor")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.FloorOut)
def show_floor() -> dict[str, Any]:
    """The least number of answers a group of waves to come is shown with."""
    return {"floor": publishing.floor_of(current_uow().session), "least": LEAST_FLOOR}


@blp.put("/engagement/floor")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.FloorIn)
@blp.response(200, schemas.FloorOut)
def put_floor(data: dict[str, Any]) -> dict[str, Any]:
    """Raise it for all waves, or lower it for those to come."""
    floor = waves.change_floor(current_uow(), current_actor(), data["floor"])
    return {"floor": floor, "least": LEAST_FLOOR}


@blp.get("/engagement/maps")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.MapsOut)
def show_maps() -> dict[str, Any]:
    """Touchpoints to teams, teams to next teams."""
    return maps.show_maps(current_uow().session)


@blp.put("/engagement/maps/touchpoints/<string(maxlength=40):code>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.DatedTeamsIn)
@blp.response(200, schemas.MapsOut)
def put_touchpoint_teams(data: dict[str, Any], code: str) -> dict[str, Any]:
    """Replace which team delivers a touchpoint from when to when."""
    maps.put_touchpoint_teams(current_uow(), current_actor(), code, data["items"])
    return maps.show_maps(current_uow().session)


@blp.put("/engagement/maps/teams/<string(maxlength=40):code>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.NextTeamsIn)
@blp.response(200, schemas.MapsOut)
def put_next_teams(data: dict[str, Any], code: str) -> dict[str, Any]:
    """Replace to whom a team hands over."""
    maps.put_next_teams(current_uow(), current_actor(), code, data["items"])
    return maps.show_maps(current_uow().session)


@blp.get("/engagement/figures")
@blp.requires(Permission.ENGAGEMENT_READ)
@blp.arguments(schemas.FiguresQuery, location="query")
@blp.response(200, schemas.ShownFiguresOut)
def list_figures(query: dict[str, Any]) -> dict[str, Any]:
    """Engagement of groups that may be shown, of one's own areas and centres."""
    wave = query.pop("wave")
    return show_figures(current_uow().session, current_actor(), wave, **query)
