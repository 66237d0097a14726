"""How far a wave has got: of each centre, what was planned, what was visited, and what counts."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.centres.queries import below, visible_centre_ids
from backend.domain.roles import Actor
from backend.domain.visit_flow import ENDED, Status
from backend.visits.models import Visit

# What has been handed in, wherever its review stands.
VISITED = (Status.SUBMITTED, Status.RETURNED, Status.APPROVED)


@dataclass(frozen=True)
class Coverage:
    """One centre in a wave. What was cancelled or voided is no part of the plan; `approved` is what figures count."""

    id: uuid.UUID
    name: str
    area_name: str
    planned: int
    visited: int
    approved: int


def coverage_of(session: Session, actor: Actor, wave_id: uuid.UUID, area_id: uuid.UUID | None) -> list[Coverage]:
    """The centres in sight by name: those of the area asked for, with a visit in the wave or still open."""
    counts = (
        select(
            Visit.centre_id,
            func.count().label("planned"),
            _number(Visit.status.in_(VISITED)).label("visited"),
            _number(Visit.status == Status.APPROVED).label("approved"),
        )
        .where(Visit.wave_id == wave_id, Visit.status.not_in(ENDED))
        .group_by(Visit.centre_id)
        .subquery()
    )
    mine = [Centre.id.in_(visible_centre_ids(actor)), Centre.active | (counts.c.planned > 0)]
    if area_id is not None:
        mine.append(Centre.area_id.in_(below(area_id)))
    numbers = [func.coalesce(counts.c[name], 0) for name in ("planned", "visited", "approved")]
    rows = select(Centre.id, Centre.name, Area.name, *numbers).join(Area, Area.id == Centre.area_id)
    rows = rows.outerjoin(counts, counts.c.centre_id == Centre.id).where(*mine).order_by(Centre.name, Centre.id)
    return [Coverage(*row) for row in session.execute(rows)]


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
