"""Charts: the same figures as a picture. Nothing overlaps, nothing is missing from the font, nothing needs a mouse."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import backend
from backend.charts import dumbbell, gauge, kit, trend
from backend.charts.figures import Figure, Line, Row
from backend.charts.words import WORDS
from backend.insights.comparison import Value
from backend.insights.drawing import version_breaks
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.reports import make_scored
from tests.factories.visits import make_chain

FONT = TTFont(Path(backend.__file__).parent / "reports" / "fonts" / "inter.woff2")
GLYPHS = FONT.getBestCmap()
SVG = "{http://www.w3.org/2000/svg}"
LONG = "Northumberland Motor Company Sales and Service Centre Gatesh"
PERIODS = [f"Q{q} {year}" for year in (25, 26) for q in (1, 2, 3, 4)]


def a_line(name: str, base: float, *, network: bool = False, gap: int | None = None, alike: bool = False) -> Line:
    figures = [
        None if index == gap else Figure(base + index, base - 6, base + 12, 2 + index % 4, low_base=index % 4 < 2)
        for index in range(8)
    ]
    return Line(name, figures, network, alike=figures if alike else ())


def rows(count: int, name: str = LONG) -> list[Row]:
    return [
        Row(f"{name[:56]} {n}", Figure(50 + n), Figure(52 + n * 0.9, 40, 80, 3, True), n % 3 == 0) for n in range(count)
    ]


def texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))


def extent(text: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, right, bottom, from the real widths of the font."""
    size, anchor = float(text.get("font-size")), text.get("text-anchor")
    width = sum(FONT["hmtx"][GLYPHS[ord(c)]][0] for c in text.text) / 2048 * size
    x = float(text.get("x")) - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return x, float(text.get("y")) - size * 0.75, x + width, float(text.get("y")) + size * 0.2


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


