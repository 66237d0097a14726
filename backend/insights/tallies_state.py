"""Whether the tallies are whole: what figures say while a worker makes them anew."""

import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.insights.models import TallyLine
from backend.insights.tallies import REBUILD
from backend.kernel.jobs import OPEN
from backend.kernel.jobs_models import Job


class MadeOf(NamedTuple):
    """A checklist of which several versions are in use (ids as text). `made`: its like-for-like figures are whole."""

    checklist_id: uuid.UUID
    versions: list[str]
    made: bool


def rebuild_waits(session: Session) -> bool:
    """Whether a worker makes the tallies, or is about to."""
    waiting = select(Job.id).where(Job.kind == REBUILD, Job.status.in_(OPEN)).limit(1)
    return session.scalar(waiting) is not None


def lines_in_versions(session: Session) -> list[MadeOf]:
    """Every checklist with more than one version in use."""
    rows = session.execute(select(TallyLine.checklist_id, TallyLine.versions, TallyLine.made))
    return [MadeOf(*row) for row in rows if len(row.versions) > 1]
