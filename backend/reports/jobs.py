"""Background work on reports: the editions of a newly approved visit, and the making of one document."""

import uuid
from typing import Any

from sqlalchemy import Engine, update

from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.jobs import JobRefused, JobRun
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.reports import queries, service
from backend.reports.binding import compose
from backend.reports.expiry import end_of_keeping
from backend.reports.issue import new_issue
from backend.reports.making import Progress, Work
from backend.reports.models import Report
from backend.reports.subjects import Order, Subject
from backend.visits.models import Visit


def on_visit_approved(uow: UnitOfWork, *, visit_id: uuid.UUID) -> None:
    """Both editions, each in the language of its readers, so that they are there when somebody looks."""
    visit = uow.session.get_one(Visit, visit_id)
    centre = queries.centre_language(uow.session, visit.centre_id)
    area = queries.area_language(uow.session, visit.centre.area.path)
    for edition, language in (("review", area or "en"), ("centre", centre or area or "en")):
        order = Order("visit", edition, language, Subject(visit_id=visit_id))
        service.place_order(uow, order, report_id=new_id(), by=None)


def make_report(run: JobRun) -> None:
    """Make the document, unless an equal one exists already; then its file serves both."""
    report_id = uuid.UUID(run.payload["report_id"])
    with unit_of_work(run.engine, write=False) as uow:
        report = uow.session.get(Report, report_id)
    if report is None:
        raise JobRefused("The report is gone.")
    run.progress(0, None, "reading")
    work = compose(run.engine, service.order_of(report))
    make_file(run.engine, report_id, work, run.progress)
    run.progress(work.steps, work.steps, "ready")


def make_file(engine: Engine, report_id: uuid.UUID, work: Work, progress: Progress) -> bytes | None:
    """Print, keep the file, and note its hash beside its code. None: an equal file was there."""
    if _shares_with_twin(engine, report_id, work):
        return None
    issue = new_issue()
    document = work.print(progress, issue)
    files.put(service.file_key(document.sha256, work.order.format), document.data)
    found = {"code": issue.code, "file_sha256": document.sha256, "size": len(document.data), "pages": document.pages}
    with unit_of_work(engine) as uow:
        _finish(uow, report_id, work, found)
    return document.data


def _shares_with_twin(engine: Engine, report_id: uuid.UUID, work: Work) -> bool:
    with unit_of_work(engine) as uow:
        twin = queries.finished_twin(uow.session, work.content_hash, work.order.format, report_id)
        if twin is None:
            return False
        shared = {name: getattr(twin, name) for name in ("code", "file_sha256", "size", "pages")}
        _finish(uow, report_id, work, shared)
        return True


def _finish(uow: UnitOfWork, report_id: uuid.UUID, work: Work, found: dict[str, Any]) -> None:
    values = {
        **found,
        "content_hash": work.content_hash,
        "visits": None if work.visits is None else [str(one) for one in work.visits],
        "read_at": work.read_at,
        "expires_at": end_of_keeping(now()),
    }
    uow.session.execute(update(Report).where(Report.id == report_id).values(**values))
    uow.emit("report.ready", report_id=report_id)
