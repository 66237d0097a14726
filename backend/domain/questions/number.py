"""A number with a unit; scored only by declared bands."""

from typing import Any, Final

from backend.domain.exact import has_decimals_at_most, is_number
from backend.domain.questions.bands import BANDS_SCHEMA, highest_band, parse_bands, points_in_bands
from backend.domain.questions.base import Question, QuestionType
from backend.domain.reading import Node
from backend.domain.schema import NUMBER, TEXT

LARGEST_ANSWER: Final = 1_000_000_000


def _parse(node: Node) -> dict[str, Any]:
    low, high = node.child("min").optional_number(), node.child("max").optional_number()
    if low is not None and high is not None and high < low:
        node.child("max").fail("range_is_empty", "“max” must not be under “min”.")
    return {
        "unit": node.child("unit").optional_text(),
        "min": low,
        "max": high,
        "decimals": node.child("decimals").number(0, low=0, high=3, whole=True),
        "bands": parse_bands(node.child("bands")),
    }


def _check(question: Question, value: Any) -> str | None:
    if not is_number(value):
        return "wrong_type"
    low = question["min"] if question["min"] is not None else -LARGEST_ANSWER
    high = question["max"] if question["max"] is not None else LARGEST_ANSWER
    if value < low:
        return "too_low"
    if value > high:
        return "too_high"
    return None if has_decimals_at_most(value, question["decimals"]) else "too_many_decimals"


NUMBER_TYPE = QuestionType(
    name="number",
    about="A number with a unit. Scored only when bands are declared.",
    parse=_parse,
    check=_check,
    keys={
        "unit": TEXT,
        "min": NUMBER,
        "max": NUMBER,
        "decimals": {"type": "integer", "minimum": 0, "maximum": 3},
        "bands": BANDS_SCHEMA,
    },
    compares="number",
    points=points_in_bands,
    maximum=highest_band,
)
