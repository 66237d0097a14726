"""One answer: its state, its value and the words beside it; and whether it fits its question."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from backend.domain.problems import FieldError
from backend.domain.questions import type_of
from backend.domain.questions.base import REASONS, Question

STATES: Final = ("answered", "not_applicable", "not_observed", "no_contact", "cleared")


class AnswerValue(NamedTuple):
    """The part of an answer that has a meaning: its state, its value, and the words beside it."""

    state: str
    value: Any = None
    comment: str | None = None
    waiver: str | None = None


# By key: the question's id, in a repeated section with its entry behind it (`entries.py`).
Answers = Mapping[str, "AnswerValue | Mapping[str, Any]"]
NO_ANSWER: Final = AnswerValue("cleared")


def as_answer(answer: AnswerValue | Mapping[str, Any] | None) -> AnswerValue:
    if answer is None:
        return NO_ANSWER
    if isinstance(answer, AnswerValue):
        return answer
    return AnswerValue(answer["state"], answer.get("value"), answer.get("comment"), answer.get("waiver"))


def problem_of(question: Question, answer: AnswerValue) -> str | None:
    """The reason why an answer does not fit its question, or None."""
    if answer.state == "answered":
        return type_of(question).check(question, answer.value)
    if answer.state == "not_applicable":
        return None if question["allow_na"] else "not_applicable_not_offered"
    if answer.state == "not_observed":
        return None if question["allow_not_observed"] else "not_observed_not_offered"
    if answer.state == "no_contact":
        return None if question.get("clock") else "no_contact_not_offered"
    return None


def check_answer(question: Question, answer: AnswerValue | Mapping[str, Any]) -> list[FieldError]:
    """What is wrong with one answer by itself; an empty list means that it fits its question."""
    code = problem_of(question, as_answer(answer))
    return [FieldError("/value", code, REASONS[code])] if code else []
