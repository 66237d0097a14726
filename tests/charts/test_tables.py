"""A picture and its table tell the same figures, each with its base."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

import pytest

from backend.charts import control, distribution, dumbbell, heat, multiples, profile, ranks, trend
from backend.charts.figures import Figure, Row, Table
from backend.charts.paper import Paper
from tests.charts.boxes import SVG
from tests.charts.samples import LIMITS, TOUCHPOINTS, Sample, periods

SAMPLE, QUARTERS, PAIR = Sample(9, long=False), periods(6), ("Q3 26", "Q4 26")
LINES, ROWS, HEAT, RANKS = SAMPLE.lines(6), SAMPLE.rows(), SAMPLE.heat(6), SAMPLE.ranks()
BESIDE, BINS, READINGS = SAMPLE.beside(), SAMPLE.bins(), SAMPLE.readings(12)
TWINS: dict[str, tuple[Callable[[Paper], str], Callable[[Paper], Table]]] = {
    "trend": (
        lambda p: trend.draw(LINES[:8] + LINES[-1:], QUARTERS, p),
        lambda p: trend.table_of(LINES[:8] + LINES[-1:], QUARTERS, p),
    ),
    "dumbbell": (lambda p: dumbbell.draw(ROWS, PAIR, p), lambda p: dumbbell.table_of(ROWS, PAIR, p)),
    "multiples": (
        lambda p: multiples.draw(LINES[:-1], QUARTERS, p, network=LINES[-1]),
        lambda p: multiples.table_of(LINES[:-1], QUARTERS, p, network=LINES[-1]),
    ),
    "heat": (lambda p: heat.draw(HEAT, TOUCHPOINTS[:6], p), lambda p: heat.table_of(HEAT, TOUCHPOINTS[:6], p)),
    "ranks": (lambda p: ranks.draw(RANKS, p), lambda p: ranks.table_of(RANKS, p)),
    "profile": (lambda p: profile.draw(BESIDE, PAIR, p), lambda p: profile.table_of(BESIDE, PAIR, p)),
    "distribution": (lambda p: distribution.draw(BINS, p), lambda p: distribution.table_of(BINS, p)),
    "control": (lambda p: control.draw(READINGS, LIMITS, p), lambda p: control.table_of(READINGS, LIMITS, p)),
}


def numbers(texts: Sequence[str]) -> set[str]:
    """All that is written with a decimal."""
    return {found for text in texts for found in re.findall(r"\d+[.,]\d", text)}


def tips(svg: str) -> list[str]:
    return [e.get("data-tip", "") for e in ET.fromstring(svg).iter(f"{SVG}g") if e.get("class") == "pt"]


def cells(table: Table) -> list[str]:
    return [cell for row in table.rows for cell in row]


@pytest.mark.parametrize("kind", TWINS)
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("unit", ["percent", "share"])
def test_every_figure_of_a_picture_is_in_its_table(kind: str, language: str, unit: str) -> None:
    draw, table_of = TWINS[kind]
    paper = Paper(640, language, unit)
    svg, table = draw(paper), table_of(paper)
    told = numbers(tips(svg))
    assert told and told <= numbers(cells(table))
    assert all(len(row) == len(table.header) for row in table.rows)


def test_a_table_keeps_the_base_of_each_figure() -> None:
    made = [Row("Leeds", Figure(61.5, 55, 68, 5), Figure(70, None, None, 1, low_base=True), clear=False)]
    table = dumbbell.table_of(made, PAIR)
    assert table.rows == (("Leeds", "70.0", "–", "1 *", "61.5 (55.0 – 68.0), n 5", "+8.5", "may be chance"),)


def test_minutes_and_shares_say_their_unit() -> None:
    rows = [Row("Leeds", Figure(4.0), Figure(6.5))]
    assert dumbbell.table_of(rows, PAIR, Paper(unit="minutes")).rows[0][1] == "6.5\u00a0min"
    assert dumbbell.table_of(rows, PAIR, Paper(unit="share")).rows[0][1] == "6.5\u00a0%"
