"""A checklist as an XLSForm workbook. What the standard has no word for stands in columns of ours; others skip them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from backend.checklists.interchange.clock_columns import clock_cells
from backend.checklists.interchange.compact import evidence_source, standard_bands, standard_options
from backend.checklists.interchange.limits import constraint_of
from backend.checklists.interchange.logic import expression_of
from backend.checklists.interchange.naming import language_label
from backend.checklists.interchange.notation import bands_text
from backend.checklists.interchange.writing import write_workbook
from backend.domain.questions import type_of

Cells = dict[str, Any]
Question = Mapping[str, Any]

TYPES: Final = {
    "duration": "integer",
    "timestamp": "dateTime",
    "text": "text",
    "photo": "image",
    "place": "geopoint",
    "signature": "image",
    "scale": "range",
}
YES: Final = "yes"


def write_xlsform(definition: Mapping[str, Any], content_hash: str) -> bytes:
    """Sheets survey, choices and settings, and bands where they are not the usual ones."""
    choices = _Lists(definition["languages"])
    survey = [row for section in definition["sections"] for row in _section(section, choices)]
    sheets: dict[str, Sequence[Cells]] = {
        "survey": survey,
        "choices": choices.rows or [{"list_name": "", "name": "", "label": ""}],
        "settings": [_settings(definition, content_hash)],
    }
    scoring = definition["scoring"]
    if scoring["bands"] != standard_bands(definition["languages"]):
        sheets["bands"] = [
            {"id": band["id"], "from": band["from"], **_texts("label", band["label"])} for band in scoring["bands"]
        ]
    return write_workbook(sheets, definition["title"][definition["language"]])


class _Lists:
    """The choices sheet while it grows; the usual yes and no is one list for all."""

    def __init__(self, languages: list[str]) -> None:
        self.standard = standard_options(languages)
        self.rows: list[Cells] = []
        self.names: set[str] = set()

    def add(self, name: str, options: Sequence[Mapping[str, Any]]) -> str:
        name = "yes_no" if options == self.standard else f"{name}_options"
        if name not in self.names:
            self.names.add(name)
            self.rows += [self._row(name, option) for option in options]
        return name

    def add_steps(self, name: str, labels: Mapping[str, Any]) -> str:
        name = f"{name}_steps"
        self.rows += [{"list_name": name, "name": step, **_texts("label", label)} for step, label in labels.items()]
        return name

    @staticmethod
    def _row(name: str, option: Mapping[str, Any]) -> Cells:
        cells = {"list_name": name, "name": option["id"], **_texts("label", option["label"])}
        return {**cells, "points": option["points"], "exclusive": YES if option.get("exclusive") else None}


def _texts(column: str, text: Mapping[str, str] | None) -> Cells:
    return {f"{column}::{language_label(language)}": words for language, words in (text or {}).items()}


def _settings(definition: Mapping[str, Any], content_hash: str) -> Cells:
    scoring = definition["scoring"]
    titles = definition["title"]
    cells = {"form_id": definition["id"], "form_title": titles[definition["language"]], "version": content_hash[:12]}
    # The standard has one title; its converters stumble over translated ones.
    cells |= _texts("audit_title", titles) if len(titles) > 1 else {}
    cells |= {"default_language": language_label(definition["language"])}
    cells |= _texts("description", definition["description"])
    cells |= {"customer": definition.get("customer")}
    cells |= {"scoring_mode": scoring["mode"], "floor_at_zero": YES if scoring["floor_at_zero"] else None}
    return {**cells, "bonus_cap": "none" if scoring["bonus_cap"] is None else scoring["bonus_cap"]}


def _section(section: Mapping[str, Any], choices: _Lists) -> Iterator[Cells]:
    kind = "repeat" if "repeat" in section else "group"
    head: Cells = {"type": f"begin_{kind}", "name": section["id"], **_texts("label", section["title"])}
    head["relevant"] = expression_of(section["visible_if"]) if section["visible_if"] else None
    head |= {key: section[key] for key in ("touchpoint", "team", "weight", "gate")}
    yield head | _repeat(section["repeat"]) if "repeat" in section else head
    if section["intro"]:
        yield {"type": "note", "name": f"{section['id']}_intro", **_texts("label", section["intro"])}
    for question in section["questions"]:
        yield _question(question, choices)
    yield {"type": f"end_{kind}"}


def _repeat(repeat: Mapping[str, Any]) -> Cells:
    fewest, most = repeat["min"], repeat["max"]
    fixed: Cells = {"repeat_count": fewest} if fewest == most else {}
    return {**fixed, "repeat_min": fewest, "repeat_max": most, **_texts("repeat_label", repeat["label"])}


def _question(question: Question, choices: _Lists) -> Cells:
    cells: Cells = {"type": _type(question, choices), "name": question["id"], **_texts("label", question["text"])}
    cells |= _texts("hint", question["guidance"])
    cells["required"] = YES if question["required"] else None
    cells["relevant"] = expression_of(question["visible_if"]) if question["visible_if"] else None
    cells["constraint"] = constraint_of(question) or None
    cells |= {"appearance": _appearance(question), "parameters": _parameters(question, choices)}
    cells |= {"audit_type": _audit_type(question), **_counting(question)}
    return {**cells, **_texts("good", question["good"]), **_texts("poor", question["poor"]), **_evidence(question)}


def _type(question: Question, choices: _Lists) -> str:
    kind = question["type"]
    if "options" in question:
        word = "select_multiple" if kind == "multiple_choice" else "select_one"
        return f"{word} {choices.add(question['id'], question['options'])}"
    if kind == "number":
        return "decimal" if question["decimals"] else "integer"
    return TYPES[kind]


def _appearance(question: Question) -> str | None:
    if question["type"] == "signature":
        return "signature"
    return "multiline" if question.get("multiline") else None


def _parameters(question: Question, choices: _Lists) -> str | None:
    if question["type"] == "photo":
        return "max-pixels=2048"
    if question["type"] != "scale":
        return None
    scale = question["scale"]
    text = f"start={scale['min']} end={scale['max']} step=1"
    return f"{text} tick_labelset={choices.add_steps(question['id'], scale['labels'])}" if scale["labels"] else text


def _audit_type(question: Question) -> str | None:
    """Only where the standard's type does not tell."""
    plain = question["type"] == "single_choice" and [option["id"] for option in question["options"]] == ["yes", "no"]
    return question["type"] if plain or question["type"] == "duration" else None


