"""A visit that goes on after the visit: people met, one taken out and brought back; a clock that waits for a reply.

The clock runs while the phone is off, because it goes by the moment it was started at; a corrected start keeps the
moment of the reply.
"""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import begin_visit, cards, sign_in, submit, take_photo, tap
from tests.live.chain import ADMINISTRATOR, AUDITOR, MANAGER, PASSWORD, Chain
from tests.live.line import Line
from tests.live.pictures import write_photos

HOUR = 3600
BANDS = [{"up_to": 4 * HOUR, "points": 4}, {"up_to": 24 * HOUR, "points": 2}, {"up_to": None, "points": 0}]
ROLES = [{"id": name, "label": name.capitalize(), "points": 0} for name in ("host", "adviser", "technician")]


def checklist(slug: str, *, people: int = 3, warm_to: int = 4) -> str:
    """An enquiry with two clocks, and what is asked of each person met."""
    clock = {"start": "sent_at", "closes": 144 * HOUR}
    enquiry = [
        {"id": "sent_at", "type": "timestamp", "text": "When did you send the enquiry?"},
        {
            "id": "receipt",
            "type": "duration",
            "text": "When did a receipt come?",
            "clock": clock | {"contact": "automatic"},
        },
        {
            "id": "reply",
            "type": "duration",
            "text": "When did a person reply?",
            "clock": clock | {"contact": "person"},
            "bands": BANDS,
        },
    ]
    staff = [
        {"id": "role", "type": "single_choice", "text": "Who was it?", "scored": False, "options": ROLES},
        {"id": "named", "type": "yes_no", "text": "Did the person say their name?"},
        {
            "id": "warm",
            "type": "scale",
            "text": "How warm was the welcome?",
            "scale": {"min": 0, "max": warm_to, "labels": {"0": "Cold", str(warm_to): "Warm"}},
        },
    ]
    repeat = {"by": "role", "min": 1, "max": people, "label": "Person"}
    sections = [
        {"id": "enquiry", "title": "The enquiry", "touchpoint": "digital", "questions": enquiry},
        {"id": "people", "title": "The people you met", "touchpoint": "arrival", "repeat": repeat, "questions": staff},
    ]
    return json.dumps(
        {
            "id": slug,
            "title": "Enquiry and people",
            "language": "en",
            "scoring": {"mode": "sections"},
            "sections": sections,
        }
    )


def test_people_and_clocks_survive_the_phone_and_are_reviewed(
    chain: Chain, line: Line, new_phone: MakePhone, tmp_path: Path
) -> None:
    centre = chain.centres[1]
    version = chain.publish("observing", checklist("observing"))
    visit = chain.plan_visit(centre, version["id"])
    phone = new_phone()
    sign_in(phone.open(), phone.address, AUDITOR, PASSWORD)
    phone.close()
    page = phone.open()
    page.goto(phone.address)
    begin_visit(page, centre["name"], visit)
    expect(page.get_by_role("link", name="All sent")).to_be_visible()

    # The clocks say what they wait for, and start with that answer.
    expect(page.get_by_text("Starts with:")).to_have_count(2)
    page.get_by_role("button", name="Now").click()
    expect(card(page, "reply").get_by_role("timer")).to_have_text(re.compile(r"Running \d+\ss"))
    # Without a network and without the browser the clock goes on.
    line.cut()
    phone.set_online(False)
    meet_people(page, phone.address, visit)
    look_closer(page, write_photos(tmp_path / "camera", 1)[0])
    phone.kill()
    page = phone.open(online=False)
    page.goto(f"{phone.address}/visits")
    expect(page.get_by_text("Personal reply: 5 days 23 h left")).to_be_visible()
    people_are_there(page, phone.address, visit)
    stop_clocks(page, phone.address, visit)

    page.goto(f"{phone.address}/visits/{visit}/check")
    expect(page.get_by_text("Nothing is open")).to_be_visible()
    shown = page.locator(".score-figure").inner_text()
    submit(page)
    line.mend()
    phone.set_online(True)
    expect(page.get_by_text("The server has every answer and every photo")).to_be_visible(timeout=60_000)
    arrived(chain, visit, shown)
    reviewed(chain, new_phone, visit)
    page.goto(f"{phone.address}/visits/{visit}")
    page.get_by_role("link", name="Which host?").click()
    asked = person(page, "Person 2 · Host").locator("article", has_text="Did the person say their name?")
    expect(asked).to_contain_text("Which host?")
    expect(page.get_by_text("Which host?")).to_have_count(1)


