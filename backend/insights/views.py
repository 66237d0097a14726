"""Routes of the comparison, and of how questions work."""

import uuid
from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights import items, league, league_schemas, measures, overview, overview_schemas, schemas, service

blp = Blueprint("insights", description="Comparing centres over time.")


@blp.get("/comparison")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(schemas.ComparisonQuery, location="query")
@blp.response(200, schemas.ComparisonOut)
def compare_centres(query: dict[str, Any]) -> service.Comparison:
    """Mean of visit scores per centre, area and chain, period by period, each with its base and interval."""
    return service.compare_centres(current_uow(), current_actor(), service.Question(**query))


@blp.get("/measures")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(league_schemas.MeasuresQuery, location="query")
@blp.response(200, league_schemas.MeasuresOut)
def list_measures(query: dict[str, Any]) -> dict[str, Any]:
    """Everything that can be compared, by its name."""
    return {"items": measures.list_measures(current_uow().session, query["language"])}


@blp.get("/league")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(league_schemas.LeagueQuery, location="query")
@blp.response(200, league_schemas.LeagueOut)
def rank_centres(query: dict[str, Any]) -> league.League:
    """Centres of one period: shrunken means, places as ranges, and how far the score tells centres apart."""
    return league.rank_centres(current_uow(), current_actor(), league.Question(**query))


@blp.get("/overview")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(overview_schemas.OverviewQuery, location="query")
@blp.response(200, overview_schemas.OverviewOut)
def overlook(query: dict[str, Any]) -> overview.Overview:
    """The chain or an area over time: its parts, touchpoints, strongest and weakest items, and whom to call."""
    return overview.overlook(current_uow(), current_actor(), **query)


@blp.get("/checklist-versions/<uuid:version_id>/items")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(200, schemas.ItemReportOut)
def report_items(version_id: uuid.UUID) -> items.ItemReport:
    """How the questions of a version work: answered, passed, left out, and how far two auditors agree."""
    return items.report_items(current_uow().session, version_id)
