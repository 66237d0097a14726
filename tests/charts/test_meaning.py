"""What a picture claims: few visits are hollow, only clear changes are bold, gaps stay gaps."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from backend.charts import control, distribution, dumbbell, heat, profile, ranks, trend
from backend.charts.figures import Beside, Bin, Figure, HeatRow, Limits, Line, Rank, Reading, Row
from backend.charts.heat_sheet import CUTS, shade_of
from backend.charts.paper import Paper
from backend.charts.scale import scale_of
from tests.charts.boxes import SVG
from tests.charts.samples import Sample, periods

FEW, MANY = Figure(60, 40, 80, 2, low_base=True), Figure(70, 65, 75, 12)


def classes(svg: str) -> list[str]:
    return [element.get("class", "") for element in ET.fromstring(svg).iter()]


def shown(svg: str) -> dict[str, str]:
    """Texts with their weight."""
    return {text.text or "": text.get("font-weight", "") for text in ET.fromstring(svg).iter(f"{SVG}text")}


def test_few_visits_are_drawn_hollow() -> None:
    pictures: dict[str, Callable[[Figure], str]] = {
        "trend": lambda figure: trend.draw([Line("A", [figure])], ["Q1"]),
        "heat": lambda figure: heat.draw([HeatRow("A", [figure])], ["Arrival"]),
        "ranks": lambda figure: ranks.draw([Rank("A", figure)]),
        "profile": lambda figure: profile.draw([Beside("Arrival", figure)], ("A", "All")),
    }
    for kind, draw in pictures.items():
        hollow = {name for name in classes(draw(FEW)) if name.startswith("hollow")}
        assert hollow and not hollow & set(classes(draw(MANY))), kind


def test_only_a_clear_change_is_bold_and_without_brackets() -> None:
    made = [Row("A", Figure(60), Figure(70), clear=True), Row("B", Figure(60), Figure(71), clear=None)]
    texts = shown(dumbbell.draw(made, ("Q3", "Q4")))
    assert texts["+10.0"] == "600" and texts["(+11.0)"] == "400"
    beside = [Beside("Arrival", MANY, FEW, clear=True), Beside("Offer", MANY, Figure(69), clear=False)]
    texts = shown(profile.draw(beside, ("A", "All")))
    assert texts["+10.0"] == "600" and texts["(+1.0)"] == "400"


def test_no_picture_has_an_arrow() -> None:
    made = [Row("A", Figure(60), Figure(70), clear=False)]
    assert not set("▲▼↑↓") & set("".join(shown(dumbbell.draw(made, ("Q3", "Q4")))))


def test_the_chain_alone_has_its_intervals_and_beside_others_none() -> None:
    chain, centre = Line("All", [MANY, FEW], network=True), Line("A", [MANY, FEW])
    ends = [sum(one.split()[:1] == ["w"] for one in classes(trend.draw(lines, ["Q1", "Q2"])))
            for lines in ([chain], [centre], [centre, chain])]  # fmt: skip
    assert ends == [2, 2, 2]


def test_a_missing_period_is_not_bridged() -> None:
    figures = [None if index == 3 else Figure(70 + index) for index in range(8)]
    paths = [e.get("d", "") for e in ET.fromstring(trend.draw([Line("Leeds", figures)], periods(8))).iter(f"{SVG}path")]
    lines = [path for path in paths if "L" in path]
    assert [path.count("L") for path in lines] == [2, 3]


def test_eight_lines_and_the_chain_differ_in_shape_and_colour() -> None:
    svg = trend.draw(Sample(8, long=False).lines(8), periods(8))
    looks = {name.split()[1] for name in classes(svg) if name.startswith(("m ", "hollow "))}
    assert looks == {*(f"s{n}" for n in range(8)), "sn"}


def test_places_are_ranges_and_ties_are_ties() -> None:
    rows = [Rank("A", MANY, 1, 1), Rank("B", MANY, 2, 3), Rank("C", MANY, 2, 3), Rank("D", FEW)]
    table = ranks.table_of(rows)
    assert [row[0] for row in table.rows] == ["1", "2–3", "2–3", "–"]
    assert {"1", "2–3", "–"} <= shown(ranks.draw(rows)).keys()


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (49.9, 0), (50, 1), (74.9, 2), (75, 3), (88, 4), (100, 4)])
def test_a_shade_means_the_same_everywhere(value: float, shade: int) -> None:
    assert shade_of(value, CUTS, Paper()) == shade


def test_two_cuts_make_three_shades_far_apart() -> None:
    assert [shade_of(value, (60, 80), Paper()) for value in (10, 70, 90)] == [0, 2, 4]


def test_fewer_minutes_are_better() -> None:
    minutes = Paper(unit="minutes")
    assert [shade_of(value, (3, 6), minutes) for value in (1, 4, 9)] == [4, 2, 0]
    rows = [Row("Slow", Figure(4), Figure(9), clear=True), Row("Fast", Figure(4), Figure(2), clear=True)]
    assert [row[0] for row in dumbbell.table_of(rows, ("Q3", "Q4"), minutes).rows] == ["Fast", "Slow"]


def test_a_scale_holds_all_values_and_never_presses_them_flat() -> None:
    assert scale_of([70, 71]).high - scale_of([70, 71]).low >= 30
    assert scale_of([0, 100]) == scale_of([0, 100], [-40, 140])
    assert scale_of([104.0]).high == 110
    assert scale_of([2.0, 21.0], unit="minutes").ticks() == [0, 5, 10, 15, 20, 25]


def test_a_control_chart_without_limits_says_so() -> None:
    points = [Reading("1 Mar", 70), Reading("2 Mar", 30, "beyond")]
    assert "Too few visits" in control.draw(points, None)
    drawn = control.draw(points, Limits(70, 50, 90))
    assert "beyond the limits" in shown(drawn) and "upper 90.0" in shown(drawn)


def test_bars_are_as_long_as_their_counts() -> None:
    svg = distribution.draw([Bin("0–50", 10, 0.25), Bin("50–100", 30, 0.75)])
    tall = [float(e.get("height", "")) for e in ET.fromstring(svg).iter(f"{SVG}rect")]
    assert tall[1] == pytest.approx(tall[0] * 3, abs=0.2)


def test_a_part_is_drawn_on_the_scale_of_the_whole() -> None:
    rows = [Row(f"C{n}", Figure(40), Figure(20 + n)) for n in range(60)]
    parts = [dumbbell.draw(rows, ("Q3", "Q4"), part=slice(start, start + 30)) for start in (0, 30)]
    scales = [{text for text in shown(part) if text.isdigit()} for part in parts]
    assert scales[0] == scales[1] and "C59" in parts[0] and "C59" not in parts[1]


def test_names_cannot_break_out_of_the_picture() -> None:
    svg = dumbbell.draw([Row('<script>"&', Figure(60), Figure(70))], ("Q3", "Q4"))
    assert "<script" not in svg and ET.fromstring(svg) is not None
