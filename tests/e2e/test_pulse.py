"""A member of staff with a link or a slip, on a phone that has never been here, and the office that sees a number."""

import datetime as dt
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import sign_in, tap
from tests.live.api import Client
from tests.live.demo import Demo

# Cookies, stores and workers of this page; "system" says only whether the chain is simulated.
KEPT = """async () => [
  document.cookie,
  Object.keys(localStorage).filter((key) => key !== 'system'),
  Object.keys(sessionStorage),
  (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
]"""


@pytest.fixture(scope="module")
def office(demo: Demo) -> Client:
    return demo.client("administrator")


@pytest.fixture(scope="module")
def pulse(office: Client) -> str:
    pulse, today = str(uuid.uuid4()), dt.datetime.now(dt.UTC).date()
    days = {"opened_on": today - dt.timedelta(days=1), "closed_on": today + dt.timedelta(days=7)}
    office.call(
        "PUT", f"/pulses/{pulse}", {"code": "pulse-e2e", **{name: day.isoformat() for name, day in days.items()}}
    )
    office.call("POST", f"/pulses/{pulse}/links", {})
    return pulse


def answer_all(page: Page, step: int) -> None:
    expect(page.locator("article.pulse-question")).to_have_count(9)
    for question in page.locator("article.pulse-question").all():
        tap(question.get_by_role("radio").nth(step))


def test_staff_answer_without_leaving_a_trace_on_the_phone(
    office: Client, pulse: str, demo: Demo, new_phone: MakePhone
) -> None:
    place = office.get(f"/pulses/{pulse}/places?limit=1")["items"][0]
    team = next(one for one in place["teams"] if one["code"])
    page = new_phone(address=demo.server.address).open()
    page.goto(team["address"])
    expect(page.get_by_text(f"{place['name']} · {team['name']}")).to_be_visible()
    assert page.url == f"{demo.server.address}/pulse"
    expect(page.get_by_text("Not kept: who you are, when you answered")).to_be_visible()
    tap(page.get_by_role("radio", name="Deutsch"))
    expect(page.get_by_role("heading", name="Wie arbeitet es sich hier?")).to_be_visible()
    page.get_by_role("button", name="Antworten absenden").click()
    expect(page.get_by_text("Beantworten Sie mindestens eine Frage.")).to_be_visible()
    answer_all(page, 3)
    expect(page.get_by_text("9 von 9 beantwortet")).to_be_visible()
    page.get_by_role("button", name="Antworten absenden").click()
    expect(page.get_by_role("heading", name="Danke")).to_be_visible()
    assert page.evaluate(KEPT) == ["", [], ["pulse-answered"], 0, 0]
    assert page.context.cookies() == []
    page.goto("about:blank")
    page.goto(team["address"])
    expect(page.get_by_role("button", name="I am the next person")).to_be_visible()


def test_the_office_makes_a_code_and_it_works_once(pulse: str, demo: Demo, new_phone: MakePhone) -> None:
    desk = new_phone(DESKTOP, demo.server.address)
    page = desk.open()
    sign_in(page, desk.address, demo.email("administrator"), demo.password)
    page.goto(f"{desk.address}/pulses/{pulse}")
    expect(page.get_by_text("fewer than 5").first).to_be_visible()
    page.get_by_role("button", name="Codes: Whole centre").first.click()
    page.get_by_label("How many").fill("1")
    page.get_by_role("button", name="Make codes").click()
    code = page.locator(".pulses-codes li").inner_text()
    with page.expect_download() as slips:
        page.get_by_role("button", name="Slips as PDF").click()
    assert slips.value.path().read_bytes().startswith(b"%PDF")

    phone = new_phone(address=demo.server.address).open()
    for at, then in enumerate(("Thank you", "These letters open no survey")):
        phone.goto(f"{demo.server.address}/pulse")
        phone.get_by_label("Letters on the poster or slip").fill(code.lower())
        phone.get_by_role("button", name="Open the survey").click()
        if at == 0:
            answer_all(phone, 1)
            phone.get_by_role("button", name="Send my answers").click()
        expect(phone.get_by_text(then).first).to_be_visible()
