"""The phone's queue on a line and a phone that fail in every way we know: each answer and photo arrives exactly once.

A random seed is printed; FAULT_SEED repeats a run.
"""

import os
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.fault_steps import (
    DROP_ROW,
    OTHER,
    PHOTOS,
    QUESTIONS,
    ROWS,
    WRITES,
    Begin,
    Visitor,
    add_auditor,
    cut_uploads,
    everything,
    failing_server,
    foreign_answers,
    lost_replies,
    sign_in_again,
)
from tests.e2e.steps import answer_section, cards, chosen, submit, take_photo, tap
from tests.live.api import Client
from tests.live.bad_line import BadLine, Fault
from tests.live.chain import AUDITOR, PASSWORD, Chain
from tests.live.pictures import write_photos


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("FAULT_SEED") or random.SystemRandom().randrange(10**6))
    print(f"FAULT_SEED={seed}")
    return random.Random(seed)  # noqa: S311 (faults, not secrets)


@pytest.mark.parametrize("spoil", [lost_replies, cut_uploads, failing_server, foreign_answers, everything])
def test_a_visit_arrives_whole_and_once(
    spoil: Callable[[BadLine, random.Random], None], start: Begin, photos: list[Path], chance: random.Random
) -> None:
    visitor = start()
    spoil(visitor.bad, chance)
    visitor.conduct(photos)
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(PHOTOS)


