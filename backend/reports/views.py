"""Routes of reports: ask, watch, fetch, cancel."""

import re
import uuid
from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, runtime
from backend.http.limits import network
from backend.http.paging import Page, paginate
from backend.http.schemas import page_of
from backend.reports import queries, schemas, service, verification
from backend.reports.models import Report
from backend.reports.verification import Verdict

blp = Blueprint("reports", description="Documents made from visits.")
MEDIA_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
VERIFY_RATE = "120/minute"
# Each takes the worker a second and more; a whole area comes as one pack.
ORDERS = "120/10 minutes"


@blp.put("/reports/<uuid:report_id>")
@blp.requires(Permission.REPORT_CREATE)
@blp.arguments(schemas.ReportIn)
@blp.response(202, schemas.ReportOut)
def request_report(data: dict[str, Any], report_id: uuid.UUID) -> service.Shown:
    """Have a report made; it comes in the language of who asks."""
    actor = current_actor()
    runtime().limits.spend(ORDERS, "report-order", str(actor.user_id))
    return service.request_report(current_uow(), actor, report_id, data)


@blp.get("/reports")
@blp.requires(Permission.REPORT_READ)
@blp.arguments(schemas.ReportQuery, location="query")
@blp.response(200, page_of(schemas.ReportOut))
def list_reports(query: dict[str, Any]) -> Page:
    """Reports this person may see, newest first."""
    uow, reports = current_uow(), queries.visible_reports(current_actor())
    of_visits = query.pop("of_visits")
    if of_visits is not None:
        reports = reports.where(Report.visit_id.is_not(None) if of_visits else Report.visit_id.is_(None))
    for name in ("kind", *service.ABOUT):
        if (value := query.pop(name)) is not None:
            reports = reports.where(getattr(Report, name) == value)
    page = paginate(uow.session, reports, keys=[(Report.created_at, "desc"), (Report.id, "desc")], **query)
    return Page(service.show_reports(uow, page.items), page.next)


@blp.get("/reports/<uuid:report_id>")
@blp.requires(Permission.REPORT_READ)
@blp.response(200, schemas.ReportOut)
def show_report(report_id: uuid.UUID) -> service.Shown:
    """One report and how far it is."""
    return service.show_report(current_uow(), current_actor(), report_id)


@blp.get("/reports/<uuid:report_id>/file")
@blp.requires(Permission.REPORT_READ)
@blp.response(200, content_type="application/pdf")
@blp.alt_response(200, description="The file: a PDF, or a ZIP of PDFs.")
def fetch_file(report_id: uuid.UUID) -> Response:
    """The finished file, as it was issued."""
    report, data = service.read_file(current_uow(), current_actor(), report_id)
    reply = Response(data, mimetype=MEDIA_TYPES[report.format])
    said = (report.kind, "report", report.edition, report.period or "", (report.code or "")[:8])
    name = re.sub(r"[^a-z0-9-]", "", "-".join(one for one in said if one).lower())
    way = "inline" if report.format == "pdf" else "attachment"
    reply.headers["Content-Disposition"] = f'{way}; filename="{name}.{report.format}"'
    reply.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return reply


@blp.delete("/reports/<uuid:report_id>")
@blp.requires(Permission.REPORT_CREATE)
@blp.response(204)
def cancel_report(report_id: uuid.UUID) -> Response:
    """Stop making it; a finished report stays."""
    service.cancel_report(current_uow(), current_actor(), report_id)
    return Response(status=204)


@blp.get("/verifications/<string(maxlength=40):code>")
@blp.public()
@blp.arguments(schemas.VerificationQuery, location="query")
@blp.response(200, schemas.VerificationOut)
def verify(query: dict[str, Any], code: str) -> Verdict:
    """Whether a document was issued under this code, whether a file is that one, and whether it still holds."""
    runtime().limits.spend(VERIFY_RATE, "verify", network())
    return verification.verify(current_uow().session, code, query["sha256"])
