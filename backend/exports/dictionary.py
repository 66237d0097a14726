"""The data dictionary: every column of every table and view, and every question of every checklist version."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.queries import load_form
from backend.exports.about import About, dictionary_csv, dictionary_rows
from backend.exports.columns import Column
from backend.exports.comparison_columns import COMPARISON
from backend.exports.meanings import Meanings
from backend.exports.view_columns import VIEW_COLUMNS
from backend.exports.visit_columns import ANSWER, SCORE, SET_ASIDE, VISIT, WHERE
from backend.exports.wide_columns import measure_columns, unit_of, wide_name
from backend.kernel.clock import now

COLUMNS: Final[dict[str, Sequence[Column]]] = {
    "visits": VISIT,
    "answers": ANSWER,
    "answers_wide": (*VISIT, *SET_ASIDE),
    "scores": SCORE,
    "scores_wide": WHERE,
    "comparison": COMPARISON,
    **VIEW_COLUMNS,
}
HEADER: Final = (
    "table", "column", "type", "unit", "meaning", "checklist", "version", "section", "touchpoint", "kind", "critical",
    "bonus", "repeated", "options",
)  # fmt: skip
NO_QUESTION: Final = ("",) * 9


def as_json(session: Session, language: str) -> dict[str, Any]:
    names = ("column", "type", "unit", "meaning")
    tables = {
        table: [dict(zip(names, row, strict=True)) for row in dictionary_rows(columns, language)]
        for table, columns in COLUMNS.items()
    }
    measures = dictionary_rows(_measures(session, language), language)
    tables["scores_wide"] += [dict(zip(names, row, strict=True)) for row in measures]
    questions = list(_questions(session, language))
    return {"purpose": About("", language, now()).purpose, "tables": tables, "questions": questions}


def as_csv(session: Session, language: str) -> str:
    """One table: the columns first, then the measures of wide scores, then the questions of wide answers."""
    rows: list[Sequence[Any]] = [
        (table, *row, *NO_QUESTION) for table, columns in COLUMNS.items() for row in dictionary_rows(columns, language)
    ]
    rows += [("scores_wide", *row, *NO_QUESTION) for row in dictionary_rows(_measures(session, language), language)]
    for question in _questions(session, language):
        options = "; ".join(f"{one['id']}={one['label']}" if one["label"] else one["id"] for one in question["options"])
        about = (question[name] for name in ("column", "type", "unit", "text"))
        where = (str(question[name]) for name in ("checklist", "version", "section", "touchpoint", "kind"))
        flags = ("true" if question[name] else "false" for name in ("critical", "bonus", "repeated"))
        rows.append(("question", *about, *where, *flags, options))
    return dictionary_csv(HEADER, rows)


def _measures(session: Session, language: str) -> Sequence[Column]:
    return measure_columns(session, [Meanings(load_form(session, id_), language) for id_, _ in _versions(session)])


def _versions(session: Session) -> Sequence[tuple[uuid.UUID, int]]:
    versions = select(ChecklistVersion.id, ChecklistVersion.number).join(Checklist)
    found = session.execute(versions.order_by(Checklist.slug, ChecklistVersion.number))
    return [(row.id, row.number) for row in found]


def _questions(session: Session, language: str) -> Iterator[dict[str, Any]]:
    for version_id, number in _versions(session):
        meanings = Meanings(load_form(session, version_id), language)
        for name, question in meanings.form.questions.items():
            section, touchpoint = meanings.places[name]
            yield {
                "checklist": meanings.slug,
                "version": number,
                "section": section,
                "touchpoint": touchpoint,
                "question": name,
                "column": wide_name(name),
                "text": meanings.text(question["text"]),
                "type": question["type"],
                "unit": unit_of(question),
                "kind": question["kind"],
                "critical": question["critical"] is not None,
                "bonus": question["bonus"],
                "repeated": name in meanings.form.repeated,
                "options": [{"id": id_, "label": label} for id_, label in meanings.options(question)],
            }
