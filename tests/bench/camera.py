"""Photos on the phone: from choosing one of 12 MP to ready for sending, and the page's memory while 8 come at once."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.figures import Figure, family, median, resident_mb
from tests.bench.world import World, make_world
from tests.e2e.phone import Phone, browser_processes
from tests.e2e.steps import begin_visit, cards, sign_in
from tests.live.chain import AUDITOR, PASSWORD
from tests.live.pictures import write_photos
from tests.live.server import Server, running

TWELVE_MP = (4032, 3024)
SINGLE, TOGETHER = 5, 8
SETTLED_MS, PACE_S = 3000, 0.03

# From the choice to the frame that shows the small picture, and how long the worker had it.
WATCH = """() => {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...words) {
    const began = performance.now();
    this.addEventListener('message', () => (window.worked = performance.now() - began), { once: true });
    return post.apply(this, words);
  };
  addEventListener('change', () => {
    const began = performance.now();
    const ready = () => document.querySelectorAll('[aria-label^="Photo "] img').length;
    const before = ready();
    window.taken = new Promise((resolve) => {
      const look = () => (ready() > before ? resolve(performance.now() - began) : requestAnimationFrame(look));
      look();
    });
  }, { capture: true });
}"""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, running(Server(Path(folder) / "data", with_worker=False)) as server:
        world, files = make_world(server), write_photos(Path(folder) / "camera", TOGETHER, TWELVE_MP)
        world.planned_visits(1)
        with sync_playwright() as playwright:
            phone = Phone(playwright, Path(folder) / "profile", server.address)
            page = _in_a_section(phone, world)
            yield from _one_by_one(page, phone, files[1:])
            yield from _all_at_once(page, phone, files)
            phone.close()


def _in_a_section(phone: Phone, world: World) -> Page:
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    begin_visit(page, world.chain.centres[0]["name"])
    return page


def _one_by_one(page: Page, phone: Phone, files: list[Path]) -> Iterator[Figure]:
    """Without signal, so that the photo before is not being sent meanwhile."""
    phone.set_online(False)
    page.evaluate(WATCH)
    taken, worked = [], []
    for number, file in enumerate(files[:SINGLE]):
        cards(page).nth(number).get_by_label("Take a photo").set_input_files(file)
        taken.append(float(page.evaluate("window.taken")))
        worked.append(float(page.evaluate("window.worked")))
    remark = f"from choosing to the picture, stored; {median(worked):.0f} ms of it in the worker; no throttle"
    yield Figure("camera.photo-ready", median(taken), "ms", SINGLE, "<= 500", remark=remark)
    phone.set_online(True)


def _all_at_once(page: Page, phone: Phone, files: list[Path]) -> Iterator[Figure]:
    """Chosen together, shrunk and sent."""
    page.reload()
    all_sent = page.get_by_role("link", name="All sent")
    expect(all_sent).to_be_visible(timeout=60_000)
    page.wait_for_timeout(SETTLED_MS)
    (browser,) = browser_processes(phone.profile)
    pages = [pid for pid in family(browser) if _is_page(pid)]
    idle = _sum_mb(pages)
    with _peak_mb(pages) as seen:
        card = cards(page).nth(SINGLE)
        card.get_by_label("Choose photos").set_input_files(files)
        expect(card.locator("[aria-label^='Photo '] img")).to_have_count(TOGETHER, timeout=60_000)
        expect(all_sent).to_be_visible(timeout=60_000)
    remark = f"{TOGETHER} of 12 MP chosen at once, until sent; idle {idle:.0f} MB"
    yield Figure("camera.peak-memory", max(seen) - idle, "MB over idle", len(seen), "<= 150", remark=remark)


@contextmanager
def _peak_mb(pids: list[int]) -> Iterator[list[float]]:
    """What these processes hold together, looked at again and again."""
    seen, over = [_sum_mb(pids)], threading.Event()

    def watch() -> None:
        while not over.wait(PACE_S):
            seen.append(_sum_mb(pids))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def _sum_mb(pids: list[int]) -> float:
    return sum(map(resident_mb, pids))


def _is_page(pid: int) -> bool:
    return b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes()
