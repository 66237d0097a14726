"""What a manager saw last is readable without a network after a cold start, with its date; by nobody else."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.kernel.ids import new_id
from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP, Phone
from tests.e2e.steps import sign_in, tap
from tests.live.demo import Demo

AS_OF = re.compile(r"As of \w{3},? \d{1,2} \w{3,4}, \d\d:\d\d · you are offline")
NOT_HERE = "Not on this device"
# How many copies of which kind lie on the device, of whatever account.
COPIES = """
() => new Promise((resolve, reject) => {
  const open = indexedDB.open('insideout-seen');
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const db = open.result;
    if (!db.objectStoreNames.contains('entries')) return db.close(), resolve({});
    const all = db.transaction('entries').objectStore('entries').getAll();
    all.onsuccess = () => {
      db.close();
      const counts = {};
      for (const { name } of all.result) counts[name.split('-')[0]] = (counts[name.split('-')[0]] ?? 0) + 1;
      resolve(counts);
    };
  };
})
"""
# A thumb drawn from right to left over the page.
SWIPE = """
() => {
  const desk = document.querySelector('.desk');
  const at = (clientX) => [new Touch({ identifier: 1, target: desk, clientX, clientY: 400 })];
  desk.dispatchEvent(new TouchEvent('touchstart', { touches: at(300), changedTouches: at(300) }));
  desk.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: at(120) }));
}
"""


@pytest.fixture
def phone(demo: Demo, new_phone: MakePhone) -> Phone:
    return new_phone(address=demo.server.address)


@pytest.fixture
def waiting(demo: Demo) -> list[dict[str, Any]]:
    """The visits that wait for the area manager, as her list shows them."""
    rows = demo.client("area_manager").all("/visits?status=submitted")
    return sorted(rows, key=lambda row: str(row["submitted_at"]))


@pytest.fixture
def report(demo: Demo) -> dict[str, Any]:
    visit: dict[str, Any] = demo.client("area_manager").get("/visits?status=approved&limit=1")["items"][0]
    return visit


@pytest.fixture
def seen(phone: Phone, demo: Demo, waiting: list[dict[str, Any]], report: dict[str, Any]) -> Iterator[Phone]:
    """The area manager has looked at a review, a comparison and a report; then the browser was killed."""
    page = phone.open()
    sign_in(page, phone.address, demo.email("area_manager"), demo.password)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    # Closed in peace once: a browser writes cookies down a while later, and today's sign-in would die with it.
    phone.close()
    page = phone.open()
    look_at_review(page, phone.address, waiting[0])
    page.goto(f"{phone.address}/compare")
    expect(page.locator(".chart-frame svg")).to_have_count(2, timeout=30_000)
    wait_until_kept(page)
    look_at_report(page, phone.address, report)
    wait_until_kept(page)
    expect(page.get_by_text("you are offline")).to_have_count(0)
    phone.kill()
    yield phone


def look_at_review(page: Page, address: str, visit: dict[str, Any]) -> None:
    page.goto(f"{address}/review")
    expect(page.get_by_role("link", name=visit["centre"]["name"]).first).to_be_visible(timeout=30_000)
    wait_until_kept(page)
    page.get_by_role("link", name=visit["centre"]["name"]).first.click()
    thumbs = page.locator(".thumb")
    expect(thumbs.first).to_be_visible(timeout=30_000)
    expect(page.locator(".thumb img")).to_have_count(thumbs.count(), timeout=30_000)
    thumbs.first.click()
    expect(page.get_by_role("dialog").locator("img")).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    wait_for_copies(page, "photo", thumbs.count() + 1)


def look_at_report(page: Page, address: str, visit: dict[str, Any]) -> None:
    """The report is made first, if nobody has yet."""
    page.goto(f"{address}/reports")
    expect(page.get_by_role("table")).to_be_visible(timeout=30_000)
    wait_until_kept(page)
    page.goto(f"{address}/reports/{visit['id']}")
    page.get_by_role("button", name="PDF").first.click()
    dialog = page.get_by_role("dialog")
    make, ready = dialog.get_by_role("button", name="Make the PDF"), dialog.get_by_role("link", name="Open PDF")
    expect(make.or_(ready)).to_be_visible(timeout=30_000)
    if make.is_visible():
        make.click()
    expect(ready).to_be_visible(timeout=90_000)
    ready.click()
    wait_for_copies(page, "file", 1)


def wait_until_kept(page: Page) -> None:
    """A page shows a reply before its copy is written: on when two looks, a while apart, see the same."""
    before: Any = None
    while (now := page.evaluate(COPIES)) != before:
        before = now
        page.wait_for_timeout(1000)


def wait_for_copies(page: Page, kind: str, count: int) -> None:
    for _ in range(300):
        if page.evaluate(COPIES).get(kind, 0) >= count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{kind}: {page.evaluate(COPIES)}")


def test_last_state_is_readable_after_a_cold_start(
    seen: Phone, waiting: list[dict[str, Any]], report: dict[str, Any], tmp_path: Path
) -> None:
    page = seen.open(online=False)
    page.goto(f"{seen.address}/review")
    expect(page.get_by_text(AS_OF)).to_be_visible()
    rows = page.get_by_role("table").get_by_role("row", name=re.compile("Decide by|Overdue"))
    expect(rows).to_have_count(len(waiting))
    expect(page.get_by_text("needs a connection")).to_have_count(len(waiting) - 1)
    page.get_by_role("link", name=waiting[0]["centre"]["name"]).first.click()
    review_is_readable(page)
    page.evaluate(SWIPE)
    expect(page).to_have_url(f"{seen.address}/review/{waiting[1]['id']}")
    expect(page.get_by_text(NOT_HERE)).to_be_visible()
    comparison_is_readable(page, seen.address)
    report_is_readable(page, seen.address, report, tmp_path)


def review_is_readable(page: Page) -> None:
    expect(page.get_by_text(AS_OF)).to_be_visible()
    expect(page.locator("article.item").nth(10)).to_be_attached()
    pictures = page.locator(".thumb img")
    expect(pictures.first).to_be_visible()
    assert page.evaluate(
        "Promise.all([...document.querySelectorAll('.thumb img')].map((i) => i.decode())).then(() => 1)"
    )
    pictures.first.click()
    large = page.get_by_role("dialog").locator("img")
    expect(large).to_be_visible()
    assert large.evaluate("async (image) => (await image.decode(), image.naturalWidth)") > 320
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Only the small picture is on this device")).to_be_visible()
    page.keyboard.press("Escape")
    # Marks may be set; a decision may not, and the page says why.
    page.get_by_role("button", name="Accept", exact=True).first.click()
    expect(page.get_by_role("button", name="Accepted").first).to_be_visible()
    for name in ("Approve", "Send back"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()
    expect(
        page.get_by_text("A decision is not kept for later: it needs the newest state of the visit.")
    ).to_be_visible()
    expect(page.get_by_text("Decide when online.")).to_be_visible()


def comparison_is_readable(page: Page, address: str) -> None:
    page.goto(f"{address}/compare")
    expect(page.get_by_text(AS_OF)).to_be_visible()
    expect(page.locator(".chart-frame svg")).to_have_count(2)
    expect(page.get_by_role("region").get_by_role("row", name="The chain").first).to_be_visible()
    tap(page.get_by_role("radio", name="Month"))
    expect(page.get_by_text("These filters were not opened on this device")).to_be_visible()
    expect(page.locator(".chart-frame svg")).to_have_count(0)
    page.get_by_role("button", name="Show the last one").click()
    expect(page.locator(".chart-frame svg")).to_have_count(2)


def report_is_readable(page: Page, address: str, report: dict[str, Any], folder: Path) -> None:
    page.goto(f"{address}/reports")
    expect(page.get_by_text(AS_OF)).to_be_visible()
    expect(page.get_by_role("link", name=report["centre"]["name"]).first).to_be_visible()
    page.goto(f"{address}/reports/{report['id']}")
    page.get_by_role("button", name="PDF").first.click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("link", name="Open PDF").click()
    download.value.save_as(folder / "report.pdf")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_with_signal_again_the_newest_state_stands_and_signing_out_leaves_nothing(
    seen: Phone, waiting: list[dict[str, Any]]
) -> None:
    page = seen.open(online=False)
    page.goto(f"{seen.address}/review/{waiting[0]['id']}")
    expect(page.get_by_text(AS_OF)).to_be_visible()
    seen.set_online(True)
    expect(page.get_by_text("you are offline")).to_have_count(0, timeout=30_000)
    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_enabled()
    # What the connection does again while the page is open, it switches off again.
    seen.set_online(False)
    expect(page.get_by_text(AS_OF)).to_be_visible()
    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_disabled()
    sign_out(page, seen.address)
    page.wait_for_function(f"async () => Object.keys(await ({COPIES})()).length === 0")


def sign_out(page: Page, address: str) -> None:
    page.goto(f"{address}/account")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


def test_another_account_sees_nothing_and_an_ended_session_leaves_nothing(
    seen: Phone, demo: Demo, waiting: list[dict[str, Any]]
) -> None:
    page = seen.open()
    # Ended from afar, as for a phone that was lost: the next time it has signal nothing stays.
    page.context.clear_cookies()
    page.goto(f"{seen.address}/review")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    page.wait_for_function(f"async () => Object.keys(await ({COPIES})()).length === 0")
    page.get_by_label("E-mail").fill(demo.email("administrator"))
    page.get_by_label("Password", exact=True).fill(demo.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation").first).to_be_visible()
    seen.set_online(False)
    page.goto(f"{seen.address}/plan/{waiting[0]['id']}")
    expect(page.get_by_text(NOT_HERE)).to_be_visible()
    expect(page.locator("article.item")).to_have_count(0)
    page.goto(f"{seen.address}/compare")
    expect(page.get_by_text(NOT_HERE)).to_be_visible()
    expect(page.locator(".chart-frame svg")).to_have_count(0)


# Of each newer page of the office, something that only the server could tell.
NEWER = {
    "/inside?lag=2": ".lead",
    "/inside/map": ".chart-frame svg",
    "/engagement": ".empty, tbody tr",
    "/engagement/waves": "tbody tr",
    "/engagement/maps": "tbody tr",
    "/pulses": "h2 a[href^='/pulses/']",
    "/exports": "tbody tr",
}


def test_newer_pages_of_the_office_show_their_last_state(new_phone: MakePhone, demo: Demo) -> None:
    office, today = demo.client("administrator"), dt.datetime.now(dt.UTC).date()
    office.call("POST", "/inside-outside/runs", {"lag": 2, "lang": "en"})
    pulse, days = new_id(), {"opened_on": today.isoformat(), "closed_on": (today + dt.timedelta(days=7)).isoformat()}
    office.call("PUT", f"/pulses/{pulse}", {"code": "pulse-away", **days})
    office.call("PUT", f"/exports/{new_id()}", {"table": "comparison", "form": "csv", "wanted": {}})
    desk = new_phone(DESKTOP, demo.server.address)
    page = desk.open()
    sign_in(page, desk.address, demo.email("administrator"), demo.password)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    told = {}
    for path, mark in (NEWER | {f"/pulses/{pulse}": "h1:has-text('pulse-away')"}).items():
        # Without loading the page anew: what is still being written is not cut off.
        page.evaluate("(to) => (history.pushState(null, '', to), dispatchEvent(new PopStateEvent('popstate')))", path)
        expect(page.locator(mark).first).to_be_visible(timeout=60_000)
        told[path] = (mark, page.locator(mark).count())
    wait_until_kept(page)
    desk.set_online(False)
    for path, (mark, count) in told.items():
        page.goto(f"{desk.address}{path}")
        expect(page.get_by_text(AS_OF)).to_be_visible()
        expect(page.locator(mark)).to_have_count(count)
        expect(page.get_by_text(NOT_HERE)).to_have_count(0)
    expect(page.get_by_text("Links, codes and the end of a survey need a connection.")).to_be_visible()
    expect(page.get_by_role("button", name="Links for all teams")).to_have_count(0)
