"""What makes the work easier: a word finds its question, a swipe turns the page, sentences to begin with, a buzz."""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.fault_steps import ROWS, Visitor
from tests.e2e.steps import cards, tap
from tests.live.bad_line import BadLine
from tests.live.chain import Chain
from tests.live.checklists import plain_checklist

QUESTIONS, SECTIONS = 30, 3
# What a phone can do that a browser on a desk cannot: who was asked for it is written down.
PHONE_ONLY = """
  window.asked = { buzz: [], badge: [], awake: 0 };
  Object.defineProperty(navigator, 'vibrate', { value: (ms) => (asked.buzz.push(ms), true) });
  Object.defineProperty(navigator, 'setAppBadge', { value: async (n) => void asked.badge.push(n) });
  const request = async () => (asked.awake++, { release: async () => {} });
  Object.defineProperty(navigator, 'wakeLock', { value: { request } });
"""


@pytest.fixture
def visitor(chain: Chain, bad: BadLine, new_phone: MakePhone) -> Visitor:
    bad.well()
    version = chain.publish("comfort", plain_checklist("comfort", QUESTIONS, SECTIONS))
    visit = chain.plan_visit(chain.centres[4], version["id"])
    chain.accept_visit(visit)
    visitor = Visitor(chain, bad, new_phone(), visit, chain.phone(), None)  # type: ignore[arg-type]
    page = visitor.open()
    page.add_init_script(PHONE_ONLY)
    page.reload()
    expect(cards(page)).to_have_count(QUESTIONS // SECTIONS, timeout=15_000)
    return visitor


def asked(page: Page, what: str) -> Any:
    return page.evaluate(f"asked.{what}")


def section_title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def swipe(touch: CDPSession, start: tuple[int, int], end: tuple[int, int]) -> None:
    """As a finger does it: down, a few moves, up."""
    points = [
        (start[0] + (end[0] - start[0]) * part / 5, start[1] + (end[1] - start[1]) * part / 5) for part in range(6)
    ]
    for number, (x, y) in enumerate(points):
        kind = "touchStart" if number == 0 else "touchMove"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_word_leads_to_its_question_in_another_section(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Sections").click()
    sheet = page.get_by_role("dialog", name="Sections")
    expect(sheet.get_by_role("img", name="0 of 10 answered")).to_have_count(SECTIONS)
    sheet.get_by_label("Find a question").fill("PÓINT 30")
    expect(sheet.get_by_role("status")).to_have_text("1 question found")
    sheet.get_by_role("link", name="Was point 30 ").click()
    expect(sheet).to_have_count(0)
    expect(section_title(page)).to_have_text("Part 3")
    expect(cards(page).filter(has_text="Was point 30 ")).to_be_focused()
    expect(cards(page).filter(has_text="Was point 30 ")).to_be_in_viewport()


def test_a_swipe_turns_to_the_next_section_and_back_but_not_from_a_text(visitor: Visitor) -> None:
    page = visitor.page
    assert visitor.phone.context
    touch = visitor.phone.context.new_cdp_session(page)
    expect(section_title(page)).to_have_text("Part 1")
    swipe(touch, (320, 400), (90, 410))
    expect(section_title(page)).to_have_text("Part 2")
    swipe(touch, (90, 400), (320, 410))
    expect(section_title(page)).to_have_text("Part 1")
    # Nothing is before the first; a long way down is reading; the edge is the phone's own.
    for start, end in (((90, 400), (320, 400)), ((300, 700), (180, 300)), ((385, 400), (120, 400))):
        swipe(touch, start, end)
    expect(section_title(page)).to_have_text("Part 1")
    page.evaluate("scrollTo(0, 0)")
    cards(page).first.get_by_role("button", name="Comment").click()
    box = cards(page).first.get_by_role("textbox").bounding_box()
    assert box
    swipe(touch, (300, int(box["y"]) + 30), (60, int(box["y"]) + 30))
    page.wait_for_timeout(200)
    expect(section_title(page)).to_have_text("Part 1")
    assert visitor.queue() == {}, "a swipe answered something"


def test_what_is_off_until_somebody_wants_it(visitor: Visitor) -> None:
    page = visitor.page
    no = cards(page).first.get_by_role("radio", name="No", exact=True)
    tap(no)
    expect(cards(page).first.get_by_role("textbox")).to_be_visible()
    expect(page.get_by_role("group", name="Sentences to begin with")).to_have_count(0)
    assert asked(page, "buzz") == []
    _switch_on(visitor)
    offered = cards(page).first.get_by_role("group", name="Sentences to begin with")
    expect(offered.get_by_role("button").first).to_have_text("The lights were off.")
    offered.get_by_role("button", name="Nobody was there.").click()
    offered.get_by_role("button", name="The lights were off.").click()
    comment = cards(page).first.get_by_role("textbox")
    expect(comment).to_have_value("Nobody was there. The lights were off.")
    expect(offered.get_by_role("button", name="Nobody was there.")).to_have_count(0)
    visitor.until(lambda: [row["comment"] for row in visitor.on_server()["answers"]] == [comment.input_value()])
    tap(cards(page).first.get_by_role("radio", name="Yes", exact=True))
    expect(offered).to_have_count(0)
    assert asked(page, "buzz") == [10]


def values(row: Any) -> list[Any]:
    return [one for one in row.values() if isinstance(one, dict)]


def _switch_on(visitor: Visitor) -> None:
    page = visitor.page
    here = page.url
    page.goto(f"{visitor.phone.address}/account")
    for name in ("A short buzz with each answer", "Offer short sentences for comments"):
        expect(page.get_by_label(name)).not_to_be_checked()
        page.get_by_label(name).check()
    page.get_by_label("Your own sentences").fill("The lights were off.\n\n")
    visitor.until(lambda: any("sentences" in one for row in page.evaluate(ROWS, "kv") for one in values(row)))
    page.goto(here)


def test_the_icon_says_how_much_waits_and_the_screen_stays_on_while_photos_go(
    visitor: Visitor, photos: list[Any]
) -> None:
    page = visitor.page
    visitor.offline()
    for card in range(2):
        tap(cards(page).nth(card).get_by_role("radio").first)
    cards(page).first.get_by_label("Take a photo").set_input_files(photos[0])
    # Two answers, the photo, and the moment of arriving.
    visitor.until(lambda: asked(page, "badge")[-1:] == [4])
    assert asked(page, "awake") == 0
    visitor.phone.set_online(True)
    visitor.until(lambda: asked(page, "badge")[-1:] == [0])
    assert asked(page, "awake") >= 1


# Safari's own mark, and nothing of what other browsers offer.
IPHONE = """
  Object.defineProperty(Navigator.prototype, 'standalone', { value: false });
  addEventListener('beforeinstallprompt', (event) => event.stopImmediatePropagation());
"""


def test_an_iphone_is_shown_the_way_to_the_home_screen_in_two_pictures(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(f"{visitor.phone.address}/account")
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    expect(page.get_by_role("heading", name="On the home screen")).to_have_count(0)
    page.add_init_script(IPHONE)
    page.goto(f"{visitor.phone.address}/visits")
    steps = page.get_by_role("listitem")
    expect(page.get_by_role("region", name="Now")).to_be_visible()
    page.keyboard.press("Shift")
    page.get_by_role("button", name="Show how").click()
    expect(steps.filter(has_text="Tap Share")).to_be_visible()
    expect(steps.filter(has_text="Tap “Add to Home Screen”")).to_be_visible()
    expect(steps.locator("svg")).to_have_count(2)
    page.get_by_role("button", name="Later").click()
    expect(steps).to_have_count(0)
    page.goto(f"{visitor.phone.address}/account")
    page.get_by_role("button", name="Show how").click()
    expect(steps.locator("svg")).to_have_count(2)


def test_what_comes_late_moves_nothing_on_the_list(visitor: Visitor) -> None:
    """The offer of a place on the home screen comes when the list already stands under a thumb."""
    page = visitor.page
    page.add_init_script(
        "window.moved = 0; const seen = (list) => list.getEntries().forEach((shift) => (moved += shift.value));"
        "new PerformanceObserver(seen).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{visitor.phone.address}/visits")
    expect(page.get_by_role("region", name="Now")).to_be_visible()
    page.keyboard.press("Shift")
    expect(page.get_by_role("button", name="Later")).to_be_in_viewport()
    assert page.evaluate("moved") < 0.01