def card(page: Page, key: str) -> Locator:
    return page.locator(f'article[data-question="{key}"]')


def person(page: Page, name: str) -> Locator:
    """All that is asked of one person."""
    return page.get_by_role("region", name=name)


def answer(person: Locator, *, named: str, warm: int) -> None:
    tap(person.get_by_role("radio", name=named, exact=True))
    tap(person.get_by_role("radio", name=str(warm)))


def meet_people(page: Page, address: str, visit: str) -> None:
    """Three people; the second is taken out and brought back, the third taken out for good."""
    page.goto(f"{address}/visits/{visit}/s/people")
    # The blank person invites: only its first question stands there, and it is the only one open.
    expect(cards(page)).to_have_count(1)
    tap(person(page, "Person 1").get_by_role("radio", name="Adviser"))
    answer(person(page, "Person 1 · Adviser"), named="Yes", warm=4)
    for number, role in ((2, "Host"), (3, "Technician")):
        page.get_by_role("button", name="Add: Person").click()
        expect(person(page, f"Person {number}").get_by_text("Who was it?")).to_be_in_viewport()
        tap(person(page, f"Person {number}").get_by_role("radio", name=role))
        answer(person(page, f"Person {number} · {role}"), named="No", warm=2)
    expect(page.get_by_text("the checklist has room for 3")).to_be_visible()
    expect(page.get_by_role("button", name="Add: Person")).to_have_count(0)
    remove(page, "Person 2 · Host")
    expect(person(page, "Person 2 · Technician")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(person(page, "Person 2 · Host").get_by_role("radio", name="No", exact=True)).to_be_checked()
    remove(page, "Person 3 · Technician")
    expect(page.get_by_role("img", name="6 of 6 answered")).to_be_visible()


def look_closer(page: Page, photo: Path) -> None:
    """Words and a picture belong to one person alone."""
    named = person(page, "Person 2 · Host").locator("article", has_text="Did the person say their name?")
    named.get_by_role("textbox", name="Comment").fill("No badge either.")
    named.get_by_role("textbox", name="Comment").blur()
    take_photo(named, photo)
    expect(page.get_by_role("button", name="Photo 1")).to_have_count(1)


def remove(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Menu: {name}").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(person(page, name)).to_have_count(0)


def people_are_there(page: Page, address: str, visit: str) -> None:
    page.goto(f"{address}/visits/{visit}/s/people")
    for name, warm in (("Person 1 · Adviser", "4"), ("Person 2 · Host", "2")):
        expect(person(page, name).get_by_text("3 of 3 answered")).to_be_visible()
        expect(person(page, name).get_by_role("radio", name=warm)).to_be_checked()
    expect(cards(page)).to_have_count(6)


def stop_clocks(page: Page, address: str, visit: str) -> None:
    """A person replied; no receipt ever came. Then the start is corrected, and the reply keeps its moment."""
    page.goto(f"{address}/visits/{visit}/s/enquiry")
    receipt, reply = card(page, "receipt"), card(page, "reply")
    expect(reply.get_by_text("An automatic reply does not stop this clock")).to_be_visible()
    reply.get_by_role("button", name="A person replied now").click()
    expect(reply.get_by_text("after ")).to_be_visible()
    moment = reply.locator(".moment-time strong").inner_text()
    page.get_by_role("button", name="Undo").click()
    expect(reply.get_by_role("timer")).to_be_visible()
    reply.get_by_role("button", name="A person replied now").click()
    earlier = dt.datetime.now(dt.UTC) - dt.timedelta(hours=3)
    start = card(page, "sent_at")
    start.get_by_role("button", name="Correct").click()
    start.locator("input").fill(f"{earlier:%Y-%m-%dT%H:%M}")
    start.locator("input").blur()
    expect(reply.get_by_text("after 3 h")).to_be_visible()
    expect(reply.locator(".moment-time strong")).to_have_text(moment)
    # Before the window closes, giving up is behind the menu and says what it means.
    expect(receipt.get_by_role("button", name="No contact")).to_have_count(0)
    receipt.get_by_role("button", name="End without contact").click()
    expect(page.get_by_text("a reply that comes later no longer counts")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="End it").click()
    expect(receipt.get_by_text("No contact")).to_be_visible()


def arrived(chain: Chain, visit: str, shown: str) -> None:
    stored = chain.auditor.get(f"/visits/{visit}")
    assert stored["score_agrees"] is True
    assert stored["client_score"]["tenths"] == stored["score"]["tenths"]
    assert shown == f"{stored['score']['tenths'] / 10:.1f}\N{NO-BREAK SPACE}%"
    answers = {row["question_id"]: row for row in stored["answers"]}
    assert answers["receipt"]["state"] == "no_contact"
    assert 3 * HOUR <= answers["reply"]["value"] < 3 * HOUR + 300
    scored = {row["id"]: row["points"] for row in stored["score_card"]["questions"]}
    assert scored["reply"] == 4
    roles = [key for key in scored if key.startswith("role@")]
    assert [answers[key]["value"] for key in roles] == ["adviser", "host"]
    assert [scored[key.replace("role", "warm")] for key in roles] == [4, 2]
    assert _states(answers, "role@") == ["answered", "answered", "cleared"]
    named = roles[1].replace("role", "named")
    assert [photo["question_id"] for photo in stored["photos"]] == [named]
    assert {key for key, row in answers.items() if row["comment"]} == {named}
    # What was said of the third is kept, and counts nowhere.
    assert _states(answers, "warm@") == ["answered"] * 3


def _states(answers: dict[str, Any], start: str) -> list[str]:
    return sorted(row["state"] for key, row in answers.items() if key.startswith(start))


def reviewed(chain: Chain, new_phone: MakePhone, visit: str) -> None:
    """On the desk each person is a part of its own, and is queried by itself."""
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, MANAGER, PASSWORD)
    page.goto(f"{desk.address}/review/{visit}")
    expect(page.get_by_role("heading", name="Person 2 · Host")).to_be_visible()
    expect(page.get_by_text("A person replied after 3 h")).to_be_visible()
    expect(page.get_by_text("No contact within 6 days")).to_be_visible()
    expect(page.get_by_role("heading", name="Taken out again")).to_be_visible()
    expect(
        page.get_by_role("button", name="Photo 1 of 1: Person 2 · Host: Did the person say their name?")
    ).to_be_visible()
    for _ in range(8):
        page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "8. Did the person say their name?, Person 2 · Host")
    page.keyboard.press("2")
    page.get_by_label("What should the auditor look at again?").fill("Which host?")
    page.get_by_role("button", name="Send back (1)").click()
    page.get_by_role("dialog").get_by_role("button", name="Send back").click()
    expect(page.get_by_text("Sent back on")).to_be_visible()
    returned = chain.auditor.get(f"/visits/{visit}")["returns"][-1]["items"]
    assert [item["reason"] for item in returned] == ["Which host?"]
    assert returned[0]["question_id"].startswith("named@2")


