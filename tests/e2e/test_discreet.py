"""In the showroom: times with one tap, a stopwatch, a line and a photo, without signal and through a killed browser.

The checklist offers what was noted and fills in nothing by itself; the reviewer sees the times, and how long after
leaving the visit was completed.
"""

import datetime as dt
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.fault_steps import Visitor
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import cards, check, sign_in, tap
from tests.live.bad_line import BadLine
from tests.live.chain import MANAGER, PASSWORD, Chain
from tests.live.line import Line

ARRIVED, GREETED, WAITED, DRIVEN, FRIENDLY = range(5)
CHECKLIST = {
    "id": "showroom",
    "title": "In the showroom",
    "language": "en",
    "scoring": {"mode": "sections"},
    "sections": [
        {
            "id": "part_1",
            "title": "The welcome",
            "touchpoint": "arrival",
            "questions": [
                {"id": "arrived_at", "type": "timestamp", "text": "When did you arrive?"},
                {"id": "greeted_after", "type": "duration", "text": "After what time were you greeted?"},
                {"id": "counter", "type": "duration", "text": "How long did you stand at the counter?"},
                {"id": "drive_at", "type": "timestamp", "text": "When did you set off?", "required": False},
                {"id": "friendly", "type": "yes_no", "text": "Were they friendly?"},
            ],
        }
    ],
}


@pytest.fixture
def visitor(chain: Chain, bad: BadLine, new_phone: MakePhone) -> Visitor:
    bad.well()
    version = chain.publish("showroom", json.dumps(CHECKLIST))
    visitor = Visitor(chain, bad, new_phone(), chain.plan_visit(chain.centres[4], version["id"]), chain.phone(), None)  # type: ignore[arg-type]
    visitor.open("")
    return visitor


def go_in(visitor: Visitor) -> Page:
    page = visitor.page
    page.get_by_role("button", name="In the showroom").click()
    expect(page).to_have_title("Notes")
    expect(page.get_by_role("button", name="Arrived")).to_be_visible(timeout=15_000)
    return page


