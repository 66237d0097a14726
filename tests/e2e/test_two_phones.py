"""One visit on two phones of its auditor: told in words, gone on with by choice, and no value lost."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.fault_steps import QUESTIONS, Visitor, begin
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import cards, check, chosen, sign_in, take_photo, tap
from tests.live.bad_line import BadLine
from tests.live.chain import MANAGER, PASSWORD, Chain

TOLD = re.compile(r"This visit was opened on another phone at \d\d:\d\d")


@pytest.fixture
def two(chain: Chain, bad: BadLine, new_phone: MakePhone) -> tuple[Visitor, Visitor]:
    """The same visit on two phones; only the first has been opened."""
    bad.well()
    first = begin(chain, bad, new_phone())
    return first, Visitor(chain, bad, new_phone(), first.visit, chain.phone(), None)  # type: ignore[arg-type]


def option(page: Page, question: int, number: int):
    return cards(page).nth(question).get_by_role("radio").nth(number)


def told(page: Page):
    return page.get_by_role("status").filter(has_text=TOLD)


def opened_on_the_second(first: Visitor, second: Visitor) -> Page:
    """The auditor answers on the first, then goes on with the visit on the second."""
    tap(option(first.page, 1, 0))
    first.until_queue_is({})
    page = second.open()
    expect(told(page)).to_be_visible()
    expect(option(page, 1, 1)).to_be_disabled()
    assert chosen(page)[:2] == ["-1", "0"]
    page.get_by_role("button", name="Go on here").click()
    expect(told(page)).to_have_count(0)
    second.until_queue_is({})
    return page


def test_a_second_phone_is_told_and_goes_on_only_by_choice(two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    page = opened_on_the_second(first, second)
    tap(option(page, 2, 1))
    second.until_queue_is({})
    assert second.on_server()["lease"]["phone"] == "B"
    first.page.goto(f"{first.phone.address}/visits/{first.visit}")
    expect(told(first.page)).to_be_visible()
    first.page.get_by_role("link", name="Check and submit").click()
    expect(told(first.page)).to_be_visible()
    assert first.page.get_by_text("Sent").count() == 0
    first.page.get_by_role("button", name="Go on here").click()
    expect(told(first.page)).to_have_count(0)
    first.page.goto(f"{first.phone.address}/visits/{first.visit}/s/part_1")
    expect(option(first.page, 2, 1)).to_be_checked()
    expect(option(first.page, 3, 0)).to_be_enabled()
    first.until(lambda: first.on_server()["lease"]["phone"] == "A")


def test_two_phones_that_disagree_lose_no_value(
    two: tuple[Visitor, Visitor], chain: Chain, new_phone: MakePhone
) -> None:
    first, second = two
    first.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page = opened_on_the_second(first, second)
    first.phone.set_online(False)
    tap(option(first.page, 1, 1))
    tap(option(first.page, 3, 0))
    first.until(lambda: len(first.queue()) == 2)
    tap(option(page, 1, 2))
    tap(option(page, 4, 1))
    second.until_queue_is({})
    first.phone.set_online(True)
    first.until_queue_is({})
    stored = {row["question_id"]: row["revision_id"] for row in first.on_server()["answers"]}
    assert set(stored) == {"q2", "q4", "q5"}
    (mine,) = [row for row in second.rows("answers") if row["question_id"] == "q2"]
    assert stored["q2"] == mine["revision_id"]
    everything = all_values(chain, first.visit)
    for visitor in two:
        for row in visitor.rows("answers"):
            assert (row["question_id"], row["value"]) in everything
    check_the_trail(chain, new_phone, first.visit)


def all_values(chain: Chain, visit: str) -> set[tuple[str, str]]:
    """Every answer that stands in the visit or in its trail."""
    page = chain.manager.get(f"/visits/{visit}")
    found = {(row["question_id"], row["value"]) for row in page["answers"]}
    for row in chain.manager.all(f"/visits/{visit}/trail"):
        details = row["details"] or {}
        told = [*details.get("answers", []), *(one for both in details.get("questions", []) for one in both["answers"])]
        found |= {(one["question_id"], one["value"]) for one in told}
    return found


def check_the_trail(chain: Chain, new_phone: MakePhone, visit: str) -> None:
    """As the reviewer reads it."""
    rows = chain.manager.all(f"/visits/{visit}/trail")
    (conflict,) = [row["details"]["questions"] for row in rows if row["action"] == "visit.two_answers"][:1]
    zone = ZoneInfo(chain.manager.get(f"/visits/{visit}")["centre"]["time_zone"])
    late = [one for one in conflict[0]["answers"] if one["kept"]][0]
    time = dt.datetime.fromisoformat(late["updated_at"]).astimezone(zone)
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, MANAGER, PASSWORD)
    page.goto(f"{desk.address}/review/{visit}")
    page.get_by_text("Trail", exact=True).click()
    sentence = page.get_by_text("Two answers for “Was point 2 of the service").first
    expect(sentence).to_contain_text(f"(phone {late['phone']}, {time:%H:%M}, kept)")


def test_when_somebody_arrived_and_left_is_known_on_the_second_phone_before_the_submission(
    two: tuple[Visitor, Visitor],
) -> None:
    first, second = two
    page = opened_on_the_second(first, second)
    check(page)
    at = first.on_server()["arrived_at"]
    zone = ZoneInfo(first.on_server()["centre"]["time_zone"])
    arrived = f"{dt.datetime.fromisoformat(at).astimezone(zone):%H:%M}"
    expect(page.get_by_label("Arrived", exact=True)).to_have_value(arrived)
    page.get_by_role("button", name="Left: Now").click()
    second.until_queue_is({})
    left = second.on_server()["left_at"]
    assert dt.datetime.fromisoformat(left) >= dt.datetime.fromisoformat(at)
    first.page.goto(f"{first.phone.address}/visits/{first.visit}/check")
    first.page.get_by_role("button", name="Go on here").click()
    expect(first.page.get_by_label("Left", exact=True)).to_have_value(
        f"{dt.datetime.fromisoformat(left).astimezone(zone):%H:%M}"
    )


def test_a_photo_deleted_on_one_phone_holds_nothing_up_on_the_other(
    two: tuple[Visitor, Visitor], photos: list[Path]
) -> None:
    first, second = two
    take_photo(cards(first.page).first, photos[0])
    page = opened_on_the_second(first, second)
    cards(page).first.get_by_role("button", name="Photo 1").click()
    page.get_by_role("button", name="Delete photo").click()
    second.until(lambda: second.on_server()["photos"] == [])
    first.page.goto(f"{first.phone.address}/visits/{first.visit}")
    first.page.get_by_role("button", name="Go on here").click()
    expect(told(first.page)).to_have_count(0)
    first.page.goto(f"{first.phone.address}/visits/{first.visit}/s/part_1")
    expect(cards(first.page).first.get_by_role("button", name="Photo 1")).to_have_count(0)
    for number in range(QUESTIONS):
        tap(option(first.page, number, 1))
    first.submit()
    first.until_sent()
    first.arrived_whole_and_once(0)
