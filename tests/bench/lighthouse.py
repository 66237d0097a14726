"""Lighthouse as for a phone, on the auditor's list of visits and on a section of a real checklist, signed in.

Before each run it empties the caches and the worker, but neither the cookies nor the phone's own store.
"""

import json
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from tests.bench.figures import Figure
from tests.bench.packages import ROOT, ProgramFailed, RegistryAway, install, run
from tests.e2e.phone import Phone, chromium_flags, chromium_path
from tests.e2e.steps import begin_visit, sign_in
from tests.live.chain import AUDITOR, PASSWORD, Chain, make_chain
from tests.live.server import Server, running

PACKAGE = {"lighthouse": "13.5.0"}
CATEGORIES = ("performance", "accessibility", "best-practices")
PAGES = ("list", "section")
RUNS, SPARE, VISITS = 5, 2, 5
CHECKLIST = ROOT / "audits" / "automotive" / "showroom-visit.yaml"
START_S = 20
LINE = 90


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            install(folder, PACKAGE)
        except RegistryAway as away:
            names = [f"lighthouse.{page}.{category}" for page in PAGES for category in CATEGORIES]
            yield from (Figure(name, None, "of 100", 0, ">= 100", remark=str(away)) for name in names)
            return
        with running(Server(folder / "data", with_worker=False)) as server:
            profile = folder / "profile"
            with sync_playwright() as playwright:
                section = _begun_visit(playwright, profile, make_chain(server))
            with _browser(profile) as port:
                for page, path in zip(PAGES, ("/visits", section), strict=True):
                    reports, failures = _reports(folder, port, server.address + path)
                    yield from (_figure(page, category, reports, failures) for category in CATEGORIES)


def _begun_visit(playwright: Playwright, profile: Path, chain: Chain) -> str:
    """A phone with a visit that stands in its first section; the path of that."""
    version = chain.publish(CHECKLIST.stem, CHECKLIST.read_text())
    for centre in chain.centres[:VISITS]:
        chain.plan_visit(centre, version["id"])
    phone = Phone(playwright, profile, chain.server.address)
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    begin_visit(page, chain.centres[0]["name"])
    path = page.url.removeprefix(phone.address)
    phone.close()
    return path


@contextmanager
def _browser(profile: Path) -> Iterator[int]:
    """The phone's browser with nobody at it; the port at which it takes orders."""
    told = profile / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    own = ["--headless", "--remote-debugging-port=0", "--password-store=basic", f"--user-data-dir={profile}"]
    words = [chromium_path(), *chromium_flags(), *own, "about:blank"]
    browser = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_S
        while not (told.exists() and told.read_text()):
            assert browser.poll() is None and time.monotonic() < deadline, "Chromium did not start"
            time.sleep(0.05)
        yield int(told.read_text().split()[0])
    finally:
        browser.terminate()
        browser.wait(10)


def _reports(folder: Path, port: int, url: str) -> tuple[list[dict[str, Any]], list[str]]:
    """A busy machine can starve a run of Lighthouse: what failed is told, and one more is tried in its place."""
    reports: list[dict[str, Any]] = []
    failures: list[str] = []
    while len(reports) < RUNS and len(failures) <= SPARE:
        try:
            reports.append(_report(folder, port, url))
        except ProgramFailed as failed:
            failures.append(str(failed).splitlines()[-1][:LINE])
    return reports, failures


def _report(folder: Path, port: int, url: str) -> dict[str, Any]:
    program = str(folder / "node_modules" / "lighthouse" / "cli" / "index.js")
    options = [f"--port={port}", "--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    report: dict[str, Any] = json.loads(run("node", program, url, *options))
    assert "runtimeError" not in report, report["runtimeError"]
    assert report["finalDisplayedUrl"] == url, f"the browser was led to {report['finalDisplayedUrl']}"
    return report


def _figure(page: str, category: str, reports: list[dict[str, Any]], failures: list[str]) -> Figure:
    name, told = f"lighthouse.{page}.{category}", "".join(f"; a run failed: {words}" for words in failures)
    if not reports:
        return Figure(name, None, "of 100", 0, ">= 100", remark=told.removeprefix("; "))
    scores = [round(100 * report["categories"][category]["score"]) for report in reports]
    remark = f"runs {' '.join(map(str, scores))}"
    if category == "performance":
        remark += f"; {_paint(reports, 'largest-contentful-paint')}, {_paint(reports, 'total-blocking-time')}"
    if short := Counter(audit for report in reports for audit in _short_of_full(report, category)):
        remark += f"; short of full marks: {', '.join(short)}"
    return Figure(name, statistics.median(scores), "of 100", len(scores), ">= 100", remark=remark + told)


def _paint(reports: list[dict[str, Any]], audit: str) -> str:
    value = statistics.median(report["audits"][audit]["numericValue"] for report in reports)
    return f"{audit} {value:.0f} ms"


def _short_of_full(report: dict[str, Any], category: str) -> list[str]:
    """The audits that cost points; those that do not apply have no score."""
    counted = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"] > 0]
    return [name for name in counted if (report["audits"][name]["score"] or 0) < 1 and _applies(report["audits"][name])]


def _applies(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
