"""Sums of scores by centre and period, in SQL: the figures cost what their groups cost, not what their visits cost.

Only approved visits are ever read here.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, String, case, cast, column, func, literal, select, table
from sqlalchemy.orm import Session, aliased

from backend.centres.models import Area, Centre
from backend.centres.queries import visible_centre_ids
from backend.checklists.models import Checklist, ChecklistVersion
from backend.domain.roles import PERMISSIONS, Actor, Permission, Role
from backend.domain.visit_flow import Status
from backend.insights.periods import Period
from backend.programmes.models import Wave
from backend.visits.models import SectionScore, Visit

TOUCHPOINT = "touchpoint:"
SYSTEM_FACT = table("system_fact", column("key"))


class Place(NamedTuple):
    """A centre as the comparison needs it; `shown` when this person may see it by name. `key` is its id in figures."""

    key: str
    id: uuid.UUID
    name: str
    area_id: uuid.UUID
    area_name: str
    shown: bool


class Sum(NamedTuple):
    """The scores of one centre in one period on one checklist version, and the questions that did not count."""

    place_key: str
    period: int
    version_key: str
    excluded: int
    n: int
    total: float
    squares: float


class Version(NamedTuple):
    """A checklist version; people say its `name`: "sales-visit 3"."""

    key: str
    id: uuid.UUID
    slug: str
    number: int

    @property
    def name(self) -> str:
        return f"{self.slug} {self.number}"


def comparing(actor: Actor) -> Actor:
    """The person in those roles only that may compare: an auditor who also manages a centre sees that centre alone."""
    roles = tuple(grant for grant in actor.roles if Permission.COMPARISON_READ in PERMISSIONS[grant.role])
    return replace(actor, roles=roles)


def sees_areas(actor: Actor) -> bool:
    return actor.is_a(Role.ADMINISTRATOR) or actor.is_a(Role.AREA_MANAGER)


def places(session: Session, actor: Actor, area_id: uuid.UUID | None, centre_ids: Sequence[uuid.UUID]) -> list[Place]:
    """All centres by name; those within this person's sight and the asked-for area or ids are to be shown."""
    shown: ColumnElement[bool] = Centre.id.in_(visible_centre_ids(actor))
    if area_id is not None:
        top = aliased(Area)
        below = select(Area.id).join(top, Area.path.startswith(top.path)).where(top.id == area_id)
        shown &= Centre.area_id.in_(below)
    if centre_ids:
        shown &= Centre.id.in_(centre_ids)
    columns = (_key(Centre.id), Centre.id, Centre.name, Centre.area_id, Area.name, shown)
    return [Place(*row) for row in session.execute(select(*columns).join(Area).order_by(Centre.name, Centre.id))]


def waves(session: Session) -> list[Period]:
    """All waves as periods, in order of time."""
    rows = session.execute(
        select(Wave.code, Wave.name, Wave.starts_on, Wave.ends_on).order_by(Wave.starts_on, Wave.code)
    )
    return [Period(*row) for row in rows]


def score_sums(session: Session, measure: str, kind: str, periods: Sequence[Period]) -> Sequence[Sum]:
    """One row for each centre, period and checklist version that has a score."""
    source, value, excluded = _measured(measure)
    place = _place(kind, periods)
    rows = (
        source.with_only_columns(
            _key(Visit.centre_id),
            place,
            _key(Visit.checklist_version_id),
            func.sum(excluded),
            func.count(),
            func.sum(value),
            func.sum(value * value),
        )
        .where(Visit.status == Status.APPROVED, _within(kind, periods), value.is_not(None))
        .group_by(Visit.centre_id, place, Visit.checklist_version_id)
    )
    # Straight from the connection: at a thousand centres there are tens of thousands of rows.
    return session.connection().execute(rows).all()  # type: ignore[return-value]


def score_cards(
    session: Session, version_ids: Sequence[uuid.UUID], kind: str, periods: Sequence[Period]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """(centre, period, version, score card) of every counted visit on these versions; as many rows as visits."""
    columns = (_key(Visit.centre_id), _place(kind, periods), _key(Visit.checklist_version_id), Visit.score_card)
    counted = (Visit.status == Status.APPROVED, _within(kind, periods), Visit.score_percent.is_not(None))
    mine = (Visit.checklist_version_id.in_(version_ids), Visit.score_card.is_not(None))
    return session.execute(select(*columns).where(*counted, *mine)).all()


def versions(session: Session) -> dict[str, Version]:
    """Each checklist version by its key in figures."""
    rows = select(_key(ChecklistVersion.id), ChecklistVersion.id, Checklist.slug, ChecklistVersion.number)
    return {row[0]: Version(*row) for row in session.execute(rows.join(Checklist))}


def is_simulated(session: Session) -> bool:
    """True where the demonstration chain was loaded; every picture of its figures then says so."""
    # The table belongs to a feature above this one, so it is named rather than imported.
    return (
        session.scalar(select(literal(1)).select_from(SYSTEM_FACT).where(SYSTEM_FACT.c.key == "simulated")) is not None
    )


def _key(column_: Any) -> ColumnElement[str]:
    """An id as plain text: tens of thousands of UUID objects would cost more than the sums."""
    return cast(column_, String)


def _measured(measure: str) -> tuple[Select[Any], ColumnElement[Any], ColumnElement[Any]]:
    """Where a visit's value comes from: its overall score, delight, or one touchpoint; and what did not count."""
    if not measure.startswith(TOUCHPOINT):
        value = Visit.delight_percent if measure == "delight" else Visit.score_percent
        return select(Visit.id), value.expression, Visit.excluded_items.expression
    of_visit = (
        select(
            SectionScore.visit_id,
            func.avg(SectionScore.percent).label("percent"),
            func.sum(SectionScore.excluded).label("excluded"),
        )
        .where(SectionScore.touchpoint == measure.removeprefix(TOUCHPOINT))
        .group_by(SectionScore.visit_id)
        .subquery()
    )
    joined = select(Visit.id).join(of_visit, of_visit.c.visit_id == Visit.id)
    return joined, of_visit.c.percent, of_visit.c.excluded


def _within(kind: str, periods: Sequence[Period]) -> ColumnElement[bool]:
    if kind == "wave":
        return Visit.wave_id.in_(select(Wave.id).where(Wave.code.in_([period.code for period in periods])))
    return Visit.visited_on.between(periods[0].starts_on, periods[-1].ends_on)


def _place(kind: str, periods: Sequence[Period]) -> ColumnElement[int]:
    """The index of the visit's period. Halving the periods keeps the comparisons few on many visits."""
    if kind == "wave":
        codes = select(Wave.code).where(Wave.id == Visit.wave_id).correlate(Visit).scalar_subquery()
        return case({period.code: index for index, period in enumerate(periods)}, value=codes)
    return _halve(periods, 0)


def _halve(periods: Sequence[Period], first: int) -> ColumnElement[int]:
    if len(periods) == 1:
        return literal(first)
    middle = len(periods) // 2
    earlier, later = _halve(periods[:middle], first), _halve(periods[middle:], first + middle)
    return case((Visit.visited_on < periods[middle].starts_on, earlier), else_=later)