PICTURES = {
    f"{kind}-{width}-{language}": draw(width, language)
    for width in (280, 358, 640, 1400)
    for language in ("en", "de")
    for kind, draw in {
        "trend": lambda w, lang: trend.draw(
            [a_line(LONG, 70), a_line("Leeds", 70.5, gap=3), a_line(LONG[::-1], 71), a_line("All", 70.2, network=True)],
            PERIODS, context=[a_line(f"c{n}", 60 + n) for n in range(36)], breaks={3: "sales 2", 4: "sales 3"},
            width=w, language=lang,
        ),
        "alike": lambda w, lang: trend.draw([a_line("Leeds", 70, alike=True)], PERIODS, width=w, language=lang),
        "one": lambda w, lang: trend.draw([Line("Leeds", [Figure(0.0, visits=1)])], ["Q1 26"], width=w, language=lang),
        "dumbbell": lambda w, lang: dumbbell.draw(rows(40), ("Q3 26", "Q4 26"), width=w, language=lang),
        "empty": lambda w, lang: dumbbell.draw([], ("Q3 26", "Q4 26"), width=w, language=lang),
        "gauge": lambda w, lang: gauge.draw(74.6, [60, 75, 90], says="Score", size=w, language=lang),
    }.items()
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_text_stays_inside_and_does_not_overlap(name: str) -> None:
    root = ET.fromstring(PICTURES[name])
    width, height = float(root.get("width")), float(root.get("height"))
    boxes = [(text.text, extent(text)) for text in texts(PICTURES[name])]
    for content, (left, top, right, bottom) in boxes:
        assert left >= -1 and right <= width + 1 and top >= -1 and bottom <= height + 1, content
    for (one, a), (other, b) in combinations(boxes, 2):
        assert not overlap(a, b), (one, other)


@pytest.mark.parametrize("name", PICTURES)
def test_every_character_is_in_the_font(name: str) -> None:
    said = "".join(element.text or "" for element in ET.fromstring(PICTURES[name]).iter())
    assert {c for c in said if ord(c) not in GLYPHS} == set()


def test_every_word_of_the_charts_is_in_the_font_and_in_both_languages() -> None:
    assert WORDS["en"].keys() == WORDS["de"].keys()
    said = "".join(text for language in WORDS.values() for text in language.values())
    assert {c for c in said if ord(c) not in GLYPHS} == set()


@pytest.mark.parametrize("name", [name for name in PICTURES if not name.startswith(("empty", "gauge"))])
def test_points_are_reached_by_keys_through_one_stop(name: str) -> None:
    points = [e for e in ET.fromstring(PICTURES[name]).iter(f"{SVG}g") if e.get("class") == "pt"]
    assert [point.get("tabindex") for point in points] == ["0"] + ["-1"] * (len(points) - 1)
    assert all(point.get("data-tip") == point.get("aria-label") for point in points)


@pytest.mark.parametrize("name", PICTURES)
def test_a_chart_has_a_title_and_a_description(name: str) -> None:
    root = ET.fromstring(PICTURES[name])
    assert root.find(f"{SVG}title").text and root.find(f"{SVG}desc").text
    assert root.get("aria-labelledby") == f"{root.find(f'{SVG}title').get('id')} {root.find(f'{SVG}desc').get('id')}"


def test_estimated_widths_are_never_narrower_than_the_font() -> None:
    for text in [LONG, "Größte Änderung in Zürich", "wwwwMMM", "1,234.5", "illinois"]:
        real = sum(FONT["hmtx"][GLYPHS[ord(c)]][0] for c in text) / 2048 * 12
        assert real <= kit.text_width(text, 12) <= real * 1.4


def test_a_missing_period_is_not_bridged() -> None:
    svg = trend.draw([a_line("Leeds", 70, gap=3)], PERIODS)
    paths = [e.get("d") for e in ET.fromstring(svg).iter(f"{SVG}path") if e.get("class") == "l s0"]
    assert [path.count("L") for path in paths] == [2, 3]


def test_only_a_clear_change_is_bold_and_without_brackets() -> None:
    made = [Row("A", Figure(60), Figure(70), clear=True), Row("B", Figure(60), Figure(71), clear=None)]
    svg = dumbbell.draw(made, ("Q3", "Q4"))
    shown = {text.text: text.get("font-weight") for text in texts(svg)}
    assert shown["+10.0"] == "600" and shown["(+11.0)"] == "400"


def test_names_cannot_break_out_of_the_picture() -> None:
    svg = dumbbell.draw([Row('<script>"&', Figure(60), Figure(70))], ("Q3", "Q4"))
    assert "<script" not in svg and ET.fromstring(svg) is not None


def test_a_new_checklist_version_is_marked_where_it_begins() -> None:
    def value(*versions: str) -> Value:
        return Value("p", 70.0, None, None, 4, 0, False, list(versions))

    values = [value("s 1"), value("s 1", "s 2"), None, value("s 2"), value("s 3")]
    assert version_breaks(values) == {1: "s 2", 4: "s 3"}


@pytest.mark.parametrize(
    ("value", "text"), [(0.05, "0.1"), (12.25, "12.3"), (-0.04, "0.0"), (-3.15, "−3.2"), (100, "100.0")]
)
def test_numbers_have_one_decimal_halves_up(value: float, text: str) -> None:
    assert kit.number(value, "en") == text


@pytest.mark.parametrize("kind", ["trend", "dumbbell"])
def test_charts_come_as_svg_by_width_and_language(kind: str, new_device: Callable[[], ApiClient], work: Work) -> None:
    with work() as uow:
        chain = make_chain(uow)
        for day in (dt.date(2026, 8, 3), dt.date(2026, 11, 3)):
            make_scored(uow, chain, chain.centre, [70.0, 80.0], day)
            make_scored(uow, chain, chain.elsewhere, [60.0], day)
    device = new_device().as_user(chain.administrator)
    reply = device.get(f"/charts/{kind}.svg?from=2026-01-01&to=2026-12-31&w=358&lang=de")
    assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")
    assert ET.fromstring(reply.text).get("width") == "358"
    assert chain.centre.name in reply.text and "weniger als 4 Besuche" in reply.text
    assert device.get(f"/charts/{kind}.svg?w=100").status_code == 422


def test_charts_work_without_any_visit(new_device: Callable[[], ApiClient], work: Work) -> None:
    with work() as uow:
        chain = make_chain(uow)
    device = new_device().as_user(chain.centre_manager)
    for kind in ("trend", "dumbbell"):
        assert "first approved visit" in device.get(f"/charts/{kind}.svg").text
