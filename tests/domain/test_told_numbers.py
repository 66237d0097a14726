"""Numbers as people read them: an answer as it was given, and a mean the same in the report and on the page."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from backend.charts.letters import number
from backend.insights.comparison import Value
from backend.insights.drill_words import answer_text
from backend.reports.visit import report
from backend.reports.visit.texts import Reader

CALLS = {"type": "number", "unit": {"en": "call|calls", "de": "Anruf|Anrufe"}}


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [(2.25, "en", "2.25 calls"), (0.125, "de", "0,125 Anrufe"), (1, "en", "1 call"), (20, "en", "20 calls")],
)
def test_a_number_is_told_as_it_was_answered(value: float, language: str, said: str) -> None:
    form = SimpleNamespace(definition={"language": "en"})
    assert answer_text(form, CALLS, "answered", value, language) == said


@pytest.mark.parametrize("mean", [-12.34, -0.04, 0.0, 62.25, 99.95])
def test_a_mean_is_the_same_figure_in_the_report_and_in_the_picture(mean: float) -> None:
    """Points may be negative, and so may a mean."""
    value = Value("2026-Q4", mean, mean - 1, mean + 1, 5, 0, low_base=False, checklists=[])
    reader = Reader("en", "en", ZoneInfo("UTC"), coarse=True)
    assert report._mean(value, reader) == number(mean, "en")
    assert report._range(value, reader) == f"{number(mean - 1, 'en')}–{number(mean + 1, 'en')}"
