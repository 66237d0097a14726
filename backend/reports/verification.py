"""Whether a document is the one issued under its code, and whether it still holds. Nothing of its content is told."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend.domain.problems import NotFound
from backend.domain.visit_flow import Status
from backend.links.showing import published_since
from backend.reports.inside.facts import still_holds
from backend.reports.issue import normal_code
from backend.reports.models import Report
from backend.reports.scope import covered
from backend.reports.service import subject_of
from backend.visits.models import ScoreCertificate, Visit

CURRENT, SUPERSEDED, WITHDRAWN = "current", "superseded", "withdrawn"


@dataclass(frozen=True)
class Verdict:
    """`file`: "same" or "other" where a hash was given. A withdrawn report rests on a visit that counts no more."""

    code: str
    kind: str
    issued_on: dt.date
    status: str
    file: str | None


def verify(session: Session, typed_code: str, sha256: str | None) -> Verdict:
    """What a stranger with the paper (the code) or the file (its hash) may know."""
    code = normal_code(typed_code)
    issued = (Report.code == code, Report.file_sha256.is_not(None))
    report = session.scalar(select(Report).where(*issued).order_by(Report.created_at).limit(1)) if code else None
    if report is None or report.read_at is None:
        raise NotFound("verification.unknown", "No report was issued under this code.")
    file = None if sha256 is None else "same" if sha256.lower() == report.file_sha256 else "other"
    return Verdict(code, report.kind, report.read_at.date(), standing(session, report), file)


def standing(session: Session, report: Report) -> str:
    """Current, superseded, or withdrawn."""
    if report.lag is not None:
        return CURRENT if still_holds(session, report.lag, report.language, report.read_at) else SUPERSEDED
    mine = _rests_on(report)
    if session.scalar(select(Visit.id).where(mine, Visit.status == Status.VOID, _counted(report)).limit(1)) is not None:
        return WITHDRAWN if report.visit_id is not None else SUPERSEDED
    if _changed(session, report, mine) or _newer(session, report) or _surveyed(session, report):
        return SUPERSEDED
    return CURRENT


def _rests_on(report: Report) -> ColumnElement[bool]:
    if report.visits is not None:
        return Visit.id.in_([uuid.UUID(one) for one in report.visits])
    # What was called off never counted: that it was is no news.
    return covered(subject_of(report)) & (Visit.status != Status.CANCELLED)


def _counted(report: Report) -> ColumnElement[bool]:
    """Of all visits of a period, those that were void already when it was read are no news."""
    return Visit.decided_at > report.read_at if report.visits is None else Visit.id.is_not(None)


def _changed(session: Session, report: Report, mine: ColumnElement[bool]) -> bool:
    """Decided anew, sent back, or scored anew since its data were read."""
    news = [Visit.decided_at > report.read_at]
    if report.visits is not None:
        # A draft that went back and was handed in again says something else.
        news += [Visit.status.not_in((Status.APPROVED, Status.SUBMITTED)), Visit.submitted_at > report.read_at]
    rescored = select(ScoreCertificate.visit_id).where(ScoreCertificate.issued_at > report.read_at)
    news.append(Visit.id.in_(rescored))
    return session.scalar(select(Visit.id).where(mine, or_(*news)).limit(1)) is not None


def _surveyed(session: Session, report: Report) -> bool:
    """The board shows engagement: published anew, or with another floor, since its data were read."""
    return report.kind == "board" and published_since(session, report.read_at)


def _newer(session: Session, report: Report) -> bool:
    """A later report of the same kind about the same, that says something else."""
    same = [getattr(Report, name) == getattr(report, name) for name in ("subject", "kind", "edition", "format")]
    later = (Report.read_at > report.read_at, Report.content_hash != report.content_hash)
    other = (Report.language == report.language, Report.file_sha256.is_not(None))
    return session.scalar(select(Report.id).where(*same, *later, *other).limit(1)) is not None
