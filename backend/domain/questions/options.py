"""Options shared by yes/no, single and multiple choice. Not a question type."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.domain.exact import thousandths
from backend.domain.reading import Node
from backend.domain.schema import NUMBER, OPTION_ID, TEXT, array_of, thing

OPTION: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
OPTION_SCHEMA: Final = thing(
    {"id": OPTION_ID, "label": TEXT, "points": NUMBER, "exclusive": {"type": "boolean"}}, required=("id", "label")
)
OPTIONS_SCHEMA: Final = array_of(OPTION_SCHEMA, at_least=2)


def parse_options(node: Node, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    options = [_parse_option(item.mapping(keys), keys) for item in node.items()]
    seen: set[str] = set()
    for index, option in enumerate(options):
        if option["id"] in seen:
            Node(option["id"], f"{node.path}/{index}/id", node.log).fail(
                "repeated_id", "This option id is used twice.", "option"
            )
        seen.add(option["id"])
    if len(options) == 1:
        node.fail("too_few_options", "A choice needs at least two options.")
    return options


def _parse_option(node: Node, keys: tuple[str, ...]) -> dict[str, Any]:
    option: dict[str, Any] = {
        "id": node.child("id").string(OPTION, "option_id"),
        "label": node.child("label").text(),
        "points": node.child("points").number(0),
    }
    if "exclusive" in keys:
        option["exclusive"] = node.child("exclusive").flag(False)
    return option


def option_of(question: Mapping[str, Any], value: Any) -> Mapping[str, Any] | None:
    options: Sequence[Mapping[str, Any]] = question["options"]
    for option in options:
        if option["id"] == value:
            return option
    return None


def check_one(question: Mapping[str, Any], value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if option_of(question, value) else "unknown_option"


def points_of_one(question: Mapping[str, Any], value: Any) -> int:
    option = option_of(question, value)
    return thousandths(option["points"]) if option else 0


def highest_option(question: Mapping[str, Any]) -> int | None:
    """No option above 0 means that nothing can be scored here."""
    highest = max([option["points"] for option in question["options"]], default=0)
    return thousandths(highest) if highest > 0 else None
