"""Answers of one visit, drawn so that its score is, on average, the service quality it is given."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from backend.demo.chance import Chance
from backend.demo.clock_draws import NO_CONTACT, plain_clock
from backend.demo.draw import Draw, Filled, Question, Setting
from backend.demo.values import plain_value, scored_value
from backend.domain.conditions import holds, rule_holds
from backend.domain.entries import key_of
from backend.domain.questions import type_of
from backend.domain.reading import MISSING

NOT_APPLICABLE, NOT_OBSERVED = 0.06, 0.05
PHOTO_TAKEN: Final = 0.35
# How many people an auditor meets, at most; and how often nobody, where that is possible.
USUAL_ENTRIES: Final = 3
NOBODY: Final = 0.1
# What the first person met cannot have heard from a colleague.
NOT_OF_THE_FIRST: Final = ("staff_knew",)


def fill_in(definition: Mapping[str, Any], setting: Setting, chance: Chance) -> Filled:
    """Answer every visible question in order, evidence and comments as the checklist asks for them."""
    filled = Filled()
    for section in definition["sections"]:
        quality = setting.quality + setting.by_section.get(section["id"], 0.0)
        draw = Draw(setting, chance, filled, quality / 100)
        if not _shown(section, draw):
            continue
        for entry in _entries(section["repeat"], chance) if "repeat" in section else (None,):
            _fill_entry(section["questions"], replace(draw, entry=entry))
    return filled


def _entries(repeat: Mapping[str, Any], chance: Chance) -> list[str]:
    fewest, most = repeat["min"], min(repeat["max"], max(repeat["min"], USUAL_ENTRIES))
    if fewest == 0 and chance.happens(NOBODY):
        return []
    return [str(number) for number in range(1, chance.whole(max(fewest, 1), most) + 1)]


def _fill_entry(questions: Sequence[Question], draw: Draw) -> None:
    for question in questions:
        if _shown(question, draw) and _runs(question, draw):
            _answer(question, draw)


def _shown(thing: Mapping[str, Any], draw: Draw) -> bool:
    return thing["visible_if"] is None or holds(thing["visible_if"], draw.value_of)


def _runs(question: Question, draw: Draw) -> bool:
    """A clock runs from a known moment."""
    if "clock" not in question:
        return True
    return draw.value_of(question["clock"]["start"]) is not MISSING


def _answer(question: Question, draw: Draw) -> None:
    key = key_of(question["id"], draw.entry)
    state, value = _state(question, draw), None
    if state == "skipped":
        return
    if state == "answered":
        value = _value(question, draw)
        if value == NO_CONTACT:
            state, value = NO_CONTACT, None
        if not _has_ended(question, value, draw):
            return
        if type_of(question).answered_by_photo:
            draw.filled.photos[key] = question["photo"]["min"]
    draw.filled.answers[key] = {"state": state, "value": value, "comment": None, "waiver": None}
    if state in ("answered", NO_CONTACT):
        _add_words(question, key, draw)


def _value(question: Question, draw: Draw) -> Any:
    if question["scored"]:
        return scored_value(question, draw)
    if "clock" in question:
        return plain_clock(question, draw.quality, draw.chance)
    return plain_value(question, draw)


def _has_ended(question: Question, value: int | None, draw: Draw) -> bool:
    """Whether a clock can have shown this by now."""
    if "clock" not in question or draw.setting.until is None:
        return True
    started = dt.datetime.fromisoformat(draw.value_of(question["clock"]["start"]))
    seconds = question["clock"]["closes"] if value is None else value
    return started + dt.timedelta(seconds=seconds) <= draw.setting.until


def _state(question: Question, draw: Draw) -> str:
    chance = draw.chance
    if draw.entry == "1" and question["id"] in NOT_OF_THE_FIRST:
        return "not_applicable"
    if question["allow_na"] and chance.happens(NOT_APPLICABLE):
        return "not_applicable"
    if question["allow_not_observed"] and chance.happens(NOT_OBSERVED):
        return "not_observed"
    return "answered" if question["required"] or chance.happens(0.6) else "skipped"


def _add_words(question: Question, key: str, draw: Draw) -> None:
    answer, value, chance, words = draw.filled.answers[key], draw.filled.value_of(key), draw.chance, draw.words
    rule = question["comment"]["when"]
    if rule == "always" or (rule is not None and rule_holds(rule, value)):
        high = words.HIGH.get(question["id"])
        answer["comment"] = chance.one_of(high or words.LOW.get(question["id"], (words.POOR,)))
    photo = question["photo"]
    if photo["when"] is not None and rule_holds(photo["when"], value):
        if chance.happens(PHOTO_TAKEN):
            draw.filled.photos[key] = photo["min"]
        else:
            answer["waiver"] = chance.one_of(words.WAIVERS)
