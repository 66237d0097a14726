"""Routes of the organisation. Everybody signed in reads what they may see; administrators build it."""

import uuid
from typing import Any

from sqlalchemy import select

from backend.centres import queries, schemas, service
from backend.centres.models import Area, Centre, Team, Touchpoint
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("centres", description="Areas, centres, their teams, and the touchpoints of the customer's journey.")

AGAIN = "The same was sent before"


@blp.get("/areas")
@blp.requires(Permission.CENTRE_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.AreaOut))
def list_areas(query: dict[str, Any]) -> Page:
    """The areas one may see, from the top of the tree down."""
    areas = queries.visible_areas(current_actor())
    return paginate(current_uow().session, areas, keys=[(Area.path, "asc"), (Area.id, "asc")], **query)


@blp.put("/areas/<uuid:area_id>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(schemas.AreaIn)
@blp.response(201, schemas.AreaOut)
@blp.alt_response(200, schema=schemas.AreaOut, description=AGAIN, success=True)
def put_area(data: dict[str, Any], area_id: uuid.UUID) -> tuple[Area, int]:
    """Create an area by the client's id."""
    area, created = service.put_area(current_uow(), current_actor(), area_id, data)
    set_etag(area.row_version)
    return area, 201 if created else 200


@blp.patch("/areas/<uuid:area_id>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(schemas.AreaPatch)
@blp.response(200, schemas.AreaOut)
def update_area(data: dict[str, Any], area_id: uuid.UUID) -> Area:
    """Rename an area, or hang it elsewhere with all below it. Needs If-Match."""
    area = service.update_area(current_uow(), current_actor(), area_id, if_match(), data)
    set_etag(area.row_version)
    return area


@blp.get("/centres")
@blp.requires(Permission.CENTRE_READ)
@blp.arguments(schemas.CentreQuery, location="query")
@blp.response(200, page_of(schemas.CentreOut))
def list_centres(query: dict[str, Any]) -> Page:
    """The centres one may see."""
    centres, area_id = queries.visible_centres(current_actor()), query.pop("area_id")
    if area_id is not None:
        centres = centres.where(Centre.area_id.in_(queries.below(area_id)))
    return paginate(current_uow().session, centres, keys=[(Centre.name, "asc"), (Centre.id, "asc")], **query)


@blp.get("/centres/<uuid:centre_id>")
@blp.requires(Permission.CENTRE_READ)
@blp.response(200, schemas.CentreOut)
def get_centre(centre_id: uuid.UUID) -> Centre:
    """One centre."""
    centre = queries.get_centre(current_uow().session, current_actor(), centre_id)
    set_etag(centre.row_version)
    return centre


@blp.put("/centres/<uuid:centre_id>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(schemas.CentreIn)
@blp.response(201, schemas.CentreOut)
@blp.alt_response(200, schema=schemas.CentreOut, description=AGAIN, success=True)
def put_centre(data: dict[str, Any], centre_id: uuid.UUID) -> tuple[Centre, int]:
    """Create a centre by the client's id."""
    centre, created = service.put_centre(current_uow(), current_actor(), centre_id, data)
    set_etag(centre.row_version)
    return centre, 201 if created else 200


@blp.patch("/centres/<uuid:centre_id>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(schemas.CentrePatch)
@blp.response(200, schemas.CentreOut)
def update_centre(data: dict[str, Any], centre_id: uuid.UUID) -> Centre:
    """Change a centre, or close it. Needs If-Match."""
    centre = service.update_centre(current_uow(), current_actor(), centre_id, if_match(), data)
    set_etag(centre.row_version)
    return centre


@blp.get("/teams")
@blp.requires(Permission.CENTRE_READ)
@blp.arguments(schemas.TeamQuery, location="query")
@blp.response(200, page_of(schemas.TeamOut))
def list_teams(query: dict[str, Any]) -> Page:
    """The teams of the centres one may see."""
    teams, centre_id = select(Team), query.pop("centre_id")
    teams = teams.where(Team.centre_id.in_(queries.visible_centre_ids(current_actor())))
    if centre_id is not None:
        teams = teams.where(Team.centre_id == centre_id)
    return paginate(current_uow().session, teams, keys=[(Team.code, "asc"), (Team.id, "asc")], **query)


@blp.put("/teams/<uuid:team_id>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(schemas.TeamIn)
@blp.response(201, schemas.TeamOut)
@blp.alt_response(200, schema=schemas.TeamOut, description=AGAIN, success=True)
def put_team(data: dict[str, Any], team_id: uuid.UUID) -> tuple[Team, int]:
    """Create a team by the client's id."""
    team, created = service.put_team(current_uow(), current_actor(), team_id, data)
    return team, 201 if created else 200


@blp.get("/touchpoints")
@blp.requires(Permission.CENTRE_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.TouchpointOut))
def list_touchpoints(query: dict[str, Any]) -> Page:
    """The steps of the customer's journey, in order."""
    keys = [(Touchpoint.position, "asc"), (Touchpoint.code, "asc")]
    return paginate(current_uow().session, select(Touchpoint), keys=keys, **query)


@blp.put("/touchpoints/<string(maxlength=40):code>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(schemas.TouchpointIn)
@blp.response(201, schemas.TouchpointOut)
@blp.alt_response(200, schema=schemas.TouchpointOut, description="It was there and is replaced", success=True)
def put_touchpoint(data: dict[str, Any], code: str) -> tuple[Touchpoint, int]:
    """Add a step of the journey, or replace it."""
    touchpoint, created = service.put_touchpoint(current_uow(), code, data)
    return touchpoint, 201 if created else 200
