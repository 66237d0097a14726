"""Auditors against each other in the same centres and periods: by hand, against scipy, and what may not fool it."""

import random

import pytest
from scipy import stats

from backend.domain.statistics.auditors import Cell, auditor_effects


def test_differences_by_hand() -> None:
    # In centre 1 A gave 70 and 74, others 80; in centre 2 A gave 60, others 62 and 66: -8, -8... and -4.
    cells = [Cell("A", 1, "Q1", 6, 6 * 72.0), Cell("B", 1, "Q1", 1, 80.0), Cell("A", 2, "Q1", 2, 120.0)]
    cells += [Cell("B", 2, "Q1", 1, 62.0), Cell("C", 2, "Q1", 1, 66.0), Cell("A", 3, "Q1", 5, 500.0)]
    (found,) = auditor_effects(cells)
    assert (found.auditor, found.visits, found.centres) == ("A", 8, 2)
    assert found.difference == pytest.approx((6 * -8 + 2 * -4) / 8)


def test_one_visit_a_centre_is_the_paired_t_test() -> None:
    chance = random.Random(4)
    mine = [chance.gauss(70, 8) for _ in range(12)]
    others = [chance.gauss(76, 8) for _ in range(12)]
    cells = [Cell("A", place, "Q1", 1, score) for place, score in enumerate(mine)]
    cells += [Cell(f"B{place}", place, "Q1", 1, score) for place, score in enumerate(others)]
    (found,) = auditor_effects(cells)
    known = stats.ttest_rel(mine, others)
    low, high = known.confidence_interval(0.95)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.p == pytest.approx(known.pvalue) == found.q
    assert found.clear == (known.pvalue <= 0.05)


def test_seeing_only_good_centres_is_no_leniency() -> None:
    """A goes to the better half, B to the other, C everywhere: their marks are alike, so nobody differs."""
    cells = []
    for centre in range(20):
        level = 90.0 if centre < 10 else 50.0
        cells.append(Cell("A" if centre < 10 else "B", centre, "Q1", 1, level + centre % 3))
        cells.append(Cell("C", centre, "Q1", 1, level + (centre + 1) % 3))
    found = auditor_effects(cells)
    assert [one.auditor for one in found] == ["A", "C", "B"]
    assert all(abs(one.difference) < 1 and not one.clear for one in found)


def test_a_strict_auditor_is_found_and_q_is_that_of_benjamini_and_hochberg() -> None:
    chance = random.Random(9)
    cells = []
    for centre in range(30):
        for auditor in "ABCD":
            cells.append(Cell(auditor, centre, "Q1", 1, chance.gauss(70, 4) - (12 if auditor == "A" else 0)))
    found = auditor_effects(cells)
    known = stats.false_discovery_control([one.p for one in found])
    assert [one.q for one in found] == pytest.approx(list(known))
    strict = found[0]
    assert strict.clear and strict.low is not None and strict.high is not None
    assert strict.low < -12 < strict.high


def test_too_little_overlap_is_not_told_and_one_centre_is_not_tested() -> None:
    cells = [Cell("A", 1, "Q1", 20, 1400.0), Cell("B", 1, "Q1", 7, 400.0), Cell("A", 2, "Q1", 30, 100.0)]
    (found,) = auditor_effects(cells)
    assert (found.auditor, found.visits, found.centres) == ("A", 20, 1)
    assert (found.low, found.high, found.p, found.q, found.clear) == (None, None, None, None, False)
    assert auditor_effects([]) == []
