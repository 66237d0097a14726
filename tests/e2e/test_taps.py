"""Ten things an auditor does in every visit, in taps: the table in pwa/README.md is counted, not claimed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.fault_steps import FLICKER, Visitor
from tests.e2e.steps import cards
from tests.live.bad_line import BadLine
from tests.live.chain import Chain
from tests.live.checklists import plain_checklist
from tests.live.server import ROOT

QUESTIONS, OPEN = 12, 9
ANSWERED = [*range(9), 10]
ROW = re.compile(r"^\| ([^|]+?) \| (\d+) \|", re.MULTILINE)


def written() -> dict[str, int]:
    """The table under "Taps"."""
    part = (ROOT / "pwa" / "README.md").read_text().split("## Taps")[1].split("\n## ")[0]
    return {task: int(count) for task, count in ROW.findall(part)}


@dataclass
class Thumb:
    """Each touch of the screen counts as one; what is typed and what the camera does between two of them does not."""

    page: Page
    taps: int = 0
    counted: dict[str, int] = field(default_factory=dict)

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def task(self, name: str, work: Callable[[], None]) -> None:
        self.taps = 0
        work()
        self.counted[name] = self.taps

    def choose(self, choice: Locator) -> None:
        self.tap(choice.locator("xpath=ancestor::label"))
        expect(choice).to_be_checked()


def stamp(visitor: Visitor, thumb: Thumb) -> None:
    arrived = visitor.page.get_by_role("button", name="Arrived")
    thumb.task("Note when you arrived, with the notes open", lambda: thumb.tap(arrived))
    expect(visitor.page.get_by_role("list", name="What was noted").get_by_role("listitem")).to_have_count(1)


def score(visitor: Visitor, thumb: Thumb, centre: str, photo: Path) -> None:
    page = visitor.page
    all_cards = cards(page)

    def begin() -> None:
        thumb.tap(page.get_by_role("link", name=centre))
        thumb.tap(page.get_by_role("region", name="What next").locator(".button-primary"))
        expect(all_cards).to_have_count(QUESTIONS)

    def answer_ten() -> None:
        for index in ANSWERED:
            thumb.choose(all_cards.nth(index).get_by_role("radio").first)

    def take() -> None:
        with page.expect_file_chooser() as camera:
            thumb.tap(all_cards.first.locator("label.pick").first)
        camera.value.set_files(photo)
        expect(all_cards.first.get_by_role("button", name="Photo 1")).to_be_visible(timeout=15_000)

    def find_open() -> None:
        thumb.tap(page.get_by_role("button", name="Next open"))
        expect(all_cards.nth(OPEN)).to_be_focused()

    def comment() -> None:
        thumb.tap(all_cards.first.get_by_role("button", name="Comment"))
        expect(all_cards.first.get_by_role("textbox")).to_be_focused()
        page.keyboard.type("He came at once.")

    def take_back() -> None:
        thumb.tap(page.locator(".toast").get_by_role("button", name="Undo"))
        expect(all_cards.first.get_by_role("radio").first).to_be_checked()

    thumb.task("Open the visit and begin", begin)
    thumb.task("Answer ten questions", answer_ten)
    thumb.task("Add a photo", take)
    thumb.task("Write a comment", comment)
    thumb.task("Find the next open question", find_open)
    thumb.task("Say that it does not apply", lambda: thumb.choose(all_cards.nth(OPEN).get_by_label("Not applicable")))
    all_cards.first.get_by_role("button", name="Clear the answer").tap()
    thumb.task("Bring back what was cleared", take_back)
    all_cards.last.get_by_role("radio").first.locator("xpath=ancestor::label").tap()


def send(visitor: Visitor, thumb: Thumb) -> None:
    page = visitor.page

    def submit() -> None:
        thumb.tap(page.get_by_role("region", name="What next").get_by_role("link", name="Check and submit"))
        thumb.choose(page.get_by_label("I made this visit myself"))
        thumb.tap(page.get_by_role("button", name="Submit"))

    def see() -> None:
        page.evaluate(FLICKER)
        expect(page.get_by_text("The server has every answer and every photo")).to_be_visible(timeout=18_000)

    thumb.task("Check and submit", submit)
    thumb.task("See that it arrived", see)


def test_ten_tasks_need_as_many_taps_as_the_table_says(
    chain: Chain, bad: BadLine, new_phone: MakePhone, photos: list[Path]
) -> None:
    bad.well()
    source = plain_checklist("taps", QUESTIONS, 1).replace('"type": "yes_no"', '"type": "yes_no", "allow_na": true')
    centre = chain.centres[5]
    visit = chain.plan_visit(centre, chain.publish("taps", source)["id"])
    chain.accept_visit(visit)
    visitor = Visitor(chain, bad, new_phone(), visit, chain.phone(), None)  # type: ignore[arg-type]
    page = visitor.open("/notes")
    thumb = Thumb(page)
    stamp(visitor, thumb)
    page.goto(f"{visitor.phone.address}/visits")
    score(visitor, thumb, str(centre["name"]), photos[0])
    send(visitor, thumb)
    assert thumb.counted == written()
    assert len(visitor.on_server()["answers"]) == QUESTIONS
