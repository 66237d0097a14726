"""How much of a score is the centre and how much is the day: ICC(1), and what more visits would give."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from backend.domain.statistics.means import NO_SPREAD, Scores

# A mean of this reliability is good enough to compare centres by.
ENOUGH: Final = 0.7
# Below this no number of visits that anybody would plan makes a mean reliable.
NOTHING_SHARED: Final = 1e-6


class OneWay(NamedTuple):
    """Visits in groups, one way: mean squares between and within, and the usual number of visits in a group."""

    groups: int
    visits: int
    between: float
    within: float
    usual: float

    @property
    def icc(self) -> float:
        """ICC(1), unequal groups (Shrout and Fleiss 1979; Donner 1986 for the usual size). Below 0: all is chance."""
        return (self.between - self.within) / (self.between + (self.usual - 1) * self.within)


def one_way(groups: Iterable[Scores]) -> OneWay | None:
    """The analysis of variance of one way, from sums. None for one group, or where no group has two visits."""
    held = [scores for scores in groups if scores.n]
    visits = sum(scores.n for scores in held)
    if len(held) < 2 or visits == len(held):
        return None
    mean = math.fsum(scores.total for scores in held) / visits
    between = math.fsum(scores.n * (scores.mean - mean) ** 2 for scores in held) / (len(held) - 1)
    inside = math.fsum(max(0.0, scores.squares - scores.total * scores.mean) for scores in held)
    usual = (visits - sum(scores.n**2 for scores in held) / visits) / (len(held) - 1)
    return OneWay(len(held), visits, between, inside / (visits - len(held)), usual)


def icc(groups: Iterable[Scores]) -> float | None:
    """ICC(1) of the visits of each group. None where it cannot be told: one group, no repeats, or no spread at all."""
    found = one_way(groups)
    return None if found is None or found.between + found.within < NO_SPREAD else found.icc


def reliability(icc: float, visits: float) -> float:
    """Of the mean of so many visits (Spearman 1910, Brown 1910): 0 where the single visit has none."""
    share = max(0.0, icc)
    return visits * share / (1 + (visits - 1) * share) if share else 0.0


def visits_needed(icc: float, enough: float = ENOUGH) -> int | None:
    """The fewest visits whose mean has that reliability; None where no number of visits has."""
    if icc < NOTHING_SHARED:
        return None
    needed = enough * (1 - icc) / (icc * (1 - enough))
    # A whole number, but for rounding, is that number.
    return max(1, math.ceil(needed - NO_SPREAD))


def shrunken_mean(mean: float, visits: int, of_all: float, icc: float) -> float:
    """Towards the mean of all, the more so the less reliable: what to expect of a centre's next visits."""
    return of_all + reliability(icc, visits) * (mean - of_all)
