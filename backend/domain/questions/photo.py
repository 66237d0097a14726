"""One or more photos. Answered as soon as a photo of the question exists; never scored."""

from typing import Any

from backend.domain.questions.base import Question, QuestionType, no_keys


def _check(question: Question, value: Any) -> str | None:
    return None if value is None else "wrong_type"


PHOTO = QuestionType(name="photo", about="One or more photos.", parse=no_keys, check=_check, answered_by_photo=True)