def _counting(question: Question) -> Cells:
    reachable = type_of(question).maximum(question) is not None
    cells: Cells = {"kind": question["kind"] if question["kind"] != "basic" else None}
    cells["weight"] = question["weight"] if reachable or question["weight"] != 1 else None
    cells["scored"] = "no" if reachable and not question["scored"] else None
    if question["critical"]:
        points = question["critical"]["pass_at"]
        cells["critical"] = YES if points is None else f"pass_at {points}"
    if question["type"] == "multiple_choice" and reachable:
        cells["cap"] = "sum" if question["cap"] is None else question["cap"]
    cells |= {key: YES for key in ("bonus", "allow_na", "allow_not_observed") if question[key]}
    cells |= clock_cells(question.get("clock"))
    cells |= {"decimals": question.get("decimals") or None, "bands": bands_text(question.get("bands"))}
    return {**cells, **_texts("unit", question.get("unit"))}


def _evidence(question: Question) -> Cells:
    source = evidence_source(question)
    photo = source.get("photo", {})
    cells: Cells = {"photo_min": photo.get("min"), "photo_max": photo.get("max")}
    cells["photo_when"] = expression_of(question["photo"]["when"]) if "when" in photo else None
    when = question["comment"]["when"]
    cells["comment_when"] = "always" if when == "always" else expression_of(when) if when else None
    return cells