def stamp(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Times").get_by_role("button", name=name)


def note(visitor: Visitor, note_id: str) -> dict[str, object]:
    return next((row for row in visitor.rows("notes") if row["id"] == note_id), {})


def noted_lines(visitor: Visitor) -> list[object]:
    return [row["text"] for row in visitor.rows("notes") if row["text"]]


def correct(page: Page, name: str, minutes: int) -> None:
    """Hold the stamp, and put its time this many minutes back."""
    stamp(page, name).dispatch_event("contextmenu")
    field = page.get_by_role("dialog", name=name).get_by_label("Time")
    was = dt.datetime.strptime(field.input_value(), "%H:%M")
    field.fill((was - dt.timedelta(minutes=minutes)).strftime("%H:%M"))
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def seconds_on(timer: Locator) -> int:
    minutes, seconds = timer.inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def take_photo_quietly(page: Page, photo: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Photo", exact=True).click()
    chooser.value.set_files(photo)
    expect(page.get_by_role("group", name="1 photo")).to_be_visible(timeout=15_000)


def test_a_visit_is_noted_in_the_showroom_and_completed_afterwards(
    visitor: Visitor, photos: list[Path], line: Line, new_phone: MakePhone
) -> None:
    page = go_in(visitor)
    visitor.offline()
    for name in ("Arrived", "Noticed", "Greeted"):
        stamp(page, name).click()
        expect(stamp(page, name)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Start stopwatch").click()
    expect(page.get_by_role("timer")).to_be_visible()
    take_photo_quietly(page, photos[0])
    # Never finished: what stands in the field is kept as well.
    page.get_by_label("Write a line").fill("Coffee was offered")
    visitor.until(lambda: noted_lines(visitor) == ["Coffee was offered"])
    greeted, began = note(visitor, "greeted"), note(visitor, "stopwatch")["at"]

    visitor.phone.kill()
    page = visitor.open("/notes", online=False)
    expect(page.get_by_text("Coffee was offered")).to_be_visible(timeout=15_000)
    expect(page).to_have_title("Notes")
    for name in ("Arrived", "Noticed", "Greeted"):
        expect(stamp(page, name)).to_have_attribute("aria-pressed", "true")
    started = dt.datetime.fromisoformat(str(began))
    ran = (dt.datetime.now(dt.UTC) - started).total_seconds()
    assert 0 <= ran - seconds_on(page.get_by_role("timer")) < 3

    stamp(page, "Greeted").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Reset")).to_be_visible()
    assert note(visitor, "greeted") == greeted
    assert note(visitor, "stopwatch")["at"] == began
    held = page.get_by_role("button", name="Photo 1: hold to look")
    expect(held.locator("img")).to_have_count(0)
    held.hover()
    page.mouse.down()
    expect(held.locator("img")).to_be_visible()
    page.mouse.up()
    expect(held.locator("img")).to_have_count(0)

    correct(page, "Arrived", 6)
    page.get_by_role("button", name="Noticed").first.click()
    page.get_by_role("button", name="Remove").click()
    expect(stamp(page, "Noticed")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Undo").click()
    expect(stamp(page, "Noticed")).to_have_attribute("aria-pressed", "true")

    stamp(page, "Left").click()
    expect(page.get_by_role("heading", name="The welcome")).to_be_visible(timeout=15_000)
    assert page.title() != "Notes"
    assert visitor.rows("answers") == []
    answer_from_notes(page)
    visitor.phone.set_online(True)
    check(page)
    page.get_by_role("button", name="General").first.click()
    tap(page.get_by_label("I made this visit myself"))
    page.get_by_role("button", name="Submit").click()
    visitor.until_sent()

    stored = visitor.on_server()
    assert {row["id"] for row in stored["notes"] if not row["text"]} == {
        "arrived",
        "acknowledged",
        "greeted",
        "stopwatch",
        "left",
    }
    assert [row["text"] for row in stored["notes"] if row["text"]] == ["Coffee was offered"]
    assert len(stored["photos"]) == 1
    answers = {row["question_id"]: row for row in stored["answers"]}
    moments = [dt.datetime.fromisoformat(at) for at in (answers["arrived_at"]["value"], stored["arrived_at"])]
    assert moments[0] == moments[1]
    assert answers["greeted_after"]["value"] in range(5 * 60, 7 * 60 + 60)
    assert answers["friendly"]["comment"] == "Coffee was offered"
    assert stored["completed_after_s"] in range(120)
    assert abs(stored["clock_ahead_s"]) < 30
    reviewer_sees_it(visitor, line, new_phone)


def answer_from_notes(page: Page) -> None:
    """Nothing is answered yet; each answer is one tap, or two where the question names no stamp."""
    arrived, greeted, waited, driven, friendly = (cards(page).nth(number) for number in range(5))
    expect(arrived.get_by_role("button", name="Now")).to_be_visible()
    arrived.get_by_role("button", name="Arrived ").click()
    expect(arrived.get_by_role("button", name="From your notes")).to_have_count(0)
    greeted.get_by_role("button", name="Arrived to Greeted: ").click()
    waited.get_by_role("button", name="From your notes").click()
    page.get_by_role("dialog").get_by_role("button", name="Stopwatch: ").click()
    expect(driven.get_by_role("button", name="Now")).to_be_visible()
    tap(friendly.get_by_label("Yes"))
    friendly.get_by_role("button", name="Comment").click()
    friendly.get_by_role("button", name="Coffee was offered Put in").click()
    expect(friendly.get_by_role("textbox")).to_have_value("Coffee was offered")


def reviewer_sees_it(visitor: Visitor, line: Line, new_phone: MakePhone) -> None:
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, line.address, MANAGER, PASSWORD)
    page.goto(f"{line.address}/review/{visitor.visit}")
    expect(page.get_by_text("after leaving")).to_be_visible(timeout=15_000)
    there = page.get_by_role("region", name="Noted on site")
    said = [row.split("\n")[-1] for row in there.locator(".facts > div").all_inner_texts()]
    assert said[0] == "Arrived"
    assert said[-1] == "Left"
    assert "Coffee was offered" in said
    assert [row for row in said if row.startswith("Stopwatch: ")] != []


def test_nothing_on_the_page_says_what_it_is(visitor: Visitor) -> None:
    page = go_in(visitor)
    frame = {name: page.locator(name).first for name in ("link[rel=icon]", "meta[name=theme-color]")}
    expect(frame["link[rel=icon]"]).to_have_attribute("href", "/icons/page.svg")
    assert page.locator("meta[name=theme-color]").evaluate_all("all => all.map((m) => m.content)") == ["#0a0a0a"] * 2
    seen = page.locator("body").inner_text()
    assert [word for word in ("Inside Out", "Centre", "score", "visit") if word.lower() in seen.lower()] == []
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(10, 10, 10)"
    lowest = page.get_by_role("button", name="Arrived").bounding_box()
    assert lowest and lowest["y"] > 0.4 * 844
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("button", name="In the showroom")).to_be_visible()
    expect(frame["link[rel=icon]"]).to_have_attribute("href", "/icons/mark.svg")
    assert page.title() != "Notes"


def test_left_by_mistake_is_taken_back_and_the_notes_are_open_again(visitor: Visitor) -> None:
    page = go_in(visitor)
    stamp(page, "Left").click()
    expect(page.get_by_role("heading", name="The welcome")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Undo").click()
    expect(stamp(page, "Left")).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_title("Notes")
    page.get_by_role("link", name="Open the checklist now").click()
    expect(page.get_by_role("heading", name="The welcome")).to_be_visible()
