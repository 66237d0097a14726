"""A duration in whole seconds, from the stopwatch or typed in; the raw value is kept, bands give the points."""

from typing import Any, Final

from backend.domain.exact import is_whole
from backend.domain.questions.bands import BANDS_SCHEMA, highest_band, parse_bands, points_in_bands
from backend.domain.questions.base import Question, QuestionType
from backend.domain.reading import Node

LONGEST: Final = 90 * 24 * 3600


def _parse(node: Node) -> dict[str, Any]:
    return {"bands": parse_bands(node.child("bands"))}


def _check(question: Question, value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    if value < 0:
        return "too_low"
    return "too_high" if value > LONGEST else None


DURATION = QuestionType(
    name="duration",
    about="A length of time in seconds. Scored only when bands are declared.",
    parse=_parse,
    check=_check,
    keys={"bands": BANDS_SCHEMA},
    compares="number",
    points=points_in_bands,
    maximum=highest_band,
)
