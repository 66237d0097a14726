"""A moment, as the phone's clock had it. Never scored."""

import datetime as dt
import re
from typing import Any, Final

from backend.domain.questions.base import Question, QuestionType, no_keys

MOMENT: Final = re.compile(
    r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)


def _check(question: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if MOMENT.fullmatch(value) and _is_a_day(value[:10]) else "not_a_time"


def _is_a_day(text: str) -> bool:
    """31 February would stop every report of the visit."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


TIMESTAMP = QuestionType(
    name="timestamp", about="The moment something happened (RFC 3339).", parse=no_keys, check=_check
)
