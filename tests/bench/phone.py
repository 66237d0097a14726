"""The pages on a slow phone: 4x CPU throttle, a section of 150 questions, and from a tap to the next picture."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.bench.figures import Figure, median
from tests.bench.slow import SLOW, SlowPage, bare_page
from tests.bench.world import World, make_world
from tests.e2e.phone import Phone
from tests.e2e.steps import begin_visit, cards, sign_in, tap
from tests.live.chain import AUDITOR, PASSWORD
from tests.live.server import Server, running

QUESTIONS, OPENINGS, TAPS, STARTS = 150, 5, 40, 3


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, running(Server(Path(folder) / "data", with_worker=False)) as server:
        world = make_world(server, QUESTIONS, sections=1)
        (visit,) = world.planned_visits(1)
        with sync_playwright() as playwright:
            phone = Phone(playwright, Path(folder) / "profile", server.address)
            yield from _in_a_section(phone, world, visit)
            yield from _cold_starts(phone)


def _in_a_section(phone: Phone, world: World, visit: str) -> Iterator[Figure]:
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    begin_visit(page, world.chain.centres[0]["name"])
    bare, slow = bare_page(page), SlowPage(page)
    opened = [_open_section(slow, phone.address, f"/visits/{visit}") for _ in range(OPENINGS)]
    yield Figure("phone.open-150-questions", median(opened), "ms", OPENINGS, "<= 500", remark=SLOW)
    slow.watch()
    for number in range(TAPS):
        tap(cards(page).nth(number).get_by_role("radio").first)
    yield from slow.since_last(TAPS).figures("phone.tap", bare)
    slow.release()
    phone.close()


def _cold_starts(phone: Phone) -> Iterator[Figure]:
    """The browser has just been started and there is no network: until the list of visits stands."""
    taken = []
    for _ in range(STARTS):
        page = phone.open(online=False)
        SlowPage(page)
        page.goto(f"{phone.address}/visits")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("main a[href^='/visits/']").first).to_be_visible()
        taken.append(page.evaluate("performance.now()"))
        phone.close()
    yield Figure("phone.cold-offline-start", median(taken), "ms", STARTS, "<= 1000", remark=f"to the list, {SLOW}")


def _open_section(slow: SlowPage, address: str, visit_path: str) -> float:
    slow.page.goto(address + visit_path)
    expect(slow.page.get_by_text("Ready, works without signal")).to_be_visible()
    return slow.open(f"{visit_path}/s/part_1", "article.question", QUESTIONS)
