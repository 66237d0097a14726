"""Background work on reports: the editions of a newly approved visit, and the making of one document."""

import uuid
from typing import Final

from backend.domain.problems import NotFound, Problem
from backend.kernel.files import StoreAway
from backend.kernel.ids import new_id
from backend.kernel.jobs import JobRefused, JobRun, ended_by
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.reports import queries, service
from backend.reports.issuing import make_file
from backend.reports.models import Report
from backend.reports.subjects import Order, Subject
from backend.settings import Settings
from backend.visits.models import Visit

NO_ROOM: Final = (
    "There is no room to keep this report just now. Tell whoever looks after the server, and ask for it again later."
)


def on_visit_approved(uow: UnitOfWork, *, visit_id: uuid.UUID) -> None:
    """Both editions, each in the language of its readers, so that they are there when somebody looks."""
    visit = uow.session.get_one(Visit, visit_id)
    centre = queries.centre_language(uow.session, visit.centre_id)
    area = queries.area_language(uow.session, visit.centre.area.path)
    for edition, language in (("review", area or "en"), ("centre", centre or area or "en")):
        order = Order("visit", edition, language, Subject(visit_id=visit_id))
        service.place_order(uow, order, report_id=new_id(), by=None)


def make_report(settings: Settings, run: JobRun) -> None:
    """Make the document, unless an equal one exists already; then its file serves both."""
    report_id = uuid.UUID(run.payload["report_id"])
    with unit_of_work(run.engine, write=False) as uow:
        report = uow.session.get(Report, report_id)
    if report is None:
        raise JobRefused(NotFound("report.gone", "The report is gone."))
    run.progress(0, None, "reading")
    try:
        work, _ = make_file(settings, run.engine, report_id, service.order_of(report), run.progress)
    except StoreAway as away:
        raise Problem("report.no_room", NO_ROOM, status=503) from away
    except Problem as problem:
        raise ended_by(problem) from None
    run.progress(work.steps, work.steps, "ready")
