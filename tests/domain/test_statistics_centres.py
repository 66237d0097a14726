"""Statistics of many centres: clustered means from sums, reliability, ranges of places, other weights."""

import numpy as np
import pytest
import statsmodels.api as sm

from backend.domain.statistics.clusters import Moments, moments_interval
from backend.domain.statistics.means import Scores, clustered_interval
from backend.domain.statistics.ranks import Places, rank_ranges
from backend.domain.statistics.reliability import icc, one_way, reliability, shrunken_mean, visits_needed
from backend.domain.statistics.sensitivity import Seen, place_ranges

# Shrout and Fleiss (1979), table 2: four judges of six targets.
JUDGED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def drawn(seed: int, sizes: list[int]) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    return [list(rng.normal(70, 6) + rng.normal(0, 9, size)) for size in sizes]


@pytest.mark.oracle
@pytest.mark.parametrize("sizes", [[4] * 12, [1, 2, 3, 4, 5, 6, 7, 20], [1, 1], [3, 9]])
def test_the_clustered_mean_is_a_regression_on_nothing_with_errors_by_centre(sizes: list[int]) -> None:
    visits = drawn(3, sizes)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    flat = np.concatenate(visits)
    fit = sm.OLS(flat, np.ones(len(flat))).fit()
    # statsmodels multiplies by (N - 1) / (N - K) too, which is 1 here, and by G / (G - 1).
    known = fit.get_robustcov_results("cluster", groups=labels, use_t=True)
    found = moments_interval(Moments.of([Scores.of(one) for one in visits]))
    assert found is not None
    assert (found.low, found.high) == pytest.approx(tuple(known.conf_int()[0]), rel=1e-9)


def test_with_centres_of_equal_size_it_is_the_jackknife() -> None:
    centres = [Scores.of(one) for one in drawn(8, [5] * 9)]
    found, known = moments_interval(Moments.of(centres)), clustered_interval(centres)
    assert found is not None and known is not None
    assert (found.low, found.high) == pytest.approx((known.low, known.high), rel=1e-9)


def test_no_interval_from_one_centre_or_from_equal_ones() -> None:
    assert moments_interval(Moments.of([Scores.of([70.0, 80.0])])) is None
    assert moments_interval(Moments.of([Scores.of([70.0, 80.0]), Scores.of([75.0])])) is None
    assert moments_interval(Moments.of([])) is None


def test_reliability_as_published() -> None:
    found = one_way([Scores.of(one) for one in JUDGED])
    assert found is not None
    assert (round(found.between, 3), round(found.within, 3), found.usual) == (11.242, 6.264, 4)
    assert (round(found.icc, 4), round(reliability(found.icc, 4), 4)) == (0.1657, 0.4428)


def test_groups_of_unequal_size() -> None:
    """The definition, written out: mean squares of the visits themselves, and the usual size n0."""
    groups = drawn(9, [1, 2, 3, 4, 8])
    flat, sizes = np.concatenate(groups), np.array([len(group) for group in groups])
    means = np.array([np.mean(group) for group in groups])
    between = (sizes * (means - flat.mean()) ** 2).sum() / 4
    within = sum(((np.array(group) - np.mean(group)) ** 2).sum() for group in groups) / (len(flat) - 5)
    usual = (len(flat) - (sizes**2).sum() / len(flat)) / 4
    known = (between - within) / (between + (usual - 1) * within)
    assert icc(Scores.of(group) for group in groups) == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize("groups", [[], [[1.0, 2.0]], [[1.0], [2.0]], [[3.0, 3.0], [3.0, 3.0]]])
def test_no_reliability_without_groups_repeats_or_spread(groups: list[list[float]]) -> None:
    assert icc(Scores.of(group) for group in groups) is None


def test_visits_needed_are_the_fewest_that_suffice() -> None:
    for share in (0.05, 0.1657, 0.5, 0.7, 0.95):
        needed = visits_needed(share)
        assert needed is not None
        assert reliability(share, needed) >= 0.7 - 1e-9
        assert needed == 1 or reliability(share, needed - 1) < 0.7
    assert visits_needed(0.5) == 3 and visits_needed(1.0) == 1
    assert visits_needed(0.0) is None and visits_needed(-0.2) is None


