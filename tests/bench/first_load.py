"""What a fresh browser fetches until an auditor who signs in there has the list of visits: bytes as they are sent.

The pages of a visit follow by themselves a moment later; what they add has a figure of its own and no goal.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Request, expect, sync_playwright

from tests.bench.figures import Figure
from tests.bench.world import make_world
from tests.e2e.phone import PHONE, chromium_flags, chromium_path
from tests.e2e.steps import sign_in
from tests.live.chain import AUDITOR, PASSWORD
from tests.live.server import Server, running

VISITS = 5
THEN_MS = 4_000


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, running(Server(Path(folder) / "data", with_worker=False)) as server:
        make_world(server).planned_visits(VISITS)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_flags())
            first, then = _fetched(browser, server.address)
            yield from _figures(first)
            scripts = [request for request in then if request.resource_type == "script"]
            told = "the pages of a visit, which follow"
            yield Figure("first-load.js.then", _size(scripts), "kB gz", len(scripts), remark=told)
            browser.close()


def _fetched(browser: Browser, address: str) -> tuple[list[Request], list[Request]]:
    """The copy for days without signal is another matter: it is fetched behind, so no worker here."""
    # The goal is said in gzip; from its own machine a browser takes Brotli too.
    gzip = {"Accept-Encoding": "gzip"}
    context = browser.new_context(viewport=PHONE, service_workers="block", extra_http_headers=gzip)
    page = context.new_page()
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))
    sign_in(page, address, AUDITOR, PASSWORD)
    expect(page.locator("main a[href^='/visits/']")).to_have_count(VISITS)
    first = len(done)
    page.wait_for_timeout(THEN_MS)
    return done[:first], done[first:]


def _size(requests: list[Request]) -> float:
    return sum(request.sizes()["responseBodySize"] for request in requests) / 1000


def _figures(requests: list[Request]) -> Iterator[Figure]:
    bytes_of, count = Counter[str](), Counter[str]()
    for request in requests:
        bytes_of[request.resource_type] += request.sizes()["responseBodySize"]
        count[request.resource_type] += 1
    scripts, rest = "script", [kind for kind in bytes_of if kind != "script"]
    remark = "sign-in page and list of visits, in a fresh browser"
    yield Figure("first-load.js", bytes_of[scripts] / 1000, "kB gz", count[scripts], "<= 60", remark=remark)
    kinds = ", ".join(f"{kind} {bytes_of[kind] / 1000:.1f}" for kind in sorted(rest, key=lambda kind: -bytes_of[kind]))
    total = sum(bytes_of[kind] for kind in rest) / 1000
    yield Figure("first-load.rest", total, "kB gz", sum(count[kind] for kind in rest), "<= 50", remark=kinds)
