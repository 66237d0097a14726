"""Suppression against an attacker who knows every count and every published mean, and can subtract."""

import itertools
import os
import random

import numpy as np
import pytest

from backend.domain.suppression import band_of, leaves_below, publishable, told_mean, totals_of

SEED = int(os.environ.get("SUPPRESSION_SEED") or random.SystemRandom().randrange(10**6))
TREES = 3000


def attacked(tree: dict[str, list[str]], answers: dict[str, int], shown: frozenset[str], floor: int) -> list[set[str]]:
    """Groups of leaves with fewer answers than the floor whose sum is a combination of published sums (rank test)."""
    leaves = [leaf for leaf, count in answers.items() if count]
    place = {leaf: i for i, leaf in enumerate(leaves)}
    published = np.zeros((len(shown), len(leaves)))
    for row, node in enumerate(sorted(shown)):
        for leaf in leaves_below(tree, node):
            if leaf in place:
                published[row, place[leaf]] = 1
    rank = int(np.linalg.matrix_rank(published)) if len(shown) else 0
    small = [leaf for leaf in leaves if answers[leaf] < floor]
    found = []
    for size in range(1, min(len(small), floor) + 1):
        for group in itertools.combinations(small, size):
            if sum(answers[leaf] for leaf in group) >= floor:
                continue
            wanted = np.zeros(len(leaves))
            wanted[[place[leaf] for leaf in group]] = 1
            if rank and int(np.linalg.matrix_rank(np.vstack([published, wanted]))) == rank:
                found.append(set(group))
    return found


def grown(rng: random.Random) -> tuple[dict[str, list[str]], dict[str, int]]:
    """A chain of some areas, centres and teams, of any unevenness."""
    tree: dict[str, list[str]] = {"chain": []}
    answers: dict[str, int] = {}
    for centre in range(rng.randint(1, 4)):
        above = "chain"
        if rng.random() < 0.4:
            above = f"area{rng.randint(0, 1)}"
            if above not in tree:
                tree["chain"].append(above)
                tree[above] = []
        name = f"c{centre}"
        tree[above].append(name)
        tree[name] = [f"{name}t{team}" for team in range(rng.randint(1, 5))]
        for team in tree[name]:
            answers[team] = rng.choice([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 20])
    return tree, answers


def test_no_small_group_can_be_worked_out_of_three_thousand_organisations() -> None:
    print(f"SUPPRESSION_SEED={SEED}")
    rng, naive_leaks, eligible, kept = random.Random(SEED), 0, 0, 0
    for _ in range(TREES):
        tree, answers = grown(rng)
        floor = rng.choice([5, 10])
        totals = totals_of(tree, answers)
        shown = publishable(tree, answers, floor)
        assert all(totals[node] >= floor for node in shown)
        assert not attacked(tree, answers, shown, floor), (tree, answers, floor, sorted(shown))
        plain = frozenset(node for node, total in totals.items() if total >= floor)
        naive_leaks += bool(attacked(tree, answers, plain, floor))
        large = [leaf for leaf, count in answers.items() if count >= floor]
        eligible, kept = eligible + len(large), kept + sum(leaf in shown for leaf in large)
    # The attacker is real (a bare threshold leaks in most), and the rule does not just hide everything.
    assert naive_leaks > TREES / 2
    assert kept / eligible > 0.6


@pytest.mark.parametrize(
    ("counts", "teams"),
    [((12, 9, 3), {"a"}), ((12, 3, 3), {"a"}), ((12, 9, 7), {"a", "b", "c"})],
)
def test_cases_worked_by_hand(counts: tuple[int, ...], teams: set[str]) -> None:
    tree = {"centre": ["a", "b", "c"]}
    assert publishable(tree, dict(zip("abc", counts, strict=True)), 5) == {"centre", *teams}


def test_nothing_of_a_tiny_centre_is_shown() -> None:
    assert publishable({"centre": ["a", "b", "c"]}, {"a": 4, "b": 0, "c": 0}, 5) == frozenset()


def test_the_floor_never_falls_under_three() -> None:
    with pytest.raises(ValueError):
        publishable({"centre": ["a"]}, {"a": 10}, 2)


def test_a_thousand_centres_take_no_time_that_grows_with_their_square() -> None:
    tree = {"chain": [f"c{i}" for i in range(1000)]}
    answers = {}
    for i, centre in enumerate(tree["chain"]):
        tree[centre] = [f"{centre}t{t}" for t in range(4)]
        answers |= {team: (i * 7 + j * 3) % 13 for j, team in enumerate(tree[centre])}
    shown = publishable(tree, answers, 5)
    assert "chain" in shown and len(shown) > 1000


@pytest.mark.parametrize(("answers", "band"), [(5, "5-9"), (19, "10-19"), (49, "20-49"), (50, "50+")])
def test_counts_are_told_in_bands(answers: int, band: str) -> None:
    assert band_of(answers) == band


def test_means_near_the_ends_are_not_told_exactly() -> None:
    assert [told_mean(mean) for mean in (0.0, 5.4, 62.5, 94.4, 100.0)] == [
        ("<=", 5),
        ("<=", 5),
        ("", 63),
        ("", 94),
        (">=", 95),
    ]
