"""HTTP: the visits behind a number."""

from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights.drill import DrillDown, Question, drill_down
from backend.insights.drill_schemas import DrillOut, DrillQuery

blp = Blueprint("drill", description="From a number to the visits and photos behind it.")


@blp.get("/figures/visits")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(DrillQuery, location="query")
@blp.response(200, DrillOut)
def drill(query: dict[str, Any]) -> DrillDown:
    """One figure with its distribution and the visits it rests on; only where every one of them may be opened."""
    return drill_down(current_uow().session, current_actor(), Question(**query))
