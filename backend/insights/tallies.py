"""Keeping the tallies up to date: each approval adds its visit, each way out of "approved" takes it away again.

All this happens in the unit of work of the decision itself. One writer at a time (`uow.alone`): every visit changes
the row of the chain, so locks on rows would let nobody through either, but could be taken in two orders.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from backend.domain.measures import parse_measure
from backend.domain.statistics.tally import NO_TALLY, Tallies, Tally, merge, take_away, tally_from
from backend.domain.visit_flow import Status
from backend.insights.kept import rows_changed
from backend.insights.models import TallyLine, TallyRow
from backend.insights.tallies_facts import Counted, Reader, ancestors
from backend.kernel.jobs import enqueue_once
from backend.kernel.unit_of_work import UnitOfWork
from backend.visits.models import Visit

LOCK: Final = "tallies"
REBUILD: Final = "figures.rebuild"
CHAIN: Final = ("chain", "")
Scope = tuple[str, str]


def count_visit(uow: UnitOfWork, visit_id: uuid.UUID, **_: Any) -> None:
    """The visit was approved."""
    _change(uow, visit_id, merge, 1)


def uncount_visit(uow: UnitOfWork, visit_id: uuid.UUID, **_: Any) -> None:
    """The visit was approved and no longer is."""
    _change(uow, visit_id, take_away, -1)


def ask_for_rebuild(uow: UnitOfWork, **_: Any) -> uuid.UUID:
    """Have all tallies made anew by a worker."""
    return enqueue_once(uow, REBUILD, {}, REBUILD)


def on_team_changed(uow: UnitOfWork, **_: Any) -> None:
    """A touchpoint is another team's: the figures of both teams are made anew, if there are any."""
    if uow.session.scalar(select(TallyRow.visits).limit(1)) is not None:
        ask_for_rebuild(uow)


def _change(uow: UnitOfWork, visit_id: uuid.UUID, act: Callable[[dict[str, Tally], Tallies], None], sign: int) -> None:
    uow.alone(LOCK)
    uow.session.flush()
    reader = Reader(uow.session)
    version_id = uow.session.scalars(select(Visit.checklist_version_id).where(Visit.id == visit_id)).one()
    keep_line(uow, reader, version_id)
    (visit,) = reader.read([visit_id])
    areas = ancestors(uow.session, [uuid.UUID(visit.centre_id)])[visit.centre_id]
    scopes = [("centre", visit.centre_id), *(("area", area) for area in areas), CHAIN]
    rows = Rows(uow.session, scopes, visit.periods)
    for period in visit.periods:
        _change_period(rows, scopes, period, visit, act, sign)
    rows.store()


def _change_period(
    rows: "Rows",
    scopes: Sequence[Scope],
    period: tuple[str, str],
    visit: Counted,
    act: Callable[[dict[str, Tally], Tallies], None],
    sign: int,
) -> None:
    """The centre's row takes the visit; areas and the chain take the difference that makes to the centre as one."""
    centre, *above = (rows.at(scope, period) for scope in scopes)
    before = {measure: centre.tallies.get(measure, NO_TALLY) for measure in visit.tallies}
    act(centre.tallies, visit.tallies)
    difference = {
        measure: centre.tallies.get(measure, NO_TALLY).of_a_centre().minus(tally.of_a_centre())
        for measure, tally in before.items()
    }
    for row in above:
        merge(row.tallies, difference)
    for row in (centre, *above):
        row.count(visit.version_id, sign)


def keep_line(uow: UnitOfWork, reader: Reader, version_id: uuid.UUID) -> None:
    """A version that comes into use, or goes out of it, changes what can be compared like for like."""
    checklist_id = reader.version(version_id).checklist_id
    line = uow.session.get(TallyLine, checklist_id)
    if line is None:
        line = TallyLine(checklist_id=checklist_id, versions=[], made=True)
        uow.session.add(line)
    used = exists().where(Visit.checklist_version_id == version_id, Visit.status == Status.APPROVED)
    others = [id_ for id_ in line.versions if id_ != str(version_id)]
    versions = sorted([*others, str(version_id)]) if uow.session.scalar(select(used)) else others
    if versions != line.versions:
        if max(len(versions), len(line.versions)) > 1:
            line.made = False
            ask_for_rebuild(uow)
        line.versions = versions
    uow.session.flush()


