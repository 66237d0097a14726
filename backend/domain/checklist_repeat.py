"""The `repeat` of a section: it is asked once for each of several things met, told apart by its first question."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.domain.reading import Node
from backend.domain.schema import ID, TEXT, Schema, thing

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
MOST: Final = 20
USUAL_MOST: Final = 10
REPEAT_SCHEMA: Final[Schema] = thing(
    {
        "by": ID,
        "min": {"type": "integer", "minimum": 0, "maximum": MOST},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST},
        "label": TEXT,
    },
    required=("by", "label"),
)


def parse_repeat(node: Node, questions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    node = node.mapping(REPEAT_SCHEMA["properties"])
    fewest = node.child("min").number(1, low=0, high=MOST, whole=True)
    most = node.child("max").number(max(USUAL_MOST, fewest), low=1, high=MOST, whole=True)
    if most < fewest:
        node.child("max").fail("range_is_empty", "“max” must not be under “min”.")
    return {
        "by": _parse_by(node.child("by"), questions),
        "min": fewest,
        "max": most,
        "label": node.child("label").text(),
    }


def _parse_by(node: Node, questions: Sequence[Mapping[str, Any]]) -> str:
    name = node.string(NAME, "id")
    if not name or not questions:
        return name
    first = questions[0]
    if name not in {question["id"] for question in questions}:
        node.fail("repeat_by_unknown", f"This section has no question “{name}”.", question=name)
    elif name != first["id"]:
        node.fail("repeat_by_not_first", f"“{name}” must be the first question of its section.", question=name)
    elif first["type"] != "single_choice":
        node.fail("repeat_by_not_single_choice", f"“{name}” must be of type single_choice.", question=name)
    elif first["visible_if"] is not None:
        node.fail("repeat_by_conditional", f"“{name}” must always be asked: leave out its “visible_if”.", question=name)
    elif first["allow_na"] or first["allow_not_observed"]:
        text = f"“{name}” says what an entry is about: it cannot be “not applicable” or “not observed”."
        node.fail("repeat_by_left_out", text, question=name)
    return name
