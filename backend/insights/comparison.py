"""The comparison: tallies become one series a centre, area, team and chain, each figure with its base and interval."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from backend.domain.measures import Measure
from backend.domain.statistics.discovery import false_discovery_rates
from backend.domain.statistics.estimates import (
    Difference,
    Way,
    difference,
    differences,
    estimate,
    matched_difference,
    unmatched_difference,
)
from backend.domain.statistics.means import CLEAR_P
from backend.domain.statistics.tally import NO_TALLY, Tally
from backend.insights.periods import Period
from backend.insights.tallies_reading import TallyOf

LOW_BASE = 4
# A period with fewer visits than this share of the usual number is not compared yet.
ENOUGH = 0.5


@dataclass(frozen=True)
class Value:
    """One mean of a measure, in its unit. `low_base`: fewer than four visits. `centres`: with a value, 1 for a centre.

    `method`: how the interval was found (student_t, cluster_t, wilson); None without an interval.
    """

    period: str
    mean: float
    low: float | None
    high: float | None
    visits: int
    excluded: int
    low_base: bool
    checklists: list[str]
    method: str | None = None
    centres: int = 1
    applicable: int = 0


@dataclass(frozen=True)
class SeriesChange:
    """The change between the two periods compared; without `p` no test was possible, and nothing is clear.

    `q` is p among all series of one kind that were looked at together (Benjamini and Hochberg): at most 0.05 is clear.
    """

    from_: str
    to: str
    diff: float
    low: float | None
    high: float | None
    p: float | None
    clear: bool
    q: float | None = None
    test: str | None = None


@dataclass(frozen=True)
class Series:
    """One line: a centre, an area, a team (its code is the id) or the chain."""

    kind: str
    id: uuid.UUID | str | None
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


@dataclass(frozen=True)
class Line:
    """A series to be made: what it is called, whose sums it shows, and of which measure."""

    kind: str
    id: uuid.UUID | str | None
    name: str
    area_name: str | None
    scope: tuple[str, str]
    measure: str
    # Its change is judged together with those of the same family; None: no change is asked for.
    family: str | None = ""
    # One of many on a page: in a large chain its change is told from its own sums, not centre by centre.
    one_of_many: bool = False

    @property
    def clustered(self) -> bool:
        return self.scope[0] != "centre"


@dataclass(frozen=True)
class Maker:
    """Makes figures of measures of one kind; `names` are the checklist versions that ask them, by id as text."""

    way: Way
    names: Mapping[str, str]

    def value(self, row: TallyOf | None, measure: str, *, clustered: bool) -> Value | None:
        tally = tally_at(row, measure)
        found = estimate(tally, self.way, clustered=clustered)
        if row is None or found is None:
            return None
        return Value(
            period=row.period,
            mean=found.mean,
            low=found.low,
            high=found.high,
            visits=tally.n,
            excluded=tally.excluded,
            low_base=tally.n < LOW_BASE,
            checklists=sorted(self.names[version] for version in row.versions if version in self.names),
            method=found.method,
            centres=tally.centres if clustered else 1,
            applicable=tally.items,
        )

    def unmatched_change(self, periods: tuple[str, str], before: Tally, after: Tally) -> SeriesChange | None:
        """Of a large chain, from its own sums."""
        return _change_of(periods, unmatched_difference(before, after, self.way))

    def change(
        self, periods: tuple[str, str], pairs: Sequence[tuple[Tally, Tally]], *, clustered: bool
    ) -> SeriesChange | None:
        """Of one centre (one pair), or of an area or the chain (a pair for each centre). Judged `with_discovery`."""
        return _change_of(
            periods, matched_difference(pairs, self.way) if clustered else difference(*pairs[0], self.way)
        )

    def changes(self, periods: tuple[str, str], pairs: Sequence[tuple[Tally, Tally]]) -> list[SeriesChange | None]:
        """Of many centres, each by itself, tested at once."""
        return [_change_of(periods, found) for found in differences(pairs, self.way)]


def _change_of(periods: tuple[str, str], found: Difference | None) -> SeriesChange | None:
    if found is None:
        return None
    return SeriesChange(*periods, found.diff, found.low, found.high, found.p, clear=False, test=found.test)


def with_discovery(series: Sequence[Series], lines: Sequence[Line]) -> list[Series]:
    """Whether a change is clear, decided among all of its family and kind: many were looked at together."""
    found, families = list(series), [(line.kind, line.family) for line in lines]
    for family in set(families):
        places = [place for place, one in enumerate(found) if families[place] == family and one.change]
        changes = judged([found[place].change for place in places])
        for place, change in zip(places, changes, strict=True):
            found[place] = replace(found[place], change=change)
    return found


def judged(changes: Sequence[SeriesChange | None]) -> list[SeriesChange | None]:
    """Each with its q among these, and whether it is clear."""
    rates = false_discovery_rates([change.p if change else None for change in changes])
    return [
        change and replace(change, q=rate, clear=rate is not None and rate <= CLEAR_P)
        for change, rate in zip(changes, rates, strict=True)
    ]


def latest_two(periods: Sequence[Period], visits: Sequence[int]) -> tuple[str, str] | None:
    """The last two periods with a usual number of visits, the same for every series.

    A quarter only just begun holds a visit here and there: it would make every centre look changed. Where all are
    thin, the last two that were visited at all.
    """
    used = [i for i, count in enumerate(visits) if count]
    if len(used) < 2:
        return None
    usual = median(visits[i] for i in used)
    enough = [i for i in used if visits[i] >= usual * ENOUGH]
    first, second = (enough if len(enough) > 1 else used)[-2:]
    return periods[first].code, periods[second].code


def way_of(measure: Measure, yes_or_no: Sequence[bool], *, pooled: bool) -> Way:
    """`yes_or_no`: of each version that asks it, whether all its answers are worth nothing or everything."""
    shares = measure.kind == "compliance" or (measure.kind == "question" and bool(yes_or_no) and all(yes_or_no))
    return Way(shares=shares, pooled=pooled, minutes=measure.kind == "duration")


def tally_at(row: TallyOf | None, measure: str) -> Tally:
    return row.tallies.get(measure, NO_TALLY) if row else NO_TALLY
