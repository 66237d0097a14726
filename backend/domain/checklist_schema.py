"""The JSON Schema of a checklist file, from the keys that the readers themselves use; editors complete with it."""

from typing import Any, Final

from backend.domain.checklist import CHECKLIST_KEYS, SECTION_KEYS
from backend.domain.checklist_question import QUESTION_KEYS
from backend.domain.questions import QUESTION_TYPES
from backend.domain.schema import ID, Schema, array_of, one_of, thing

OPERATORS: Final = ("eq", "ne", "in", "gt", "gte", "lt", "lte", "contains", "answered")
OPERAND: Final[Schema] = {
    "anyOf": [{"type": ["string", "number"]}, array_of({"type": ["string", "number"]}), {"const": True}]
}
SELF: Final[Schema] = {"$ref": "#/$defs/condition"}


def checklist_schema() -> dict[str, Any]:
    """What a reader accepts in shape; meaning (unknown ids, reachable points) is checked when it is read."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inside Out checklist",
        **thing(CHECKLIST_KEYS, required=("id", "title", "language", "scoring", "sections")),
        "$defs": {
            "text": {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]},
            "rule": thing({"op": one_of(OPERATORS), "v": OPERAND}, required=("op",)),
            "condition": _condition(),
            "section": thing(SECTION_KEYS, required=("id", "title", "touchpoint", "questions")),
            "question": {"oneOf": [_question(name) for name in QUESTION_TYPES]},
        },
    }


def _condition() -> Schema:
    comparison = thing({"q": ID, "op": one_of(OPERATORS), "v": OPERAND}, required=("q", "op"))
    groups = [thing({word: array_of(SELF)}, required=(word,)) for word in ("all", "any")]
    return {"anyOf": [comparison, *groups, thing({"not": SELF}, required=("not",))]}


def _question(name: str) -> Schema:
    kind = QUESTION_TYPES[name]
    keys = {**QUESTION_KEYS, **kind.keys, "type": {"const": name}}
    return {"description": kind.about, **thing(keys, required=("id", "type", "text"))}
