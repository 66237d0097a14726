"""A position, which may be refused; the refusal is recorded. After thirty days its figures are gone. Never scored."""

from typing import Any

from backend.domain.exact import is_number
from backend.domain.positions import is_expired
from backend.domain.questions.base import Question, QuestionType, no_keys


def _within(value: Any, limit: float) -> bool:
    return is_number(value) and bool(-limit <= value <= limit)


def _check(question: Question, value: Any) -> str | None:
    if not isinstance(value, dict):
        return "wrong_type"
    if is_expired(value):
        return None
    if value.get("refused") is True:
        return None if isinstance(value.get("reason"), str | None) else "not_a_place"
    accuracy = value.get("accuracy_m")
    fits = _within(value.get("lat"), 90) and _within(value.get("lon"), 180) and is_number(accuracy)
    return None if fits and accuracy is not None and accuracy >= 0 else "not_a_place"


PLACE = QuestionType(name="place", about="Where it was. May be refused.", parse=no_keys, check=_check)
