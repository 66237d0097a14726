"""Files of reports do not stay for ever: after some days they go, the rows stay, and each can be made again."""

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import aliased

from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.unit_of_work import unit_of_work
from backend.reports.models import Report
from backend.reports.service import file_key

AT_ONCE = 200
# Who shares a file and who removes one wait for each other: else a file goes that was shared a moment before.
FILES = "report files"


def remove_expired(engine: Engine) -> int:
    """Remove the files that nobody needs any more. Two requests may share one file: it stays for the longer."""
    at, other = now(), aliased(Report)
    shared = select(other.id).where(
        other.file_sha256 == Report.file_sha256,
        other.removed_at.is_(None),
        other.expires_at.is_(None) | (other.expires_at > at),
    )
    due = select(Report.id, Report.file_sha256, Report.format).where(
        Report.expires_at <= at, Report.removed_at.is_(None), ~shared.exists()
    )
    with unit_of_work(engine) as uow:
        uow.alone(FILES)
        found = uow.session.execute(due.order_by(Report.expires_at).limit(AT_ONCE)).all()
        uow.session.execute(update(Report).where(Report.id.in_([row.id for row in found])).values(removed_at=at))
    for key in {file_key(row.file_sha256, row.format) for row in found}:
        files.delete(key)
    return len(found)
