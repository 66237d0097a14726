"""Any number of options. The reachable maximum is the declared cap, or the sum of positive options: never silent."""

from collections.abc import Iterable, Mapping
from typing import Any

from backend.domain.exact import thousandths
from backend.domain.questions.base import Question, QuestionType
from backend.domain.questions.options import OPTIONS_SCHEMA, option_of, parse_options
from backend.domain.reading import Node


def _parse(node: Node) -> dict[str, Any]:
    options = parse_options(node.child("options"), ("id", "label", "points", "exclusive"))
    if options and all(option["exclusive"] for option in options):
        text = "Every option stands alone: then this is a single_choice."
        node.child("options").fail("exclusive_everywhere", text)
    return {"options": options, "cap": _parse_cap(node.child("cap"), _highest_sum(options))}


def _parse_cap(node: Node, highest: int) -> int | float | None:
    if node.value == "sum" or (not node.present and highest == 0):
        return None
    if not node.present:
        node.fail("missing", "Say how many points can be reached: “cap: sum”, or a number.", "reachable")
        return None
    cap = node.number(low=0.001)
    if thousandths(cap) > highest:
        node.fail("cap_out_of_reach", "The cap is higher than the points the options can give together.")
    return cap


def _highest_sum(options: Iterable[Mapping[str, Any]]) -> int:
    """What the options can give at most: the positive ones together, or one exclusive option alone."""
    gains = [(thousandths(option["points"]), option["exclusive"]) for option in options if option["points"] > 0]
    alone = max([gain for gain, exclusive in gains if exclusive], default=0)
    return max(alone, sum([gain for gain, exclusive in gains if not exclusive]))


def _check(question: Question, value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "wrong_type"
    chosen = [option_of(question, one) for one in value]
    if None in chosen:
        return "unknown_option"
    if len(set(value)) < len(value):
        return "repeated_option"
    if len(value) > 1 and any(option and option["exclusive"] for option in chosen):
        return "exclusive_option"
    return None if value else "empty"


def _points(question: Question, value: Any) -> int:
    chosen = [option for one in value if (option := option_of(question, one))]
    total = sum([thousandths(option["points"]) for option in chosen])
    cap = question["cap"]
    return total if cap is None else min(total, thousandths(cap))


def _maximum(question: Question) -> int | None:
    highest = _highest_sum(question["options"])
    if highest == 0:
        return None
    return highest if question["cap"] is None else thousandths(question["cap"])


MULTIPLE_CHOICE = QuestionType(
    name="multiple_choice",
    about="Any number of options. “cap” says how many points can be reached: “sum” or a number.",
    parse=_parse,
    check=_check,
    keys={"options": OPTIONS_SCHEMA, "cap": {"anyOf": [{"const": "sum"}, {"type": "number", "exclusiveMinimum": 0}]}},
    compares="options",
    points=_points,
    maximum=_maximum,
)
