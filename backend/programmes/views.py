"""HTTP: programmes, waves and scenarios."""

import uuid
from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of
from backend.kernel.clock import now
from backend.programmes import queries, service
from backend.programmes.models import Programme, Scenario, Wave
from backend.programmes.schemas import ProgrammeOut, ProgrammePatch, ScenarioOut, WaveOut

blp = Blueprint("programmes", description="Why visits are made, the periods they fall in, and the scenarios played.")


@blp.get("/programmes")
@blp.requires(Permission.VISIT_PLAN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(ProgrammeOut))
def list_programmes(query: dict[str, Any]) -> Page:
    """Every programme."""
    return paginate(current_uow().session, queries.all_programmes(), keys=[(Programme.code, "asc")], **query)


@blp.patch("/programmes/<uuid:programme_id>")
@blp.requires(Permission.CENTRE_WRITE)
@blp.arguments(ProgrammePatch)
@blp.response(200, ProgrammeOut)
def change_programme(data: dict[str, Any], programme_id: uuid.UUID) -> Programme:
    """Record purpose, notice to staff and retention. Needs If-Match."""
    programme = service.change_programme(current_uow(), current_actor(), programme_id, if_match(), data)
    set_etag(programme.row_version)
    return programme


@blp.post("/programmes/<uuid:programme_id>/start")
@blp.requires(Permission.CENTRE_WRITE)
@blp.response(200, ProgrammeOut)
def start_programme(programme_id: uuid.UUID) -> Programme:
    """Start the programme; refused until purpose, notice and retention are recorded."""
    programme = service.start_programme(current_uow(), current_actor(), programme_id, now().date())
    set_etag(programme.row_version)
    return programme


@blp.get("/waves")
@blp.requires(Permission.VISIT_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(WaveOut))
def list_waves(query: dict[str, Any]) -> Page:
    """Every wave, newest first."""
    keys = [(Wave.starts_on, "desc"), (Wave.id, "desc")]
    return paginate(current_uow().session, queries.all_waves(), keys=keys, **query)


@blp.get("/scenarios")
@blp.requires(Permission.VISIT_PLAN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(ScenarioOut))
def list_scenarios(query: dict[str, Any]) -> Page:
    """Every scenario: only for those who plan, because a centre must not know them."""
    keys = [(Scenario.title, "asc"), (Scenario.id, "asc")]
    return paginate(current_uow().session, queries.all_scenarios(), keys=keys, **query)
