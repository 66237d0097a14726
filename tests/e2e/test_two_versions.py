"""A checklist changes while it is in use: what was scored before stays as it was, and the trend says where it broke.

The scores are worked out by hand. At the door 4 points can be reached (3 after the change), in the talk 5 (then 6).
"""

import datetime as dt
import hashlib
import json
import sqlite3
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import studio_steps as studio
from tests.e2e.conftest import MakePhone
from tests.e2e.office import approve, plan_visit
from tests.e2e.phone import DESKTOP, Phone
from tests.e2e.steps import begin_visit, cards, next_section, sign_in, submit, tap
from tests.live.chain import ADMINISTRATOR, AUDITOR, MANAGER, NAMES, PASSWORD, Chain

NAME, SLUG = "Evening reception", "evening-reception"
WAY_IN, MET, PRIVATE = "Was the way in easy to find?", "Who came to meet you?", "Was your name kept from others?"
LISTENED, SUMMED_UP, DRINK = "How well did they listen?", "Did they sum up what you want?", "Were you offered a drink?"
OPTIONS = {"Somebody came up to you": 2, "Somebody looked up": 1, "Nobody": 0}
AT_THE_DOOR = {WAY_IN: "Yes", MET: "Somebody looked up", PRIVATE: "Yes"}  # 3 of 4 points
THE_TALK = {LISTENED: "3", SUMMED_UP: "No"}  # 3 of 5
FIRST_SCORE = "67.5"


def write_first_version(page: Page, address: str) -> None:
    studio.new_checklist(page, address, NAME)
    studio.add_section(page, "At the door", "arrival")
    studio.add_question(page, WAY_IN)
    studio.add_question(page, MET, "One of several")
    studio.write_options(page, OPTIONS)
    studio.add_question(page, PRIVATE)
    studio.make_critical(page)
    studio.add_section(page, "The talk", "needs")
    studio.add_question(page, LISTENED, "Scale")
    studio.add_question(page, SUMMED_UP)
    studio.show_only_if(page, LISTENED, "is at least", "2")


def score_the_preview(page: Page) -> None:
    """The condition hides and shows, a failed critical question fails, and the score is the phone's own."""
    score = studio.preview(page).get_by_label("Score of the preview")
    studio.choose(page, LISTENED)
    expect(studio.preview(page).get_by_role("article")).to_have_count(1)
    for question, reply in THE_TALK.items():
        studio.try_answer(page, question, reply)
    studio.choose(page, PRIVATE)
    for question, reply in {**AT_THE_DOOR, PRIVATE: "No"}.items():
        studio.try_answer(page, question, reply)
    expect(score).to_contain_text("Fail")
    studio.try_answer(page, PRIVATE, "Yes")
    expect(score).to_contain_text("Pass")
    expect(score).to_contain_text(FIRST_SCORE)


def write_second_version(page: Page, address: str) -> None:
    """One question is worth something else, one goes, one is new; told in words before it is published."""
    page.goto(f"{address}/checklists/{SLUG}")
    page.get_by_role("button", name="Edit in the studio").click()
    studio.choose(page, MET)
    studio.editor(page).get_by_role("group", name="Option 2", exact=True).get_by_label("Points").fill("0")
    studio.choose(page, WAY_IN)
    page.get_by_role("button", name="Remove", exact=True).click()
    studio.choose(page, SUMMED_UP)
    studio.add_question(page, DRINK)
    dialog = studio.open_publish(page)
    expect(dialog.get_by_role("heading", name="Compared with version 1")).to_be_visible()
    told = "3 questions kept their meaning, one changed it, one is no longer asked, one is new."
    expect(dialog.get_by_text(told)).to_be_visible()
    for question, effect in ((MET, "Meaning changed"), (WAY_IN, "No longer asked"), (DRINK, "New")):
        subject = dialog.locator(".differences > div", has=page.get_by_text(question, exact=True))
        expect(subject.get_by_text(effect, exact=True)).to_be_visible()
    expect(dialog.locator(".differences > div")).to_have_count(3)
    studio.publish(dialog)
    expect(page.get_by_text("Version 2", exact=True).first).to_be_visible()


def begin_at_the_door(page: Page, address: str, centre: str) -> str:
    """The visit's id; it stands at its second section."""
    page.goto(f"{address}/visits")
    begin_visit(page, centre)
    answer_cards(page, AT_THE_DOOR)
    next_section(page)
    return page.url.split("/visits/")[1].split("/")[0]


def finish_the_talk(page: Page, address: str, visit: str) -> None:
    """The second question comes with the answer to the first."""
    expect(cards(page)).to_have_count(1)
    answer_cards(page, THE_TALK)
    page.goto(f"{address}/visits/{visit}/check")
    expect(page.get_by_text(FIRST_SCORE)).to_be_visible()
    submit(page)
    expect(page.get_by_text("The server has every answer and every photo")).to_be_visible(timeout=30_000)


def answer_cards(page: Page, replies: dict[str, str]) -> None:
    for question, reply in replies.items():
        tap(cards(page).filter(has_text=question).get_by_role("radio", name=reply, exact=True))
    expect(cards(page)).to_have_count(len(replies))


def certificates(chain: Chain, visit: str) -> list[tuple[str, str]]:
    """Each certificate of a visit as it lies in the database: its bytes and the hash beside them."""
    connection = sqlite3.connect(f"file:{chain.server.data_dir / 'insideout.sqlite'}?mode=ro", uri=True)
    query = "SELECT content, sha256 FROM score_certificate WHERE visit_id = ? ORDER BY number"
    try:
        return connection.execute(query, (visit.replace("-", ""),)).fetchall()
    finally:
        connection.close()


