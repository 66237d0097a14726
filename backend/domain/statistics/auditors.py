"""How far each auditor's scores lie from those that others gave the same centre in the same period. For calibration.

A centre in a period is a cell. Each visit of an auditor is set against the mean of all other auditors' visits in its
cell, so that good centres and good periods cancel out; cells seen by one auditor alone say nothing and are left out.
The mean of these differences is the auditor's; its interval and test leave out one centre at a time (CV3 with t of
centres - 1, `means.clustered_change`; MacKinnon, Nielsen and Webb 2023), because visits of one centre are alike.
Of many auditors tested at once, `q` after Benjamini and Hochberg says which differences are clear.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from backend.domain.statistics.discovery import false_discovery_rates
from backend.domain.statistics.means import CLEAR_P, Change, Scores, clustered_change

Who = TypeVar("Who", bound=Hashable)
# An auditor with fewer visits where others were too is not told of: it would be one day's luck.
ENOUGH_VISITS: Final = 8


class Cell(NamedTuple, Generic[Who]):
    """What one auditor gave one centre in one period: number of visits and sum of their scores, in percent.

    A `period` is whatever makes visits comparable: a quarter, or a quarter and a checklist.
    """

    auditor: Who
    centre: Hashable
    period: Hashable
    n: int
    total: float


@dataclass(frozen=True)
class AuditorEffect(Generic[Who]):
    """`difference` in points of the score, above or below what others gave; `visits` and `centres` are its base.

    Without an interval, `p` and `q` (one centre only) nothing is clear.
    """

    auditor: Who
    visits: int
    centres: int
    difference: float
    low: float | None
    high: float | None
    p: float | None
    q: float | None

    @property
    def clear(self) -> bool:
        return self.q is not None and self.q <= CLEAR_P


def auditor_effects(cells: Iterable[Cell[Who]]) -> list[AuditorEffect[Who]]:
    """Each auditor with enough visits in cells that others saw too, in the order of first appearance."""
    told = {
        auditor: centres
        for auditor, centres in _differences(list(cells)).items()
        if sum(scores.n for scores in centres.values()) >= ENOUGH_VISITS
    }
    tests = {auditor: _against_zero(centres) for auditor, centres in told.items()}
    rates = false_discovery_rates([test.p if test else None for test in tests.values()])
    return [
        _effect(auditor, centres, tests[auditor], q) for (auditor, centres), q in zip(told.items(), rates, strict=True)
    ]


def _differences(cells: list[Cell[Who]]) -> Mapping[Who, Mapping[Hashable, Scores]]:
    """By auditor and centre: the number of visits and the sum of their differences from the others of their cell."""
    whole: defaultdict[Hashable, list[float]] = defaultdict(lambda: [0, 0.0])
    for cell in cells:
        place = whole[cell.centre, cell.period]
        place[0] += cell.n
        place[1] += cell.total
    found: dict[Who, dict[Hashable, Scores]] = {}
    for cell in cells:
        n, total = whole[cell.centre, cell.period]
        mine = found.setdefault(cell.auditor, {})
        if others := n - cell.n:
            known = mine.get(cell.centre, Scores(0, 0.0, 0.0))
            apart = cell.total - cell.n * (total - cell.total) / others
            mine[cell.centre] = Scores(known.n + cell.n, known.total + apart, 0.0)
    return found


def _against_zero(centres: Mapping[Hashable, Scores]) -> Change | None:
    """The test that the mean difference is none: a change from zeros, with the same visits before and after."""
    return clustered_change([(Scores(scores.n, 0.0, 0.0), scores) for scores in centres.values()])


def _effect(
    auditor: Who, centres: Mapping[Hashable, Scores], test: Change | None, q: float | None
) -> AuditorEffect[Who]:
    visits = sum(scores.n for scores in centres.values())
    difference = sum(scores.total for scores in centres.values()) / visits
    low, high, p = (test.low, test.high, test.p) if test else (None, None, None)
    return AuditorEffect(auditor, visits, len(centres), difference, low, high, p, q)
