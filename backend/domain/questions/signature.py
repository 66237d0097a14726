"""A signature drawn on the screen and kept as one photo. Never scored."""

from typing import Any

from backend.domain.questions.base import Question, QuestionType, no_keys


def _check(question: Question, value: Any) -> str | None:
    return None if value is None else "wrong_type"


SIGNATURE = QuestionType(
    name="signature", about="A signature drawn on the screen.", parse=no_keys, check=_check, answered_by_photo=True
)
