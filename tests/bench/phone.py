"""The pages on a slow phone: 4x CPU throttle, a section of 150 questions, and from a tap to the next picture."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from tests.bench.figures import Figure, median, percentile
from tests.bench.world import World, make_world
from tests.e2e.phone import Phone
from tests.e2e.steps import begin_visit, cards, sign_in, tap
from tests.live.chain import AUDITOR, PASSWORD
from tests.live.server import Server, running

QUESTIONS, OPENINGS, TAPS, STARTS = 150, 5, 40, 3
THROTTLE = {"rate": 4}
SLOW = "4x CPU throttle"

# Event Timing: from the finger to the next picture, in steps of 8 ms; what is faster than 16 ms is not told.
WATCH_TAPS = """() => {
  window.tapTimes = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (e.name === 'click') window.tapTimes.push(e.duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}"""
# Follows a link inside the app; until the frame after the last question is there.
OPEN_SECTION = """async ([path, count]) => {
  const link = document.createElement('a');
  link.href = path;
  document.body.append(link);
  const began = performance.now();
  link.click();
  while (document.querySelectorAll('article.question').length < count) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  link.remove();
  return performance.now() - began;
}"""


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
    slow = _throttle(page)
    opened = [_open_section(page, f"/visits/{visit}") for _ in range(OPENINGS)]
    yield Figure("phone.open-150-questions", median(opened), "ms", OPENINGS, "<= 500", remark=SLOW)
    page.evaluate(WATCH_TAPS)
    for number in range(TAPS):
        tap(cards(page).nth(number).get_by_role("radio").first)
    taps = page.evaluate("window.tapTimes")
    yield Figure("phone.tap.p50", percentile(taps, 50), "ms", len(taps), remark=f"Event Timing, {SLOW}")
    yield Figure("phone.tap.p95", percentile(taps, 95), "ms", len(taps), "<= 100", remark=f"Event Timing, {SLOW}")
    slow.detach()
    phone.close()


def _cold_starts(phone: Phone) -> Iterator[Figure]:
    """The browser has just been started and there is no network: until the list of visits stands."""
    taken = []
    for _ in range(STARTS):
        page = phone.open(online=False)
        _throttle(page)
        page.goto(f"{phone.address}/visits")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("main a[href^='/visits/']").first).to_be_visible()
        taken.append(page.evaluate("performance.now()"))
        phone.close()
    yield Figure("phone.cold-offline-start", median(taken), "ms", STARTS, "<= 1000", remark=f"to the list, {SLOW}")


def _throttle(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", THROTTLE)
    return session


def _open_section(page: Page, visit_path: str) -> float:
    page.goto(page.url.split("/visits/")[0] + visit_path)
    expect(page.get_by_text("Ready, works without signal")).to_be_visible()
    return float(page.evaluate(OPEN_SECTION, [f"{visit_path}/s/part_1", QUESTIONS]))
