"""HTTP: the page of one centre."""

import uuid
from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.insights.centre_page import CentrePage, show_centre
from backend.insights.centre_page_schemas import CentrePageOut, CentrePageQuery

blp = Blueprint("centre_page", description="Where one centre stands.")


@blp.get("/centres/<uuid:centre_id>/figures")
@blp.requires(Permission.COMPARISON_READ)
@blp.arguments(CentrePageQuery, location="query")
@blp.response(200, CentrePageOut)
def show(query: dict[str, Any], centre_id: uuid.UUID) -> CentrePage:
    """A centre over time beside the chain, by touchpoint, with its strongest and weakest questions and its photos."""
    return show_centre(current_uow(), current_actor(), centre_id, query["period"], query["language"])
