"""HTTP: the page of one wave."""

from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.http.paging import PAGE
from backend.insights.wave_page import WavePage, show_wave
from backend.insights.wave_page_schemas import WavePageOut, WavePageQuery

blp = Blueprint("wave_page", description="How far a wave has got and what it says.")


@blp.get("/waves/<string(maxlength=40):code>/figures")
@blp.requires(Permission.WAVE_REPORT_READ)
@blp.arguments(WavePageQuery, location="query")
@blp.response(200, WavePageOut)
def show(query: dict[str, Any], code: str) -> WavePage:
    """One wave: planned, visited and approved visits of each centre, and its figures."""
    return show_wave(current_uow(), current_actor(), code, query["area_id"], query["language"], limit=PAGE)
