"""Routes of reports: ask, watch, fetch, cancel."""

import re
import uuid
from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.http.paging import Page, paginate
from backend.http.schemas import page_of
from backend.reports import queries, schemas, service
from backend.reports.models import Report

blp = Blueprint("reports", description="Documents made from visits.")


@blp.put("/reports/<uuid:report_id>")
@blp.requires(Permission.REPORT_CREATE)
@blp.arguments(schemas.ReportIn)
@blp.response(202, schemas.ReportOut)
def request_report(data: dict[str, Any], report_id: uuid.UUID) -> service.Shown:
    """Have a report made; it comes in the language of who asks."""
    return service.request_report(current_uow(), current_actor(), report_id, data)


@blp.get("/reports")
@blp.requires(Permission.REPORT_READ)
@blp.arguments(schemas.ReportQuery, location="query")
@blp.response(200, page_of(schemas.ReportOut))
def list_reports(query: dict[str, Any]) -> Page:
    """Reports this person may see, newest first."""
    visit_id, uow = query.pop("visit_id"), current_uow()
    reports = queries.visible_reports(current_actor())
    if visit_id is not None:
        reports = reports.where(Report.visit_id == visit_id)
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
def fetch_file(report_id: uuid.UUID) -> Response:
    """The finished PDF."""
    report, data = service.read_file(current_uow(), current_actor(), report_id)
    reply = Response(data, mimetype="application/pdf")
    name = re.sub(r"[^a-z0-9-]", "", f"visit-report-{report.edition}-{str(report.visit_id)[:8]}")
    reply.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    reply.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return reply


@blp.delete("/reports/<uuid:report_id>")
@blp.requires(Permission.REPORT_CREATE)
@blp.response(204)
def cancel_report(report_id: uuid.UUID) -> Response:
    """Stop making it; a finished report stays."""
    service.cancel_report(current_uow(), current_actor(), report_id)
    return Response(status=204)
