"""Entries of a repeated section: one for each of several things met, and the answer keys that carry them.

A key is a question's id; in a repeated section the entry stands behind it: `staff_warm@2`.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from backend.domain.answer import Answers, as_answer, problem_of

Question = Mapping[str, Any]
# An ordinal, and what a phone adds to it so that two devices never mean the same entry: `2k3f9`.
ENTRY: Final = re.compile(r"([1-9][0-9]?)([a-z0-9]{0,6})")
LAST_ORDINAL: Final = 99


def question_of(key: str) -> str:
    return key.partition("@")[0]


def entry_of(key: str) -> str | None:
    return key.partition("@")[2] or None


def key_of(question_id: str, entry: str | None) -> str:
    return question_id if entry is None else f"{question_id}@{entry}"


def repeated_ids(definition: Mapping[str, Any]) -> frozenset[str]:
    """The questions that are asked once for each entry."""
    return frozenset(
        question["id"] for section in definition["sections"] if "repeat" in section for question in section["questions"]
    )


def find_question(questions: Mapping[str, Question], repeated: frozenset[str], key: str) -> Question | None:
    """The question that a key means; None where the checklist has no such question, or asks it otherwise."""
    name, at, entry = key.partition("@")
    fits = bool(ENTRY.fullmatch(entry)) if name in repeated else not at
    return questions.get(name) if fits else None


def entries_of(section: Mapping[str, Any], answers: Answers) -> list[str]:
    """The entries of a repeated section in order: those that say what they are about, and blank ones up to `min`."""
    by = section["questions"][0]
    prefix = f"{by['id']}@"
    named = [key for key in answers if key.startswith(prefix) and _says(by, answers, key)]
    found = [key.removeprefix(prefix) for key in named if ENTRY.fullmatch(key.removeprefix(prefix))]
    blanks = islice(_free(prefix, answers), max(section["repeat"]["min"] - len(found), 0))
    return sorted([*found, *blanks], key=_place)


def _says(by: Question, answers: Answers, key: str) -> bool:
    answer = as_answer(answers[key])
    return answer.state == "answered" and problem_of(by, answer) is None


def _free(prefix: str, answers: Answers) -> Iterator[str]:
    """Ordinals nobody ever used: a removed entry keeps its answers, so its place is not given away."""
    return (str(ordinal) for ordinal in range(1, LAST_ORDINAL + 1) if f"{prefix}{ordinal}" not in answers)


def _place(entry: str) -> tuple[int, str]:
    found = ENTRY.fullmatch(entry)
    return (int(found[1]), found[2]) if found else (0, entry)
