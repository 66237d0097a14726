"""An auditor's visit on a bad line: what goes wrong, what lies in the phone's own store, what the server must hold."""

import random
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.phone import Phone
from tests.e2e.steps import answer_section, cards, check, chosen, submit, take_photo
from tests.live.api import Client
from tests.live.bad_line import BadLine, Fault
from tests.live.chain import PASSWORD, Chain
from tests.live.checklists import plain_checklist
from tests.live.server import PROGRAM, ROOT

QUESTIONS, PHOTOS = 6, 3
WRITES = (("PATCH", "/answers"), ("PUT", "/photos/"), ("POST", "/submission"))
PAGE = {"Content-Type": "text/html"}
OTHER = "second@chain.example"
LOST, CUT = Fault(lose_reply=True), Fault(cut_upload=True)

# Rows of one of the phone's own stores, without bytes.
ROWS = """
(store) => new Promise((resolve, reject) => {
  const open = indexedDB.open('inside-out');
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const all = open.result.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => {
      open.result.close();
      resolve(all.result.map((row) => JSON.parse(JSON.stringify({ ...row, data: null }))));
    };
  };
})
"""
DROP_ROW = """
(key) => new Promise((resolve) => {
  const open = indexedDB.open('inside-out');
  open.onsuccess = () => {
    const change = open.result.transaction('outbox', 'readwrite');
    change.objectStore('outbox').delete(key);
    change.oncomplete = () => (open.result.close(), resolve(true));
  };
})
"""
# Signal that comes and goes is a reason to try again at once; without it the tests would wait for the longer pauses.
FLICKER = "setInterval(() => dispatchEvent(new Event('online')), 400)"


@dataclass
class Visitor:
    """One auditor's phone, the visit made on it and the line between it and the server."""

    chain: Chain
    bad: BadLine
    phone: Phone
    visit: str
    client: Client
    page: Page

    def open(self, path: str = "/s/part_1", *, online: bool = True) -> Page:
        """Start the browser (again) and go to a page of the visit; signed in, as a phone is for a month."""
        self.page = self.phone.open(online=online)
        self.sign_in_quietly()
        self.page.goto(f"{self.phone.address}/visits/{self.visit}{path}")
        return self.page

    def sign_in_quietly(self) -> None:
        name, value = self.client.cookie.split("=", 1)
        assert self.phone.context
        self.phone.context.add_cookies([{"name": name, "value": value, "url": self.phone.address}])

    def offline(self) -> None:
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.phone.set_online(False)

    def conduct(self, photos: list[Path]) -> None:
        answer_section(self.page, 0)
        for number, photo in enumerate(photos):
            take_photo(cards(self.page).nth(number % QUESTIONS), photo)

    def submit(self) -> None:
        """By the links of the app, so that nothing on its way is broken off by a new page."""
        check(self.page)
        submit(self.page)

    def rows(self, store: str) -> list[dict[str, Any]]:
        return [row for row in self.page.evaluate(ROWS, store) if row.get("visit_id", self.visit) == self.visit]

    def queue(self) -> dict[str, str]:
        return {row["key"]: row["state"] for row in self.rows("outbox")}

    def on_server(self) -> dict[str, Any]:
        return self.chain.auditor.get(f"/visits/{self.visit}")

    def until_sent(self) -> None:
        self.page.evaluate(FLICKER)
        expect(self.page.get_by_text("The server has every answer and every photo")).to_be_visible(timeout=18_000)

    def until_queue_is(self, expected: dict[str, str]) -> None:
        """What waits on the phone, by key, with its state."""
        self.until(lambda: self.queue() == expected)

    def until(self, true: Callable[[], bool]) -> None:
        """Until the test's own side sees it, while the page lives on."""
        deadline = time.monotonic() + 15
        while not true():
            assert time.monotonic() < deadline, f"still in the queue: {self.queue()}"
            self.page.wait_for_timeout(20)

    def arrived_whole_and_once(self, photos: int) -> None:
        answers = {row["question_id"]: row["value"] for row in self.rows("answers")}
        kept = {row["id"]: row["sha256"] for row in self.rows("photos") if not row["deleted"]}
        stored = self.on_server()
        assert stored["status"] == "submitted"
        assert len(answers) == QUESTIONS
        assert {row["question_id"]: row["value"] for row in stored["answers"]} == answers
        assert len(kept) == photos
        assert {photo["id"]: photo["sha256"] for photo in stored["photos"]} == kept
        assert stored["score_agrees"] is True
        trail = self.chain.manager.all(f"/visits/{self.visit}/trail")
        assert [row["to_status"] for row in trail].count("submitted") == 1
        assert self.queue() == {}
        assert [row for row in self.page.evaluate(ROWS, "bytes") if row["id"] in kept] == []


def begin(chain: Chain, bad: BadLine, phone: Phone, client: Client | None = None) -> Visitor:
    version = chain.publish("faults", plain_checklist("faults", QUESTIONS, 1))
    visit = chain.plan_visit(chain.centres[2], version["id"])
    chain.accept_visit(visit)
    visitor = Visitor(chain, bad, phone, visit, client or chain.phone(), None)  # type: ignore[arg-type]
    expect(cards(visitor.open())).to_have_count(QUESTIONS, timeout=15_000)
    assert set(chosen(visitor.page)) == {"-1"}
    return visitor


Begin = Callable[..., Visitor]


def lost_replies(bad: BadLine, chance: random.Random) -> None:
    for method, part in WRITES:
        bad.spoil(method, part, lambda number: LOST if number == 0 or chance.random() < 0.5 else None)


def cut_uploads(bad: BadLine, chance: random.Random) -> None:
    bad.spoil("PUT", "/photos/", lambda number: CUT if number == 0 or chance.random() < 0.4 else None)


def failing_server(bad: BadLine, _: random.Random) -> None:
    busy = Fault(429, {"code": "too_many"}, {"Retry-After": "1"})
    bad.spoil_first("PATCH", "/answers", Fault(503))
    bad.spoil_first("PUT", "/photos/", Fault(500), busy, Fault(502))
    bad.spoil_first("POST", "/submission", Fault(503), busy)


def foreign_answers(bad: BadLine, _: random.Random) -> None:
    """A hotel's Wi-Fi wants a sign-in of its own, with whatever status."""
    bad.spoil_first("PATCH", "/answers", Fault(401, headers=PAGE), Fault(200, headers=PAGE))
    bad.spoil_first("PUT", "/photos/", Fault(403, headers=PAGE), Fault(404, headers=PAGE))


def everything(bad: BadLine, chance: random.Random) -> None:
    """Whatever can happen to the first two requests of each kind."""
    faults = (LOST, CUT, Fault(503), Fault(429, {"code": "too_many"}, {"Retry-After": "1"}), Fault(404, headers=PAGE))
    for method, part in WRITES:
        bad.spoil(method, part, lambda number: chance.choice(faults) if number < 2 else None)


def sign_in_again(page: Page, email: str) -> None:
    """On the page that asks for it, without starting the app anew."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation").first).to_be_visible()


def add_auditor(chain: Chain) -> None:
    words = [PROGRAM, "user", "add", OTHER, "--name", "Sam Second", "--role", "auditor", "--password-stdin"]
    options = {"cwd": ROOT, "env": chain.server.environment, "capture_output": True, "text": True}
    run = subprocess.run(words, input=PASSWORD + "\n", **options)
    assert run.returncode == 0, run.stderr
