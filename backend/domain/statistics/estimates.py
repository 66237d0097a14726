"""From a tally to its mean with an interval, and from two to their difference: which method fits which measure.

Visits of one centre: Student's t, of shares Wilson's interval. Many centres: they are the sample, not their visits.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from backend.domain.statistics.clusters import Moments, moments_interval
from backend.domain.statistics.means import (
    NO_SPREAD,
    Change,
    Interval,
    Scores,
    TTest,
    clustered_change,
    mean_interval,
    t_test,
    t_tests,
    welch,
)
from backend.domain.statistics.shares import Share, newcombe, wilson
from backend.domain.statistics.tally import MILLION, Tally

SQUARE: Final = MILLION * MILLION
PERCENT: Final = 100.0


@dataclass(frozen=True)
class Way:
    """How a measure is put together. `shares`: each visit is 0 or 100; `pooled`: items, not visits, weigh alike."""

    shares: bool = False
    pooled: bool = False
    minutes: bool = False


class Estimate(NamedTuple):
    """`method` is student_t, cluster_t, wilson, or None without an interval."""

    mean: float
    low: float | None
    high: float | None
    method: str | None


class Difference(NamedTuple):
    """Of two periods; `test` is welch, newcombe, paired_t, cluster_t, or None where none was possible."""

    diff: float
    low: float | None
    high: float | None
    p: float | None
    test: str | None


def scores_of(tally: Tally) -> Scores:
    """Values of single visits in the measure's unit."""
    return Scores(tally.n, tally.total / MILLION, tally.squares / SQUARE)


def estimate(tally: Tally, way: Way, *, clustered: bool) -> Estimate | None:
    """The mean and its interval; `clustered`: the tally is of an area or the chain. None without a value."""
    if not tally.n:
        return None
    pooled = _is_pooled(tally, way)
    mean = tally.points / tally.reachable if pooled else tally.total / MILLION / tally.n
    if way.shares and not pooled and _is_share(tally):
        found = _wilson_of_centres(tally) if clustered else wilson(_count(tally), tally.n)
        return _limited(mean, found and Interval(PERCENT * found.low, PERCENT * found.high), way, "wilson")
    if clustered:
        return _limited(mean, moments_interval(_centres(tally, pooled)), way, "cluster_t")
    found = moments_interval(_visits(tally)) if pooled else mean_interval(scores_of(tally))
    return _limited(mean, found, way, "student_t")


def difference(before: Tally, after: Tally, way: Way) -> Difference | None:
    """Of one centre between two periods: its visits are independent. None where one period has none."""
    return differences([(before, after)], way)[0]


def differences(pairs: Sequence[tuple[Tally, Tally]], way: Way) -> list[Difference | None]:
    """The difference of each centre by itself; all are tested at once."""
    found: list[Difference | None] = [None] * len(pairs)
    tests: list[tuple[int, TTest]] = []
    for place, (before, after) in enumerate(pairs):
        if before.n and after.n:
            told = _told_or_test(before, after, way)
            if isinstance(told, TTest):
                tests.append((place, told))
            else:
                found[place] = told
    for (place, _), change in zip(tests, t_tests([test for _, test in tests]), strict=True):
        found[place] = _difference(change, "welch")
    return found


def _told_or_test(before: Tally, after: Tally, way: Way) -> Difference | TTest:
    """What can be told without a t test, or else the test."""
    if _is_pooled(before, way) and _is_pooled(after, way):
        old, new = _visits(before), _visits(after)
        return _welch_of(old, new) or Difference(new.mean - old.mean, None, None, None, None)
    if way.shares and not way.pooled and _is_share(before) and _is_share(after):
        found = newcombe(Share(_count(before), before.n), Share(_count(after), after.n))
        if found is not None:
            return _difference(found, "newcombe", PERCENT)
    scores = scores_of(before), scores_of(after)
    return welch(*scores) or Difference(scores[1].mean - scores[0].mean, None, None, None, None)


def matched_difference(pairs: Sequence[tuple[Tally, Tally]], way: Way) -> Difference | None:
    """Of an area or the chain: each pair is one centre before and after. None where one period has no visit at all.

    Where every centre was visited equally often both times, this is the paired t test of the centres' means; else
    each centre is left out in turn (the same thing for unequal numbers, and the difference is that of the means shown).
    """
    held = [(_weighed(before, way), _weighed(after, way)) for before, after in pairs if before.n or after.n]
    whole = [Scores.together([pair[side] for pair in held]) for side in (0, 1)]
    if not whole[0].n or not whole[1].n:
        return None
    found = clustered_change(held)
    if found is None:
        return Difference(whole[1].mean - whole[0].mean, None, None, None, None)
    balanced = len({scores.n for pair in held for scores in pair}) == 1
    return _difference(found, "paired_t" if balanced else "cluster_t")


