"""A scale of whole steps; the points are the steps above its lowest one."""

from typing import Any

from backend.domain.exact import THOUSAND, is_whole
from backend.domain.questions.base import Question, QuestionType
from backend.domain.reading import Node
from backend.domain.schema import TEXT, WHOLE, thing


def _parse(node: Node) -> dict[str, Any]:
    scale = node.child("scale").mapping(("min", "max", "labels"))
    low = scale.child("min").number(0, low=-100, high=100, whole=True)
    high = scale.child("max").number(low=-100, high=100, whole=True)
    if high <= low:
        scale.fail("scale_is_empty", "“max” must be above “min”.")
    return {"scale": {"min": low, "max": high, "labels": _parse_labels(scale.child("labels"), low, high)}}


def _parse_labels(node: Node, low: float, high: float) -> dict[str, Any]:
    if not node.present:
        return {}
    steps = [str(step) for step in range(int(low), int(high) + 1)]
    node.mapping(steps)
    return {step: node.child(step).text() for step in steps if node.child(step).present}


def _check(question: Question, value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    if value < question["scale"]["min"]:
        return "too_low"
    return "too_high" if value > question["scale"]["max"] else None


def _points(question: Question, value: Any) -> int:
    return THOUSAND * (int(value) - int(question["scale"]["min"]))


def _maximum(question: Question) -> int | None:
    return THOUSAND * int(question["scale"]["max"] - question["scale"]["min"])


SCALE = QuestionType(
    name="scale",
    about="A rating on a scale of whole steps. Labels describe the steps.",
    parse=_parse,
    check=_check,
    keys={
        "scale": thing(
            {"min": WHOLE, "max": WHOLE, "labels": {"type": "object", "additionalProperties": TEXT}}, required=("max",)
        )
    },
    compares="number",
    points=_points,
    maximum=_maximum,
)