class Row:
    """One row of the table, its sums as tallies."""

    def __init__(
        self, visits: int = 0, versions: Mapping[str, int] | None = None, tallies: Tallies | None = None
    ) -> None:
        self.visits, self.versions = visits, dict(versions or {})
        self.tallies = dict(tallies or {})

    def count(self, version_id: str, by: int) -> None:
        self.visits += by
        self.versions[version_id] = self.versions.get(version_id, 0) + by
        if not self.versions[version_id]:
            del self.versions[version_id]

    def add(self, other: "Row") -> None:
        """Add another row's sums."""
        merge(self.tallies, other.tallies)
        self.visits += other.visits
        for version_id, count in other.versions.items():
            self.versions[version_id] = self.versions.get(version_id, 0) + count

    def take_away(self, centre: "Row") -> None:
        """Take out one of its centres."""
        take_away(self.tallies, centre.as_centre().tallies)
        self.visits -= centre.visits
        for version_id, count in centre.versions.items():
            self.versions[version_id] -= count
        self.versions = {version_id: count for version_id, count in self.versions.items() if count}

    def as_centre(self) -> "Row":
        """The way an area counts one of its centres."""
        tallies = {measure: tally.of_a_centre() for measure, tally in self.tallies.items()}
        return Row(self.visits, self.versions, tallies)

    def as_json(self) -> dict[str, Any]:
        parts: dict[str, dict[str, list[int]]] = {"headline": {}, "questions": {}}
        for measure, tally in self.tallies.items():
            parts[_column(measure)][measure] = tally.as_json()
        return {"visits": self.visits, "versions": self.versions, **parts}


@lru_cache(maxsize=8192)
def _column(measure: str) -> str:
    return parse_measure(measure).column


def row_from(stored: TallyRow) -> Row:
    sums = {**stored.headline, **stored.questions}
    return Row(stored.visits, stored.versions, {measure: tally_from(one) for measure, one in sums.items()})


class Rows:
    """The rows of some scopes and periods, read at once and stored together."""

    def __init__(self, session: Session, scopes: Iterable[Scope], periods: Iterable[tuple[str, str]]) -> None:
        self._session = session
        self._stored: dict[tuple[Scope, tuple[str, str]], TallyRow] = {}
        self._rows: dict[tuple[Scope, tuple[str, str]], Row] = {}
        scopes, periods = list(scopes), list(periods)
        kinds, ids = {kind for kind, _ in scopes}, {id_ for _, id_ in scopes}
        wanted: tuple[Any, ...] = (TallyRow.scope_kind.in_(kinds), TallyRow.scope_id.in_(ids))
        wanted += (TallyRow.period_kind.in_({kind for kind, _ in periods}),)
        wanted += (TallyRow.period.in_({code for _, code in periods}),)
        for stored in session.scalars(select(TallyRow).where(*wanted)):
            key = ((stored.scope_kind, stored.scope_id), (stored.period_kind, stored.period))
            self._stored[key] = stored
            self._rows[key] = row_from(stored)

    def at(self, scope: Scope, period: tuple[str, str]) -> Row:
        return self._rows.setdefault((scope, period), Row())

    def store(self) -> None:
        """A row without a visit goes."""
        for key, row in self._rows.items():
            stored = self._stored.get(key)
            if stored is None and row.visits:
                (scope_kind, scope_id), (period_kind, period) = key
                where = {"scope_kind": scope_kind, "scope_id": scope_id, "period_kind": period_kind, "period": period}
                self._session.add(TallyRow(**where, **row.as_json()))
            elif stored is not None and row.visits:
                for name, value in row.as_json().items():
                    setattr(stored, name, value)
            elif stored is not None:
                self._session.delete(stored)
        rows_changed(self._session)
        self._session.flush()
