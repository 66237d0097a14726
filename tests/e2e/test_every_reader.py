"""The auditor's pages for every reader: text twice as large, read from the right, in a system's own colours, spoken."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import PHONE, Phone
from tests.e2e.steps import cards, sign_in, tap
from tests.live.api import Client
from tests.live.demo import Demo

LARGE = {"fontSizes": {"standard": 32, "fixed": 26}}
STYLE = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name)"
# A line of the accessibility tree that is a control and has no name.
UNNAMED = re.compile(
    r"- (button|link|radio|checkbox|textbox|combobox|spinbutton|slider|radiogroup|dialog)(:| \[.*\]:?)?"
)
# Text that does not fit where it stands: cut off by its own box, or reaching beyond the screen.
CUT = """
() => {
  const wide = document.documentElement.clientWidth;
  const name = (node) => `${node.tagName.toLowerCase()}.${node.className} "${node.textContent.trim().slice(0, 40)}"`;
  const found = [];
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > wide) found.push(`the page is ${scrollWidth} wide`);
  for (const node of document.querySelectorAll('#page *')) {
    const said = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!said || !node.checkVisibility() || node.closest('.hidden-visually, option, .ring')) continue;
    const box = node.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.right > wide + 1 || box.left < -1) found.push(`beyond the edge: ${name(node)}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = range.getBoundingClientRect();
    for (let holder = node; holder.id !== 'page'; holder = holder.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(holder);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = holder.getBoundingClientRect();
      if (words.left < edge.left - 1 || words.right > edge.right + 1) found.push(`too wide: ${name(node)}`);
      if (words.top < edge.top - 2 || words.bottom > edge.bottom + 2) found.push(`cut off: ${name(node)}`);
    }
  }
  return found;
}
"""
# Words that lie on other words, among what stands fixed on the page.
OVERLAPS = """
() => {
  const APART = '.hidden-visually, .header, .dock, .entry-head, option';
  const texts = [];
  const walk = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility() || holder.closest(APART)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = node.data.trim().slice(0, 30);
    for (const box of range.getClientRects()) if (box.width > 1) texts.push({ box, words, holder });
  }
  const found = [];
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (one.holder !== other.holder && across > 3 && down > 6) found.push(`"${one.words}" on "${other.words}"`);
    }
  });
  return found;
}
"""


def pages(auditor: Client) -> dict[str, str]:
    visit = auditor.get("/visits?status=in_progress,accepted,planned,returned&limit=1")["items"][0]
    section = auditor.get(f"/checklist-versions/{visit['checklist']['version_id']}")["definition"]["sections"][0]
    here = f"/visits/{visit['id']}"
    places = {"list": "/visits", "brief": here, "section": f"{here}/s/{section['id']}", "check": f"{here}/check"}
    return places | {"sending": "/sync", "account": "/account"}


@pytest.fixture
def phone(demo: Demo, new_phone: MakePhone) -> Phone:
    phone = new_phone(address=demo.server.address)
    sign_in(phone.open(), phone.address, demo.email("auditor"), demo.password)
    return phone


Change = Callable[[Page], None]


def large(page: Page) -> None:
    """As somebody sets it in their browser."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", LARGE)


def from_the_right(page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")


def each_page(phone: Phone, demo: Demo, change: Change, folder: Any) -> Iterator[tuple[str, Page]]:
    """Each as tall as its content, so that every card is drawn and nothing is covered by what is fixed."""
    assert phone.context
    page = phone.context.pages[0]
    for place, path in pages(demo.client("auditor")).items():
        page.set_viewport_size(PHONE)
        page.goto(phone.address + path)
        page.wait_for_load_state("networkidle")
        change(page)
        for _ in range(2):
            height = page.evaluate("document.scrollingElement.scrollHeight")
            page.set_viewport_size({"width": PHONE["width"], "height": height + 200})
            page.wait_for_timeout(100)
        if folder:
            page.screenshot(path=f"{folder}/{change.__name__}-{place}.png")
        yield place, page


def test_text_of_twice_the_size_breaks_nothing(phone: Phone, demo: Demo, request: pytest.FixtureRequest) -> None:
    folder = request.config.getoption("--screenshots", default=None)
    found = []
    for place, page in each_page(phone, demo, large, folder):
        assert page.evaluate("getComputedStyle(document.querySelector('#page p')).fontSize") > "23px"
        found += [f"{place}: {line}" for line in [*page.evaluate(CUT), *page.evaluate(OVERLAPS)]]
    assert not found, "\n".join(found)


def test_read_from_the_right_the_page_is_turned_round(phone: Phone, demo: Demo, request: pytest.FixtureRequest) -> None:
    folder = request.config.getoption("--screenshots", default=None)
    found = []
    for place, page in each_page(phone, demo, from_the_right, folder):
        found += [f"{place}: {line}" for line in page.evaluate(CUT)]
        if place in ("brief", "section", "check"):
            title = page.get_by_role("heading", level=1).bounding_box()
            back = page.get_by_role("link", name="Back", exact=True).bounding_box()
            assert title and back and back["x"] > title["x"], f"{place}: the way back is still at the left"
    assert not found, "\n".join(found)


def test_what_is_chosen_shows_in_the_colours_of_the_system(phone: Phone, demo: Demo) -> None:
    """There every background goes: what only a background says would say nothing."""
    assert phone.context
    page = phone.context.pages[0]
    page.goto(phone.address + pages(demo.client("auditor"))["section"])
    page.emulate_media(forced_colors="active")
    group = page.get_by_role("radiogroup").first
    tap(group.get_by_role("radio").first)
    colours = group.locator("label span").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundColor)"
    )
    assert colours[0] not in colours[1:]
    page.emulate_media(forced_colors="none", contrast="more")
    lines, edges = (page.evaluate(STYLE, name) for name in ("--line", "--edge"))
    assert lines == edges


def test_each_control_of_a_section_says_which_question_it_belongs_to(phone: Phone, demo: Demo) -> None:
    assert phone.context
    page = phone.context.pages[0]
    page.goto(phone.address + pages(demo.client("auditor"))["section"])
    expect(cards(page).first).to_be_visible()
    page.set_viewport_size({"width": PHONE["width"], "height": page.evaluate("document.scrollingElement.scrollHeight")})
    for card in cards(page).all():
        question = card.get_by_role("heading").first.inner_text()
        expect(page.get_by_role("article", name=question, exact=True)).to_have_count(1)
        unnamed = [line for line in card.aria_snapshot().splitlines() if UNNAMED.fullmatch(line.strip())]
        assert unnamed == [], f"{question}: {unnamed}"
    outside = [line.strip() for line in page.locator("body").aria_snapshot().splitlines()]
    assert [line for line in outside if UNNAMED.fullmatch(line)] == []
