"""A plain list of questions, one a row, becomes a checklist. A column `text` is enough: then all are yes or no."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.checklists.interchange.clock_columns import COLUMNS as CLOCK
from backend.checklists.interchange.clock_columns import clock_of
from backend.checklists.interchange.list_options import options_of, type_named
from backend.checklists.interchange.naming import id_of, id_of_text, slug_of, word_of
from backend.checklists.interchange.notation import bands_of
from backend.checklists.interchange.repair import Placed, finish
from backend.checklists.interchange.standards import built_in, score_bands, yes_no_options
from backend.checklists.interchange.table import Report, Row, Table
from backend.checklists.interchange.workbook import FileRefused
from backend.checklists.interchange.xpath import NotCarried
from backend.domain.checklist import Definition

ALIASES: Final = {
    "question": "text",
    "frage": "text",
    "label": "text",
    "item": "text",
    "abschnitt": "section",
    "bereich": "section",
    "category": "section",
    "group": "section",
    "typ": "type",
    "optionen": "options",
    "choices": "options",
    "antworten": "options",
    "answers": "options",
    "punkte": "points",
    "score": "points",
    "gewicht": "weight",
    "gewichtung": "weight",
    "hinweis": "guidance",
    "hint": "guidance",
    "help": "guidance",
    "pflicht": "required",
    "mandatory": "required",
    "kritisch": "critical",
    "einheit": "unit",
    "name": "id",
}
TAKEN: Final = frozenset(
    {
        *("section", "text", "type", "options", "points", "weight", "required", "critical", "kind", "scored", "bonus"),
        *("guidance", "good", "poor", "id", "touchpoint", "team", "allow_na", "allow_not_observed", "unit", "min"),
        *("max", "decimals", "bands", "cap", "photo_min", "photo_max", "section_weight", "gate", "intro"),
        *("repeat_label", "repeat_min", "repeat_max", *CLOCK),
    }
)


def import_list(tables: Mapping[str, Table], name: str, language: str, report: Report) -> Definition:
    """The first sheet that has something is the list; the others are named in the report."""
    filled = [table for table in tables.values() if table.columns]
    if not filled:
        raise FileRefused("The file is empty.")
    for table in filled[1:]:
        report.lost(table.name, None, None, "The sheet was not read: a list of questions has one sheet.")
    rows = _rows(filled[0], report)
    source: dict[str, Any] = {
        "id": slug_of(name),
        "title": name.replace("_", " ").strip() or "Checklist",
        "language": language,
        "sections": _Builder(language).sections(rows),
    }
    source["scoring"] = _scoring(source["sections"], language, report)
    return finish(source, report)


def _rows(table: Table, report: Report) -> list[Row]:
    names = {column: ALIASES.get(_plain(column), _plain(column)) for column in table.columns}
    if "text" not in names.values():
        return _headless(table, report)
    for column, name in names.items():
        if name not in TAKEN and (count := sum(1 for row in table if row.get(column))):
            report.lost(table.name, None, column, f"The column is not known here. Left out: {count} cells.")
    return [
        Row(row.sheet, row.number, {names[column]: text for column, text in row.cells.items()}, row.report)
        for row in table
    ]


def _plain(column: str) -> str:
    return word_of(column)


def _headless(table: Table, report: Report) -> list[Row]:
    """A single column without a name over it: its first line is a question as well."""
    if len(table.columns) != 1:
        raise FileRefused("No column is called “text” (or “question”), so nobody can tell the questions.")
    only = table.columns[0]
    report.assumed(table.name, 1, None, "There is no head line: every line is a question.")
    first = Row(table.name, 1, {"text": only}, report)
    return [first, *(Row(row.sheet, row.number, {"text": row.get(only)}, report) for row in table)]


def _scoring(sections: Sequence[Placed], language: str, report: Report) -> dict[str, Any]:
    scoring: dict[str, Any] = {"mode": "sections"}
    if any(question.get("bonus") for section in sections for question in section["questions"]):
        scoring["bonus_cap"] = 100
        report.assumed("", None, "bonus", "There are bonus questions: no score may pass 100 %.")
    if not built_in([language]):
        scoring["bands"] = score_bands([language])
    return scoring


class _Builder:
    """Sections in the order in which they first appear; a row without a section belongs to the one before it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.ids: set[str] = set()
        self.found: dict[str, Placed] = {}
        self.section_ids: set[str] = set()

    def sections(self, rows: Sequence[Row]) -> list[Placed]:
        current: Placed | None = None
        for row in rows:
            title = row.get("section")
            if current is None or (title and title != current["title"]):
                current = self.found.get(title) or self._open(row, title)
            if not row.get("text"):
                if set(row.cells) - {"section"}:
                    row.lost("text", "The row has no text and was left out.")
            elif (question := self._question(row)) is not None:
                current["questions"].append(question)
                if "repeat" in current:
                    current["repeat"].setdefault("by", question["id"])
        return list(self.found.values())

    def _open(self, row: Row, title: str) -> Placed:
        name = id_of_text(title or "questions", self.section_ids, "s")
        self.section_ids.add(name)
        default = "Fragen" if self.language == "de" else "Questions"
        section = Placed(row, {"id": name, "title": title or default, "touchpoint": row.get("touchpoint") or name})
        if not row.get("touchpoint"):
            row.assumed("touchpoint", f"The section “{section['title']}” names no touchpoint; “{name}” stands in.")
        section |= {key: row.get(key) for key in ("team", "intro") if row.get(key)}
        for column, key in (("section_weight", "weight"), ("gate", "gate")):
            if (number := row.number_in(column)) is not None:
                section[key] = number
        if row.get("repeat_label"):
            numbers = {key: row.number_in(f"repeat_{key}") for key in ("min", "max")}
            counts = {key: number for key, number in numbers.items() if number is not None}
            section["repeat"] = {**counts, "label": row.get("repeat_label")}
        self.found[title] = Placed(row, {**section, "questions": []})
        return self.found[title]

    def _question(self, row: Row) -> Placed | None:
        kind = type_named(row)
        if kind is None:
            return None
        given = row.get("id")
        name = id_of(given, self.ids) if given else id_of_text(row.get("text"), self.ids)
        self.ids.add(name)
        if given and given != name:
            row.assumed("id", f"“{given}” is called “{name}” here.")
        question = Placed(row, {"id": name, "type": kind, "text": row.get("text"), **self._keys(row, kind)})
        question |= {key: row.get(key) for key in ("guidance", "good", "poor") if row.get(key)}
        question |= {key: row.flag(key) for key in ("required", "scored") if row.get(key)}
        question |= {key: True for key in ("critical", "bonus", "allow_na", "allow_not_observed") if row.flag(key)}
        if row.get("kind"):
            question["kind"] = row.get("kind").lower()
        if (weight := row.number_in("weight")) is not None:
            question["weight"] = weight
        question |= clock_of(row, kind, self._earlier)
        photo = {key: number for key in ("min", "max") if (number := row.number_in(f"photo_{key}")) is not None}
        return Placed(row, {**question, **({"photo": photo} if photo else {})})

    def _earlier(self, name: str) -> str:
        if name not in self.ids:
            raise NotCarried(f"“{name}” is not the id of an earlier question.")
        return name

    def _keys(self, row: Row, kind: str) -> dict[str, Any]:
        if kind == "yes_no":
            return self._yes_no(row)
        if kind in ("single_choice", "multiple_choice"):
            return options_of(row, kind)
        if kind == "scale":
            low, high = row.number_in("min"), row.number_in("max")
            return {"scale": {"min": 0 if low is None else low, "max": 4 if high is None else high}}
        keys: dict[str, Any] = {}
        if kind in ("number", "duration"):
            numbers = {key: row.number_in(key) for key in ("min", "max", "decimals")} if kind == "number" else {}
            keys = {key: number for key, number in numbers.items() if number is not None}
            keys |= {"bands": bands} if (bands := bands_of(row)) else {}
        return keys | ({"unit": row.get("unit")} if kind == "number" and row.get("unit") else {})

    def _yes_no(self, row: Row) -> dict[str, Any]:
        """Without points of its own: yes 1, no 0; one number is that of yes."""
        points = [part.strip() for part in row.get("points").replace("|", ";").split(";") if part.strip()]
        if not points and built_in([self.language]):
            return {}
        numbers = [Row(row.sheet, row.number, {"points": part}, row.report).number_in("points") or 0 for part in points]
        worth = (*numbers, 0)[:2] if numbers else (1, 0)
        return {"options": yes_no_options([self.language], (worth[0], worth[1]))}
