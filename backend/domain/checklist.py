"""A checklist: from loaded YAML to its canonical definition, with every error of one run; and its content hash."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.domain.checklist_question import parse_question
from backend.domain.checklist_repeat import REPEAT_SCHEMA, parse_repeat
from backend.domain.checklist_scoring import SCORING_SCHEMA, parse_scoring
from backend.domain.conditions import parse_condition
from backend.domain.problems import FieldError, Invalid
from backend.domain.questions import type_of
from backend.domain.reading import Log, Node
from backend.domain.schema import CONDITION, ID, TEXT, Schema, array_of, at_least, one_of

Definition = dict[str, Any]

SLUG: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
# Who is served: the customer of the centre, or the next team in the chain.
EXTERNAL, INTERNAL = "external", "internal"
CUSTOMERS: Final = (EXTERNAL, INTERNAL)

LANGUAGE_SCHEMA: Final[Schema] = {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"}
CHECKLIST_KEYS: Final[Mapping[str, Schema]] = {
    "id": {"type": "string", "pattern": f"^{SLUG.pattern}$"},
    "title": TEXT,
    "description": TEXT,
    "language": LANGUAGE_SCHEMA,
    "languages": array_of(LANGUAGE_SCHEMA),
    "customer": one_of(CUSTOMERS),
    "scoring": SCORING_SCHEMA,
    "sections": array_of({"$ref": "#/$defs/section"}),
}
SECTION_KEYS: Final[Mapping[str, Schema]] = {
    "id": ID,
    "title": TEXT,
    "intro": TEXT,
    "touchpoint": ID,
    "team": ID,
    "weight": at_least(0),
    "gate": {"type": "number", "minimum": 0, "maximum": 100},
    "visible_if": CONDITION,
    "repeat": REPEAT_SCHEMA,
    "questions": array_of({"$ref": "#/$defs/question"}),
}


class ChecklistInvalid(Invalid):
    """A checklist that cannot be used; `errors` names path, line, code and message of everything wrong with it."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        count = f"{len(errors)} errors" if len(errors) > 1 else "an error"
        super().__init__("checklist.invalid", f"The checklist has {count}.", errors=errors)


def parse_checklist(data: Any, lines: Mapping[str, int]) -> Definition:
    """The canonical definition of what was loaded; `lines` maps JSON Pointers to lines of the source."""
    log = Log(lines)
    if not isinstance(data, dict):
        raise ChecklistInvalid(
            [FieldError("", "not_a_mapping", "A checklist begins with keys: id, title and so on.", 1)]
        )
    root = Node(data, "", log).mapping(CHECKLIST_KEYS)
    language = root.child("language").string(LANGUAGE, "language")
    log.language = language or "en"
    log.languages = _parse_languages(root.child("languages"), log.language)
    definition: Definition = {
        "id": root.child("id").string(SLUG, "slug"),
        "title": root.child("title").text(),
        "description": root.child("description").optional_text(),
        "language": log.language,
        "languages": list(log.languages),
        "sections": _parse_sections(root.child("sections")),
    }
    definition["scoring"] = parse_scoring(root.child("scoring"), definition["sections"])
    if root.child("customer").choice(CUSTOMERS, EXTERNAL) == INTERNAL:
        definition["customer"] = INTERNAL
    if log.errors:
        raise ChecklistInvalid(sorted(log.errors, key=lambda error: error.line or 0))
    return definition


def is_internal(definition: Mapping[str, Any]) -> bool:
    """Whether it audits how one team serves the next: such visits are no part of the service that customers meet."""
    return definition.get("customer") == INTERNAL


def nothing_counts(definition: Definition) -> bool:
    """Points that all weigh nothing are a slip; a checklist of words alone, or with a knock-out, is meant so."""
    pooled = definition["scoring"]["mode"] == "pooled"
    scored = [
        (question["weight"] > 0 and (pooled or section["weight"] > 0), question["critical"])
        for section in definition["sections"]
        for question in section["questions"]
        if question["scored"] and question["kind"] == "basic"
    ]
    return bool(scored) and not any(counts or critical for counts, critical in scored)


def content_hash(definition: Definition) -> str:
    """SHA-256 of the canonical form: two sources that mean the same have the same hash."""
    canonical = json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parse_languages(node: Node, default: str) -> tuple[str, ...]:
    if not node.present:
        return (default,)
    languages = [item.string(LANGUAGE, "language") for item in node.items()]
    if default not in languages or len(set(languages)) < len(languages):
        node.fail("bad_languages", "List each language once, the checklist's own among them.")
        return (default,)
    return tuple(languages)


def _parse_sections(node: Node) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    earlier: dict[str, dict[str, Any]] = {}
    for item in node.items():
        section = _parse_section(item.mapping(SECTION_KEYS), earlier)
        if section["id"] and section["id"] in {other["id"] for other in sections}:
            item.child("id").fail(
                "repeated_id", f"There is another section “{section['id']}”.", "section", id=section["id"]
            )
        sections.append(section)
    return sections


def _parse_section(node: Node, earlier: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """`earlier` holds the questions read so far and grows: a section's own condition may not see its questions."""
    section: dict[str, Any] = {
        "id": node.child("id").string(NAME, "id"),
        "title": node.child("title").text(),
        "intro": node.child("intro").optional_text(),
        "touchpoint": node.child("touchpoint").string(NAME, "touchpoint"),
        "team": node.child("team").string(NAME, "team") if node.child("team").present else None,
        "weight": node.child("weight").number(1, low=0),
        "gate": node.child("gate").optional_number(low=0, high=100),
        "visible_if": parse_condition(node.child("visible_if"), earlier, lambda q: type_of(q).compares),
        "questions": [_register(item, earlier) for item in node.child("questions").items()],
    }
    if node.child("repeat").present:
        section["repeat"] = parse_repeat(node.child("repeat"), section["questions"])
        node.log.repeated |= {question["id"] for question in section["questions"]}
    return section


def _register(node: Node, earlier: dict[str, dict[str, Any]]) -> dict[str, Any]:
    question = parse_question(node, earlier)
    if question["id"] in earlier:
        node.child("id").fail(
            "repeated_id", f"There is another question “{question['id']}”.", "question", id=question["id"]
        )
    elif question["id"]:
        earlier[question["id"]] = question
    return question
