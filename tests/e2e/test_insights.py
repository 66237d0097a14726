"""The pages of figures, as an area manager uses them on a phone: from the chain to a visit, and without a network."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.phone import Phone
from tests.e2e.steps import sign_in, tap
from tests.live.demo import Demo

STICKS_OUT = "document.scrollingElement.scrollWidth - window.innerWidth"
AS_OF = re.compile(r"As of .+ · you are offline")


@pytest.fixture(scope="module")
def phone(playwright: Playwright, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    device = Phone(playwright, tmp_path_factory.mktemp("figures") / "profile", demo.server.address)
    sign_in(device.open(), device.address, demo.email("area_manager"), demo.password)
    yield device
    device.close()
    assert device.errors == []


@pytest.fixture(scope="module")
def page(phone: Phone) -> Page:
    assert phone.context
    return phone.context.pages[0]


@pytest.fixture(scope="module")
def centre(demo: Demo) -> dict[str, Any]:
    found: dict[str, Any] = demo.client("area_manager").get("/visits?status=approved&limit=1")["items"][0]["centre"]
    return found


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name).first).to_be_visible()


def test_from_the_chain_to_a_visit_each_number_with_what_it_rests_on(page: Page, phone: Phone, demo: Demo) -> None:
    found = demo.client("area_manager").get("/overview?period=quarter")
    page.goto(f"{phone.address}/insights")
    expect(page.locator(".lead").first).to_have_text(found["sentence"])
    heading(page, found["scope"]["name"])
    told = next(
        one for one in found["headline"]["values"] if one and one["period"] == found["headline"]["change"]["to"]
    )
    tile = page.locator(".tile").first
    expect(tile).to_contain_text(f"{told['mean']:.1f}")
    expect(tile).to_contain_text(f"{told['visits']} visits")
    page.locator(".strength a").first.click()
    expect(page).to_have_url(re.compile(r"/insights/question\?.*measure=question"))
    expect(page.get_by_text("items counted").first).to_be_visible()
    # What is still drawn anew may take the link from under the pointer.
    page.wait_for_load_state("networkidle")
    page.locator(".behind a").first.click()
    expect(page).to_have_url(re.compile(r"/(review|reports)/[0-9a-f-]{36}"))


def test_every_page_has_its_sentence_and_its_picture(page: Page, phone: Phone, centre: dict[str, Any]) -> None:
    beside = f"centre_id={centre['id']}"
    for path, pictures in (
        (f"areas/{centre['area_id']}", 3),
        (f"centres/{centre['id']}", 4),
        (f"compare?{beside}", 1),
        ("league", 1),
    ):
        page.goto(f"{phone.address}/insights/{path}")
        expect(page.locator(".lead").first).not_to_be_empty()
        expect(page.locator(".chart-frame svg")).to_have_count(pictures)
        expect(page.locator(".banner-warn")).to_have_count(0)


def test_coverage_and_league_of_a_wave_are_about_one_place(page: Page, phone: Phone, demo: Demo) -> None:
    manager = demo.client("area_manager")
    code = manager.get("/waves?limit=1")["items"][0]["code"]
    found = manager.get(f"/waves/{code}/figures")
    page.goto(f"{phone.address}/insights/waves/{code}")
    expect(page.locator(".lead").first).to_have_text(found["coverage_sentence"])
    expect(page.locator(".lead").last).to_have_text(found["league"]["sentence"])
    told = [one for one in found["overview"]["headline"]["values"] if one and one["period"] == code]
    expect(page.locator(".tile")).to_have_count(3 if told else 0)
    if told:
        expect(page.locator(".tile").first).to_contain_text(f"{told[0]['mean']:.1f}")


def test_a_long_league_comes_in_pages(page: Page, phone: Phone, demo: Demo) -> None:
    """Two rows a page, as the server would give fifty of a thousand."""
    total = demo.client("area_manager").get("/league")["total"]
    page.route("**/api/v1/league?*", lambda route: route.continue_(url=f"{route.request.url}&limit=2"))
    page.goto(f"{phone.address}/insights/league?period=year")
    rows = page.get_by_role("table", name="League table").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(page.get_by_text(f"2 of {total} centres are shown")).to_be_visible()
    for shown in range(4, total + 2, 2):
        page.get_by_role("button", name="Show more centres").click()
        expect(rows).to_have_count(min(shown, total))
    expect(page.get_by_role("button", name="Show more centres")).to_have_count(0)
    page.unroute("**/api/v1/league?*")


def test_filters_stand_in_the_address_and_a_chart_turns_into_its_table(page: Page, phone: Phone) -> None:
    page.goto(f"{phone.address}/insights/league")
    tap(page.get_by_role("radio", name="Year"))
    expect(page).to_have_url(re.compile(r"\?period=year$"))
    page.reload()
    expect(page.get_by_role("radio", name="Year")).to_be_checked()
    switch = page.get_by_role("button", name="As a table")
    switch.focus()
    page.keyboard.press("Enter")
    twin = page.get_by_role("table", name="Places as ranges")
    expect(twin.get_by_role("row").nth(1)).to_contain_text("visits")
    expect(page.locator(".chart-frame")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".chart-frame svg")).to_have_count(1)


def test_teams_are_offered_what_one_of_them_alone_delivers(page: Page, phone: Phone, demo: Demo) -> None:
    offered = {one["code"]: one["by_team"] for one in demo.client("area_manager").get("/measures")["items"]}
    assert set(offered.values()) == {True, False}
    page.goto(f"{phone.address}/compare?by=team")
    options = page.get_by_label("Measure", exact=True).locator("option")
    expect(options).to_have_count(sum(offered.values()))
    alone = next(code for code, by_team in offered.items() if by_team and code.startswith("section:"))
    page.get_by_label("Measure", exact=True).select_option(alone)
    expect(page.get_by_role("table").get_by_role("rowheader").first).to_be_visible()
    page.goto(f"{phone.address}/compare?measure={next(code for code, by_team in offered.items() if not by_team)}")
    expect(page.get_by_label("By", exact=True).locator("option", has_text="Teams")).to_have_count(0)


def test_mails_are_chosen_on_the_account_page(page: Page, phone: Phone, demo: Demo) -> None:
    page.goto(f"{phone.address}/account")
    ready = page.get_by_label("A report I asked for is ready")
    expect(ready).not_to_be_checked()
    ready.check()
    expect(ready).to_be_enabled()
    page.reload()
    expect(ready).to_be_checked()
    assert demo.client("area_manager").get("/me/mails")["events"] == ["report.ready"]
    ready.uncheck()
    expect(ready).to_be_enabled()
    assert demo.client("area_manager").get("/me/mails")["events"] == []


def test_an_action_is_agreed_closed_and_opened_again(
    page: Page, phone: Phone, demo: Demo, centre: dict[str, Any]
) -> None:
    page.goto(f"{phone.address}/insights/centres/{centre['id']}")
    page.get_by_role("button", name="Agree an action").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What will be done").fill("Greet within a minute")
    dialog.get_by_label("Done by").fill((date.today() + timedelta(days=30)).isoformat())
    dialog.get_by_role("button", name="Agree an action").click()
    line = page.locator(".action", has_text="Greet within a minute")
    expect(line).to_contain_text("Open")
    line.get_by_role("button", name="Done").click()
    dialog.get_by_label("What was done").fill("A bell at the door")
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Noted as done")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(line.get_by_role("button", name="Done", exact=True)).to_be_visible()
    stored = demo.client("area_manager").get(f"/centres/{centre['id']}/actions")["items"]
    assert [one["status"] for one in stored if one["title"] == "Greet within a minute"] == ["open"]


def test_german_in_large_letters_sticks_out_nowhere(page: Page, phone: Phone, centre: dict[str, Any]) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"{phone.address}/insights/centres/{centre['id']}")
    expect(page.locator(".chart-frame svg")).to_have_count(4)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(STICKS_OUT) <= 0


def test_the_last_state_is_there_without_a_network(phone: Phone, page: Page, centre: dict[str, Any]) -> None:
    address = f"{phone.address}/insights/centres/{centre['id']}"
    page.goto(address)
    expect(page.locator(".chart-frame svg")).to_have_count(4)
    heading(page, "Actions")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.locator(".chart-frame svg")).to_have_count(4)
    page.wait_for_timeout(1000)
    phone.set_online(False)
    page.reload()
    expect(page.get_by_text(AS_OF).first).to_be_visible()
    expect(page.locator(".lead").first).not_to_be_empty()
    expect(page.locator(".chart-frame svg")).to_have_count(4)
    expect(page.get_by_role("button", name="Agree an action")).to_be_disabled()
    phone.set_online(True)
