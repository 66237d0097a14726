"""Answers against a checklist: one walk decides what is visible and what counts as answered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from backend.domain.answer import NO_ANSWER, Answers, AnswerValue, as_answer, problem_of
from backend.domain.conditions import holds, rule_holds
from backend.domain.entries import entries_of, key_of
from backend.domain.questions import type_of
from backend.domain.questions.base import REASONS, Question
from backend.domain.questions.text import is_blank
from backend.domain.reading import MISSING

Definition = Mapping[str, Any]
PhotoCounts = Mapping[str, int]


class Item(NamedTuple):
    """A question as the visit stands, in a repeated section once for each entry.

    `state` is answered, not_applicable, not_observed, no_contact, unanswered or hidden; `key` is what its answer is
    stored under: the question's id, with the entry behind it if there is one.
    """

    section: Mapping[str, Any]
    question: Question
    state: str
    answer: AnswerValue
    problem: str | None
    photos: int
    key: str
    entry: str | None

    @property
    def value(self) -> Any:
        return self.answer.value if self.state == "answered" else MISSING


@dataclass(frozen=True)
class OpenItem:
    """Something that still stands between this visit and its submission; `question_id` is the key of the answer."""

    question_id: str
    code: str
    message: str

    def as_json(self) -> dict[str, str]:
        return {"question_id": self.question_id, "code": self.code, "message": self.message}


MESSAGES: Final[Mapping[str, str]] = {
    "unanswered": "This question has no answer yet.",
    "comment_required": "Say a few words about this answer.",
    "photo_required": "A photo is missing; take one, or say why there is none.",
    "too_many_entries": "There are more entries than the checklist allows; remove one.",
}
ONCE: Final = (None,)


def walk(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> Iterator[Item]:
    """Every question in order. An answer that is hidden or not valid is missing for all conditions after it.

    Within an entry the values of the entry before are written over one by one, so each sees only its own.
    """
    values: dict[str, Any] = {}

    def value_of(question_id: str) -> Any:
        return values.get(question_id, MISSING)

    def shown(question: Question) -> bool:
        """A clock whose start is not known has never run."""
        condition, clock = question["visible_if"], question.get("clock")
        met = condition is None or holds(condition, value_of)
        return met and (clock is None or value_of(clock["start"]) is not MISSING)

    for section in definition["sections"]:
        section_shown = section["visible_if"] is None or holds(section["visible_if"], value_of)
        for entry in entries_of(section, answers) if "repeat" in section else ONCE:
            for question in section["questions"]:
                name: str = question["id"]
                key = name if entry is None else key_of(name, entry)
                if section_shown and shown(question):
                    answer = as_answer(answers.get(key))
                    problem = problem_of(question, answer)
                    photos = photo_counts.get(key, 0)
                    state = _state(question, answer, problem, photos)
                    item = Item(section, question, state, answer, problem, photos, key, entry)
                else:
                    item = Item(section, question, "hidden", NO_ANSWER, None, 0, key, entry)
                values[name] = item.value
                yield item


def _state(question: Question, answer: AnswerValue, problem: str | None, photos: int) -> str:
    state = "unanswered" if problem or answer.state == "cleared" else answer.state
    if type_of(question).answered_by_photo and state in ("answered", "unanswered"):
        return "answered" if photos > 0 else "unanswered"
    return state


def open_items(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> list[OpenItem]:
    return open_among(walk(definition, answers, photo_counts))


def open_among(items: Iterable[Item]) -> list[OpenItem]:
    """The same, of questions that were walked already."""
    seen: Counter[str] = Counter()
    return [found for item in items for found in (*_too_many(item, seen), *_open(item))]


def _too_many(item: Item, seen: Counter[str]) -> Iterator[OpenItem]:
    """On the first question of each entry beyond the most allowed; `seen` counts the entries of each section."""
    repeat = item.section.get("repeat")
    if repeat and item.question["id"] == repeat["by"] and item.state != "hidden":
        seen[item.section["id"]] += 1
        if seen[item.section["id"]] > repeat["max"]:
            yield OpenItem(item.key, "too_many_entries", MESSAGES["too_many_entries"])


def _open(item: Item) -> Iterator[OpenItem]:
    name = item.key
    if item.state == "hidden":
        return
    if item.problem and item.problem != "empty":
        yield OpenItem(name, "invalid", REASONS[item.problem])
    elif item.state == "unanswered" and item.question["required"] and not _waived(item):
        yield OpenItem(name, "unanswered", MESSAGES["unanswered"])
    if wants_comment(item) and is_blank(item.answer.comment or ""):
        yield OpenItem(name, "comment_required", MESSAGES["comment_required"])
    if item.photos < photos_wanted(item) and is_blank(item.answer.waiver or ""):
        yield OpenItem(name, "photo_required", MESSAGES["photo_required"])


def _waived(item: Item) -> bool:
    """A required photo may be left out with a reason; nothing else may."""
    return type_of(item.question).answered_by_photo and not is_blank(item.answer.waiver or "")


def wants_comment(item: Item) -> bool:
    when = item.question["comment"]["when"]
    if when is None or item.state in ("hidden", "unanswered"):
        return False
    return when == "always" or rule_holds(when, item.value)


def photos_wanted(item: Item) -> int:
    """How many photos this answer asks for; an answer that does not apply asks for none."""
    photo = item.question["photo"]
    if item.state != "answered" or (photo["when"] is not None and not rule_holds(photo["when"], item.value)):
        return 0
    return int(photo["min"])
