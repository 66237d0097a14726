"""What the studio must carry: repeats and clocks built by hand, dragging by mouse and finger, two editors at once."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e import studio_steps as studio
from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP, PHONE
from tests.e2e.steps import sign_in, tap
from tests.live.api import Client
from tests.live.chain import ADMINISTRATOR, PASSWORD, Chain, add_user

ANNA = "anna@chain.example"
DAY = 86_400


def begin(page: Page, address: str, name: str) -> None:
    sign_in(page, address, ADMINISTRATOR, PASSWORD)
    studio.new_checklist(page, address, name)


def draft_of(page: Page, editor: Client) -> dict[str, Any]:
    return editor.get(f"/checklist-drafts/{page.url.rpartition('/')[2]}")


def save_as(editor: Client, draft: dict[str, Any], title: str) -> None:
    document = {**draft["document"], "title": title}
    headers = {"If-Match": f'"{draft["row_version"]}"'}
    editor.call("PATCH", f"/checklist-drafts/{draft['id']}", {"document": document}, headers)


def write_clock(page: Page) -> None:
    editor = studio.editor(page)
    studio.add_section(page, "The enquiry", "arrival")
    studio.add_question(page, "First personal reply", "Duration")
    studio.unfold(page, "Observation clock")
    tap(editor.get_by_role("checkbox", name="Counts by itself"))
    expect(editor.get_by_label("Begins with")).to_have_value("began_at")
    editor.get_by_label("Ends after", exact=True).fill("2")
    editor.get_by_label("Ends after: unit").select_option("days")
    for points in ("3", "0"):
        editor.get_by_role("button", name="Add band").click()
        editor.get_by_label("Points").last.fill(points)
    editor.get_by_label("Up to", exact=True).fill("4")


def write_repeat(page: Page) -> None:
    studio.add_section(page, "Whom you met", "needs")
    studio.unfold(page, "Asked several times")
    tap(studio.editor(page).get_by_role("checkbox", name="Ask this section once"))
    studio.editor(page).get_by_label("At most", exact=True).fill("3")
    studio.add_question(page, "Was this person warm?")


def test_clock_and_repeat_are_built_by_hand_tried_and_published(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address, "Enquiry and people")
    write_clock(page)
    write_repeat(page)
    try_both(page)
    studio.publish(studio.open_publish(page))
    expect(page.get_by_text("Version 1", exact=True).first).to_be_visible()
    version = chain.admin.all("/checklists/enquiry-and-people/versions")[0]
    sections = chain.admin.get(f"/checklist-versions/{version['id']}")["definition"]["sections"]
    reply = sections[0]["questions"][1]
    assert reply["clock"] == {"start": "began_at", "contact": "person", "opens": 0, "closes": 2 * DAY}
    assert reply["bands"] == [{"up_to": 4 * 3600, "points": 3}, {"up_to": None, "points": 0}]
    assert sections[1]["repeat"] == {"by": "staff_role", "min": 1, "max": 3, "label": {"en": "Person"}}


def try_both(page: Page) -> None:
    preview = studio.preview(page)
    preview.get_by_role("button", name="Add: Person").click()
    people = preview.get_by_role("region", name="Person")
    expect(people).to_have_count(2)
    for person in (people.nth(0), people.nth(1)):
        tap(person.get_by_role("radio", name="Sales"))
        tap(person.get_by_role("radio", name="Yes"))
    preview.get_by_role("button", name="Remove Person 2").click()
    expect(people).to_have_count(1)
    studio.choose(page, "First personal reply")
    expect(preview.get_by_text("One clock waits for its beginning.")).to_be_visible()
    preview.get_by_role("button", name="Now").click()
    preview.get_by_role("article", name="First personal reply").get_by_role("button").first.click()
    expect(preview.get_by_label("Score of the preview")).to_contain_text("100.0")


def three_questions(page: Page) -> Locator:
    studio.add_section(page, "At the desk", "arrival")
    for text in ("First of all?", "In the middle?", "At the end?"):
        studio.add_question(page, text)
    return page.locator(".outline-question")


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_row_is_dragged_with_the_mouse_and_a_condition_left_behind_is_told(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address, "Dragged")
    rows = three_questions(page)
    studio.unfold(page, "When it is shown")
    studio.editor(page).get_by_role("button", name="Add condition").click()
    studio.editor(page).get_by_label("Earlier question").select_option(label="First of all?")
    expect(page.get_by_text("Nothing to mend")).to_be_visible()
    page.mouse.move(*middle(rows.nth(2)))
    page.mouse.down()
    x, y = middle(rows.nth(0))
    page.mouse.move(x, y + 30, steps=4)
    page.mouse.move(x, y - 12, steps=4)
    expect(page.locator(".outline-ghost")).to_have_text("At the end?")
    page.mouse.up()
    expect(rows).to_have_text([re.compile("At the end"), re.compile("First of all"), re.compile("In the middle")])
    expect(
        page.get_by_role("status").get_by_text("“At the end?” is now question 1 of 3 in “At the desk”")
    ).to_be_attached()
    page.get_by_text("One thing to mend").click()
    page.get_by_role("button", name="At the end? Name a question that comes earlier").click()
    expect(studio.editor(page).get_by_label("Earlier question")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(rows.nth(2)).to_have_text("At the end?")
    expect(page.get_by_text("Nothing to mend")).to_be_visible()


def test_row_is_dragged_with_a_finger_by_its_number(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(PHONE)
    page = phone.open()
    begin_on_phone(page, phone.address, chain)
    rows = page.locator(".outline-question")
    grips = page.locator(".outline-numbered")
    finger(page, middle(grips.nth(0)), middle(rows.nth(2)), 12)
    expect(rows).to_have_text(["In the middle?", "At the end?", "First of all?"])
    finger(page, middle(grips.nth(2)), middle(rows.nth(0)), -12, drop=False)
    expect(rows).to_have_text(["In the middle?", "At the end?", "First of all?"])
    expect(page.locator(".outline-ghost")).to_have_count(0)


def begin_on_phone(page: Page, address: str, chain: Chain) -> None:
    begin(page, address, "By finger")
    draft = draft_of(page, chain.admin)
    texts = ("First of all?", "In the middle?", "At the end?")
    questions = [{"id": f"q_{n}", "type": "yes_no", "text": text} for n, text in enumerate(texts)]
    section = {"id": "desk", "title": "At the desk", "touchpoint": "arrival", "questions": questions}
    body = {"document": {**draft["document"], "sections": [section]}}
    chain.admin.call("PATCH", f"/checklist-drafts/{draft['id']}", body, {"If-Match": f'"{draft["row_version"]}"'})
    page.reload()
    expect(page.locator(".outline-question")).to_have_count(3)
    expect(page.get_by_text("Nothing to mend")).to_be_visible()  # what appears above the rows moves them


def finger(
    page: Page, start: tuple[float, float], end: tuple[float, float], beyond: float, *, drop: bool = True
) -> None:
    """As a screen sends it; without `drop` the system takes the touch away."""
    touch = page.context.new_cdp_session(page)
    (x, y), (_, to) = start, end
    steps = [("touchStart", y), *[("touchMove", y + (to + beyond - y) * part / 5) for part in range(1, 6)]]
    for kind, at in steps:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at}]})
    if drop:
        expect(page.locator(".outline-ghost")).to_have_count(1)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd" if drop else "touchCancel", "touchPoints": []})
    touch.detach()


def test_two_editors_learn_of_each_other_and_nothing_is_lost(chain: Chain, new_phone: MakePhone) -> None:
    add_user(chain.server, ANNA, "Anna Administrator", "administrator")
    anna = Client(chain.server.address, chain.server.origin).sign_in(ANNA, PASSWORD)
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address, "Shared")
    name = studio.editor(page).get_by_label("Name of the checklist")
    name.fill("Mine")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    save_as(anna, draft_of(page, anna), "Theirs")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text(re.compile(r"Anna Administrator saved this draft at \d\d:\d\d"))).to_be_visible()
    page.get_by_role("button", name="Load theirs").click()
    expect(name).to_have_value("Theirs")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    page.keyboard.press("Control+z")
    expect(name).to_have_value("Mine")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    assert draft_of(page, anna)["document"]["title"] == "Mine"


def test_own_work_goes_on_in_a_copy_with_its_steps_back(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address, "Parted")
    name = studio.editor(page).get_by_label("Name of the checklist")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    shared = draft_of(page, chain.admin)
    save_as(chain.admin, shared, "Theirs")
    name.fill("Mine")
    expect(page.get_by_text("You saved this draft in another window at")).to_be_visible()
    page.get_by_role("button", name="Keep mine as another draft").click()
    expect(page).not_to_have_url(f"{phone.address}/studio/{shared['id']}")
    expect(name).to_have_value("Mine")
    page.keyboard.press("Control+z")
    expect(name).to_have_value("Parted")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    page.goto(f"{phone.address}/checklists")
    expect(page.get_by_role("link", name="Parted")).to_be_visible()
    expect(page.get_by_role("link", name="Theirs")).to_be_visible()


def test_save_whose_reply_got_lost_is_no_conflict(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address, "Lost reply")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    lost: list[str] = []

    def lose(route: Any) -> None:
        if route.request.method != "PATCH" or lost:
            return route.continue_()
        lost.append(json.dumps(route.fetch().status))
        return route.abort()

    page.route("**/api/v1/checklist-drafts/*", lose)
    studio.editor(page).get_by_label("Name of the checklist").fill("Arrived")
    expect(page.get_by_text("Not sent yet, trying again")).to_be_visible()
    expect(page.get_by_text(studio.SAVED)).to_be_visible(timeout=15_000)
    assert lost == ["200"]
    assert draft_of(page, chain.admin)["document"]["title"] == "Arrived"
