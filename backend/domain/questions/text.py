"""Free text. Never scored."""

from typing import Any, Final

from backend.domain.questions.base import Question, QuestionType
from backend.domain.reading import Node
from backend.domain.schema import FLAG

# Spelt out, because the languages of the two engines disagree on what white space is.
BLANKS: Final = " \t\r\n"


def is_blank(text: str) -> bool:
    return not text.strip(BLANKS)


def _parse(node: Node) -> dict[str, Any]:
    return {
        "multiline": node.child("multiline").flag(False),
        "max_length": node.child("max_length").number(2000, low=1, high=10_000, whole=True),
    }


def _check(question: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    if is_blank(value):
        return "empty"
    return "too_long" if len(value) > question["max_length"] else None


TEXT_TYPE = QuestionType(
    name="text",
    about="Free words.",
    parse=_parse,
    check=_check,
    keys={"multiline": FLAG, "max_length": {"type": "integer", "minimum": 1, "maximum": 10_000}},
)
