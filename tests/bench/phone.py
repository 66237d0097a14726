"""The pages on a slow phone: 4x CPU throttle, a section of 150 questions, and the time from a tap to the next picture."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.figures import Figure, median, percentile
from tests.bench.world import World, make_world
from tests.e2e.phone import Phone
from tests.e2e.steps import open_section, sign_in
from tests.live.people import AUDITOR, PASSWORD
from tests.live.server import Server, running

QUESTIONS, OPENINGS, TAPS = 150, 5, 60
THROTTLE = 4

WATCH_TAPS = """
window.tapTimes = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (e.name === 'click') window.tapTimes.push(e.duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: false });
"""
# From the navigation inside the app to the frame after the last question is there.
OPEN_SECTION = """
async ([path, count]) => {
  const began = performance.now();
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
  while (document.querySelectorAll('[data-question]').length < count) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - began;
}
"""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, running(Server(Path(folder) / "data", with_worker=False)) as server:
        world = make_world(server, QUESTIONS)
        (visit,) = world.accepted_visits(1)
        with sync_playwright() as playwright:
            phone = Phone(playwright, Path(folder) / "profile", server.address)
            yield from _measure_on(phone, world, visit)
            phone.close()


def _measure_on(phone: Phone, world: World, visit: str) -> Iterator[Figure]:
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    open_section(page, visit, "part_1")
    page.add_init_script(WATCH_TAPS)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    opened = [_open(page, visit) for _ in range(OPENINGS)]
    yield Figure("phone.open-150-questions", median(opened), "ms", OPENINGS, "<= 500", remark="4x CPU throttle")
    taps = _tap_answers(page)
    yield Figure("phone.tap.p50", percentile(taps, 50), "ms", len(taps), remark="Event Timing, 4x CPU throttle")
    yield Figure(
        "phone.tap.p95", percentile(taps, 95), "ms", len(taps), "<= 100", remark="Event Timing, 4x CPU throttle"
    )
