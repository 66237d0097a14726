"""The part of a question that every type shares: text, kind, evidence rules, and what makes it count."""

import re
from collections.abc import Mapping
from typing import Any, Final

from backend.domain.conditions import parse_condition, parse_rule
from backend.domain.questions import QUESTION_TYPES, type_of
from backend.domain.questions.base import QuestionType
from backend.domain.questions.clock import parse_clock
from backend.domain.reading import Node
from backend.domain.schema import CONDITION, FLAG, ID, RULE, TEXT, Schema, at_least, one_of, thing

KINDS: Final = ("basic", "delight")
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
MOST_PHOTOS: Final = 20
PHOTO_COUNT: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": MOST_PHOTOS}

QUESTION_KEYS: Final[Mapping[str, Schema]] = {
    "id": ID,
    "type": one_of(tuple(QUESTION_TYPES)),
    "text": TEXT,
    "guidance": TEXT,
    "good": TEXT,
    "poor": TEXT,
    "kind": one_of(KINDS),
    "required": FLAG,
    "critical": {"anyOf": [FLAG, thing({"pass_at": {"type": "number"}})]},
    "weight": at_least(0),
    "scored": FLAG,
    "bonus": FLAG,
    "allow_na": FLAG,
    "allow_not_observed": FLAG,
    "visible_if": CONDITION,
    "photo": thing({"min": PHOTO_COUNT, "max": PHOTO_COUNT, "when": RULE}),
    "comment": thing({"when": {"anyOf": [{"const": "always"}, RULE]}}, required=("when",)),
}


def parse_question(node: Node, earlier: Mapping[str, Any]) -> dict[str, Any]:
    name = node.child("type").choice(tuple(QUESTION_TYPES))
    kind = QUESTION_TYPES[name]
    # Of a question whose type is not known, no key can be called wrong.
    fitting = [kind] if node.child("type").value == name else QUESTION_TYPES.values()
    node = node.mapping({**QUESTION_KEYS, **{key: shape for one in fitting for key, shape in one.keys.items()}})
    question: dict[str, Any] = {
        "id": node.child("id").string(NAME, "id"),
        "type": name,
        "text": node.child("text").text(),
        "guidance": node.child("guidance").optional_text(),
        "good": node.child("good").optional_text(),
        "poor": node.child("poor").optional_text(),
        "kind": node.child("kind").choice(KINDS, "basic"),
        "required": node.child("required").flag(True),
        "allow_na": node.child("allow_na").flag(False),
        "allow_not_observed": node.child("allow_not_observed").flag(False),
        "visible_if": parse_condition(node.child("visible_if"), earlier, lambda q: type_of(q).compares),
        **kind.parse(node),
    }
    if "clock" in kind.keys and node.child("clock").present:
        question["clock"] = parse_clock(node.child("clock"), earlier)
    return {**question, **_parse_counting(node, question, kind), **_parse_evidence(node, question, kind)}


def _parse_counting(node: Node, question: dict[str, Any], kind: QuestionType) -> dict[str, Any]:
    can_score = kind.maximum(question) is not None
    counting = {
        "scored": node.child("scored").flag(can_score),
        "weight": node.child("weight").number(1, low=0),
        "bonus": node.child("bonus").flag(False),
        "critical": _parse_critical(node.child("critical")),
    }
    if counting["scored"] and not can_score:
        node.child("scored").fail("cannot_be_scored", "Nothing here gives points, so it cannot be scored.")
    _check_combination(node, question, counting)
    return counting


def _parse_critical(node: Node) -> dict[str, Any] | None:
    if not node.present or isinstance(node.value, bool):
        return {"pass_at": None} if node.flag(False) else None
    return {"pass_at": node.mapping(("pass_at",)).child("pass_at").optional_number()}


def _check_combination(node: Node, question: dict[str, Any], counting: dict[str, Any]) -> None:
    delight = question["kind"] == "delight"
    if counting["critical"] and (delight or counting["bonus"] or not counting["scored"]):
        node.child("critical").fail(
            "bad_combination", "Only a scored basic question without bonus can be critical.", "critical"
        )
    if counting["bonus"] and (delight or not counting["scored"]):
        node.child("bonus").fail("bad_combination", "Only a scored basic question can give a bonus.", "bonus")
    if counting["bonus"] and any(option["points"] < 0 for option in question.get("options", ())):
        node.child("bonus").fail(
            "bad_combination", "A bonus only adds: no option may have negative points.", "negative"
        )


def _parse_evidence(node: Node, question: dict[str, Any], kind: QuestionType) -> dict[str, Any]:
    photo, comment = node.child("photo"), node.child("comment")
    if photo.present:
        photo.mapping(("min", "max", "when"))
    rule = parse_rule(photo.child("when"), question, kind.compares)
    fewest = photo.child("min").number(1 if rule or kind.answered_by_photo else 0, low=0, high=MOST_PHOTOS, whole=True)
    most = photo.child("max").number(max(4, fewest), low=1, high=MOST_PHOTOS, whole=True)
    if most < fewest:
        photo.child("max").fail("range_is_empty", "“max” must not be under “min”.")
    if kind.answered_by_photo and rule:
        photo.child("when").fail(
            "bad_combination", "This question is a photo: it has no own answer to look at.", "photo"
        )
    return {
        "photo": {"min": fewest, "max": most, "when": rule},
        "comment": {"when": _parse_comment_rule(comment, question, kind)},
    }


def _parse_comment_rule(node: Node, question: dict[str, Any], kind: QuestionType) -> dict[str, Any] | str | None:
    if not node.present:
        return None
    rule = node.mapping(("when",)).child("when")
    return "always" if rule.value == "always" else parse_rule(rule, question, kind.compares)
