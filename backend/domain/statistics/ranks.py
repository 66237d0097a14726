"""The place of a centre in a league as a range: from how many are surely better to how many are surely worse."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from backend.domain.statistics.means import CONFIDENCE, NO_SPREAD, Scores, t_quantile
from backend.domain.statistics.reliability import one_way

# Below so many visits nobody has a place.
LEAST: Final = 4


class Places(NamedTuple):
    """From the best place to the worst, both included; 1 is the best."""

    low: int
    high: int


def rank_ranges(centres: Sequence[Scores], least: int = LEAST) -> list[Places | None]:
    """Where each centre stands, with 95 % confidence; the highest mean is the best. None below `least` visits.

    A centre's true place lies between 1 + the centres surely better and all - the centres surely worse, where "surely"
    is a difference beyond its interval, the intervals of one centre's differences from all others holding together
    (Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic Studies 91: the confidence set of one place; here
    with Bonferroni's bound and the common spread of the visits within centres in place of a bootstrap).
    """
    ranked = [scores for scores in centres if scores.n >= least]
    reach = _reach(ranked)
    by_count = defaultdict(list)
    for scores in ranked:
        by_count[scores.n].append(scores.mean)
    means = {n: sorted(values) for n, values in by_count.items()}
    return [_range(scores, len(ranked), means, reach) if scores.n >= least else None for scores in centres]


def _reach(ranked: Sequence[Scores]) -> float | None:
    """Times the root of 1/n + 1/n': the furthest two centres' means may lie apart and still be a tie."""
    spread = one_way(ranked)
    if spread is None or spread.within < NO_SPREAD:
        return None
    alone = (1 - CONFIDENCE) / (len(ranked) - 1)
    return t_quantile(spread.visits - spread.groups, 1 - alone) * math.sqrt(spread.within)


def _range(scores: Scores, count: int, means: dict[int, list[float]], reach: float | None) -> Places:
    if reach is None:
        return Places(1, count)
    better = worse = 0
    for n, values in means.items():
        far = reach * math.sqrt(1 / scores.n + 1 / n)
        better += len(values) - bisect_right(values, scores.mean + far)
        worse += bisect_left(values, scores.mean - far)
    return Places(1 + better, count - worse)