def test_a_mean_of_few_visits_moves_towards_that_of_all() -> None:
    assert shrunken_mean(90, 4, 70, 0.2) == pytest.approx(70 + 20 * 0.5)
    assert shrunken_mean(90, 4, 70, -0.1) == 70
    assert shrunken_mean(90, 1000, 70, 0.2) == pytest.approx(90, abs=0.1)


def test_places_are_ranges_and_ties_are_ties() -> None:
    steady = [[90.0, 91, 90, 91], [70.0, 71, 70, 71], [70.0, 71, 70, 71], [50.0, 51, 50, 51], [95.0, 95, 95]]
    found = rank_ranges([Scores.of(one) for one in steady])
    assert found == [Places(1, 1), Places(2, 3), Places(2, 3), Places(4, 4), None]


def test_places_from_every_pair() -> None:
    """The rule, pair by pair: Bonferroni over one centre's differences from all others, with the common spread."""
    from scipy.stats import t

    centres = [one for one in drawn(6, [4, 4, 5, 6, 6, 9, 12, 30]) for one in (one, [value + 9 for value in one])]
    n, means = np.array([len(one) for one in centres]), np.array([np.mean(one) for one in centres])
    freedom = n.sum() - len(n)
    spread = np.sqrt(sum(np.var(one) * len(one) for one in centres) / freedom)
    reach = t.ppf(1 - 0.05 / 2 / (len(n) - 1), freedom) * spread
    far = (means[:, None] - means[None, :]) / np.sqrt(1 / n[:, None] + 1 / n[None, :]) / reach
    known = [(1 + (row < -1).sum(), len(n) - (row > 1).sum()) for row in far]
    assert rank_ranges([Scores.of(one) for one in centres]) == known
    assert len(set(known)) > 4


def test_nobody_is_surely_better_where_nothing_is_known_of_the_spread() -> None:
    equal = [Scores.of([80.0] * 4), Scores.of([60.0] * 4)]
    assert rank_ranges(equal) == [Places(1, 2), Places(1, 2)]
    assert rank_ranges(equal[:1]) == [Places(1, 1)] and rank_ranges([]) == []


WEIGHTS = {"visit": {"arrival": 1.0, "advice": 3.0, "farewell": 2.0, "story": 0.0}}


def seen(visits: int = 4, **means: float) -> dict[str, Seen]:
    return {name: Seen(visits, mean) for name, mean in means.items()}


def test_other_weights_change_places() -> None:
    centres = [
        seen(arrival=90.0, advice=60.0, farewell=70.0),  # 68.3; alike 73.3; without 64, 76.7, 67.5
        seen(arrival=50.0, advice=80.0, farewell=60.0),  # 68.3; alike 63.3; without 72, 56.7, 72.5
        seen(arrival=40.0, advice=40.0, farewell=40.0),
        seen(story=100.0),
    ]
    assert place_ranges(centres, WEIGHTS) == [Places(1, 2), Places(1, 2), Places(3, 3), None]


def test_a_section_never_seen_weighs_nothing_and_a_lone_one_cannot_be_dropped() -> None:
    centres = [seen(arrival=90.0), seen(advice=80.0, arrival=80.0)]
    assert place_ranges(centres, {"visit": {"arrival": 1.0}}) == [Places(1, 1), Places(2, 2)]
    assert place_ranges(centres, WEIGHTS) == [Places(1, 1), Places(1, 2)]
    assert place_ranges([{}, {}], WEIGHTS) == [None, None]


def test_checklists_weigh_as_often_as_they_were_used() -> None:
    """As the overall score has it: six sections of one call weigh no more than that call."""
    calls = {f"call_{number}": 1.0 for number in range(6)}
    weights = {"visit": {"arrival": 2.0, "advice": 1.0}, "call": calls}
    first = seen(3, arrival=90.0, advice=90.0) | seen(1, **dict.fromkeys(calls, 30.0))  # 75, whatever is left out
    second = seen(3, arrival=60.0, advice=60.0) | seen(1, **dict.fromkeys(calls, 99.0))  # 69.75
    assert place_ranges([first, second], weights) == [Places(1, 1), Places(2, 2)]
