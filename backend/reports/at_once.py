"""A report made here and now, for the command line: written down, printed and kept like one from the queue."""

from sqlalchemy import Engine

from backend.domain.roles import SYSTEM
from backend.kernel import files
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import unit_of_work
from backend.reports.issuing import make_file
from backend.reports.making import Progress
from backend.reports.models import Report
from backend.reports.ordering import check_order
from backend.reports.service import file_key, new_report
from backend.reports.subjects import Order
from backend.settings import Settings


def make_at_once(settings: Settings, engine: Engine, order: Order, progress: Progress) -> tuple[Report, bytes]:
    """The row of the finished report, and its file."""
    report_id = new_id()
    with unit_of_work(engine) as uow:
        check_order(uow.session, SYSTEM, order)
        uow.session.add(new_report(order, report_id, None, None))
    _, data = make_file(settings, engine, report_id, order, progress)
    with unit_of_work(engine, write=False) as uow:
        report = uow.session.get_one(Report, report_id)
        return report, data or files.get(file_key(report.file_sha256 or "", report.format))