def test_an_administrator_scores_a_visit_again_with_another_version(chain: Chain, new_phone: MakePhone) -> None:
    first = chain.publish("again", checklist("again"))
    visit = chain.plan_visit(chain.centres[2], first["id"])
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(hours=8)
    values = {"sent_at": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "receipt": 60, "reply": 5 * HOUR}
    values |= {"role@1": "adviser", "named@1": "yes", "warm@1": 4}
    chain.accept_visit(visit)
    chain.send_visit(visit, values, 750, moment)
    chain.approve_visit(visit)
    second = chain.publish("again", checklist("again", warm_to=5))

    page = report_page(new_phone, MANAGER, visit)
    expect(page.get_by_role("button", name="Re-score")).to_have_count(0)
    page = report_page(new_phone, ADMINISTRATOR, visit)
    page.get_by_role("button", name="Re-score with another version").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Re-score")).to_be_disabled()
    dialog.get_by_label("Version").select_option(value=second["id"])
    dialog.get_by_role("button", name="Re-score").click()
    expect(dialog).to_have_count(0)
    result = page.get_by_role("region", name="Scored again")
    expect(result.get_by_text("Re-scored with version 2 (not the visit’s result)")).to_be_visible()
    stored = chain.manager.get(f"/visits/{visit}")
    assert stored["score"]["tenths"] == 750
    percent = f"{stored['rescores'][0]['tenths'] / 10:.1f}"
    assert percent != "75.0"
    expect(result.get_by_text(percent)).to_be_visible()
    # Its own version and the one just used are no choice any more.
    page.get_by_role("button", name="Re-score with another version").click()
    expect(dialog.get_by_text("There is no other published version")).to_be_visible()


def report_page(new_phone: MakePhone, email: str, visit: str) -> Page:
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, email, PASSWORD)
    page.goto(f"{desk.address}/reports/{visit}")
    expect(page.get_by_text("A person replied after 5 h")).to_be_visible()
    return page
