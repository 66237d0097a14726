"""Inside-outside in a browser: asked for, watched while computed, read, turned into tables; the map of one's own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import sign_in, tap
from tests.e2e.test_every_page import AXE, RUN_AXE, STANDARD, STICKS_OUT
from tests.live.demo import Demo


@pytest.fixture
def office(new_phone: MakePhone, demo: Demo) -> Iterator[Page]:
    phone = new_phone(DESKTOP, demo.server.address)
    page = phone.open()
    sign_in(page, phone.address, demo.email("administrator"), demo.password)
    yield page


def test_the_link_is_asked_for_computed_and_read(office: Page, demo: Demo) -> None:
    # Of another distance than the pages that are looked at elsewhere, so that nobody has asked for it yet.
    office.goto(f"{demo.server.address}/inside?lag=1")
    office.get_by_role("button", name="Compute it").click()
    expect(office.locator(".lead")).to_be_visible(timeout=60_000)
    found = demo.client("administrator").get("/inside-outside?lag=1")
    assert found["status"] == "ready"
    expect(office.locator(".lead")).to_have_text(found["told"]["headline"])
    not_said = office.get_by_role("region", name="What this does not say")
    expect(not_said.get_by_role("listitem")).to_have_text(found["told"]["says_not"])
    shown = [found["analysis"][part]["shown"] for part in ("lag_profile", "rollout")]
    expect(office.locator(".chart-frame svg")).to_have_count(3 + sum(shown))
    expect(office.locator(".inside-reason")).to_have_count(2 - sum(shown))
    ladder = office.get_by_role("region", name="Three looks at the same link")
    ladder.get_by_role("button", name="As a table").click()
    own = ladder.get_by_role("row", name="Own team").first
    expect(own).to_contain_text(str(found["analysis"]["own_team"]["n_centres"]))
    expect(office.get_by_text(found["data_version"][:8])).to_be_visible()
    office.evaluate(AXE.read_text())
    assert office.evaluate(RUN_AXE, STANDARD) == []
    tap(office.get_by_role("radio", name="same quarter"))
    expect(office).to_have_url(f"{demo.server.address}/inside?lag=0")
    expect(office.get_by_role("button", name="Compute it")).to_be_visible()


def test_planning_and_watch_list_say_what_the_analysis_says(office: Page, demo: Demo) -> None:
    for page, part in (("planning", "planning"), ("watch", "early_warning")):
        office.goto(f"{demo.server.address}/inside/{page}?lag=1")
        again = office.get_by_role("button", name="Compute it")
        expect(again.or_(office.get_by_text("Data version")).first).to_be_visible()
        if again.is_visible():
            again.click()
            expect(office.get_by_text("Data version")).to_be_visible(timeout=60_000)
        told = demo.client("administrator").get("/inside-outside?lag=1")["analysis"][part]
        if page == "watch" and not told["shown"]:
            expect(office.get_by_text(told["reason"])).to_be_visible()
        if page == "planning" and told["shown"]:
            rows = office.get_by_role("table", name="What more data would show").get_by_role("row")
            expect(rows).to_have_count(1 + len(told["table"]))


def test_a_centre_manager_sees_the_map_of_the_own_centre(new_phone: MakePhone, demo: Demo) -> None:
    phone = new_phone(address=demo.server.address)
    page = phone.open()
    sign_in(page, phone.address, demo.email("centre_manager"), demo.password)
    page.goto(f"{phone.address}/inside")
    expect(page).to_have_url(f"{phone.address}/inside/map")
    expect(page.get_by_role("heading", name="The value chain of")).to_be_visible()
    expect(page.locator(".chart-frame svg")).to_have_count(1)
    assert page.evaluate(STICKS_OUT) <= 0
    names = page.get_by_role("navigation", name="Pages of inside and outside").get_by_role("link")
    expect(names).to_have_text(["Engagement map", "Method"])
    page.get_by_role("button", name="As a table").click()
    expect(page.get_by_role("columnheader", name="Engagement")).to_be_visible()
    # The figures of the own centre lead back to a page that this person may open.
    centre = demo.client("centre_manager").get("/centres?limit=1")["items"][0]
    page.goto(f"{phone.address}/insights/centres/{centre['id']}")
    expect(page.get_by_role("heading", name=centre["name"]).first).to_be_visible()
    page.get_by_role("link", name="Back").click()
    expect(page).to_have_url(f"{phone.address}/insights")
    expect(page.locator(".lead").first).not_to_be_empty()
    # A shared address holds what this person may see, and says that there was more.
    foreign = demo.client("administrator").get("/centres?limit=3")["items"]
    ids = {centre["id"], *(one["id"] for one in foreign)}
    page.goto(f"{phone.address}/insights/compare?" + "&".join(f"centre_id={id_}" for id_ in ids))
    expect(page.get_by_text("of this address")).to_be_visible()
    expect(page.get_by_role("table", name="Measure by measure").get_by_role("columnheader")).to_have_count(2)
