"""Intervals and change tests against scipy.stats, and what they refuse to say."""

import numpy as np
import pytest
from scipy import stats

from backend.domain.statistics.means import (
    NOTHING,
    Scores,
    change,
    clustered_change,
    clustered_interval,
    mean_interval,
)

BEFORE = [71.0, 64.5, 80.0, 77.5]
AFTER = [84.0, 79.0, 90.5]


def test_the_interval_of_a_mean_is_students():
    low, high = stats.ttest_1samp(BEFORE, 0).confidence_interval(0.95)
    found = mean_interval(Scores.of(BEFORE))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_change_between_two_periods_is_welchs():
    known = stats.ttest_ind(AFTER, BEFORE, equal_var=False)
    found = change(Scores.of(BEFORE), Scores.of(AFTER))
    assert (found.low, found.high) == pytest.approx(tuple(known.confidence_interval(0.95)))
    assert found.p == pytest.approx(known.pvalue)
    assert found.diff == pytest.approx(np.mean(AFTER) - np.mean(BEFORE))


def test_with_one_visit_a_centre_the_jackknife_is_students_interval():
    low, high = stats.ttest_1samp(BEFORE, 0).confidence_interval(0.95)
    found = clustered_interval([Scores.of([value]) for value in BEFORE])
    assert (found.low, found.high) == pytest.approx((low, high))


def test_with_one_visit_a_centre_and_period_the_change_is_the_paired_test():
    later = [75.0, 70.0, 81.0, 85.5]
    known = stats.ttest_rel(later, BEFORE)
    found = clustered_change([(Scores.of([a]), Scores.of([b])) for a, b in zip(BEFORE, later, strict=True)])
    assert found.p == pytest.approx(known.pvalue)
    assert (found.low, found.high) == pytest.approx(tuple(known.confidence_interval(0.95)))


def test_the_jackknife_covers_the_truth_when_visits_of_a_centre_are_alike():
    random = np.random.default_rng(7)
    covered = 0
    for _ in range(400):
        centres = [Scores.of(list(70 + random.normal(0, 5) + random.normal(0, 5, 4))) for _ in range(12)]
        found = clustered_interval(centres)
        covered += found.low <= 70 <= found.high
    assert 0.91 <= covered / 400 <= 0.985


@pytest.mark.parametrize("values", [[], [80.0], [80.0, 80.0, 80.0]])
def test_no_interval_without_a_spread(values):
    assert mean_interval(Scores.of(values)) is None


def test_no_change_is_tested_on_a_single_visit_or_a_single_centre():
    assert change(Scores.of([70.0]), Scores.of(AFTER)) is None
    assert change(Scores.of([70.0, 70.0]), Scores.of([70.0, 70.0])) is None
    assert clustered_change([(Scores.of(BEFORE), Scores.of(AFTER))]) is None
    # Leaving out the second centre would leave nothing after.
    assert clustered_change([(Scores.of(BEFORE), NOTHING), (Scores.of(BEFORE), Scores.of(AFTER))]) is None
