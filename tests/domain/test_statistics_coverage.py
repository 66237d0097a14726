"""Simulated visits whose truth is known: intervals hold it as often as they say, and places are right as often."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.random import Generator

from backend.domain.statistics.clusters import Moments, moments_interval
from backend.domain.statistics.discovery import false_discovery_rates
from backend.domain.statistics.means import Interval, Scores, change, mean_interval, paired
from backend.domain.statistics.ranks import rank_ranges
from backend.domain.statistics.shares import Share, newcombe, wilson

SEED, RUNS, NOMINAL = 20261, 3000, 0.95
# Four times the error of so many runs: one false alarm in fifteen thousand, were the seed not fixed.
ERROR = 4 * math.sqrt(NOMINAL * (1 - NOMINAL) / RUNS)

Held = tuple[Interval | None, float]


def _wilson(rng: Generator) -> Held:
    """The share itself is drawn: for one share, the rounding of counts moves the rate up and down."""
    base, share = int(rng.integers(8, 60)), rng.uniform(0.05, 0.95)
    return wilson(int(rng.binomial(base, share)), base), share


def _newcombe(rng: Generator) -> Held:
    bases, shares = rng.integers(12, 60, 2), rng.uniform(0.05, 0.95, 2)
    found = newcombe(*(Share(int(rng.binomial(n, p)), int(n)) for n, p in zip(bases, shares, strict=True)))
    return found and Interval(found.low, found.high), shares[1] - shares[0]


def _student(rng: Generator) -> Held:
    return mean_interval(Scores.of(rng.normal(75, 9, 4))), 75


def _welch(rng: Generator) -> Held:
    found = change(Scores.of(rng.normal(70, 5, 6)), Scores.of(rng.normal(74, 12, 9)))
    return found and Interval(found.low, found.high), 4


def _paired(rng: Generator) -> Held:
    found = paired(Scores.of(rng.normal(2, 6, 8)))
    return found and Interval(found.low, found.high), 2


def _clustered(rng: Generator) -> Held:
    """Thirty centres with two to six visits each: a centre's own level beside the spread of its visits."""
    centres = [Scores.of(rng.normal(75 + level, 9, size)) for level, size in zip(*_levels(rng, 30), strict=True)]
    return moments_interval(Moments.of(centres)), 75


def _levels(rng: Generator, centres: int) -> tuple[np.ndarray, np.ndarray]:
    return rng.normal(0, 6, centres), rng.integers(2, 7, centres)


@pytest.mark.parametrize("draw", [_wilson, _newcombe, _student, _welch, _paired, _clustered])
def test_intervals_hold_the_truth_as_often_as_they_say(draw: Callable[[Generator], Held]) -> None:
    rng, held = np.random.default_rng(SEED), 0
    for _ in range(RUNS):
        interval, truth = draw(rng)
        held += interval is not None and interval.low <= truth <= interval.high
    rate = held / RUNS
    print(f"{draw.__name__}: seed {SEED}, {RUNS} runs, held {rate:.4f}, allowed {NOMINAL} ± {ERROR:.4f}")
    assert abs(rate - NOMINAL) <= ERROR


def test_places_hold_the_true_place_and_say_something() -> None:
    """Bonferroni's bound makes the ranges somewhat wide: they hold the true place more often than they promise."""
    rng, held, width, runs = np.random.default_rng(SEED), 0, 0, 150
    for _ in range(runs):
        levels, sizes = rng.normal(75, 10, 24), rng.integers(4, 13, 24)
        found = rank_ranges([Scores.of(rng.normal(level, 8, size)) for level, size in zip(levels, sizes, strict=True)])
        true = 1 + (levels[None, :] > levels[:, None]).sum(axis=1)
        held += sum(one is not None and one.low <= place <= one.high for one, place in zip(found, true, strict=True))
        width += sum(one.high - one.low + 1 for one in found if one is not None)
    rate, usual = held / runs / 24, width / runs / 24
    print(f"places: seed {SEED}, {runs} leagues of 24, held {rate:.4f}, usually {usual:.1f} places wide")
    assert rate >= NOMINAL
    assert usual < 16


def test_of_what_is_called_clear_few_are_false() -> None:
    """A quarter of 80 centres changed by two standard errors or more; the others did not."""
    rng, shares = np.random.default_rng(SEED), []
    for _ in range(200):
        changed = rng.uniform(size=80) < 0.25
        z = np.abs(rng.normal(np.where(changed, rng.uniform(2, 5, 80), 0.0), 1))
        clear = np.array(
            [q is not None and q <= 0.05 for q in false_discovery_rates([math.erfc(x) for x in z / 2**0.5])]
        )
        shares.append((clear & ~changed).sum() / max(1, clear.sum()))
    found = float(np.mean(shares))
    print(f"false discoveries: seed {SEED}, {found:.4f} of those called clear")
    assert found <= 0.05 + 4 * float(np.std(shares)) / len(shares) ** 0.5