def test_a_refused_photo_waits_with_its_bytes_while_everything_else_goes(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    visitor.offline()
    visitor.conduct(photos)
    visitor.submit()
    refused = visitor.rows("photos")[0]["id"]
    visitor.bad.spoil("PUT", refused, lambda _: Fault(422, {"code": "photo.not_an_image"}))
    visitor.phone.set_online(True)
    visitor.until_queue_is({f"photo:{refused}": "attention", f"submit:{visitor.visit}": "wait"})
    assert len(visitor.on_server()["answers"]) == QUESTIONS
    assert len(visitor.on_server()["photos"]) == PHOTOS - 1
    assert visitor.on_server()["status"] == "in_progress"
    assert refused in [row["id"] for row in visitor.page.evaluate(ROWS, "bytes")]
    visitor.page.get_by_role("link", name="See what is being sent").click()
    expect(visitor.page.get_by_text("The server could not read this file as a photo.")).to_be_visible()
    visitor.bad.well()
    visitor.page.get_by_role("button", name="Try again").click()
    visitor.until_queue_is({})
    visitor.arrived_whole_and_once(PHOTOS)


def test_an_ended_session_keeps_everything_and_only_its_owner_sends_it(
    start: Begin, chain: Chain, photos: list[Path]
) -> None:
    session = Client(chain.server.address, chain.server.origin).sign_in(AUDITOR, PASSWORD)
    visitor = start(client=session)
    page, address = visitor.page, visitor.phone.address
    visitor.offline()
    visitor.conduct(photos)
    visitor.submit()
    before = visitor.queue()
    assert visitor.phone.context
    tab = visitor.phone.context.new_page()
    tab.goto(f"{address}/visits/{visitor.visit}/s/part_1")
    expect(cards(tab)).to_have_count(QUESTIONS)
    session.call("DELETE", "/sessions/current")
    visitor.phone.set_online(True)
    expect(page.get_by_text("Please sign in again")).to_be_visible()
    assert visitor.queue() == before
    page.get_by_role("link", name="Sign in", exact=True).first.click()

    add_auditor(chain)
    sign_in_again(page, OTHER)
    expect(tab.get_by_text("This visit is not on this phone")).to_be_visible()
    tab.close()
    page.goto(f"{address}/visits/{visitor.visit}/s/part_1")
    expect(page.get_by_text("This visit is not on this phone")).to_be_visible()
    page.goto(f"{address}/sync")
    expect(page.get_by_text(f"{len(before)} changes of other accounts wait on this phone")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    assert visitor.queue() == before
    assert visitor.on_server()["answers"] == []

    page.goto(f"{address}/account")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    sign_in_again(page, AUDITOR)
    page.goto(f"{address}/visits/{visitor.visit}/check")
    visitor.until_sent()
    visitor.arrived_whole_and_once(PHOTOS)


def test_three_tabs_send_each_thing_once(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    visitor.offline()
    visitor.conduct(photos)
    visitor.submit()
    assert visitor.phone.context
    for path in ("/visits", "/sync"):
        visitor.phone.context.new_page().goto(visitor.phone.address + path)
    visitor.phone.set_online(True)
    visitor.until_sent()
    visitor.arrived_whole_and_once(PHOTOS)
    assert len(visitor.bad.paths("PUT", "/photos/")) == PHOTOS
    assert len(visitor.bad.paths("POST", "/submission")) == 1


@pytest.mark.parametrize("moment", ["preparing", "uploading"])
def test_a_killed_phone_loses_nothing_it_has_kept(start: Begin, moment: str, tmp_path: Path) -> None:
    visitor, count = start(), 6
    gate = threading.Event()
    visitor.bad.spoil("PUT", "/photos/", lambda _: Fault(hold=gate))
    answer_section(visitor.page, 0)
    files = write_photos(tmp_path / "large", count, (1600, 1200))
    cards(visitor.page).first.get_by_label("Choose photos").set_input_files(files)
    visitor.until(lambda: sum(key.startswith("photo:") for key in visitor.queue()) == count)
    if moment == "preparing":
        assert "prep" in visitor.queue().values()
    else:
        wait_for(visitor, "held PUT")
    assert len(visitor.rows("answers")) == QUESTIONS
    visitor.phone.kill()
    gate.set()
    visitor.bad.well()
    visitor.open("/check")
    submit(visitor.page)
    visitor.until_sent()
    visitor.arrived_whole_and_once(count)


def wait_for(visitor: Visitor, method: str) -> None:
    """Until the line has seen such a request; the page goes on meanwhile."""
    visitor.until(lambda: bool(visitor.bad.paths(method)))


def test_a_new_version_waits_for_the_list_and_takes_nothing_away(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = visitor.page
    page.evaluate("navigator.serviceWorker.ready.then(() => { window.untouched = true })")
    visitor.until(lambda: bool(page.evaluate("navigator.serviceWorker.controller !== null")))
    for method, part in WRITES:
        visitor.bad.spoil(method, part, lambda _: Fault(503))
    visitor.bad.spoil("GET", "/sw.js", lambda _: Fault(addition=b"\n// newer"))
    visitor.conduct(photos[:1])
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)")
    visitor.until(lambda: bool(page.evaluate(WAITING)))
    assert page.get_by_text("A new version is ready").count() == 0
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("A new version is ready")).to_be_visible()
    assert page.evaluate("window.untouched") is True
    before = visitor.queue()
    with page.expect_event("load"):
        page.get_by_role("button", name="Update now").click()
    assert visitor.queue().keys() == before.keys()
    page.goto(f"{visitor.phone.address}/visits/{visitor.visit}/check")
    submit(page)
    page.goto(f"{visitor.phone.address}/sync")
    visitor.bad.well()
    # Not a click that waits: all may have gone by itself meanwhile, and then there is nothing to press.
    page.get_by_role("button", name="Send now").dispatch_event("click")
    visitor.until_queue_is({})
    visitor.arrived_whole_and_once(1)


WAITING = "navigator.serviceWorker.getRegistration().then((found) => found.waiting !== null)"

# Keeps the connections the page opens, so that a test can end them as iOS does.
CATCH_CONNECTIONS = """
window.connections = [];
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...words) {
  const request = open.apply(this, words);
  request.addEventListener('success', () => window.connections.push(request.result));
  return request;
};
"""
CLOSE_THEM = "window.connections.splice(0).forEach((one) => one.close())"


def test_a_store_closed_underneath_is_opened_again(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = visitor.page
    page.add_init_script(CATCH_CONNECTIONS)
    page.reload()
    expect(cards(page)).to_have_count(QUESTIONS)
    for index in range(QUESTIONS):
        page.evaluate(CLOSE_THEM)
        tap(cards(page).nth(index).get_by_role("radio").nth(1))
    for number, photo in enumerate(photos):
        page.evaluate(CLOSE_THEM)
        take_photo(cards(page).nth(number), photo)
    page.evaluate(CLOSE_THEM)
    assert page.get_by_text("This phone stopped keeping answers").count() == 0
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(PHOTOS)


def test_an_answer_changed_while_it_is_sent_arrives_as_changed(start: Begin) -> None:
    visitor, gate = start(), threading.Event()
    visitor.bad.spoil_first("PATCH", "/answers", Fault(hold=gate))
    options = cards(visitor.page).first.get_by_role("radio")
    tap(options.nth(0))
    wait_for(visitor, "held PATCH")
    tap(options.nth(1))
    gate.set()
    visitor.until_queue_is({})
    (mine,) = visitor.rows("answers")
    (theirs,) = visitor.on_server()["answers"]
    assert theirs["value"] == mine["value"]
    assert theirs["revision_id"] == mine["revision_id"]
    assert chosen(visitor.page)[0] == "1"


def test_a_photo_deleted_while_it_is_sent_stays_deleted(start: Begin, photos: list[Path]) -> None:
    visitor, gate = start(), threading.Event()
    page = visitor.page
    visitor.bad.spoil_first("PUT", "/photos/", Fault(hold=gate))
    visitor.conduct(photos[:1])
    wait_for(visitor, "held PUT")
    cards(page).first.get_by_role("button", name="Photo 1").click()
    page.get_by_role("button", name="Delete photo").click()
    gate.set()
    visitor.until_queue_is({})
    assert visitor.on_server()["photos"] == []
    page.reload()
    expect(cards(page)).to_have_count(QUESTIONS)
    expect(cards(page).first.get_by_role("button", name="Photo 1")).to_have_count(0)
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(0)


def test_a_photo_the_server_misses_is_sent_again(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    visitor.offline()
    visitor.conduct(photos)
    visitor.submit()
    lost = next(key for key in visitor.queue() if key.startswith("photo:"))
    visitor.page.evaluate(DROP_ROW, lost)
    visitor.phone.set_online(True)
    visitor.until_sent()
    visitor.arrived_whole_and_once(PHOTOS)
    refused = [call for call in visitor.bad.calls if call.path.endswith("/submission") and call.status == 409]
    assert len(refused) == 1
