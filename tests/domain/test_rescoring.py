"""Scoring with another version: what was not asked counts nowhere, what is no longer asked is kept."""

from backend.domain.rescoring import left_behind, rescore
from tests.domain.test_differences import ANSWERS, COFFEE, parsed


def test_a_question_nobody_was_asked_is_left_out() -> None:
    cake = COFFEE.replace("id: coffee", "id: cake")
    found = rescore(parsed((COFFEE, COFFEE + cake)), ANSWERS, {})
    assert found.not_asked == ["cake"]
    assert found.card.overall == rescore(parsed(), ANSWERS, {}).card.overall


def test_an_answer_that_no_longer_fits_is_not_asked() -> None:
    found = rescore(parsed(("{id: late,", "{id: later,")), ANSWERS, {})
    assert found.not_asked == ["tea"]
    assert found.card.counts["unanswered"] == 1
    assert next(one for one in found.card.questions if one.id == "tea").points is None


def test_an_answer_without_a_question_is_kept() -> None:
    found = rescore(parsed((COFFEE, "")), ANSWERS, {})
    assert (found.not_asked, found.no_longer_asked) == ([], ["coffee"])
    assert left_behind(parsed((COFFEE, "")), {"coffee": {"state": "cleared"}}) == []


def test_a_changed_weight_changes_the_result() -> None:
    same, heavier = parsed(), parsed(("weight: 2}", "weight: 9}"))
    assert rescore(heavier, ANSWERS, {}).card.overall != rescore(same, ANSWERS, {}).card.overall
