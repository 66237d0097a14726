"""A programme rolled out at different times: group-time differences against centres not yet started.

Callaway and Sant'Anna 2021 without covariates, each cohort against its last period before the start (before that,
against the period before). Intervals leave one centre out; under four started centres a placebo rank instead.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backend.domain.statistics.link.estimates import Estimate, jackknife
from backend.domain.statistics.link.panel import NEVER, Array, Panel

LEAST_STARTED, LEAST_BEFORE = 4, 2
NOT_YET, NEVER_STARTED = "not_yet_started", "never_started"


class Cell(NamedTuple):
    """Cohort (index of its first period), period, the difference, and the same without each centre (G)."""

    cohort: int
    period: int
    value: float
    deleted: Array
    started: int
    compared: int

    @property
    def after(self) -> bool:
        return self.period >= self.cohort


@dataclass(frozen=True)
class Rollout:
    """`seen_before`: centres that started with two periods or more before. `group` is the headline: each cohort's mean
    after its start, weighted by its centres. `dynamic`: by periods since
    the start (negative: before), `dynamic_mean` over those from the start on. `placebo`: how often a centre that never
    started looks as different as the started ones did, only with fewer than four of these."""

    started: int
    compared: int
    seen_before: int
    simple: Estimate | None
    group: Estimate | None
    groups: dict[int, Estimate]
    dynamic: dict[int, Estimate]
    dynamic_mean: Estimate | None
    cells: list[Cell]
    placebo: float | None


def rollout(panel: Panel, comparison: str = NOT_YET) -> Rollout | None:
    """None where no centre started within the periods."""
    if panel.started is None:
        return None
    starts = panel.started
    cells = _cells(panel.outside, starts, comparison)
    cohorts = sorted({cell.cohort for cell in cells})
    started = int(sum((starts == cohort).sum() for cohort in cohorts))
    if not cells:
        return None
    total = _Total(starts, started >= LEAST_STARTED)
    after = [cell for cell in cells if cell.after]
    groups = {cohort: total.plain([cell for cell in after if cell.cohort == cohort]) for cohort in cohorts}
    dynamic = _dynamic(cells, total)
    return Rollout(
        started,
        int((starts == NEVER).sum()) if comparison == NEVER_STARTED else max(cell.compared for cell in cells),
        int(((starts >= LEAST_BEFORE) & np.isfinite(starts)).sum()),
        total.weighted(after),
        total.of_cohorts(after, cohorts),
        {cohort: _shown(one, int((starts == cohort).sum())) for cohort, one in groups.items() if one is not None},
        dynamic,
        total.mean_of([[cell for cell in after if cell.period - cell.cohort == e] for e in dynamic if e >= 0]),
        cells,
        None if started >= LEAST_STARTED else _placebo(panel.outside, starts),
    )


def _shown(one: Estimate, centres: int) -> Estimate:
    """A cohort of a centre or two has an absurdly small spread: no interval."""
    return one if centres >= LEAST_STARTED else Estimate(one.value, None, None, None, None)


def _cells(y: Array, starts: Array, comparison: str) -> list[Cell]:
    cells = []
    for cohort in sorted({int(start) for start in starts[np.isfinite(starts)] if start >= 1}):
        for period in range(1, y.shape[1]):
            base = min(period, cohort) - 1
            others = (starts == NEVER) if comparison == NEVER_STARTED else (starts > max(period, base))
            cell = _cell(y, starts == cohort, others & (starts != cohort), cohort, period, base)
            if cell is not None:
                cells.append(cell)
    return cells


def _cell(
    y: Array, mine: NDArray[np.bool_], others: NDArray[np.bool_], cohort: int, period: int, base: int
) -> Cell | None:
    change = y[:, period] - y[:, base]
    known = np.isfinite(change)
    mine, others = (mine & known).astype(float), (others & known).astype(float)
    n, m = mine.sum(), others.sum()
    if n < 1 or m < 1:
        return None
    change = np.where(known, change, 0.0)
    ours, theirs = mine @ change, others @ change
    with np.errstate(divide="ignore", invalid="ignore"):
        deleted = (ours - mine * change) / (n - mine) - (theirs - others * change) / (m - others)
    return Cell(cohort, period, float(ours / n - theirs / m), deleted, int(n), int(m))


@dataclass(frozen=True)
class _Total:
    """Sums of cells weighted by the number of centres in their cohorts, with and without each centre."""

    starts: Array
    interval: bool

    def weighted(self, cells: Sequence[Cell]) -> Estimate | None:
        return self._estimate(cells, lambda cell: self._share(cell.cohort))

    def plain(self, cells: Sequence[Cell]) -> Estimate | None:
        """Each cell counts alike."""
        return self._estimate(cells, lambda cell: np.ones(len(self.starts) + 1))

    def of_cohorts(self, cells: Sequence[Cell], cohorts: Sequence[int]) -> Estimate | None:
        """Mean over the periods of each cohort, then over the cohorts by their centres."""
        count = {cohort: sum(cell.cohort == cohort for cell in cells) for cohort in cohorts}
        return self._estimate(cells, lambda cell: self._share(cell.cohort) / count[cell.cohort])

    def mean_of(self, families: Sequence[Sequence[Cell]]) -> Estimate | None:
        """The plain mean of the weighted means of several families."""
        found = [self._both(cells, lambda cell: self._share(cell.cohort)) for cells in families if cells]
        return self._told(np.mean(found, axis=0)) if found else None

    def _estimate(self, cells: Sequence[Cell], weight: Callable[[Cell], Array]) -> Estimate | None:
        return self._told(self._both(cells, weight)) if cells else None

    def _both(self, cells: Sequence[Cell], weight: Callable[[Cell], Array]) -> Array:
        """(1 + G): the weighted mean of all, then without each centre; an emptied cohort falls away."""
        values = np.array([np.concatenate([[cell.value], cell.deleted]) for cell in cells])
        weights = np.array([weight(cell) for cell in cells])
        values = np.where(weights > 0, values, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((weights * values).sum(0) / weights.sum(0))

    def _share(self, cohort: int) -> Array:
        mine = (self.starts == cohort).astype(float)
        return np.concatenate([[mine.sum()], mine.sum() - mine])

    def _told(self, values: Array) -> Estimate:
        if not self.interval:
            return Estimate(float(values[0]), None, None, None, None)
        return jackknife(float(values[0]), values[1:])


def _dynamic(cells: Sequence[Cell], total: _Total) -> dict[int, Estimate]:
    found = {}
    for since in sorted({cell.period - cell.cohort for cell in cells}):
        one = total.weighted([cell for cell in cells if cell.period - cell.cohort == since])
        if one is not None:
            found[since] = one
    return found


def _placebo(y: Array, starts: Array) -> float | None:
    """Share of the centres that never started, and the real ones, whose pretended start looks at least as different."""
    real, idle = np.isfinite(starts), np.nonzero(starts == NEVER)[0]
    if len(idle) < 2 or not real.any():
        return None
    first = float(np.min(starts[real]))
    seen = _mean_after(y, starts)
    pretended = []
    for centre in idle:
        others = np.where(real, np.nan, starts)
        others[centre] = first
        pretended.append(_mean_after(y, others))
    as_far = sum(abs(value) >= abs(seen) - 1e-12 for value in pretended)
    return (1 + as_far) / (1 + len(pretended))


def _mean_after(y: Array, starts: Array) -> float:
    values = [(cell.value, cell.started) for cell in _cells(y, starts, NOT_YET) if cell.after]
    weights = sum(weight for _, weight in values)
    return sum(value * weight for value, weight in values) / weights if weights else 0.0


class Level(NamedTuple):
    """Mean service of the centres that started, so many periods after their start (below zero: before it)."""

    since: int
    service: float
    centres: int


def levels(panel: Panel) -> list[Level]:
    """Before and after, without a comparison and without a number for the difference: all that may be drawn where too
    few started. Only where at least half of the started centres were seen: others would come and go from dot to dot."""
    if panel.started is None:
        return []
    rows = np.nonzero(np.isfinite(panel.started) & (panel.started >= 1))[0]
    by_since: defaultdict[int, list[float]] = defaultdict(list)
    for row in rows:
        for period in np.nonzero(np.isfinite(panel.outside[row]))[0]:
            by_since[int(period) - int(panel.started[row])].append(float(panel.outside[row, period]))
    half = [(since, seen) for since, seen in sorted(by_since.items()) if 2 * len(seen) >= len(rows)]
    return [Level(since, sum(seen) / len(seen), len(seen)) for since, seen in half]
