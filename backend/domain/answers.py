"""Answers against a checklist: one walk decides what is visible and what counts as answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from backend.domain.conditions import holds, rule_holds
from backend.domain.problems import FieldError
from backend.domain.questions import type_of
from backend.domain.questions.base import REASONS, Question
from backend.domain.questions.text import is_blank
from backend.domain.reading import MISSING

Definition = Mapping[str, Any]
STATES: Final = ("answered", "not_applicable", "not_observed", "cleared")


class AnswerValue(NamedTuple):
    """The part of an answer that has a meaning: its state, its value, and the words beside it."""

    state: str
    value: Any = None
    comment: str | None = None
    waiver: str | None = None


Answers = Mapping[str, "AnswerValue | Mapping[str, Any]"]
PhotoCounts = Mapping[str, int]


class Item(NamedTuple):
    """A question as the visit stands: `state` is answered, not_applicable, not_observed, unanswered or hidden."""

    section: Mapping[str, Any]
    question: Question
    state: str
    answer: AnswerValue
    problem: str | None
    photos: int

    @property
    def value(self) -> Any:
        return self.answer.value if self.state == "answered" else MISSING


@dataclass(frozen=True)
class OpenItem:
    """Something that still stands between this visit and its submission."""

    question_id: str
    code: str
    message: str

    def as_json(self) -> dict[str, str]:
        return {"question_id": self.question_id, "code": self.code, "message": self.message}


MESSAGES: Final[Mapping[str, str]] = {
    "unanswered": "This question has no answer yet.",
    "comment_required": "Say a few words about this answer.",
    "photo_required": "A photo is missing; take one, or say why there is none.",
}
NO_ANSWER: Final = AnswerValue("cleared")


def walk(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> Iterator[Item]:
    """Every question in order. An answer that is hidden or not valid is missing for all conditions after it."""
    values: dict[str, Any] = {}

    def value_of(question_id: str) -> Any:
        return values.get(question_id, MISSING)

    def shown(condition: Any) -> bool:
        return condition is None or holds(condition, value_of)

    for section in definition["sections"]:
        section_shown = shown(section["visible_if"])
        for question in section["questions"]:
            answer = as_answer(answers.get(question["id"]))
            photos = photo_counts.get(question["id"], 0)
            visible = section_shown and shown(question["visible_if"])
            item = _item(section, question, answer, photos) if visible else _hidden(section, question)
            values[question["id"]] = item.value
            yield item


def as_answer(answer: AnswerValue | Mapping[str, Any] | None) -> AnswerValue:
    if answer is None:
        return NO_ANSWER
    if isinstance(answer, AnswerValue):
        return answer
    return AnswerValue(answer["state"], answer.get("value"), answer.get("comment"), answer.get("waiver"))


def _item(section: Mapping[str, Any], question: Question, answer: AnswerValue, photos: int) -> Item:
    problem = _problem_of(question, answer)
    state = "unanswered" if problem or answer.state == "cleared" else answer.state
    if type_of(question).answered_by_photo and state in ("answered", "unanswered"):
        state = "answered" if photos > 0 else "unanswered"
    return Item(section, question, state, answer, problem, photos)


def _hidden(section: Mapping[str, Any], question: Question) -> Item:
    return Item(section, question, "hidden", NO_ANSWER, None, 0)


def _problem_of(question: Question, answer: AnswerValue) -> str | None:
    if answer.state == "not_applicable":
        return None if question["allow_na"] else "not_applicable_not_offered"
    if answer.state == "not_observed":
        return None if question["allow_not_observed"] else "not_observed_not_offered"
    if answer.state == "cleared":
        return None
    return type_of(question).check(question, answer.value)


def check_answer(question: Question, answer: AnswerValue | Mapping[str, Any]) -> list[FieldError]:
    """What is wrong with one answer by itself; an empty list means that it fits its question."""
    code = _problem_of(question, as_answer(answer))
    return [FieldError("/value", code, REASONS[code])] if code else []


def open_items(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> list[OpenItem]:
    return open_among(walk(definition, answers, photo_counts))


def open_among(items: Iterable[Item]) -> list[OpenItem]:
    """The same, of questions that were walked already."""
    return [found for item in items for found in _open(item)]


def _open(item: Item) -> Iterator[OpenItem]:
    name = item.question["id"]
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
