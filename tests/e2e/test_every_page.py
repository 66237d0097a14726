"""Every page for every role, on phone and desktop, light and dark: accessible, nothing sticking out, no error thrown.

`make screenshots` runs this with `--screenshots FOLDER` and leaves a picture of each.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize

from backend.kernel.ids import new_id
from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP, PHONE
from tests.e2e.steps import sign_in
from tests.live.api import Client
from tests.live.demo import Demo
from tests.live.server import ROOT

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What can differ from one theme to the other: the rest is the same page again.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """
async (rules) => {
  const found = await axe.run(document, { runOnly: rules });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`);
}
"""
BARS = 120
STICKS_OUT = "document.scrollingElement.scrollWidth - window.innerWidth"


class Place(NamedTuple):
    """A page by the name of its picture and its address."""

    name: str
    path: str


def public_places() -> list[Place]:
    return [
        Place("sign-in", "/sign-in"),
        Place("reset", "/reset"),
        Place("welcome", "/welcome#none"),
        Place("survey", "/pulse"),
    ]


def auditor_places(auditor: Client) -> list[Place]:
    open_visit = _first(auditor, "in_progress,accepted,planned,returned")
    section = auditor.get(f"/checklist-versions/{open_visit['checklist']['version_id']}")["definition"]["sections"][0]
    visit = f"/visits/{open_visit['id']}"
    return [
        Place("visits", "/visits"),
        Place("visit", visit),
        Place("visit-section", f"{visit}/s/{section['id']}"),
        Place("visit-notes", f"{visit}/notes"),
        Place("visit-check", f"{visit}/check"),
        Place("visit-sent", f"/visits/{_first(auditor, 'submitted,approved')['id']}"),
        Place("sending", "/sync"),
        Place("account", "/account"),
    ]


def manager_places(manager: Client) -> list[Place]:
    centre = _first(manager, "approved")["centre"]
    wave = manager.get("/waves?limit=1")["items"][0]["code"]
    measure = next(one["code"] for one in manager.get("/measures")["items"] if one["kind"] == "question")
    return [
        Place("figures-area", f"/insights/areas/{centre['area_id']}"),
        Place("figures-centre", f"/insights/centres/{centre['id']}"),
        Place("figures-side", f"/insights/compare?centre_id={centre['id']}"),
        Place("figures-side-empty", "/insights/compare"),
        Place("figures-behind", f"/insights/question?measure={measure}&centre_id={centre['id']}"),
        Place("figures-league", "/insights/league"),
        Place("figures-waves", "/insights/waves"),
        Place("figures-wave", f"/insights/waves/{wave}"),
        Place("review", "/review"),
        Place("review-approved", "/review?show=approved"),
        Place("review-visit", f"/review/{_first(manager, 'submitted')['id']}"),
        Place("compare", "/compare"),
        Place("plan", "/plan"),
        Place("plan-visit", "/plan/new"),
        Place("reports", "/reports"),
        Place("report", f"/reports/{_first(manager, 'approved')['id']}"),
        Place("checklists", "/checklists"),
        Place("missing", "/nothing-here"),
    ]


def office_places(office: Client) -> list[Place]:
    slug = office.all("/checklists")[0]["slug"]
    version = office.all(f"/checklists/{slug}/versions")[0]["id"]
    draft = office.call("PUT", f"/checklist-drafts/{new_id()}", {"version_id": version})
    return [
        Place("figures", "/insights"),
        Place("figures-auditors", "/insights/auditors"),
        Place("inside", "/inside"),
        Place("inside-map", "/inside/map"),
        Place("inside-method", "/inside/method"),
        Place("surveys", "/engagement"),
        Place("survey-waves", "/engagement/waves"),
        Place("survey-maps", "/engagement/maps"),
        Place("people", "/people"),
        Place("pulses", "/pulses"),
        Place("pulse-questions", "/pulses/template"),
        Place("centres", "/people?show=centres"),
        Place("checklist", f"/checklists/{slug}"),
        Place("studio", f"/studio/{draft['id']}"),
        Place("office-plan", "/plan"),
    ]


def centre_places(centre: Client) -> list[Place]:
    report = f"/reports/{_first(centre, 'approved')['id']}"
    return [Place("centre-reports", "/reports"), Place("centre-report", report), Place("centre-compare", "/compare")]


PLACES = {
    "auditor": auditor_places,
    "area_manager": manager_places,
    "administrator": office_places,
    "centre_manager": centre_places,
}


def _first(client: Client, statuses: str) -> dict[str, Any]:
    return client.get(f"/visits?status={statuses}&limit=1")["items"][0]


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def viewport(request: pytest.FixtureRequest) -> ViewportSize:
    return request.param


@pytest.mark.parametrize("role", ["nobody", *PLACES])
def test_pages_are_accessible(
    role: str, demo: Demo, new_phone: MakePhone, viewport: ViewportSize, request: pytest.FixtureRequest
) -> None:
    phone = new_phone(viewport, demo.server.address)
    page = phone.open()
    places = public_places()
    if role in PLACES:
        sign_in(page, phone.address, demo.email(role), demo.password)
        places = PLACES[role](demo.client(role))
    folder = request.config.getoption("--screenshots", default=None)
    pictures = Path(folder) / ("phone" if viewport == PHONE else "desktop") if folder else None
    problems = [line for place in places for line in _look_at(page, phone.address, place, viewport, pictures)]
    assert not problems, "\n".join(problems)


def _look_at(page: Page, address: str, place: Place, viewport: ViewportSize, pictures: Path | None) -> Iterator[str]:
    page.goto(address + place.path)
    page.wait_for_load_state("networkidle")
    # As tall as its content: what only waits below a fixed bar must not count as covered.
    width, height = viewport["width"], page.evaluate("document.scrollingElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height + BARS})
    page.evaluate(AXE.read_text())
    for theme, rules in (("light", STANDARD), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if pictures:
            page.screenshot(path=pictures / f"{place.name}-{theme}.png", full_page=True)
        yield from (f"{place.name}, {theme}: {line}" for line in page.evaluate(RUN_AXE, rules))
    if (excess := page.evaluate(STICKS_OUT)) > 0:
        yield f"{place.name}: sticks out by {excess} px"
    page.set_viewport_size(viewport)
