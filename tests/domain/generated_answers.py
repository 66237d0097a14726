"""Answers to a generated checklist: mostly good, some absurd, some under keys that mean nothing."""

from random import Random
from typing import Any

from tests.domain.generated import OPTIONS, Json, flag, rarely

STATES = ("answered",) * 10 + ("not_applicable", "not_observed", "no_contact", "cleared")
# Real entries, of one phone and of two, and such as are none.
ENTRIES = ("1", "2", "3", "1k3f9", "2a", "2b", "10", "99zzzzzz")
NO_ENTRIES = ("", "0", "01", "1A", "x", "1-", "1abcdefg", "1@1")
MOMENTS = (
    "2026-11-20T09:30:00Z",
    "2026-11-20T09:30:59.999999999Z",
    "2026-11-20T15:15:30.5+05:45",
    "2026-11-19T23:59:00-09:31",
    "1900-01-01T00:00:00+23:59",
    "2099-12-31T23:59:59-23:59",
    "2026-02-29T09:30:00Z",
    "2026-11-20",
)
WORDS = (
    "",
    " ",
    "\t\r\n",
    "\u00a0",
    "\u2028",
    "Fine",
    "ß",
    "e\u0301",
    "👍🏽",
    "\u200b",
    "\x00",
    "012345",
    "constructor",
)
# Numbers at the edge of what both engines may count with, and beyond it.
EDGES = (0.0005, 2.675, 1e-7, -0.0, 1e15, 1e15 + 1, 1e16, 1e308, 5e-324, 2**53 + 1, 10**30, -(10**15), 0.1 + 0.2)
MIXTURES = (None, True, False, [], {}, ["alpha", 3], ["delta"], [None], "yes ", "Yes")
MIXTURES += ({"refused": False}, {"lat": "1"}, {"expired": 1}, {"expired": False}, {"expired": True, "lat": 1})


def absurd(chance: Random) -> Any:
    return chance.choice((chance.choice(MIXTURES), chance.choice(EDGES), chance.choice(WORDS), chance.randint(-9, 9)))


def word(chance: Random) -> str | None:
    return chance.choice((None, chance.choice(WORDS)))


def some_number(chance: Random) -> float:
    return chance.choice((chance.randint(-4, 100), chance.randint(-4000, 4000) / 1000, chance.random() * 99))


def good_value(chance: Random, question: Json) -> Any:
    match question["type"]:
        case "yes_no":
            return chance.choice(("yes", "no"))
        case "single_choice":
            return chance.choice(OPTIONS)
        case "multiple_choice":
            return [chance.choice(OPTIONS) for _ in range(chance.randint(0, 3))]
        case "scale":
            return chance.randint(-4, 9)
        case "number":
            return some_number(chance)
        case "duration":
            return chance.randint(0, 200)
        case "timestamp":
            return chance.choice(MOMENTS[:3] * 3 + MOMENTS)
        case "text":
            return chance.choice(WORDS)
        case "place":
            return chance.choice(({"refused": True}, {"lat": 1.5, "lon": 2, "accuracy_m": 3}, {"expired": True}))
    return None


def answer(chance: Random, question: Json) -> Json:
    value = absurd(chance) if rarely(chance, 10) else good_value(chance, question)
    states = ("answered", "no_contact", *STATES) if "clock" in question else STATES
    return {"state": chance.choice(states), "value": value, "comment": word(chance), "waiver": word(chance)}


def keys(chance: Random, section: Json) -> list[tuple[str, Json]]:
    """Every key that could be answered here, with its question."""
    if "repeat" not in section:
        marks = ["@1"] if rarely(chance, 20) else [""]
    else:
        marks = [f"@{entry}" for entry in ENTRIES if rarely(chance, 3)]
        marks += [f"@{chance.choice(NO_ENTRIES)}", ""] if rarely(chance, 10) else []
    return [(question["id"] + mark, question) for mark in marks for question in section["questions"]]


def answers(chance: Random, checklist: Json) -> tuple[dict[str, Json], dict[str, int]]:
    made: dict[str, Json] = {}
    photos: dict[str, int] = {}
    found = [one for section in checklist["sections"] for one in keys(chance, section)]
    chance.shuffle(found)
    for key, question in found:
        if not rarely(chance, 6):
            made[key] = answer(chance, question)
        if flag(chance):
            photos[key] = chance.randint(0, 2)
    return made, photos


def moment(chance: Random) -> str:
    """When somebody looks at the clocks: around the times of the answers, with parts of seconds."""
    seconds = chance.randint(0, 240)
    return f"2026-11-20T09:{29 + seconds // 60}:{seconds % 60:02d}.{chance.choice(('000', '999', '500'))}Z"
