"""Item statistics of one checklist version, for those who write checklists."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from backend.checklists.queries import Form, load_form
from backend.domain.entries import question_of
from backend.domain.statistics.items import Card, Item, item_statistics, overall_agreement
from backend.domain.statistics.shares import Agreement
from backend.domain.visit_flow import Status
from backend.visits.models import Answer, Visit

# Each card is read whole: the latest visits say how the questions work now.
MOST_VISITS = 2000
# Keys of entries of a repeated section: `staff_warm@2`.
ENTRIES = "%@%"


@dataclass(frozen=True)
class ItemReport:
    """Every question of a version; `visits` were read of `visits_in_all`, `doubles` were visited by two auditors."""

    visits: int
    visits_in_all: int
    doubles: int
    agreement: Agreement | None
    items: list[Item]


def report_items(session: Session, version_id: uuid.UUID) -> ItemReport:
    """How often each question is answered, passed, not applicable; and how far two auditors agree on it."""
    form = load_form(session, version_id)
    mine = (Visit.checklist_version_id == version_id, Visit.status == Status.APPROVED, Visit.score_card.is_not(None))
    in_all = session.scalar(select(func.count()).where(*mine)) or 0
    columns = (Visit.id, Visit.centre_id, Visit.wave_id, Visit.auditor_id, Visit.score_card)
    latest = select(*columns).where(*mine).order_by(Visit.visited_on.desc(), Visit.id.desc()).limit(MOST_VISITS)
    rows = session.execute(latest).all()
    doubles = _doubles(rows)
    items = item_statistics(form.definition, [row.score_card for row in rows], doubles, _states(session, form, rows))
    return ItemReport(len(rows), in_all, len(doubles), overall_agreement(doubles), items)


def _doubles(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[tuple[Card, Card]]:
    """One pair a centre and wave: the latest visits of two different auditors. The smaller id stands first."""
    together = sorted((row for row in rows if row.wave_id), key=lambda row: (str(row.centre_id), str(row.wave_id)))
    pairs = []
    for _, group in groupby(together, key=lambda row: (row.centre_id, row.wave_id)):
        of_auditor: dict[uuid.UUID, Card] = {}
        for row in group:
            of_auditor.setdefault(row.auditor_id, row.score_card)
        if len(of_auditor) > 1:
            first, second = sorted(list(of_auditor)[:2])
            pairs.append((of_auditor[first], of_auditor[second]))
    return pairs


def _states(session: Session, form: Form, rows: Sequence[Row[*tuple[Any, ...]]]) -> dict[str, Counter[str]]:
    """How many answers of each state every question has."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    mine = Answer.visit_id.in_([row.id for row in rows])
    counted = select(Answer.question_id, Answer.state, func.count()).where(mine, Answer.question_id.not_like(ENTRIES))
    for question_id, state, count in session.execute(counted.group_by(Answer.question_id, Answer.state)):
        found[question_id][state] += count
    for key, state in _of_entries(session, rows, mine) if form.repeated else ():
        found[question_of(key)][state] += 1
    return found


def _of_entries(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]], mine: ColumnElement[bool]
) -> Iterator[tuple[str, str]]:
    """Key and state of each answer to an entry that counts; those of an entry that was taken out are kept too."""
    shown = {row.id: {score["id"] for score in row.score_card["questions"]} for row in rows}
    answers = select(Answer.visit_id, Answer.question_id, Answer.state).where(mine, Answer.question_id.like(ENTRIES))
    return ((key, state) for visit_id, key, state in session.execute(answers) if key in shown[visit_id])
