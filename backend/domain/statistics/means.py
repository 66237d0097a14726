"""Means with a 95 % interval, and the test of a change: Student's t for visits, a centre jackknife for many centres.

Visits of one centre are alike, so an area or a chain counts its centres, not its visits: each centre is left out in
turn, and the spread of the results is the standard error (CV3). With one visit a centre this is exactly Student's t;
for a change with one visit a centre and period it is exactly the paired t test.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

CONFIDENCE = 0.95
CLEAR_P = 0.05
# Below this a spread is rounding error: equal scores say nothing about how far the next one may lie.
NO_SPREAD = 1e-9


class Scores(NamedTuple):
    """Scores that belong together, as their count, sum and sum of squares."""

    n: int
    total: float
    squares: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Scores":
        return cls(len(values), math.fsum(values), math.fsum(v * v for v in values))

    @classmethod
    def together(cls, parts: Sequence["Scores"]) -> "Scores":
        n, total, squares = zip(*parts, strict=True) if parts else ((), (), ())
        return cls(sum(n), math.fsum(total), math.fsum(squares))

    @property
    def mean(self) -> float:
        return self.total / self.n

    @property
    def variance_of_mean(self) -> float:
        """Of a sample of two or more."""
        return max(0.0, (self.squares - self.total * self.mean) / (self.n - 1)) / self.n


NOTHING = Scores(0, 0.0, 0.0)


@dataclass(frozen=True)
class Interval:
    """Where the true mean lies, with 95 % confidence."""

    low: float
    high: float


class TTest(NamedTuple):
    """A difference with its standard error and degrees of freedom."""

    diff: float
    error: float
    freedom: float


@dataclass(frozen=True)
class Change:
    """A difference of two means with its interval; `clear` is the only licence for an arrow."""

    diff: float
    low: float
    high: float
    p: float

    @property
    def clear(self) -> bool:
        return self.p <= CLEAR_P


def mean_interval(scores: Scores) -> Interval | None:
    """Student's t. None for a single visit, and for equal scores."""
    if scores.n < 2 or scores.variance_of_mean < NO_SPREAD:
        return None
    return _around(scores.mean, math.sqrt(scores.variance_of_mean), scores.n - 1)


def change(before: Scores, after: Scores) -> Change | None:
    """Welch's t test of two periods of one centre. None when either has a single visit."""
    found = welch(before, after)
    return None if found is None else t_test(*found)


def welch(before: Scores, after: Scores) -> TTest | None:
    """What is tested there."""
    if min(before.n, after.n) < 2:
        return None
    a, b = before.variance_of_mean, after.variance_of_mean
    if a + b < NO_SPREAD:
        return None
    freedom = (a + b) ** 2 / (a**2 / (before.n - 1) + b**2 / (after.n - 1))
    return TTest(after.mean - before.mean, math.sqrt(a + b), freedom)


def paired(differences: Scores) -> Change | None:
    """The paired t test: of each matched centre, its mean after less its mean before. None for a single centre."""
    if differences.n < 2 or differences.variance_of_mean < NO_SPREAD:
        return None
    return t_test(differences.mean, math.sqrt(differences.variance_of_mean), differences.n - 1)


def clustered_interval(centres: Sequence[Scores]) -> Interval | None:
    """The mean of all visits of several centres. None for a single centre."""
    held = [scores for scores in centres if scores.n]
    without = _means_without_each(held)
    if without is None:
        return None
    mean = Scores.together(held).mean
    error = _jackknife_error(mean, without)
    return None if error is None else _around(mean, error, len(held) - 1)


def clustered_change(pairs: Sequence[tuple[Scores, Scores]]) -> Change | None:
    """The change of the mean of all visits, the same centres being seen before and after."""
    held = [pair for pair in pairs if pair[0].n or pair[1].n]
    before, after = [pair[0] for pair in held], [pair[1] for pair in held]
    earlier, later = _means_without_each(before), _means_without_each(after)
    if earlier is None or later is None:
        return None
    diff = Scores.together(after).mean - Scores.together(before).mean
    error = _jackknife_error(diff, [b - a for a, b in zip(earlier, later, strict=True)])
    return None if error is None else t_test(diff, error, len(held) - 1)


def _means_without_each(centres: Sequence[Scores]) -> list[float] | None:
    """The mean with one centre left out, for each in turn; None where one left out leaves nothing."""
    whole = Scores.together(centres)
    if not whole.n or any(n == whole.n for n, _, _ in centres):
        return None
    return [(whole.total - total) / (whole.n - n) for n, total, _ in centres]


def _jackknife_error(whole: float, without: Sequence[float]) -> float | None:
    count = len(without)
    variance = (count - 1) / count * math.fsum((one - whole) ** 2 for one in without)
    return None if variance < NO_SPREAD else math.sqrt(variance)


def _around(mean: float, error: float, freedom: float) -> Interval:
    reach = t_quantile(freedom) * error
    return Interval(mean - reach, mean + reach)


def t_test(diff: float, error: float, freedom: float) -> Change:
    """A difference with its standard error and degrees of freedom: its 95 % interval and two-sided p, after Student."""
    return t_tests([TTest(diff, error, freedom)])[0]


def t_tests(tests: Sequence[TTest]) -> list[Change]:
    """Each test by itself, in two calls for all of them."""
    if not tests:
        return []
    from scipy.special import stdtr, stdtrit

    diffs, errors, freedoms = zip(*tests, strict=True)
    quantiles = stdtrit(freedoms, 1 - (1 - CONFIDENCE) / 2).tolist()
    tails = stdtr(freedoms, [-abs(diff) / error for diff, error in zip(diffs, errors, strict=True)]).tolist()
    reaches = [quantile * error for quantile, error in zip(quantiles, errors, strict=True)]
    return [
        Change(diff, diff - reach, diff + reach, 2 * tail)
        for diff, reach, tail in zip(diffs, reaches, tails, strict=True)
    ]


@lru_cache(maxsize=4096)
def t_quantile(freedom: float, confidence: float = CONFIDENCE) -> float:
    """Half of what is not `confidence` lies above it, in Student's t distribution."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 1 - (1 - confidence) / 2))
