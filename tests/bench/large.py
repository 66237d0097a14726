"""A checklist of 300 questions at a quarter of the CPU: on the phone, and beside its preview in the studio."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Playwright, expect, sync_playwright

from backend.kernel.ids import new_id
from tests.bench.figures import Figure, median
from tests.bench.slow import SLOW, Interactions, SlowPage, bare_page
from tests.bench.world import World, make_world
from tests.e2e import studio_steps as studio
from tests.e2e.phone import DESKTOP, Phone
from tests.e2e.steps import begin_visit, cards, sign_in, tap
from tests.live.chain import ADMINISTRATOR, AUDITOR, PASSWORD
from tests.live.server import Server, running

QUESTIONS, SECTIONS, OPENINGS, TAPS = 300, 12, 5, 40
A_SECTION = QUESTIONS // SECTIONS
TYPED = "Did anybody ask how your day had been?"
PANES = "nav[aria-label='Outline'] button, section[aria-label='Preview'] article"


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, running(Server(Path(folder) / "data", with_worker=False)) as server:
        world = make_world(server, QUESTIONS, SECTIONS)
        with sync_playwright() as playwright:
            yield from _phone(playwright, Path(folder), world)
            yield from _studio(playwright, Path(folder), world)


def _phone(playwright: Playwright, folder: Path, world: World) -> Iterator[Figure]:
    (visit,) = world.planned_visits(1)
    phone = Phone(playwright, folder / "phone", world.server.address)
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    begin_visit(page, world.chain.centres[0]["name"])
    bare, slow = bare_page(page), SlowPage(page)
    opened = [_open_visit(slow, phone.address, f"/visits/{visit}", number) for number in range(1, OPENINGS + 1)]
    remark = f"a section of {A_SECTION}, {SLOW}"
    yield Figure("large.phone.open-section", median(opened), "ms", OPENINGS, "<= 500", remark=remark)
    slow.watch()
    for number in range(TAPS):
        if number == A_SECTION:
            page.get_by_role("link", name="Next").or_(page.get_by_role("button", name="Next")).first.click()
        tap(cards(page).nth(number % A_SECTION).get_by_role("radio").first)
    yield from slow.since_last(TAPS + 1).figures("large.phone.tap", bare)
    phone.close()


def _open_visit(slow: SlowPage, address: str, visit: str, section: int) -> float:
    slow.page.goto(address + visit)
    expect(slow.page.get_by_text("Ready, works without signal")).to_be_visible()
    return slow.open(f"{visit}/s/part_{section}", "article.question", A_SECTION)


def _studio(playwright: Playwright, folder: Path, world: World) -> Iterator[Figure]:
    draft = new_id()
    world.chain.admin.call("PUT", f"/checklist-drafts/{draft}", {"version_id": world.version["id"]})
    desk = Phone(playwright, folder / "desk", world.server.address, DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, ADMINISTRATOR, PASSWORD)
    bare, slow = bare_page(page), SlowPage(page)
    opened = [_open_studio(slow, desk.address, f"/studio/{draft}") for _ in range(OPENINGS)]
    yield Figure("large.studio.open", median(opened), "ms", OPENINGS, "<= 500", remark=f"{QUESTIONS} questions, {SLOW}")
    slow.watch()
    yield from _choosing(slow, bare)
    yield from _typing(slow, bare)
    desk.close()


def _open_studio(slow: SlowPage, address: str, path: str) -> float:
    slow.page.goto(f"{address}/checklists")
    expect(slow.page.get_by_role("heading", name="Drafts")).to_be_visible()
    return slow.open(path, PANES, A_SECTION)


def _choosing(slow: SlowPage, bare: Interactions) -> Iterator[Figure]:
    """Questions all over the outline, then answers on the preview's phone."""
    entries = studio.outline(slow.page).get_by_role("button", name="of the service as promised").element_handles()
    slow.since_last(0)
    for number in range(TAPS):
        entries[number * QUESTIONS // TAPS].click()
    yield from slow.since_last(TAPS).figures("large.studio.choose", bare)
    answers = studio.preview(slow.page).get_by_role("article")
    for number in range(A_SECTION):
        tap(answers.nth(number).get_by_role("radio").first)
    yield from slow.since_last(A_SECTION).figures("large.studio.preview-tap", bare)


def _typing(slow: SlowPage, bare: Interactions) -> Iterator[Figure]:
    studio.outline(slow.page).get_by_role("button", name="point 150 of the service").click()
    field = studio.editor(slow.page).get_by_label("Question", exact=True)
    field.fill("")
    slow.since_last(0)
    field.press_sequentially(TYPED, delay=120)
    expect(field).to_have_value(TYPED)
    yield from slow.since_last(len(TYPED)).figures("large.studio.type", bare)
