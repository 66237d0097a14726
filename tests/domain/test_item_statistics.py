"""Shares with Wilson's interval and Cohen's kappa, on published and scipy's answers; and the counting of items."""

import pytest
from scipy.stats import binomtest

from backend.domain.scoring import score_visit
from backend.domain.statistics.items import item_statistics, overall_agreement
from backend.domain.statistics.shares import Share, agreement, wilson
from tests.domain.test_differences import ANSWERS, parsed


@pytest.mark.parametrize(("count", "base"), [(3, 4), (0, 7), (12, 12), (81, 263), (1, 1), (15, 148)])
def test_wilson_is_scipys(count: int, base: int) -> None:
    known = binomtest(count, base).proportion_ci(0.95, method="wilson")
    found = wilson(count, base)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(known.low, abs=1e-9), pytest.approx(known.high, abs=1e-9))


def test_wilson_as_published() -> None:
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662, 15 of 148 gives 0.0624 to 0.1605."""
    for count, base, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)):
        found = wilson(count, base)
        assert found is not None
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_without_a_base_there_is_no_share() -> None:
    assert (Share(0, 0).share, Share(0, 0).interval) == (None, None)


def table(both: int, first: int, second: int, neither: int) -> list[tuple[str, str]]:
    cells = (("y", "y"), both), (("y", "n"), first), (("n", "y"), second), (("n", "n"), neither)
    return [pair for pair, count in cells for _ in range(count)]


@pytest.mark.parametrize(
    ("pairs", "share", "kappa"),
    [
        # The two examples with equal agreement, and the grant proposals, of the literature on kappa.
        (table(45, 15, 25, 15), 0.60, 0.1304),
        (table(25, 35, 5, 35), 0.60, 0.2593),
        (table(20, 5, 10, 15), 0.70, 0.4),
        (table(0, 5, 5, 0), 0.0, -1.0),
    ],
)
def test_kappa_as_published(pairs: list[tuple[str, str]], share: float, kappa: float) -> None:
    found = agreement(pairs)
    assert found is not None
    assert (found.share, found.kappa) == (pytest.approx(share), pytest.approx(kappa, abs=5e-5))


def test_kappa_without_pairs_or_without_variety() -> None:
    assert agreement([]) is None
    found = agreement(table(9, 0, 0, 0))
    assert found is not None
    assert (found.share, found.kappa) == (1.0, None)


CHOICE = parsed(("weight: 2}", "weight: 2, allow_na: true, allow_not_observed: true}"))


def card(**changes: object) -> dict:
    return score_visit(CHOICE, {**ANSWERS, **changes}, {}).as_json()


def test_items_are_counted_with_their_bases() -> None:
    na, unseen = {"state": "not_applicable"}, {"state": "not_observed"}
    no = {"state": "answered", "value": "no"}
    cards = [card(), card(greeting=na), card(greeting=unseen), card(greeting=no)]
    greeting, coffee, *_ = item_statistics(CHOICE, cards, [], {})
    assert (greeting.question_id, greeting.section_id, greeting.shown) == ("greeting", "start", 4)
    assert [share and share.count for share in (greeting.answered, greeting.not_applicable, greeting.not_observed)] == [
        2,
        1,
        1,
    ]
    assert greeting.passed == Share(1, 2)
    assert (coffee.passed, coffee.verdict, coffee.agreement) == (Share(0, 4), None, None)


def test_items_that_tell_nothing_apart_are_named_from_ten_visits_on() -> None:
    na = {"state": "not_applicable"}
    found = {count: item_statistics(CHOICE, [card(greeting=na)] * count, [], {}) for count in (9, 10)}
    assert [item.verdict for item in found[9]] == [None] * 5
    verdicts = {item.question_id: item.verdict for item in found[10]}
    assert (verdicts["greeting"], verdicts["waited"], verdicts["coffee"]) == ("never_applies", "everyone_passes", None)


def test_auditors_agree_on_points_and_on_what_does_not_apply() -> None:
    na = {"state": "not_applicable"}
    doubles = [(card(), card()), (card(greeting=na), card(greeting=na)), (card(greeting=na), card())]
    greeting, *_ = item_statistics(CHOICE, [], doubles, {})
    assert greeting.agreement is not None
    assert (greeting.agreement.pairs, greeting.agreement.agreed) == (3, 2)
    assert greeting.agreement.kappa == pytest.approx(0.4)
    overall = overall_agreement(doubles)
    assert overall is not None
    assert (overall.pairs, overall.agreed) == (15, 14)


def test_a_question_without_points_is_counted_by_its_answers() -> None:
    definition = parsed(("weight: 2}", "weight: 2, scored: false, allow_na: true}"))
    cards = [score_visit(definition, ANSWERS, {}).as_json()] * 4
    greeting, *_ = item_statistics(definition, cards, [], {"greeting": {"answered": 3, "not_applicable": 1}})
    assert (greeting.answered, greeting.not_applicable, greeting.passed) == (Share(3, 4), Share(1, 4), None)
