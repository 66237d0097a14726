"""HTTP: auditor effects, for administrators only."""

from typing import Any

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_uow
from backend.insights.auditor_effects import AuditorReport, report_auditors, usual_first
from backend.insights.auditor_effects_schemas import AuditorEffectsOut, AuditorEffectsQuery
from backend.kernel.clock import now

blp = Blueprint("auditor_effects", description="How far auditors lie apart where they saw the same, for calibration.")


@blp.get("/auditor-effects")
@blp.requires(Permission.AUDITOR_EFFECTS_READ)
@blp.arguments(AuditorEffectsQuery, location="query")
@blp.response(200, AuditorEffectsOut)
def report_effects(query: dict[str, Any]) -> AuditorReport:
    """Each auditor's mean difference from what others gave the same centres in the same quarters."""
    last = query["last"] or now().date()
    return report_auditors(current_uow().session, query["first"] or usual_first(last), last, query["language"])
