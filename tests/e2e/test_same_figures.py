"""What a screen shows of a figure is what the API and the CSV hold, with the same base; documents: tests/api."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.phone import Phone
from tests.e2e.steps import sign_in
from tests.live.demo import Demo

PERIOD = "period=quarter"


@pytest.fixture(scope="module")
def page(playwright: Playwright, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    device = Phone(playwright, tmp_path_factory.mktemp("same") / "profile", demo.server.address)
    opened = device.open()
    sign_in(opened, device.address, demo.email("administrator"), demo.password)
    yield opened
    device.close()
    assert device.errors == []


def test_a_screen_shows_the_figure_of_the_api_and_of_the_csv(page: Page, demo: Demo) -> None:
    office = demo.client("administrator")
    centre = office.get("/visits?status=approved&limit=1")["items"][0]["centre"]
    at = office.get(f"/overview?{PERIOD}")["headline"]["change"]["to"]
    found = office.get("/measures")["items"]
    first = {
        kind: next(one["code"] for one in found if one["kind"] == kind)
        for kind in ("touchpoint", "section", "question")
    }
    measures = ["overall", "compliance", *first.values()]
    places = {"centre": f"&centre_id={centre['id']}", "area": f"&area_id={centre['area_id']}", "chain": ""}
    seen = 0
    for kind, about in places.items():
        for measure in measures if kind == "centre" else measures[::4]:
            asked = f"measure={measure}&{PERIOD}{about}"
            behind = office.get(f"/figures/visits?{asked}&at={at}")
            figure = behind["figure"]
            assert written(demo, f"{asked}&by={kind}", kind, at, figure), (measure, kind)
            if figure is not None:
                page.goto(f"{demo.server.address}/insights/question?{asked}&at={at}")
                expect(page.locator(".lead").first).to_contain_text(shown(figure["mean"], behind["unit"]))
                base = page.locator(".secondary.figures").first
                for words in on_screen(figure, behind["unit"]):
                    expect(base).to_contain_text(words)
                seen += 1
    assert seen >= 6


def shown(value: float, unit: str) -> str:
    return f"{value:.0f} %" if unit == "share" else f"{value:.1f}"


def on_screen(figure: dict[str, Any], unit: str) -> list[re.Pattern[str]]:
    """Interval, visits, items counted and left out, as a page words them."""
    bare = "{:.0f}" if unit == "share" else "{:.1f}"
    told = [] if figure["low"] is None else [f"{bare.format(figure['low'])} – {bare.format(figure['high'])}"]
    counts = (
        (figure["visits"], "visits?"),
        (figure["applicable"], "items? counted"),
        (figure["excluded"], "items? left out"),
    )
    return [re.compile(re.escape(one)) for one in told] + [
        re.compile(rf"\b{'(1|one)' if count == 1 else count} {words}") for count, words in counts
    ]


def written(demo: Demo, asked: str, kind: str, at: str, figure: dict[str, Any] | None) -> bool:
    """Whether the CSV holds the same figure on the same base (or none, where there is none)."""
    text = demo.client("administrator").raw("GET", f"/exports/comparison.csv?{asked}").decode("utf-8-sig")
    rows = [
        row
        for row in csv.DictReader(io.StringIO(text, newline=""))
        if row["series"] == kind and row["period"] == at and row["id"] in ("", asked_id(asked))
    ]
    if figure is None or not rows:
        return figure is None and not rows
    (row,) = rows
    names = ("mean", "visits", "applicable", "excluded")
    return all(float(row[name]) == figure[name] for name in names) and (row["low"] == "") is (figure["low"] is None)


def asked_id(asked: str) -> str:
    found = re.search(r"(?:centre|area)_id=([0-9a-f-]+)", asked)
    return found[1] if found else ""
