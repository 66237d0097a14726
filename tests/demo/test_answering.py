"""What the demonstration answers where persons are met one by one and clocks run."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.checklists.service import read_checklist
from backend.demo.answering import fill_in
from backend.demo.chance import Chance
from backend.demo.draw import WORDS, Filled, Setting
from backend.demo.editions import ADDED, CHECKLISTS
from backend.demo.schedule import PHONE, SHOWROOM
from backend.domain.answers import open_items
from backend.domain.entries import entry_of
from backend.domain.scoring import score_visit
from tests.factories.journeys import JOURNEY

LIBRARY = sorted(
    path for path in (Path(__file__).parents[2] / "audits").glob("*/*.yaml") if not path.stem.endswith(".cases")
)
ARRIVED = dt.datetime(2026, 11, 14, 10, 30, tzinfo=dt.UTC)
DEFINITION = read_checklist(JOURNEY, "journey")
GOOD = Setting(ARRIVED, 48.1, 11.5, "en", 90.0, {}, brings_car=False)
POOR = replace(GOOD, quality=25.0)


def visits(setting: Setting, count: int = 200, definition: Any = DEFINITION) -> list[Filled]:
    chance = Chance(5)
    return [fill_in(definition, setting, chance) for _ in range(count)]


def answers_to(found: list[Filled], question: str) -> list[dict[str, Any]]:
    return [one for visit in found for key, one in visit.answers.items() if key.partition("@")[0] == question]


def test_nothing_is_open_and_one_to_three_persons_of_different_roles_are_met() -> None:
    met: Counter[int] = Counter()
    for visit in visits(GOOD):
        assert open_items(DEFINITION, visit.answers, visit.photos) == []
        roles = [one["value"] for key, one in visit.answers.items() if key.startswith("staff_role@")]
        assert len(set(roles)) == len(roles)
        met[len(roles)] += 1
        assert {entry_of(key) for key in visit.answers} <= {None, "1", "2", "3"}
    assert set(met) == {1, 2, 3}


def test_a_section_may_find_nobody() -> None:
    source = JOURNEY.replace("min: 1, max: 4", "min: 0, max: 4")
    found = visits(GOOD, definition=read_checklist(source, "journey"))
    assert {True, False} == {any("@" in key for key in visit.answers) for visit in found}


def test_good_service_is_in_touch_early_and_poor_service_often_never() -> None:
    for name in ("reply_after", "machine_after"):
        states = [Counter(one["state"] for one in answers_to(visits(setting), name)) for setting in (GOOD, POOR)]
        good, poor = (counts["no_contact"] / counts.total() for counts in states)
        assert good < 0.2 < poor < 0.9
    values = [one["value"] for one in answers_to(visits(POOR), "machine_after") if one["state"] == "answered"]
    assert values and all(0 <= value <= 3600 for value in values)


def test_the_score_is_on_average_the_quality() -> None:
    for setting in (GOOD, POOR):
        cards = [score_visit(DEFINITION, visit.answers, visit.photos) for visit in visits(setting, 400)]
        mean = sum(float(card.overall.percent or 0) for card in cards) / len(cards)
        assert abs(mean - setting.quality) < 6


def test_a_visit_that_is_still_going_on_knows_nothing_of_later() -> None:
    found = visits(replace(POOR, until=ARRIVED + dt.timedelta(hours=2)))
    seen = answers_to(found, "reply_after")
    assert 0 < len(seen) < len(found)
    assert all(one["state"] == "answered" and one["value"] <= 7200 for one in seen)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_every_checklist_of_the_library_can_be_lived(path: Path) -> None:
    definition = read_checklist(path.read_text(encoding="utf-8"), path.name)
    for visit in visits(replace(GOOD, quality=60.0), 20, definition):
        assert open_items(definition, visit.answers, visit.photos) == []


def test_every_comment_of_the_demonstration_has_its_own_words() -> None:
    asked = {ADDED["id"]}
    for path in (CHECKLISTS / f"{slug}.yaml" for slug in (SHOWROOM, PHONE)):
        definition = read_checklist(path.read_text(encoding="utf-8"), path.name)
        questions = [question for section in definition["sections"] for question in section["questions"]]
        asked |= {question["id"] for question in questions}
        explained = {question["id"] for question in questions if question["comment"]["when"] is not None}
        assert all(explained <= words.LOW.keys() | words.HIGH.keys() for words in WORDS.values())
    for words in WORDS.values():
        assert words.LOW.keys() | words.HIGH.keys() | words.RETURNS.keys() <= asked


def test_the_first_person_met_has_heard_nothing_from_a_colleague() -> None:
    definition = read_checklist((CHECKLISTS / f"{SHOWROOM}.yaml").read_text(encoding="utf-8"), SHOWROOM)
    states = Counter(
        (entry_of(key), one["state"])
        for visit in visits(GOOD, 60, definition)
        for key, one in visit.answers.items()
        if key.startswith("staff_knew@")
    )
    assert states["1", "not_applicable"] == 60
    assert states["2", "answered"] > 20
