"""All centres of an area (or areas of the chain) against all touchpoints in one period: where it is strong and weak."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Touchpoint
from backend.domain.measures import Measure, parse_measure
from backend.domain.roles import Actor, Permission
from backend.insights import queries
from backend.insights.comparison import ENOUGH, Value
from backend.insights.drill_figure import Named, figure_of, named_versions
from backend.insights.models import TallyRow
from backend.insights.queries import Place
from backend.insights.service import MOST_CENTRES
from backend.insights.tallies_reading import TallyOf, read_tallies
from backend.programmes.models import Wave

CHAIN: Final = "chain"


@dataclass(frozen=True)
class Question:
    """`at` is the code of a period; without it the latest with a usual number of visits."""

    period: str
    at: str | None = None
    area_id: uuid.UUID | None = None
    language: str = "en"


@dataclass(frozen=True)
class Column:
    """A touchpoint that was assessed somewhere, in the customer's order."""

    code: str
    name: str


@dataclass(frozen=True)
class Line:
    """A centre or an area; one figure for each column."""

    kind: str
    id: uuid.UUID
    name: str
    area_name: str | None
    cells: list[Value | None]


@dataclass(frozen=True)
class Heat:
    """Rows by name; empty where nothing was assessed."""

    at: str | None
    columns: list[Column]
    rows: list[Line]
    simulated: bool


def heat_of(session: Session, actor: Actor, question: Question) -> Heat:
    """Centres within this person's sight; above a hundred of them their areas."""
    person = actor.only(Permission.COMPARISON_READ)
    simulated, at = queries.is_simulated(session), question.at or _latest(session, question.period)
    places = queries.places(session, person, question.area_id, ())
    scopes = _centres(places) if len(places) <= MOST_CENTRES else _areas(places)
    if at is None or not scopes:
        return Heat(at, [], [], simulated)
    columns = _columns(session, question.language)
    measures = [parse_measure(f"touchpoint:{column.code}") for column in columns]
    codes = [measure.code for measure in measures]
    read = read_tallies(session, scopes[0].kind, [str(one.id) for one in scopes], question.period, [at], codes)
    found = {row.scope_id: row for row in read}
    named = named_versions(session, read)
    filled = [_filled(session, one, measures, found.get(str(one.id)), named) for one in scopes]
    used = [place for place in range(len(columns)) if any(one.cells[place] for one in filled)]
    rows = [Line(one.kind, one.id, one.name, one.area_name, [one.cells[place] for place in used]) for one in filled]
    return Heat(at, [columns[place] for place in used], rows if used else [], simulated)


def _centres(places: Sequence[Place]) -> list[Line]:
    return [Line("centre", place.id, place.name, place.area_name, []) for place in places]


def _areas(places: Sequence[Place]) -> list[Line]:
    named = {place.area_id: place.area_name for place in places}
    return [Line("area", id_, name, None, []) for id_, name in sorted(named.items(), key=lambda one: one[1])]


def _columns(session: Session, language: str) -> list[Column]:
    rows = session.execute(select(Touchpoint.code, Touchpoint.name).order_by(Touchpoint.position, Touchpoint.code))
    return [
        Column(code, str(name.get(language) or name.get("en") or next(iter(name.values()), code)))
        for code, name in rows
    ]


def _filled(
    session: Session, line: Line, measures: Sequence[Measure], row: TallyOf | None, named: Named
) -> Line:  # fmt: skip
    cells = [row and figure_of(session, line.kind, measure, row, named) for measure in measures]
    return Line(line.kind, line.id, line.name, line.area_name, cells)


def _latest(session: Session, kind: str) -> str | None:
    """The last period whose visits in the chain are not far fewer than usual: one just begun says little."""
    mine = (TallyRow.scope_kind == CHAIN, TallyRow.scope_id == "", TallyRow.period_kind == kind, TallyRow.visits > 0)
    query = select(TallyRow.period, TallyRow.visits).where(*mine)
    if kind == "wave":
        query = query.join(Wave, Wave.code == TallyRow.period).order_by(Wave.starts_on, Wave.code)
    else:
        query = query.order_by(TallyRow.period)
    rows = session.execute(query).all()
    if not rows:
        return None
    usual = median(visits for _, visits in rows) * ENOUGH
    return next(str(period) for period, visits in reversed(rows) if visits >= usual)
