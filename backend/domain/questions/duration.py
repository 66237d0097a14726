"""A duration in whole seconds, from a stopwatch, a clock or typed in; the raw value is kept, bands give the points."""

from typing import Any

from backend.domain.exact import is_whole
from backend.domain.questions.bands import BANDS_SCHEMA, highest_band, parse_bands, points_in_bands
from backend.domain.questions.base import Question, QuestionType
from backend.domain.questions.clock import CLOCK_SCHEMA, LONGEST, outside_window
from backend.domain.reading import Node


def _parse(node: Node) -> dict[str, Any]:
    return {"bands": parse_bands(node.child("bands"))}


def _check(question: Question, value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    if value < 0:
        return "too_low"
    if value > LONGEST:
        return "too_high"
    return "outside_window" if outside_window(question, value) else None


DURATION = QuestionType(
    name="duration",
    about="A length of time in seconds, by hand or by an observation clock. Scored only when bands are declared.",
    parse=_parse,
    check=_check,
    keys={"bands": BANDS_SCHEMA, "clock": CLOCK_SCHEMA},
    compares="number",
    points=points_in_bands,
    maximum=highest_band,
)