def check_certificate(content: str, sha256: str) -> None:
    """It hashes to what is written beside it, and holds the first version whole."""
    held = json.loads(content)
    canonical = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(canonical.encode()).hexdigest() == sha256
    texts = [one["text"]["en"] for section in held["checklist"]["sections"] for one in section["questions"]]
    assert (held["checklist"]["number"], texts) == (1, [WAY_IN, MET, PRIVATE, LISTENED, SUMMED_UP])
    assert held["result"]["overall"]["tenths"] == 675


def version(chain: Chain, number: int) -> dict[str, Any]:
    found = next(one for one in chain.admin.all(f"/checklists/{SLUG}/versions") if one["number"] == number)
    return chain.admin.get(f"/checklist-versions/{found['id']}")


def add_visits(
    chain: Chain, centre: dict[str, Any], number: int, replies: dict[str, Any], *, made: dt.datetime
) -> None:
    """Two approved visits of one version; the last of the replies is the score in tenths."""
    form = version(chain, number)
    questions = [one for section in form["definition"]["sections"] for one in section["questions"]]
    ids = {one["text"]["en"]: one["id"] for one in questions}
    tenths = replies.pop("score")
    for _ in range(2):
        visit = chain.plan_visit(centre, form["id"])
        chain.accept_visit(visit)
        chain.send_visit(visit, {ids[text]: value for text, value in replies.items()}, tenths, made)
        assert chain.manager.get(f"/visits/{visit}")["score_agrees"] is True
        chain.approve_visit(visit)


def option(chain: Chain, words: str) -> str:
    sections = version(chain, 1)["definition"]["sections"]
    met = next(one for one in sections[0]["questions"] if one["text"]["en"] == MET)
    return next(one["id"] for one in met["options"] if one["label"]["en"] == words)


@pytest.fixture
def office(new_phone: MakePhone) -> tuple[Phone, Page]:
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, ADMINISTRATOR, PASSWORD)
    return desk, page


def test_second_version_leaves_the_first_as_it_was(
    chain: Chain, new_phone: MakePhone, office: tuple[Phone, Page]
) -> None:
    desk, page = office
    done, running = chain.centres[4], chain.centres[5]
    write_first_version(page, desk.address)
    score_the_preview(page)
    studio.publish(studio.open_publish(page))
    first = version(chain, 1)
    for centre in (done, running):
        plan_visit(page, desk.address, centre["name"], f"{NAME}, version 1", NAMES[AUDITOR])

    phone = new_phone()
    auditor = phone.open()
    sign_in(auditor, phone.address, AUDITOR, PASSWORD)
    scored = begin_at_the_door(auditor, phone.address, done["name"])
    finish_the_talk(auditor, phone.address, scored)
    still_running = begin_at_the_door(auditor, phone.address, running["name"])

    manager_desk = new_phone(DESKTOP)
    manager = manager_desk.open()
    sign_in(manager, manager_desk.address, MANAGER, PASSWORD)
    approve(manager, manager_desk.address, scored)
    before = certificates(chain, scored)
    check_certificate(*before[0])
    shown = chain.manager.get(f"/visits/{scored}")

    write_second_version(page, desk.address)
    auditor.reload()
    finish_the_talk(auditor, phone.address, still_running)
    finished = chain.manager.get(f"/visits/{still_running}")
    assert (finished["checklist"]["version_id"], finished["score"]["tenths"]) == (first["id"], 675)

    assert certificates(chain, scored) == before
    assert chain.manager.get(f"/visits/{scored}") == shown
    assert version(chain, 1) == first
    manager.goto(f"{manager_desk.address}/review/{scored}")
    expect(manager.get_by_role("complementary", name="Score")).to_contain_text(FIRST_SCORE)
    expect(manager.get_by_text(WAY_IN)).to_be_visible()

    see_the_break(chain, manager, manager_desk.address, done)


def see_the_break(chain: Chain, page: Page, address: str, centre: dict[str, Any]) -> None:
    """Last month two visits of version 1, 42.5 each; this month the first visit and two of version 2, 58.3 each.

    On the three questions that kept their meaning that is 80, and (80 + 90 + 90) / 3.
    """
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    last_month = now.replace(day=1, hour=12) - dt.timedelta(days=1)
    nobody, came = option(chain, "Nobody"), option(chain, "Somebody looked up")
    talk = {LISTENED: 2, SUMMED_UP: "yes"}
    add_visits(chain, centre, 1, {WAY_IN: "no", MET: nobody, PRIVATE: "yes", **talk, "score": 425}, made=last_month)
    talk = {LISTENED: 3, SUMMED_UP: "yes", DRINK: "yes"}
    add_visits(chain, centre, 2, {MET: came, PRIVATE: "yes", **talk, "score": 583}, made=now)
    page.goto(f"{address}/compare?period=month&centre_id={centre['id']}")
    row = page.get_by_role("table", name="Period by period").get_by_role("row", name=centre["name"])
    for headline, alike in (("42.5", "80.0"), ("61.4", "86.7")):
        figure = row.get_by_role("cell").filter(has_text=headline)
        expect(figure).to_contain_text(f"alike {alike}")
    expect(page.get_by_text(f"{SLUG}, versions 1, 2: 3 of 5 questions")).to_be_visible()
    trend = page.get_by_role("figure", name="Over time").locator("svg")
    expect(trend.locator(".break")).to_have_count(1)
    expect(trend.get_by_text(f"{SLUG} 2")).to_be_visible()
    fine = trend.locator("path[stroke-dasharray='1 3']")
    # One beside the centre's line, one beside the chain's.
    expect(fine).to_have_count(2)
    expect(trend.get_by_text("Fine dots: like for like")).to_be_visible()
