"""Intervals and tests of a comparison: published answers, and scipy's and statsmodels' to nine digits."""

import random
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from backend.domain.statistics.discovery import false_discovery_rates
from backend.domain.statistics.means import Scores, change, mean_interval, paired
from backend.domain.statistics.shares import Share, newcombe, wilson

pytestmark = pytest.mark.oracle

BEFORE = [71.0, 64.5, 80.0, 77.5, 58.25]
AFTER = [84.0, 79.0, 90.5, 71.75, 66.0]
# Newcombe (1998), Statistics in Medicine 17, table II, method 10: p1 - p2 and its ends.
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
]
# Benjamini and Hochberg (1995), section 3: four of fifteen are rejected at 0.05.
BH = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]


def close(*known: float) -> object:
    return pytest.approx(known, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("count", "base"), [(0, 4), (3, 4), (4, 4), (81, 263), (1, 1)])
def test_wilson(count: int, base: int) -> None:
    found = wilson(count, base)
    assert found is not None
    assert (found.low, found.high) == close(*proportion_confint(count, base, method="wilson"))


@pytest.mark.parametrize(("one", "other", "low", "high"), NEWCOMBE)
def test_newcombe_as_published(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    found = newcombe(Share(*other), Share(*one))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


SHARES = [((3, 4), (1, 4)), ((0, 8), (8, 8)), ((12, 40), (30, 44)), ((7, 9), (6, 8)), ((210, 400), (150, 380))]


@pytest.mark.parametrize(("before", "after"), SHARES)
def test_newcombe_and_its_p(before: tuple[int, int], after: tuple[int, int]) -> None:
    found = newcombe(Share(*before), Share(*after))
    assert found is not None
    known = confint_proportions_2indep(*after, *before, method="newcomb")
    assert (found.low, found.high) == close(*known)
    # At the confidence of its p, the interval just ends at no difference.
    assert min(map(abs, confint_proportions_2indep(*after, *before, method="newcomb", alpha=found.p))) < 1e-9
    assert found.clear == (known[0] > 0 or known[1] < 0)


def test_newcombe_where_nothing_differs_and_where_everything_does() -> None:
    same, never, sure = newcombe(Share(2, 4), Share(1, 2)), newcombe(Share(0, 0), Share(1, 2)), Share(0, 10**6)
    assert same is not None and same.p == pytest.approx(1.0)
    assert never is None
    far = newcombe(sure, Share(10**6, 10**6))
    assert far is not None and far.p == 0.0


def test_students_welchs_and_the_paired_t() -> None:
    before, after = Scores.of(BEFORE), Scores.of(AFTER)
    found = mean_interval(before)
    assert found is not None
    assert (found.low, found.high) == close(*DescrStatsW(BEFORE).tconfint_mean())
    welch = change(before, after)
    both = CompareMeans(DescrStatsW(AFTER), DescrStatsW(BEFORE))
    assert welch is not None
    assert (welch.low, welch.high) == close(*both.tconfint_diff(usevar="unequal"))
    assert welch.p == pytest.approx(both.ttest_ind(usevar="unequal")[1], rel=1e-9)
    matched = paired(Scores.of([b - a for a, b in zip(BEFORE, AFTER, strict=True)]))
    known = stats.ttest_rel(AFTER, BEFORE)
    assert matched is not None
    assert (matched.low, matched.high, matched.p) == close(*known.confidence_interval(0.95), known.pvalue)
    assert paired(Scores.of([3.0])) is None and paired(Scores.of([3.0, 3.0])) is None


def test_false_discovery_as_published_and_by_others() -> None:
    found = false_discovery_rates(BH)
    assert sum(q is not None and q <= 0.05 for q in found) == 4
    assert found == close(*stats.false_discovery_control(BH))
    assert found == close(*multipletests(BH, method="fdr_bh")[1])


def test_what_was_not_tested_is_not_counted() -> None:
    shuffled: list[float | None] = [*BH, None, None]
    random.Random(3).shuffle(shuffled)
    found = false_discovery_rates(shuffled)
    assert [q is None for q in found] == [p is None for p in shuffled]
    assert sorted(q for q in found if q is not None) == close(*sorted(stats.false_discovery_control(BH)))
    assert false_discovery_rates([None]) == [None] and false_discovery_rates([]) == []


def test_rates_never_fall_where_p_rises() -> None:
    ordered = sorted(np.random.default_rng(2).uniform(size=200))
    rates = [rate for rate in false_discovery_rates(ordered) if rate is not None]
    assert all(a <= b for a, b in pairwise(rates)) and all(q >= p for p, q in zip(ordered, rates, strict=True))
