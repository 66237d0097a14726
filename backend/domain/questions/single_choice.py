"""One option out of several; the highest option is the reachable maximum."""

from typing import Any

from backend.domain.questions.base import QuestionType
from backend.domain.questions.options import (
    OPTIONS_SCHEMA,
    check_one,
    highest_option,
    parse_options,
    points_of_one,
)
from backend.domain.reading import Node


def _parse(node: Node) -> dict[str, Any]:
    return {"options": parse_options(node.child("options"), ("id", "label", "points"))}


SINGLE_CHOICE = QuestionType(
    name="single_choice",
    about="One of several options, each with its points.",
    parse=_parse,
    check=check_one,
    keys={"options": OPTIONS_SCHEMA},
    compares="option",
    points=points_of_one,
    maximum=highest_option,
)
