"""The comparison: sums folded into one series a centre, area and chain, each figure with its base and interval."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import NamedTuple

from backend.domain.statistics import means
from backend.domain.statistics.means import NOTHING, Change, Interval, Scores
from backend.insights.periods import Period
from backend.insights.queries import Place, Sum, Version

LOW_BASE = 4
# A period with fewer visits than this share of the usual number is not compared yet.
ENOUGH = 0.5


@dataclass(frozen=True)
class Value:
    """One mean of visit scores. `low_base`: fewer than four visits."""

    period: str
    mean: float
    low: float | None
    high: float | None
    visits: int
    excluded: int
    low_base: bool
    checklists: list[str]


@dataclass(frozen=True)
class SeriesChange:
    """The change between the two periods compared; without `p` no test was possible, and nothing is clear."""

    from_: str
    to: str
    diff: float
    low: float | None
    high: float | None
    p: float | None
    clear: bool


@dataclass(frozen=True)
class Series:
    """One line: a centre, an area or the chain."""

    kind: str
    id: uuid.UUID | None
    name: str
    area_name: str | None
    values: list[Value | None]
    change: SeriesChange | None
    # The same visits on the questions that kept their meaning; empty where that is the headline itself.
    like_for_like: list[Value | None] = field(default_factory=list)

    @property
    def told(self) -> Value | None:
        """The figure to speak of: of the period compared, else the last one seen."""
        found = [value for value in self.values if value]
        at = [value for value in found if self.change and value.period == self.change.to]
        return next(reversed(at or found), None)

    def beside(self, values: Sequence[Value | None]) -> "Series":
        """This series with its like-for-like figures, one for each of its periods."""
        missing = len(self.values) - len(values)
        return replace(self, like_for_like=[*values, *[None] * missing])


class Cell(NamedTuple):
    """What is known of one centre in one period."""

    scores: Scores
    excluded: int
    versions: frozenset[str]


EMPTY = Cell(NOTHING, 0, frozenset())


@dataclass(frozen=True)
class Facts:
    """What was read: for each place one row of cells, one for each period."""

    periods: Sequence[Period]
    places: Sequence[Place]
    cells: Sequence[Sequence[Cell]]


def gather(
    periods: Sequence[Period], places: Sequence[Place], rows: Sequence[Sum], known: Mapping[str, Version]
) -> Facts:
    """Rows of one centre and period on different checklist versions become one cell; empty periods at the end go."""
    used = max((row[1] for row in rows), default=len(periods) - 1) + 1
    index = {place.key: number for number, place in enumerate(places)}
    versions = {key: frozenset([version.name]) for key, version in known.items()}
    cells = [[EMPTY] * used for _ in places]
    for place_key, period, version_key, excluded, n, total, squares in rows:
        line = cells[index[place_key]]
        cell = Cell(Scores(n, total, squares), excluded, versions[version_key])
        line[period] = cell if line[period] is EMPTY else _merge(line[period], cell)
    return Facts(periods[:used], places, cells)


def make_series(facts: Facts, *, centres: bool, areas: bool) -> list[Series]:
    """Centres by name, then their areas, then the chain: all that was shown lies within what it is compared with."""
    latest_two = _latest_two(facts)
    named = list(zip(facts.places, facts.cells, strict=True))
    series = [_centre(facts, place, line, latest_two) for place, line in named if place.shown] if centres else []
    if areas:
        shown = sorted({(place.area_name, place.area_id) for place in facts.places if place.shown}, key=str)
        members = defaultdict(list)
        for place, line in named:
            members[place.area_id].append(line)
        series += [_group(facts, "area", id_, name, members[id_], latest_two) for name, id_ in shown]
    return [*series, _group(facts, "chain", None, "", facts.cells, latest_two)]


def _merge(a: Cell, b: Cell) -> Cell:
    return Cell(Scores.together([a.scores, b.scores]), a.excluded + b.excluded, a.versions | b.versions)


def _centre(facts: Facts, place: Place, line: Sequence[Cell], latest_two: tuple[int, int] | None) -> Series:
    values = [
        _value(period, cell, means.mean_interval(cell.scores)) if cell.scores.n else None
        for period, cell in zip(facts.periods, line, strict=True)
    ]
    change = None
    if latest_two is not None:
        before, after = (line[index].scores for index in latest_two)
        change = _change(facts, latest_two, before, after, means.change(before, after))
    return Series("centre", place.id, place.name, place.area_name, values, change)


def _group(
    facts: Facts,
    kind: str,
    id_: uuid.UUID | None,
    name: str,
    lines: Sequence[Sequence[Cell]],
    latest_two: tuple[int, int] | None,
) -> Series:
    values = [
        _group_value(period, [line[index] for line in lines if line[index] is not EMPTY])
        for index, period in enumerate(facts.periods)
    ]
    change = None
    if latest_two is not None:
        pairs = [(line[latest_two[0]].scores, line[latest_two[1]].scores) for line in lines]
        before, after = (Scores.together(side) for side in zip(*pairs, strict=True)) if pairs else (NOTHING, NOTHING)
        change = _change(facts, latest_two, before, after, means.clustered_change(pairs))
    return Series(kind, id_, name, None, values, change)


def _group_value(period: Period, cells: Sequence[Cell]) -> Value | None:
    if not cells:
        return None
    scores = [cell.scores for cell in cells]
    versions = frozenset[str]().union(*(cell.versions for cell in cells))
    whole = Cell(Scores.together(scores), sum(cell.excluded for cell in cells), versions)
    return _value(period, whole, means.clustered_interval(scores))


def _value(period: Period, cell: Cell, interval: Interval | None) -> Value:
    mean = cell.scores.mean
    # Scores end at 0 and 100 (unless a bonus lifts them), so the interval does not go further either.
    return Value(
        period=period.code,
        mean=mean,
        low=None if interval is None else max(interval.low, min(0.0, mean)),
        high=None if interval is None else min(interval.high, max(100.0, mean)),
        visits=cell.scores.n,
        excluded=int(cell.excluded),
        low_base=cell.scores.n < LOW_BASE,
        checklists=sorted(cell.versions),
    )


def _change(
    facts: Facts, latest_two: tuple[int, int], before: Scores, after: Scores, found: Change | None
) -> SeriesChange | None:
    if not before.n or not after.n:
        return None
    from_, to = (facts.periods[index].code for index in latest_two)
    diff = after.mean - before.mean
    if found is None:
        return SeriesChange(from_, to, diff, None, None, None, clear=False)
    return SeriesChange(from_, to, diff, found.low, found.high, found.p, found.clear)


def _latest_two(facts: Facts) -> tuple[int, int] | None:
    """The last two periods with a usual number of visits, the same for every series.

    A quarter only just begun holds a visit here and there: it would make every centre look changed. Where all are
    thin, the last two that were visited at all.
    """
    visits = [sum(line[i].scores.n for line in facts.cells) for i in range(len(facts.periods))]
    used = [i for i, count in enumerate(visits) if count]
    if len(used) < 2:
        return None
    usual = median(visits[i] for i in used)
    enough = [i for i in used if visits[i] >= usual * ENOUGH]
    return tuple((enough if len(enough) > 1 else used)[-2:])  # type: ignore[return-value]
