"""One visit through a schedule of disasters, with a model beside it of what must be there in the end."""

import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, expect

from tests.e2e.chaos_line import spoil
from tests.e2e.chaos_pages import CLOCK, HURRY, SET_CLOCK, STATE, TAP
from tests.e2e.chaos_schedule import ANSWERS, Schedule
from tests.e2e.fault_steps import sign_in_again
from tests.e2e.phone import Phone
from tests.e2e.steps import cards, check, submit
from tests.live.api import Client, Refused
from tests.live.bad_line import BadLine
from tests.live.chain import AUDITOR, PASSWORD, Chain

PATIENCE_S = 45
THUMB = re.compile(r"^Photo \d")
Taps = tuple[tuple[int, int], ...]


class ChaosVisit:
    """`answers` and `photos` are the model: what the phone has said it keeps, less what the auditor took back."""

    def __init__(
        self, chain: Chain, bad: BadLine, phone: Phone, version: dict[str, Any], schedule: Schedule, camera: list[Path]
    ) -> None:
        self.chain, self.bad, self.phone, self.schedule, self.camera = chain, bad, phone, schedule, camera
        self.chance = random.Random(f"{schedule.seed}/{schedule.number}/line")  # noqa: S311
        self.options = {
            q["id"]: _values(q) for section in version["definition"]["sections"] for q in section["questions"]
        }
        self.visit = chain.plan_visit(chain.centres[schedule.number % len(chain.centres)], version["id"])
        chain.accept_visit(self.visit)
        self.client = self._new_session()
        self.answers: dict[str, Any] = {}
        self.photos: set[str] = set()
        self.deleted: set[str] = set()
        self.ended = False
        self.page: Page = None  # type: ignore[assignment]

    def run(self) -> None:
        """Everything of the schedule, then the submission, then the reckoning."""
        self._open()
        try:
            for step in self.schedule.steps:
                getattr(self, step.what)(*step.args)
            self._finish()
        except BaseException:
            with suppress(Error):
                print(self.page.url, self.page.locator("#page").aria_snapshot(timeout=1000))
            raise
        # Taken off every phone's list: the next schedule must not fetch the visits of all before it.
        self.chain.manager.call("POST", f"/visits/{self.visit}/void", {"reason": "This was a disaster"})

    # ---- what the auditor does

    def answer(self, taps: Taps) -> None:
        self.page.evaluate(TAP, taps)
        wanted = self._meant(taps)
        self._until(lambda: wanted.items() <= self._kept_answers().items(), "answers that were tapped are kept")
        self.answers |= wanted

    def photograph(self, question: int, numbers: tuple[int, ...]) -> None:
        before = set(self._photo_ids())
        self._choose(question, numbers)
        self._until(lambda: len(set(self._photo_ids()) - before) == len(numbers), "photos that were chosen are kept")
        self.photos |= set(self._photo_ids()) - before

    def delete(self, place: float, *, undo: bool = False) -> None:
        if not self.photos:
            return
        chosen = sorted(self.photos)[int(place * len(self.photos))]
        self._open_photo(chosen)
        self.page.get_by_role("button", name="Delete photo").click()
        self._until(lambda: self._photo(chosen)["deleted"], "a deleted photo is marked")
        if undo:
            self.page.get_by_role("button", name="Undo").last.click()
            self._until(lambda: not self._photo(chosen)["deleted"], "an undone deletion is undone")
            return
        self.photos.discard(chosen)
        self.deleted.add(chosen)

    def delete_and_undo(self, place: float) -> None:
        self.delete(place, undo=True)

    # ---- what goes wrong

    def spoil(self, kind: str, budget: int) -> None:
        spoil(self.bad, self.chance, kind, budget)

    def offline(self, ms: int) -> None:
        self.phone.set_online(False)
        self.page.wait_for_timeout(ms)
        self.phone.set_online(True)

    def reload(self) -> None:
        self.page.reload()
        self._ready()

    def kill_phone(self) -> None:
        self.phone.kill()
        self._open()

    def kill_phone_tapping(self, taps: Taps) -> None:
        """In the middle of it: each answer is the old or the new one, and what the phone has is what counts."""
        before, meant = dict(self.answers), self._meant(taps)
        self.page.evaluate(TAP, taps)
        self.kill_phone()
        kept = self._kept_answers()
        for question in meant:
            assert kept.get(question) in (before.get(question), *self._tried(taps, question)), f"{question} was lost"
        self.answers |= {question: kept[question] for question in meant if question in kept}

    def kill_phone_taking(self, question: int) -> None:
        before = set(self._photo_ids())
        self._choose(question, (0, 1))
        self.kill_phone()
        self.photos |= set(self._photo_ids()) - before

    def kill_server(self) -> None:
        self.chain.server.kill()
        self.chain.server.start()

    def second_tab(self) -> None:
        """The auditor goes on in another tab; the first stays open behind it."""
        assert self.phone.context
        self.page = self.phone.context.new_page()
        self._slow_down()
        self.page.goto(self._section)
        self._ready()

    def end_session(self) -> None:
        self.client.call("DELETE", "/sessions/current")
        self.ended = True

    def clock(self, wrong: int) -> None:
        """Somebody sets the phone's clock, wrongly."""
        self.page.evaluate(SET_CLOCK, wrong)
        self.reload()

    # ---- the end of it

    def _finish(self) -> None:
        missing = tuple((n, 0) for n in range(1, ANSWERS + 1) if f"q{n}" not in self.answers)
        if missing:
            self.answer(missing)
        if self.ended:
            self._sign_in()
        self._submit()
        deadline = time.monotonic() + PATIENCE_S
        while self._state()["outbox"]:
            parked = [row["key"] for row in self._state()["outbox"] if row["state"] == "attention"]
            assert not parked, f"put aside: {parked}"
            assert time.monotonic() < deadline, f"stuck: {[_told(row) for row in self._state()['outbox']]}"
            self.page.evaluate(HURRY)
            self.page.wait_for_timeout(150)
        self._reckon()

    def _submit(self) -> None:
        check(self.page)
        submit(self.page)
        self._until(lambda: self._is_submitted(), "the submission is kept")

    def _is_submitted(self) -> bool:
        return (
            any(row["kind"] == "submit" for row in self._state()["outbox"]) or self._stored()["status"] == "submitted"
        )

    def _reckon(self) -> None:
        """Every durable answer and photo once, nothing that was deleted, nothing left behind."""
        state, stored = self._state(), self._stored()
        assert stored["status"] == "submitted"
        theirs = {row["question_id"]: row["value"] for row in stored["answers"] if row["state"] == "answered"}
        assert theirs == self.answers
        assert {row["question_id"]: row["revision_id"] for row in state["answers"]} == {
            row["question_id"]: row["revision_id"] for row in stored["answers"]
        }
        kept = {row["id"]: row for row in state["photos"] if not row["deleted"]}
        assert {photo["id"]: photo["sha256"] for photo in stored["photos"]} == {
            name: row["sha256"] for name, row in kept.items()
        }
        # A photo that was taken back may go on under a new name; none may be lost, none may be there twice.
        assert len(kept) == len(self.photos)
        assert not self.deleted & {photo["id"] for photo in stored["photos"]}
        hashes = [photo["sha256"] for photo in stored["photos"]]
        assert stored["photo_count"] == len(hashes)
        assert stored["score_agrees"] is True
        trail = self.chain.manager.all(f"/visits/{self.visit}/trail")
        assert [row["to_status"] for row in trail].count("submitted") == 1
        assert not set(state["bytes"]) & {row["id"] for row in state["photos"]}, "bytes are left on the phone"

    # ---- the parts of it

    @property
    def _section(self) -> str:
        return f"{self.phone.address}/visits/{self.visit}/s/part_1"

    def _new_session(self) -> Client:
        return Client(self.chain.server.address, self.chain.server.origin).sign_in(AUDITOR, PASSWORD)

    def _open(self) -> None:
        self.page = self.phone.open()
        assert self.phone.context
        self.phone.context.add_init_script(CLOCK)
        self._slow_down()
        if not self.ended:
            name, value = self.client.cookie.split("=", 1)
            self.phone.context.add_cookies([{"name": name, "value": value, "url": self.phone.address}])
        self.page.goto(self._section)
        if self.page.evaluate("localStorage.getItem('wrong-clock')") is None:
            self.page.evaluate(SET_CLOCK, self.schedule.clock)
            self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            self.page.reload()
        self._ready()

    def _slow_down(self) -> None:
        assert self.phone.context
        chrome = self.phone.context.new_cdp_session(self.page)
        chrome.send("Emulation.setCPUThrottlingRate", {"rate": self.schedule.slowness})

    def _ready(self) -> None:
        expect(cards(self.page)).to_have_count(ANSWERS, timeout=20_000)

    def _sign_in(self) -> None:
        """The phone asks for it as soon as it is told that the session has ended."""
        self.page.evaluate(HURRY)
        expect(self.page.get_by_text("Please sign in again")).to_be_visible(timeout=20_000)
        self.page.get_by_role("link", name="Sign in", exact=True).first.click()
        sign_in_again(self.page, AUDITOR)
        self.ended = False
        self.page.goto(self._section)
        self._ready()

    def _choose(self, question: int, numbers: tuple[int, ...]) -> None:
        card = self.page.locator(f'article.question[data-question="q{question}"]')
        card.get_by_label("Choose photos").set_input_files([self.camera[number] for number in numbers])

    def _open_photo(self, photo: str) -> None:
        question = self._photo(photo)["question_id"]
        row = [one["id"] for one in self._shown() if one["question_id"] == question]
        card = self.page.locator(f'article.question[data-question="{question}"]')
        card.get_by_role("button", name=THUMB).nth(row.index(photo)).click()

    def _state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(STATE, self.visit)
        return found

    def _stored(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self.chain.auditor.get(f"/visits/{self.visit}")
            return found
        except Refused as refusal:
            raise AssertionError(f"the server cannot be asked: {refusal}") from None

    def _kept_answers(self) -> dict[str, Any]:
        return {row["question_id"]: row["value"] for row in self._state()["answers"]}

    def _shown(self) -> list[dict[str, Any]]:
        rows = [row for row in self._state()["photos"] if not row["deleted"]]
        return sorted(rows, key=lambda row: (row.get("rank", 0), row["id"]))

    def _photo_ids(self) -> list[str]:
        return [row["id"] for row in self._shown()]

    def _photo(self, photo: str) -> dict[str, Any]:
        (found,) = [row for row in self._state()["photos"] if row["id"] == photo]
        return found

    def _meant(self, taps: Taps) -> dict[str, Any]:
        """What the taps leave chosen."""
        return {f"q{n}": self.options[f"q{n}"][place % len(self.options[f"q{n}"])] for n, place in taps}

    def _tried(self, taps: Taps, question: str) -> list[Any]:
        options = self.options[question]
        return [options[place % len(options)] for n, place in taps if f"q{n}" == question]

    def _until(self, true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + 20
        while not true():
            assert time.monotonic() < deadline, f"not so: {what}"
            self.page.wait_for_timeout(60)


def _values(question: dict[str, Any]) -> list[Any]:
    """In the order of the options on screen."""
    if question["type"] == "scale":
        return list(range(question["scale"]["min"], question["scale"]["max"] + 1))
    return [option["id"] for option in question["options"]]


def _told(row: dict[str, Any]) -> str:
    return f"{row['key']} {row['state']} after {row['tries']} tries, {row['problem']}"
