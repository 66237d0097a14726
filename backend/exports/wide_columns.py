"""Columns that depend on checklists: of wide answers one a question and entry, of wide scores one a measure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from backend.domain.measures import code_of
from backend.exports.columns import Column
from backend.exports.meanings import NUMBERS, Meanings
from backend.exports.visit_columns import SET_ASIDE, VISIT
from backend.insights.measures import touchpoint_names

_TAKEN: Final = {column.name: column for column in (*VISIT, *SET_ASIDE)}
WHOLE: Final = tuple(
    Column(name, "number", _TAKEN[column].en, _TAKEN[column].de, "percent")
    for name, column in (("overall", "score"), ("delight", "delight"))
)


def wide_name(key: str) -> str:
    """A checklist may call a question "score" or "city": then its column has the prefix that measures have."""
    return f"question:{key}" if key in _TAKEN else key


def unit_of(question: Mapping[str, Any]) -> str:
    return "seconds" if question["type"] == "duration" else ""


def question_columns(known: Sequence[Meanings], entries: Sequence[str]) -> dict[str, Column]:
    """By answer key, in the order of the newest version that asks it; of repeated questions a column an entry."""
    columns: dict[str, Column] = {}
    for meanings in reversed(known):
        for name, question in meanings.form.questions.items():
            mine = sorted((key for key in entries if key.startswith(f"{name}@")), key=_entry_place)
            for key in mine if name in meanings.form.repeated else [name]:
                about, kind = meanings.explained(question), "number" if question["type"] in NUMBERS else "text"
                before = columns.get(key)
                if before is None:
                    columns[key] = Column(wide_name(key), kind, about, about, unit_of(question))
                elif (before.kind, before.unit) != (kind, unit_of(question)):
                    # Versions that mean different things by it: as text, each keeps its own.
                    columns[key] = Column(before.name, "text", before.en, before.de)
    return columns


def measure_columns(session: Session, known: Sequence[Meanings]) -> list[Column]:
    """Whole scores, then sections, then touchpoints, in the order of their checklists; the newest words stand."""
    found = {column.name: column for column in WHOLE}
    for meanings in known:
        for section in meanings.form.definition["sections"]:
            about, name = meanings.text(section["title"]), code_of("section", meanings.slug, section["id"])
            found[name] = Column(name, "number", about, about, "percent")
    names = touchpoint_names(session, known[0].language) if known else {}
    for meanings in known:
        for _, touchpoint in meanings.places.values():
            name, about = f"touchpoint:{touchpoint}", names.get(touchpoint, touchpoint)
            found[name] = Column(name, "number", about, about, "percent")
    return list(found.values())


def _entry_place(key: str) -> tuple[int, str]:
    entry = key.partition("@")[2]
    digits = entry[: len(entry) - len(entry.lstrip("0123456789"))]
    return (int(digits or 0), entry)
