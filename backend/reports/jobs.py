"""Background work on reports: the editions of a newly approved visit, and the making of one document."""

import uuid

from sqlalchemy import update

from backend.kernel import files
from backend.kernel.ids import new_id
from backend.kernel.jobs import JobRefused, JobRun
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.reports import queries, service
from backend.reports.making import Composition, compose
from backend.reports.models import Report
from backend.visits.models import Visit


def on_visit_approved(uow: UnitOfWork, *, visit_id: uuid.UUID) -> None:
    """Both editions, each in the language of its readers, so that they are there when somebody looks."""
    visit = uow.session.get_one(Visit, visit_id)
    centre = queries.centre_language(uow.session, visit.centre_id)
    area = queries.area_language(uow.session, visit.centre.area.path)
    for edition, language in (("review", area or "en"), ("centre", centre or area or "en")):
        service.order_report(uow, visit_id, edition, language, report_id=new_id(), by=None)


def render_visit_report(run: JobRun) -> None:
    """Make the document, unless an equal one exists already; then its file serves both."""
    report_id = uuid.UUID(run.payload["report_id"])
    with unit_of_work(run.engine, write=False) as uow:
        report = uow.session.get(Report, report_id)
    if report is None:
        raise JobRefused("The report is gone.")
    run.progress(0, None, "reading")
    made = compose(run.engine, report.kind, report.visit_id, report.edition, run.payload["language"])
    with unit_of_work(run.engine, write=False) as uow:
        twin = queries.finished_twin(uow.session, made.content_hash, report_id)
    if twin is not None:
        _finish(run, report_id, made, twin.file_sha256, twin.size, twin.pages)
        return
    document = made.print(run.progress)
    files.put(service.file_key(document.sha256), document.data)
    _finish(run, report_id, made, document.sha256, len(document.data), document.pages)


def _finish(
    run: JobRun, report_id: uuid.UUID, made: Composition, sha256: str | None, size: int | None, pages: int | None
) -> None:
    run.progress(made.steps, made.steps, "ready")
    values = {"content_hash": made.content_hash, "file_sha256": sha256, "size": size, "pages": pages}
    with unit_of_work(run.engine) as uow:
        uow.session.execute(update(Report).where(Report.id == report_id).values(**values))
