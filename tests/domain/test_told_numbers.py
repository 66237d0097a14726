"""Numbers as people read them: an answer as it was given, and a mean the same in the report and on the page."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from backend.charts.letters import number
from backend.insights.comparison import Value
from backend.insights.drill_words import answer_text
from backend.insights.league_words import reliability_sentence
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


@pytest.mark.parametrize(
    ("usual", "needed", "language", "begins", "ends"),
    [
        (4.0, 9, "en", "A score from 4 visits is 62 % the centre", "the rest chance; 9 visits would make it 70 %."),
        (3.72, 1, "en", "A score from about 4 visits is 62 %", "; 1 visit would make it 70 %."),
        (1.0, None, "en", "A score from 1 visit is 62 %", "the rest chance."),
        (1.2, 2, "de", "Ein Wert aus etwa 1 Besuch ist zu 62 %", "; mit 2 Besuchen wären es 70 %."),
        (5.0, 1, "de", "Ein Wert aus 5 Besuchen ist zu 62 %", "; mit 1 Besuch wären es 70 %."),
    ],
)
def test_visits_are_told_in_whole_numbers(
    usual: float, needed: int | None, language: str, begins: str, ends: str
) -> None:
    found = SimpleNamespace(reliability=0.62, visits_per_centre=usual, visits_needed=needed)
    said = reliability_sentence(found, language)
    assert said.startswith(begins) and said.endswith(ends), said
