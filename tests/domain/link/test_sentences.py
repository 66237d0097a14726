"""What the analysis says: with a link, without one, with too little; never that one makes the other."""

import re
from typing import Any

import pytest

from backend.domain.statistics.link import rules, sentences
from backend.domain.statistics.link.report import analyse
from backend.domain.statistics.link.telling import Wish
from tests.domain.link.simulator import Design, simulate


@pytest.fixture(scope="module")
def clear() -> dict[str, Any]:
    return analyse(simulate(Design(centres=300, periods=16, answers=35, sd_visits=5), 3), Wish(2))


@pytest.fixture(scope="module")
def nothing() -> dict[str, Any]:
    return analyse(simulate(Design(centres=60, within=0.0, between=0.0), 3), Wish(2))


def test_a_clear_link_is_told_with_its_size_its_range_and_what_it_is_not(clear: dict[str, Any]) -> None:
    text = sentences.headline(clear, "en")
    found = re.search(r"about ([\d.]+) points higher two quarters later \(likely range ([\d.]+) to ([\d.]+)\)", text)
    assert found is not None
    value, low, high = map(float, found.groups())
    corrected = clear["corrected"]
    assert (value, low, high) == tuple(round(5 * corrected[key], 1) for key in ("slope", "low", "high"))
    assert low <= 1.3 <= high
    assert text.startswith(
        "Across 300 centres and 16 quarters, when a centre's engagement was 5 points higher than usual"
    )
    assert text.endswith("This is a pattern, not a proof that one makes the other.")
    chain = sentences.chain_sentence(clear, "en")
    assert chain is not None and "two quarters later" in chain and "three quarters later" in chain


def test_without_a_link_it_says_so_and_what_could_have_been_seen(nothing: dict[str, Any]) -> None:
    text = sentences.headline(nothing, "en")
    assert text.startswith("We looked and did not find a clear link. With your data we could have seen a link of ")
    assert sentences.chain_sentence(nothing, "en") is None


def test_too_little_says_what_is_missing() -> None:
    few = analyse(simulate(Design(centres=5), 1), Wish(2))
    assert sentences.headline(few, "en").endswith("It needs 12 centres with 4 usable periods each; there are 5.")


def test_german_has_its_own_commas_and_cases(clear: dict[str, Any]) -> None:
    text = sentences.headline(clear, "de")
    assert "In 300 Betrieben und 16 Quartalen" in text and re.search(r"um etwa \d,\d Punkte höher", text)


def test_the_same_quarter_says_that_the_order_is_unknown() -> None:
    same = analyse(simulate(Design(centres=30), 1), Wish(0))
    assert sentences.says_not(same, "en")[-1].startswith("Both are of the same quarter")


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_sentence_claims_that_one_makes_the_other(language: str) -> None:
    words = str(sentences.WORDS[language]) + str([rule[language] for rule in rules.WORDS.values()])
    for banned in sentences.BANNED[language]:
        assert not re.search(rf"\b{banned}\b", words, re.IGNORECASE), banned
