"""A picture and its table tell the same figures, each with its base."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

import pytest

from backend.charts import (
    control,
    distribution,
    dumbbell,
    event,
    grid,
    heat,
    ladder,
    lags,
    lines,
    multiples,
    profile,
    quadrant,
    ranks,
    trend,
    value_chain,
)
from backend.charts.figures import Figure, Row, Table
from backend.charts.link_figures import Dot, Inside, Slope, Team
from backend.charts.paper import Paper
from tests.charts import link_samples as made
from tests.charts.boxes import SVG
from tests.charts.samples import LIMITS, TOUCHPOINTS, Sample, periods

SAMPLE, QUARTERS, PAIR = Sample(9, long=False), periods(6), ("Q3 26", "Q4 26")
LINES, ROWS, HEAT, RANKS = SAMPLE.lines(6), SAMPLE.rows(), SAMPLE.heat(6), SAMPLE.ranks()
BESIDE, BINS, READINGS = SAMPLE.beside(), SAMPLE.bins(), SAMPLE.readings(12)
LEVELS = made.levels(3, 3)
DOTS, SLOPES, LAGS, SINCE = made.dots(12), made.slopes(), made.lag_profile(5), made.since(3, 3)
PAIRS, SURVEYS, SERVICE = made.pairs(9, 6, long=False), made.surveys(6), made.service(6)
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
    "quadrant": (lambda p: quadrant.draw(DOTS, p), lambda p: quadrant.table_of(DOTS, p)),
    "ladder": (lambda p: ladder.draw(SLOPES, p), lambda p: ladder.table_of(SLOPES, p)),
    "lags": (lambda p: lags.draw(LAGS, p), lambda p: lags.table_of(LAGS, p)),
    "event": (lambda p: event.draw(SINCE, p), lambda p: event.table_of(SINCE, p)),
    "levels": (lambda p: event.draw_levels(LEVELS, p), lambda p: event.table_of_levels(LEVELS, p)),
    "grid": (lambda p: grid.draw(PAIRS, TOUCHPOINTS[:6], p), lambda p: grid.table_of(PAIRS, TOUCHPOINTS[:6], p)),
    "lines": (
        lambda p: lines.draw(SURVEYS, SERVICE, QUARTERS, p),
        lambda p: lines.table_of(SURVEYS, SERVICE, QUARTERS, p),
    ),
    "value-chain": (lambda p: value_chain.draw(*made.chain(9), p), lambda p: _both(p)),
}


def _both(paper: Paper) -> Table:
    """The map has two twins: touchpoints, and who hands over to whom."""
    steps, teams = made.chain(9)
    return Table(
        ("",) * 6,
        (
            *value_chain.table_of(steps, teams, paper).rows,
            *((*row, "") for row in value_chain.handovers_of(teams, paper).rows),
        ),
    )


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


def test_what_may_not_be_shown_is_in_no_picture_and_no_table() -> None:
    reason = "It needs 12 centres; there are 3."
    svg, table = ladder.draw([Slope("Own team", 0.3), Slope("Between", reason=reason)]), ladder.table_of(
        [Slope("Between", reason=reason, rows=3, centres=3)]
    )  # fmt: skip
    assert reason in svg and table.rows == (("Between", "–", "–", "3", "3", reason),)
    assert "Leeds" not in quadrant.draw([Dot("York", 60, 70, 4)], hidden=1)
    steps, _ = made.chain(2)
    svg = value_chain.draw(steps, [Team("team-0", "Reception", None), Team("team-1", "Sales", Inside(95, ">=", "5-9"))])
    assert "Reception: not shown, to protect answers" in svg and "≥ 95 · 5–9 answers" in svg


def test_slopes_are_told_for_five_points_and_clear_ones_alone_are_plain() -> None:
    svg = ladder.draw([Slope("Own team", 0.26, 0.1, 0.42), Slope("Within", 0.1, -0.02, 0.22)])
    assert ">+1.3<" in svg and ">(+0.5)<" in svg and "likely range 0.5 to 2.1" in svg
