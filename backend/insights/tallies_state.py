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


class Making(NamedTuple):
    """How far the making of the tallies is; `total` is None before it began."""

    done: int
    total: int | None


def being_made(session: Session) -> Making | None:
    """Whether a worker makes the tallies, or is about to."""
    waiting = select(Job.done, Job.total).where(Job.kind == REBUILD, Job.status.in_(OPEN))
    row = session.execute(waiting.order_by(Job.created_at).limit(1)).one_or_none()
    return None if row is None else Making(row.done, row.total)


def lines_in_versions(session: Session) -> list[MadeOf]:
    """Every checklist with more than one version in use."""
    rows = session.execute(select(TallyLine.checklist_id, TallyLine.versions, TallyLine.made))
    return [MadeOf(*row) for row in rows if len(row.versions) > 1]
