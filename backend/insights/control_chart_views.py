"""HTTP: the control chart of one centre."""

import uuid
from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights.control_chart import CentreChart, chart_centre
from backend.insights.control_chart_schemas import ControlChartOut, ControlChartQuery

blp = Blueprint("control_chart", description="Which changes from visit to visit are noise.")


@blp.get("/centres/<uuid:centre_id>/control-chart")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(ControlChartQuery, location="query")
@blp.response(200, ControlChartOut)
def chart(query: dict[str, Any], centre_id: uuid.UUID) -> CentreChart:
    """The visits of a centre one by one, with the limits of what usually differs between them."""
    session, actor = current_uow().session, current_actor()
    return chart_centre(session, actor, centre_id, query["measure"], query["language"])
