"""Making the tallies anew from the approved visits, a quarter, a year or a wave at a time.

Each unit is a unit of work of its own and right by itself, so approvals go on in between. `write=False` only counts
the rows that would come out differently.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session

from backend.checklists.models import ChecklistVersion
from backend.domain.statistics.tally import merge
from backend.domain.visit_flow import Status
from backend.insights.kept import rows_changed
from backend.insights.models import TallyLine, TallyRow
from backend.insights.tallies import CHAIN, LOCK, Row, row_from
from backend.insights.tallies_facts import Counted, Reader, ancestors, quarter_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.programmes.models import Wave
from backend.visits.models import Visit

AT_ONCE: Final = 200
Key = tuple[str, str, str, str]
APPROVED: Final = Visit.status == Status.APPROVED
_KEYS: Final = (TallyRow.scope_kind, TallyRow.period_kind, TallyRow.period, TallyRow.scope_id)
_SUMS: Final = (TallyRow.visits, TallyRow.versions, TallyRow.headline, TallyRow.questions)


class Unit(NamedTuple):
    """What is made together: a quarter with its months and the waves that lie in it, a year (of its quarters' rows),
    or a wave that lies in several quarters.
    """

    kind: str
    code: str
    waves: tuple[str, ...] = ()

    @property
    def periods(self) -> frozenset[tuple[str, str]]:
        """(kind, code) of the rows it makes."""
        found = {(self.kind, self.code), *(("wave", wave) for wave in self.waves)}
        if self.kind == "quarter":
            first = 3 * int(self.code[-1]) - 2
            found |= {("month", f"{self.code[:4]}-{month:02}") for month in range(first, first + 3)}
        return frozenset(found)


def units(session: Session) -> list[Unit]:
    """All that hold an approved visit or a row, in the order in which they can be made."""
    days = session.scalars(select(Visit.visited_on).where(APPROVED, Visit.visited_on.is_not(None)).distinct())
    months = {f"{day.year:04}-{day.month:02}" for day in days if day}
    stored = [(kind, code) for kind, code in session.execute(select(TallyRow.period_kind, TallyRow.period).distinct())]
    months |= {code for kind, code in stored if kind == "month"}
    quarters = {quarter_of(month) for month in months} | {code for kind, code in stored if kind == "quarter"}
    years = {quarter[:4] for quarter in quarters} | {code for kind, code in stored if kind == "year"}
    inside = _waves_by_quarter(session)
    among = {wave for waves in inside.values() for wave in waves}
    waves = {code for kind, code in stored if kind == "wave"} | _waves_used(session)
    return [
        *[Unit("quarter", code, tuple(sorted(inside.get(code, ())))) for code in sorted(quarters)],
        *[Unit("year", code) for code in sorted(years)],
        *[Unit("wave", code) for code in sorted(waves - among)],
    ]


def _waves_used(session: Session) -> set[str]:
    return set(session.scalars(select(Wave.code).join(Visit, Visit.wave_id == Wave.id).where(APPROVED).distinct()))


def _waves_by_quarter(session: Session) -> dict[str, list[str]]:
    """The waves whose approved visits all lie in one quarter: each visit then is read once for both."""
    first, last = func.min(Visit.visited_on), func.max(Visit.visited_on)
    undated = func.count() - func.count(Visit.visited_on)
    query = select(Wave.code, first, last, undated).join(Visit, Visit.wave_id == Wave.id).where(APPROVED)
    found: dict[str, list[str]] = defaultdict(list)
    for code, since, until, without in session.execute(query.group_by(Wave.code)):
        if since and until and not without:
            quarters = {quarter_of(f"{day.year:04}-{day.month:02}") for day in (since, until)}
            if len(quarters) == 1:
                found[quarters.pop()].append(code)
    return found


def make_all(
    work: Callable[[], Any], *, write: bool = True, progress: Callable[[int, int, str], None] = lambda *_: None
) -> int:
    """Make everything, in one unit of work of `work()` each. How many rows changed (or would)."""
    with work() as uow:
        different, listed = make_lines(uow, write=write), units(uow.session)
        lines = used_versions(uow.session)
    progress(0, len(listed), "")
    for done, unit in enumerate(listed, 1):
        with work() as uow:
            different += make_unit(uow, unit, write=write)
        progress(done, len(listed), unit.code)
    if write:
        with work() as uow:
            finish_lines(uow, lines)
    return different


def make_unit(uow: UnitOfWork, unit: Unit, *, write: bool = True) -> int:
    """The rows of one unit, centre by centre, so that memory holds the areas and one centre. Rows that changed."""
    uow.alone(LOCK)
    made = _Made(uow.session, unit, write, ancestors(uow.session))
    centres = _of_quarters(uow.session, unit.code) if unit.kind == "year" else _of_visits(uow.session, unit)
    for centre_id, rows in centres:
        made.add_centre(centre_id, rows)
    return made.finish()


def used_versions(session: Session) -> dict[uuid.UUID, list[str]]:
    """The checklist versions that approved visits are on, by checklist."""
    ids = select(Visit.checklist_version_id).where(APPROVED).distinct()
    found = defaultdict(list)
    rows = select(ChecklistVersion.checklist_id, ChecklistVersion.id).where(ChecklistVersion.id.in_(ids))
    for checklist_id, version_id in session.execute(rows):
        found[checklist_id].append(str(version_id))
    return {checklist_id: sorted(versions) for checklist_id, versions in found.items()}


def make_lines(uow: UnitOfWork, *, write: bool = True) -> int:
    """What is compared like for like, as the approved visits say it. Checklists where it was something else."""
    uow.alone(LOCK)
    used, different = used_versions(uow.session), 0
    stored = {line.checklist_id: line for line in uow.session.scalars(select(TallyLine))}
    for checklist_id in {*used, *stored}:
        line, versions = stored.get(checklist_id), used.get(checklist_id, [])
        if line is not None and line.versions == versions:
            different += not line.made
            continue
        if line is None:
            line = TallyLine(checklist_id=checklist_id, versions=[], made=False)
        different += bool(line.versions or versions)
        if write:
            line.versions, line.made = versions, False
            uow.session.add(line)
    return different


def finish_lines(uow: UnitOfWork, made: dict[uuid.UUID, list[str]]) -> None:
    """Only what is still as it was when the tallies were begun is made."""
    uow.alone(LOCK)
    for line in uow.session.scalars(select(TallyLine).execution_options(populate_existing=True)):
        if line.versions == made.get(line.checklist_id, []):
            line.made = True


def _of_visits(session: Session, unit: Unit) -> Iterator[tuple[str, dict[tuple[str, str], Row]]]:
    """The rows of each centre in the unit's periods, from its visits."""
    listed = session.execute(
        select(Visit.centre_id, Visit.id).where(APPROVED, _within(unit)).order_by(Visit.centre_id, Visit.id)
    ).all()
    reader = Reader(session)
    some = (listed[first : first + AT_ONCE] for first in range(0, len(listed), AT_ONCE))
    visits = (visit for rows in some for visit in _in_order(reader, [id_ for _, id_ in rows]))
    for centre_id, mine in groupby(visits, lambda visit: visit.centre_id):
        yield centre_id, _rows_of(list(mine), unit.periods)


def _rows_of(visits: Sequence[Counted], periods: Collection[tuple[str, str]]) -> dict[tuple[str, str], Row]:
    """Periods with the same visits, as a wave that is a quarter, share one row."""
    inside: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, visit in enumerate(visits):
        for period in visit.periods:
            if period in periods:
                inside[period].append(place)
    made: dict[tuple[int, ...], Row] = {}
    for places in {tuple(places) for places in inside.values()}:
        row = made[places] = Row()
        for visit in (visits[place] for place in places):
            merge(row.tallies, visit.tallies)
            row.count(visit.version_id, 1)
    return {period: made[tuple(places)] for period, places in inside.items()}


def _in_order(reader: Reader, ids: list[uuid.UUID]) -> Iterable[Any]:
    """As they were listed: databases sort ids in ways of their own."""
    place = {id_: number for number, id_ in enumerate(ids)}
    return sorted(reader.read(ids), key=lambda visit: place[visit.visit_id])


def _of_quarters(session: Session, year: str) -> Iterator[tuple[str, dict[tuple[str, str], Row]]]:
    """The year's row of each centre: its quarters together."""
    quarters = [f"{year}-Q{number}" for number in range(1, 5)]
    mine = (TallyRow.scope_kind == "centre", TallyRow.period_kind == "quarter", TallyRow.period.in_(quarters))
    ids = session.scalars(select(TallyRow.scope_id).where(*mine).distinct().order_by(TallyRow.scope_id)).all()
    for first in range(0, len(ids), AT_ONCE):
        rows: defaultdict[str, Row] = defaultdict(Row)
        some = select(TallyRow).where(*mine, TallyRow.scope_id.in_(ids[first : first + AT_ONCE]))
        for stored in session.scalars(some.execution_options(populate_existing=True)):
            rows[stored.scope_id].add(row_from(stored))
            session.expunge(stored)
        for centre_id, row in rows.items():
            yield centre_id, {("year", year): row}


def _within(unit: Unit) -> ColumnElement[bool]:
    """Of a quarter's waves all visits, should one have come to lie elsewhere meanwhile."""
    if unit.kind == "wave":
        return Visit.wave_id.in_(select(Wave.id).where(Wave.code == unit.code))
    year, quarter = int(unit.code[:4]), int(unit.code[-1])
    first = dt.date(year, 3 * quarter - 2, 1)
    after = dt.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    within = (Visit.visited_on >= first) & (Visit.visited_on < after)
    return within | Visit.wave_id.in_(select(Wave.id).where(Wave.code.in_(unit.waves))) if unit.waves else within


@dataclass
class _Made:
    """Rows as they come, against those stored; the areas' and the chain's are added up meanwhile."""

    session: Session
    unit: Unit
    write: bool
    areas: dict[str, list[str]]
    different: int = 0
    above: dict[Key, Row] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)
    waiting: list[tuple[Key, Row]] = field(default_factory=list)

    def add_centre(self, centre_id: str, rows: dict[tuple[str, str], Row]) -> None:
        scopes = [*(("area", area) for area in self.areas[centre_id]), CHAIN]
        told = {id(row): row.as_centre() for row in rows.values()}
        for (kind, code), row in rows.items():
            self._put(("centre", kind, code, centre_id), row)
            for scope, id_ in scopes:
                self.above.setdefault((scope, kind, code, id_), Row()).add(told[id(row)])

    def finish(self) -> int:
        for key, row in self.above.items():
            self._put(key, row)
        self._send()
        periods = [key for key in self._stored_keys() if key not in self.seen]
        self.different += len(periods)
        if self.write:
            self._delete(periods)
            rows_changed(self.session)
        return self.different

    def _put(self, key: Key, row: Row) -> None:
        self.seen.add(key)
        self.waiting.append((key, row))
        if len(self.waiting) >= AT_ONCE:
            self._send()

    def _send(self) -> None:
        told = {id(row): row.as_json() for _, row in self.waiting}
        found = {key: told[id(row)] for key, row in self.waiting}
        self.waiting = []
        stored = self._stored(list(found))
        changed = {key: row for key, row in found.items() if stored.get(key) != row}
        self.different += len(changed)
        if self.write and changed:
            self._delete([key for key in changed if key in stored])
            names = [column.key for column in _KEYS]
            self.session.execute(
                insert(TallyRow), [{**dict(zip(names, key, strict=True)), **row} for key, row in changed.items()]
            )

    def _stored(self, keys: list[Key]) -> dict[Key, dict[str, Any]]:
        if not keys:
            return {}
        scopes, kinds, codes, ids = (set(part) for part in zip(*keys, strict=True))
        mine = (TallyRow.scope_kind.in_(scopes), TallyRow.period_kind.in_(kinds))
        rows = select(*_KEYS, *_SUMS).where(*mine, TallyRow.period.in_(codes), TallyRow.scope_id.in_(ids))
        names = [column.key for column in _SUMS]
        return {tuple(row[:4]): dict(zip(names, row[4:], strict=True)) for row in self.session.execute(rows)}

    def _stored_keys(self) -> list[Key]:
        of_unit = tuple_(TallyRow.period_kind, TallyRow.period).in_(self.unit.periods)
        return [tuple(row) for row in self.session.execute(select(*_KEYS).where(of_unit))]  # type: ignore[misc]

    def _delete(self, keys: list[Key]) -> None:
        for scope, kind, code, id_ in keys:
            where = zip(_KEYS, (scope, kind, code, id_), strict=True)
            self.session.execute(delete(TallyRow).where(*(column == value for column, value in where)))


def holds_nothing_yet(session: Session) -> bool:
    """Whether there are approved visits but not one row: the tallies were never made here."""
    some = session.scalar(select(func.count()).select_from(select(TallyRow.visits).limit(1).subquery()))
    return not some and session.scalar(select(Visit.id).where(APPROVED).limit(1)) is not None
