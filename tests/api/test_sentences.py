"""The sentence above a comparison: the clear change of the whole comes first, then those of its parts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from backend.insights.comparison import Series, SeriesChange, Value
from backend.insights.periods import Period
from backend.insights.sentence import sentence

PERIODS = [
    Period("2026-Q3", "Q3 26", dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
    Period("2026-Q4", "Q4 26", dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
]


def one(kind: str, name: str, diff: float, *, clear: bool) -> Series:
    values = [
        Value(period.code, mean, None, None, 20, 0, False, [])
        for period, mean in zip(PERIODS, (70, 70 + diff), strict=True)
    ]
    return Series(kind, None, name, None, [*values], SeriesChange("2026-Q3", "2026-Q4", diff, None, None, 0.5, clear))


NORTH, SOUTH = one("area", "North", 4.0, clear=True), one("area", "South", 1.0, clear=False)
CHAIN, STILL = one("chain", "Die Kette", 2.5, clear=True), one("chain", "Die Kette", 2.5, clear=False)


EN, DE = "From Q3 26 to Q4 26, ", "Von Q3 26 bis Q4 26 "


@pytest.mark.parametrize(
    ("series", "language", "begins"),
    [
        ([NORTH, SOUTH, CHAIN], "en", EN + "the chain rose by 2.5 and North rose by 4.0. "),
        ([NORTH, SOUTH, CHAIN], "de", DE + "klar verändert: die Kette um 2,5 gestiegen und North um 4,0 gestiegen. "),
        ([SOUTH, CHAIN], "en", EN + "the chain rose by 2.5. By itself no area changed clearly. "),
        ([SOUTH, CHAIN], "de", DE + "klar verändert: die Kette um 2,5 gestiegen. Für sich allein hat sich kein Gebiet"),
        ([CHAIN], "en", EN + "the chain rose by 2.5. Die Kette stands at"),
        ([NORTH, STILL], "en", EN + "North rose by 4.0. "),
        ([SOUTH, STILL], "de", DE + "hat sich kein Gebiet klar verändert"),
        ([SOUTH, one("area", "West", -3.0, clear=True)], "en", EN + "West fell by 3.0. By itself no area"),
    ],
)
def test_the_clear_change_of_the_whole_is_named_first(series: Sequence[Series], language: str, begins: str) -> None:
    assert sentence(series, PERIODS, language).startswith(begins)


def test_only_where_something_is_clear_it_is_said_how_often_that_is_chance() -> None:
    tested = [replace(row, change=replace(row.change, p=0.5)) for row in (NORTH, SOUTH) if row.change]
    assert "2 changes were looked at; of those called clear" in sentence([*tested, CHAIN], PERIODS, "en")
    assert "2 changes were looked at together." in sentence([tested[1], tested[1], CHAIN], PERIODS, "en")


def test_a_centre_beside_the_chain_is_spoken_of_alone_except_on_the_chains_own_page() -> None:
    series = [one("centre", "Ulm", -5.0, clear=True), CHAIN]
    assert sentence(series, PERIODS, "en").startswith("From Q3 26 to Q4 26, Ulm fell by 5.0. Ulm stands at 65.0")
    own = sentence(series, PERIODS, "en", of_last=True)
    assert own.startswith("From Q3 26 to Q4 26, the chain rose by 2.5 and Ulm fell by 5.0. Die Kette stands")
