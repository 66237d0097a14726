"""Every chart, whatever the names and counts: no text overlaps or leaves the picture, keys reach every mark."""

import xml.etree.ElementTree as ET

import pytest

from backend.charts import kit
from backend.charts.paper import Paper
from tests.charts.boxes import SVG, advance, boxes_of, outside, overlaps
from tests.charts.gallery import CASES, EMPTY

WIDTHS = (280, 358, 640, 1400)
SEEN = {(name, width): draw(Paper(width, "en")) for name, draw in CASES.items() for width in WIDTHS}
SEEN |= {(f"{name}-de", width): draw(Paper(width, "de")) for name, draw in CASES.items() for width in (358, 640)}
WITHOUT_POINTS = ("gauge", "sparkline", *EMPTY)


@pytest.mark.parametrize(("name", "width"), SEEN)
def test_text_stays_inside_and_does_not_overlap(name: str, width: int) -> None:
    root, boxes = ET.fromstring(SEEN[name, width]), boxes_of(SEEN[name, width])
    assert outside(boxes, float(root.get("width", "")), float(root.get("height", ""))) == []
    assert overlaps(boxes) == []


def test_an_overlap_and_a_text_that_leaves_are_found() -> None:
    svg = kit.frame("x", 100, 40, "t", "d", [kit.label(0, 20, "Leeds"), kit.label(20, 22, "York and further still")])
    assert overlaps(boxes_of(svg)) == [("Leeds", "York and further still")]
    assert outside(boxes_of(svg), 100, 40) == ["York and further still"]


@pytest.mark.parametrize("name", CASES)
def test_every_character_is_in_the_font(name: str) -> None:
    for letter in {letter for text in ET.fromstring(SEEN[name, 640]).itertext() for letter in text}:
        assert advance(letter, 400) > 0, letter


@pytest.mark.parametrize("name", CASES)
def test_keys_reach_every_mark_through_one_stop(name: str) -> None:
    points = [e for e in ET.fromstring(SEEN[name, 358]).iter(f"{SVG}g") if e.get("class") == "pt"]
    assert bool(points) != name.startswith(WITHOUT_POINTS)
    assert [point.get("tabindex") for point in points] == ["0", *["-1"] * (len(points) - 1)][: len(points)]
    assert all(point.get("data-tip") == point.get("aria-label") for point in points)


@pytest.mark.parametrize("name", CASES)
def test_a_chart_has_a_title_and_a_description_of_its_own(name: str) -> None:
    root = ET.fromstring(SEEN[name, 640])
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and description is not None and title.text and description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert len(description.text) < 3000


def test_several_charts_of_a_kind_have_different_ids() -> None:
    ids = {ET.fromstring(svg).get("aria-labelledby") for (name, _), svg in SEEN.items() if name.startswith("trend-2")}
    assert len(ids) == len([1 for name, _ in SEEN if name.startswith("trend-2")])
