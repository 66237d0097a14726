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


def keep(engine: Engine, report_id: uuid.UUID, work: Work, issue: Issue, document: Pdf) -> bool:
    """Whether this file is the report's: another worker may have been faster with it, or with its twin."""
    key = file_key(document.sha256, work.order.format)
    files.put(key, document.data)
    with unit_of_work(engine) as uow:
        kept = not _share(uow, report_id, work, issue) and _finish(uow, report_id, work, _facts_of(issue, document))
    if not kept:
        files.delete(key)
    return kept


def keep_part(engine: Engine, work: Work, issue: Issue, document: Pdf) -> None:
    """A visit's report that was printed for a ZIP: a report like any other, of nobody's asking."""
    report_id = new_id()
    files.put(file_key(document.sha256), document.data)
    with unit_of_work(engine) as uow:
        uow.session.add(new_report(work.order, report_id, None, None))
        uow.session.flush()
        _finish(uow, report_id, work, _facts_of(issue, document))


def known_part(engine: Engine, work: Work) -> Pdf | None:
    """The report that says exactly this, if it was made before and has its file still."""
    with unit_of_work(engine, write=False) as uow:
        twin = queries.finished_twin(uow.session, work.content_hash, work.order.format, None)
    try:
        return None if twin is None else Pdf(files.get(file_key(twin.file_sha256 or "")), twin.pages or 0)
    except files.FileMissing:
        return None


def shares_with_twin(engine: Engine, report_id: uuid.UUID, work: Work, issue: Issue) -> bool:
    """Whether an equal file was there: this report then has its code, and of `issue` only how long it is kept."""
    with unit_of_work(engine) as uow:
        return _share(uow, report_id, work, issue)


def _share(uow: UnitOfWork, report_id: uuid.UUID, work: Work, issue: Issue) -> bool:
    uow.alone(FILES)
    twin = queries.finished_twin(uow.session, work.content_hash, work.order.format, report_id)
    if twin is None:
        return False
    shared = {name: getattr(twin, name) for name in ("code", "file_sha256", "size", "pages")}
    _finish(uow, report_id, work, shared | {"expires_at": issue.until})
    return True


def _facts_of(issue: Issue, document: Pdf) -> dict[str, Any]:
    return {
        "code": issue.code, "file_sha256": document.sha256, "size": len(document.data), "pages": document.pages,
        "expires_at": issue.until,
    }  # fmt: skip


def _finish(uow: UnitOfWork, report_id: uuid.UUID, work: Work, found: dict[str, Any]) -> bool:
    """False when it was finished before: its code may be on paper already, and stays."""
    values = {
        **found,
        "content_hash": work.content_hash,
        "visits": _ids(work.visits),
        "read_at": work.read_at,
    }
    open_still = update(Report).where(Report.id == report_id, Report.file_sha256.is_(None))
    finished = bool(uow.session.execute(open_still.values(**values)).rowcount)  # type: ignore[attr-defined]
    if finished:
        uow.emit("report.ready", report_id=report_id)
    return finished


def _ids(visits: Sequence[uuid.UUID] | None) -> list[str] | None:
    return None if visits is None else [str(one) for one in visits]
