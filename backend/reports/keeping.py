"""The end of making: the file is kept, and its hash noted beside its code. Equal content shares one file."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, update

from backend.kernel import files
from backend.kernel.ids import new_id
from backend.kernel.pdf import Pdf
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.reports import queries
from backend.reports.expiry import FILES
from backend.reports.issue import Issue
from backend.reports.making import Work
from backend.reports.models import Report
from backend.reports.service import file_key, new_report


def keep_part(engine: Engine, work: Work, issue: Issue, document: Pdf) -> None:
    """A visit's report that was printed for a ZIP: a report like any other, of nobody's asking."""
    report_id = new_id()
    files.put(file_key(document.sha256), document.data)
    with unit_of_work(engine) as uow:
        uow.session.add(new_report(work.order, report_id, None, None))
        uow.session.flush()
        finish(uow, report_id, work, facts_of(issue, document))


def facts_of(issue: Issue, document: Pdf) -> dict[str, Any]:
    return {
        "code": issue.code, "file_sha256": document.sha256, "size": len(document.data), "pages": document.pages,
        "expires_at": issue.until,
    }  # fmt: skip


def shares_with_twin(engine: Engine, report_id: uuid.UUID, work: Work, issue: Issue) -> bool:
    """Whether an equal file was there: this report then has its code, and of `issue` only how long it is kept."""
    with unit_of_work(engine) as uow:
        uow.alone(FILES)
        twin = queries.finished_twin(uow.session, work.content_hash, work.order.format, report_id)
        if twin is None:
            return False
        shared = {name: getattr(twin, name) for name in ("code", "file_sha256", "size", "pages")}
        finish(uow, report_id, work, shared | {"expires_at": issue.until})
        return True


def finish(uow: UnitOfWork, report_id: uuid.UUID, work: Work, found: dict[str, Any]) -> None:
    values = {
        **found,
        "content_hash": work.content_hash,
        "visits": _ids(work.visits),
        "read_at": work.read_at,
    }
    uow.session.execute(update(Report).where(Report.id == report_id).values(**values))
    uow.emit("report.ready", report_id=report_id)


def _ids(visits: Sequence[uuid.UUID] | None) -> list[str] | None:
    return None if visits is None else [str(one) for one in visits]
