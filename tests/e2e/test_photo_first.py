"""Photos that come first and get their question later, questions that get none, and a camera that ends the browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.fault_steps import Begin, Visitor
from tests.e2e.photo_steps import drag, take_loose, undo
from tests.e2e.steps import answer_section, cards, check, tap
from tests.live.bad_line import BadLine
from tests.live.chain import Chain
from tests.live.checklists import plain_checklist

WAIVED, SIGNED = 1, 2


def _with_photos(source: str) -> str:
    """The second question wants a photo, the third a signature."""
    checklist = json.loads(source)
    questions = checklist["sections"][0]["questions"]
    questions[WAIVED]["photo"] = {"min": 1}
    questions[SIGNED] = {"id": questions[SIGNED]["id"], "type": "signature", "text": "Please sign."}
    return json.dumps(checklist)


@pytest.fixture
def visitor(chain: Chain, bad: BadLine, new_phone: MakePhone) -> Visitor:
    bad.well()
    version = chain.publish("first", _with_photos(plain_checklist("first", 3, 1)))
    visit = chain.plan_visit(chain.centres[3], version["id"])
    chain.accept_visit(visit)
    visitor = Visitor(chain, bad, new_phone(), visit, chain.phone(), None)  # type: ignore[arg-type]
    expect(cards(visitor.open())).to_have_count(3, timeout=15_000)
    return visitor


def sign(page: Page) -> None:
    paper = cards(page).nth(SIGNED).get_by_role("img", name="Sign with your finger")
    drag(page, paper, (0.2, 0.3, 0.8, 0.7))


def test_loose_photos_are_asked_about_before_the_visit_is_submitted(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = visitor.page
    for number, photo in enumerate(photos, 1):
        take_loose(page, photo)
        title = "1 loose photo" if number == 1 else f"{number} loose photos"
        expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=15_000)
    answer_section(page, 0)
    check(page)
    expect(page.get_by_role("heading", name="Where do these photos belong?")).to_be_visible()
    expect(page.get_by_role("button", name="Submit")).to_have_count(0)
    expect(page.get_by_label("I made this visit myself")).to_have_count(0)
    page.get_by_role("button", name="Assign").first.click()
    page.get_by_role("button", name="Was point 2 ").click()
    page.get_by_role("button", name="General").first.click()
    page.get_by_role("button", name="Delete photo").click()
    expect(page.get_by_role("heading", name="1 general photo")).to_be_visible()
    tap(page.get_by_label("I made this visit myself"))
    page.get_by_role("button", name="Submit").click()
    visitor.until_sent()
    assert [photo["question_id"] for photo in visitor.on_server()["photos"]] == ["q2", None]


def test_a_loose_photo_is_assigned_from_the_section_and_back_again(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = visitor.page
    take_loose(page, photos[0])
    page.get_by_role("button", name="Loose photo 1").click()
    page.get_by_role("button", name="To a question").click()
    page.get_by_role("dialog", name="Which question?").get_by_role("button", name="Was point 1 ").click()
    expect(cards(page).first.get_by_role("button", name="Photo 1")).to_be_visible()
    visitor.until(lambda: [photo["question_id"] for photo in visitor.on_server()["photos"]] == ["q1"])
    undo(page)
    expect(page.get_by_role("button", name="Loose photo 1")).to_be_visible()
    visitor.until(lambda: [photo["question_id"] for photo in visitor.on_server()["photos"]] == [None])


def test_a_question_without_a_photo_needs_one_tap_for_the_reason(visitor: Visitor) -> None:
    page = visitor.page
    card = cards(page).nth(WAIVED)
    tap(card.get_by_role("radio").first)
    card.get_by_role("button", name="No photo possible").click()
    card.get_by_role("button", name="Too dark").click()
    expect(card.get_by_text("No photo, with your reason")).to_be_visible()
    visitor.until(lambda: [row["waiver"] for row in visitor.on_server()["answers"]] == ["Too dark"])
    card.get_by_role("button", name="A photo is possible after all").click()
    expect(card.get_by_text("Photo needed")).to_be_visible()
    visitor.until(lambda: [row["waiver"] for row in visitor.on_server()["answers"]] == [None])


def test_a_signature_can_be_begun_again_taken_away_and_brought_back(visitor: Visitor) -> None:
    page = visitor.page
    card = cards(page).nth(SIGNED)
    keep, again = (card.get_by_role("button", name=name) for name in ("Keep signature", "Start again"))
    sign(page)
    again.click()
    expect(keep).to_be_disabled()
    sign(page)
    keep.click()
    card.get_by_role("button", name="Photo 1").click(timeout=15_000)
    expect(page.get_by_role("button", name="Delete photo")).to_be_visible()
    expect(page.get_by_role("button", name="Edit")).to_have_count(0)
    page.get_by_role("button", name="Delete photo").click()
    expect(keep).to_be_visible()
    undo(page)
    expect(card.get_by_role("button", name="Photo 1")).to_be_visible()
    visitor.until(lambda: len(visitor.on_server()["photos"]) == 1)


def test_a_camera_that_ends_the_browser_leads_back_to_its_question(visitor: Visitor) -> None:
    page = visitor.page
    with page.expect_file_chooser():
        cards(page).nth(WAIVED).get_by_label("Take a photo").click()
    visitor.until(lambda: visitor.page.evaluate(CAMERA) is not None)
    visitor.phone.kill()
    page = visitor.phone.open()
    visitor.sign_in_quietly()
    page.goto(f"{visitor.phone.address}/visits")
    expect(page.get_by_text("The camera closed the app before the photo arrived")).to_be_visible(timeout=15_000)
    page.wait_for_url(f"**/visits/{visitor.visit}/s/part_1#q-q2")
    expect(cards(page).nth(WAIVED)).to_be_focused()


CAMERA = """
() => new Promise((resolve) => {
  const open = indexedDB.open('inside-out');
  open.onsuccess = () => {
    const read = open.result.transaction('kv').objectStore('kv').get('camera');
    read.onsuccess = () => (open.result.close(), resolve(read.result ?? null));
  };
})
"""
