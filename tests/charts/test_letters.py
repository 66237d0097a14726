"""Widths, breaks and numbers, against the fonts that are shipped."""

import pytest

from backend.charts.letters import fits, number, spread, text_width, wrap
from backend.charts.words import WORDS
from tests.charts.boxes import advance, width_of
from tests.charts.samples import LONG

LETTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x391, 0x3A2), *range(0x410, 0x450))]
SAID = [text for language in WORDS.values() for text in language.values()]


def test_every_word_of_the_charts_is_in_the_font_and_in_both_languages() -> None:
    assert WORDS["en"].keys() == WORDS["de"].keys()
    assert all(advance(letter, 400) > 0 for text in SAID for letter in text)


def test_no_letter_is_thought_narrower_than_it_is() -> None:
    known = [letter for letter in LETTERS if letter not in "\u00ad\u0149"]
    assert [letter for letter in known if text_width(letter, 1000) < advance(letter, 400) * 1000 - 1] == []


@pytest.mark.parametrize("text", [*LONG, "Größte Änderung in Zürich", "1,234.5", "illinois", "Łódź Śródmieście"])
@pytest.mark.parametrize("weight", [400, 600])
def test_texts_are_thought_as_wide_as_they_are_and_little_more(text: str, weight: int) -> None:
    assert width_of(text, 12, weight) <= text_width(text, 12, weight) <= width_of(text, 12, weight) * 1.35


@pytest.mark.parametrize("text", LONG)
def test_long_names_wrap_without_losing_a_letter_while_there_are_lines(text: str) -> None:
    lines = wrap(text, 120, 12, 8)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "").replace("-", "")
    assert all(width_of(line, 12) <= 120 for line in lines)


def test_a_name_is_cut_only_on_its_last_line() -> None:
    lines = wrap(LONG[0], 120, 12, 2)
    assert len(lines) == 2 and lines[1].endswith("…") and not fits(LONG[0], 120, 12, 2)
    assert fits("Park Lane", 120, 12, 1)


def test_labels_keep_apart_and_near_where_they_belong() -> None:
    places = spread([50, 51, 52, 90], [20, 32, 20, 20], 0, 120)
    assert [b - a >= 20 for a, b in zip(places, places[1:], strict=False)] == [True] * 3
    assert min(places) >= 10 and max(places) <= 110
    assert spread([30, 80], [20, 20], 0, 100) == [30, 80]


@pytest.mark.parametrize(
    ("value", "text"), [(0.05, "0.1"), (12.25, "12.3"), (-0.04, "0.0"), (-3.15, "−3.2"), (100, "100.0")]
)
def test_numbers_have_one_decimal_halves_up(value: float, text: str) -> None:
    assert number(value, "en") == text
