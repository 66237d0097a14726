"""The data dictionary: every column of every table, and every question of every checklist version."""

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
from backend.exports.visit_columns import ANSWER, SCORE, SET_ASIDE, VISIT
from backend.kernel.clock import now

COLUMNS: Final[dict[str, Sequence[Column]]] = {
    "visits": VISIT,
    "answers": ANSWER,
    "answers_wide": SET_ASIDE,
    "scores": SCORE,
    "comparison": COMPARISON,
}
HEADER: Final = (
    "table", "column", "type", "unit", "meaning", "checklist", "version", "section", "touchpoint", "options",
)  # fmt: skip


def as_json(session: Session, language: str) -> dict[str, Any]:
    names = ("column", "type", "unit", "meaning")
    tables = {
        table: [dict(zip(names, row, strict=True)) for row in dictionary_rows(columns, language)]
        for table, columns in COLUMNS.items()
    }
    questions = list(_questions(session, language))
    return {"purpose": About("", language, now()).purpose, "tables": tables, "questions": questions}


def as_csv(session: Session, language: str) -> str:
    """One table: the columns first, then the questions, which are the columns of wide answers."""
    rows: list[Sequence[Any]] = [
        (table, *row, "", "", "", "", "")
        for table, columns in COLUMNS.items()
        for row in dictionary_rows(columns, language)
    ]
    for question in _questions(session, language):
        options = "; ".join(f"{option['id']}={option['label']}" for option in question["options"])
        where = [question[name] for name in ("checklist", "version", "section", "touchpoint")]
        about = (question["question"], question["type"], question["unit"], question["text"])
        rows.append(("question", *about, where[0], str(where[1]), *where[2:], options))
    return dictionary_csv(HEADER, rows)


def _questions(session: Session, language: str) -> Iterator[dict[str, Any]]:
    versions = select(ChecklistVersion.id, ChecklistVersion.number).join(Checklist)
    for version_id, number in session.execute(versions.order_by(Checklist.slug, ChecklistVersion.number)).all():
        meanings = Meanings(load_form(session, version_id), language)
        for name, question in meanings.form.questions.items():
            section, touchpoint = meanings.places[name]
            options = question.get("options") or ()
            yield {
                "checklist": meanings.slug,
                "version": number,
                "section": section,
                "touchpoint": touchpoint,
                "question": name,
                "text": meanings.text(question["text"]),
                "type": question["type"],
                "unit": "seconds" if question["type"] == "duration" else "",
                "repeated": name in meanings.form.repeated,
                "options": [{"id": one["id"], "label": meanings.text(one["label"])} for one in options],
            }
