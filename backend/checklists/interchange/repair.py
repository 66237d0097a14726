"""The last step of every import: the reader of checklists has the last word; what it refuses is left out and told."""

from collections.abc import Mapping
from typing import Any, Final

from backend.checklists.interchange.table import Report, Row, shorten
from backend.checklists.interchange.workbook import FileRefused
from backend.domain.checklist import ChecklistInvalid, Definition, parse_checklist
from backend.domain.problems import FieldError

MOST_ROUNDS: Final = 100
# Without these a question or section is none.
VITAL: Final = frozenset({"id", "type", "text", "title", "touchpoint", "options", "scale", "questions", "cap"})


class Placed(dict[str, Any]):
    """A section or question that knows the row it came from."""

    def __init__(self, row: Row | None, entries: Mapping[str, Any]) -> None:
        super().__init__(entries)
        self.row = row


def finish(source: dict[str, Any], report: Report) -> Definition:
    """The definition of what can be kept. Each thing left out is in the report with its row."""
    for _ in range(MOST_ROUNDS):
        _drop_empty(source)
        if not source["sections"]:
            raise FileRefused("The file has no question that can be carried over.")
        try:
            return parse_checklist(source, {})
        except ChecklistInvalid as invalid:
            _repair(source, invalid, report)
    raise FileRefused("The file contradicts itself in too many places to be carried over.")


def _drop_empty(source: dict[str, Any]) -> None:
    source["sections"] = [section for section in source["sections"] if section["questions"]]


def _repair(source: dict[str, Any], invalid: ChecklistInvalid, report: Report) -> None:
    # All places are looked up before the first change, because a removal moves what stands behind it.
    places = [(error, *_place(source, error.pointer)) for error in invalid.errors]
    for error, section, question, key in places:
        thing = question if question is not None else section
        if thing is None:
            _reset(source, error)
        elif key in thing and key not in VITAL:
            del thing[key]
            _tell(report, thing, key, f"“{key}” was left out. {error.message}")
        elif section is not None and question is not None:
            if question in section["questions"]:
                section["questions"] = [one for one in section["questions"] if one is not question]
                _tell(report, question, key, f"The question “{shorten(_text(question))}” was left out. {error.message}")
        else:
            section["questions"] = []  # type: ignore[index]
            _tell(report, thing, key, f"The section was left out. {error.message}")


def _place(source: dict[str, Any], pointer: str) -> tuple[Placed | None, Placed | None, str]:
    parts = pointer.split("/")[1:]
    if len(parts) < 3 or parts[0] != "sections":
        return None, None, parts[0]
    section = source["sections"][int(parts[1])]
    if parts[2] != "questions" or len(parts) < 5:
        return section, None, parts[2]
    return section, section["questions"][int(parts[3])], parts[4]


def _reset(source: dict[str, Any], error: FieldError) -> None:
    """Only the scoring of a whole checklist can still be wrong here; texts and languages are made, not taken."""
    if source["scoring"] == {"mode": "sections"}:
        raise FileRefused(f"The file cannot be carried over. {error.message}")
    source["scoring"] = {"mode": "sections"}


def _tell(report: Report, thing: Placed, key: str, message: str) -> None:
    if thing.row is None:
        report.lost("", None, key, message)
    else:
        thing.row.lost(key, message)


def _text(question: Mapping[str, Any]) -> str:
    text = question.get("text", "")
    return str(next(iter(text.values()), "")) if isinstance(text, dict) else str(text)
