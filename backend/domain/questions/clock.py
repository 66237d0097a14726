"""The observation clock of a duration: when it starts, what stops it, and when that counts. Not a question type."""

from collections.abc import Mapping
from typing import Any, Final

from backend.domain.conditions import earlier_question
from backend.domain.reading import Node
from backend.domain.schema import ID, Schema, one_of, thing

LONGEST: Final = 90 * 24 * 3600
# An automatic reply never stops a clock that waits for a person.
CONTACTS: Final = ("automatic", "person")
CLOCK_SCHEMA: Final[Schema] = thing(
    {
        "start": ID,
        "contact": one_of(CONTACTS),
        "opens": {"type": "integer", "minimum": 0, "maximum": LONGEST},
        "closes": {"type": "integer", "minimum": 1, "maximum": LONGEST},
    },
    required=("start", "contact", "closes"),
)


def parse_clock(node: Node, earlier: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    node = node.mapping(CLOCK_SCHEMA["properties"])
    closing = node.child("closes")
    start = _parse_start(node.child("start"), earlier)
    contact = node.child("contact").choice(CONTACTS)
    opens = node.child("opens").number(0, low=0, high=LONGEST, whole=True)
    closes = closing.number(low=1, high=LONGEST, whole=True)
    if closing.value == closes <= opens:
        closing.fail("window_is_empty", "“closes” must come after “opens”.")
    return {"start": start, "contact": contact, "opens": opens, "closes": closes}


def _parse_start(node: Node, earlier: Mapping[str, Mapping[str, Any]]) -> str:
    question = earlier_question(node, earlier)
    if question is None:
        return ""
    if question["type"] != "timestamp":
        node.fail("clock_start_not_timestamp", "A clock starts at an earlier question of type timestamp.")
    return str(question["id"])


def outside_window(question: Mapping[str, Any], seconds: float) -> bool:
    clock = question.get("clock")
    return clock is not None and not clock["opens"] <= seconds <= clock["closes"]