def unmatched_difference(before: Tally, after: Tally, way: Way) -> Difference | None:
    """Of an area or the chain from its own sums, as if other centres had been seen: wider than `matched_difference`.

    For many centres, where the width hardly matters and reading each centre would cost more than the answer.
    """
    if not before.n or not after.n:
        return None
    pooled = _is_pooled(before, way) and _is_pooled(after, way)
    return _welch(_centres(before, pooled), _centres(after, pooled), "cluster_t")


def _limited(mean: float, found: Interval | None, way: Way, method: str) -> Estimate:
    """A score ends at 0 and 100 unless a bonus lifts it, a length of time at 0: so does its interval."""
    if found is None:
        return Estimate(mean, None, None, None)
    low = max(found.low, min(0.0, mean))
    high = found.high if way.minutes else min(found.high, max(PERCENT, mean))
    return Estimate(mean, low, high, method)


def _is_pooled(tally: Tally, way: Way) -> bool:
    """Without a pooled part, every visit has one item: its mean of visits is the pooled mean."""
    return way.pooled and tally.reachable != 0


def _is_share(tally: Tally) -> bool:
    whole = int(PERCENT) * MILLION
    return tally.total % whole == 0 and tally.squares == tally.total * whole


def _count(tally: Tally) -> int:
    return tally.total // (int(PERCENT) * MILLION)


def _wilson_of_centres(tally: Tally) -> Interval | None:
    """Wilson's interval at the effective sample size: how many independent visits would be as uncertain.

    Korn and Graubard (1998, Survey Methodology 24); with Wilson's interval Dean and Pagano (2015, Journal of Survey
    Statistics and Methodology 3). Where nothing varies it cannot be told: then each centre counts once.
    """
    share = tally.total / MILLION / tally.n / PERCENT
    if tally.centres < 2:
        return wilson(_count(tally), tally.n)
    variance = _centres(tally, False).variance_of_mean / PERCENT**2
    effective: float = tally.centres
    if variance > NO_SPREAD:
        effective = min(max(share * (1 - share) / variance, 1.0), tally.n)
    return wilson(share * effective, effective)


def _visits(tally: Tally) -> Moments:
    """The ratio of pooled points, its visits as the sample."""
    parts = (tally.pp / SQUARE, tally.pr / SQUARE, tally.rr / SQUARE)
    return Moments(tally.n, tally.reachable / MILLION, tally.points / MILLION, *parts)


def _centres(tally: Tally, pooled: bool) -> Moments:
    if pooled:
        parts = (tally.cpp / SQUARE, tally.cpr / SQUARE, tally.crr / SQUARE)
        return Moments(tally.centres, tally.reachable / MILLION, tally.points / MILLION, *parts)
    return Moments(tally.centres, tally.n, tally.total / MILLION, tally.tt / SQUARE, tally.tn / MILLION, tally.nn)


def _welch(before: Moments, after: Moments, test: str) -> Difference:
    """Welch's test of two ratios of sums."""
    found = _welch_of(before, after)
    if found is None:
        return Difference(after.mean - before.mean, None, None, None, None)
    return _difference(t_test(*found), test)


def _welch_of(before: Moments, after: Moments) -> TTest | None:
    if min(before.centres, after.centres) < 2:
        return None
    a, b = before.variance_of_mean, after.variance_of_mean
    if a + b < NO_SPREAD:
        return None
    freedom = (a + b) ** 2 / (a**2 / (before.centres - 1) + b**2 / (after.centres - 1))
    return TTest(after.mean - before.mean, math.sqrt(a + b), freedom)


def _weighed(tally: Tally, way: Way) -> Scores:
    """A centre as it enters the mean of an area: with its visits, or with what its items could reach."""
    if _is_pooled(tally, way):
        return Scores(tally.reachable, tally.points, 0.0)
    return Scores(tally.n, tally.total / MILLION, 0.0)


def _difference(found: Change, test: str, scale: float = 1.0) -> Difference:
    return Difference(found.diff * scale, found.low * scale, found.high * scale, found.p, test)
