"""The tables that can leave: which columns, and where their rows come from. Prepared before the first byte goes out."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, Final

from sqlalchemy.orm import Session

from backend.checklists.queries import load_form
from backend.domain.problems import FieldError, Invalid
from backend.domain.roles import Actor
from backend.exports import comparing, queries, rows
from backend.exports.columns import Column
from backend.exports.comparison_columns import COMPARISON
from backend.exports.meanings import Meanings
from backend.exports.queries import Selection
from backend.exports.visit_columns import ANSWER, SCORE, SET_ASIDE, VISIT, WHERE
from backend.exports.wide_columns import measure_columns, question_columns
from backend.kernel.unit_of_work import UnitOfWork

# The narrowest workbook program ends at 16,384 columns; what is wider than this nobody reads.
MOST_COLUMNS: Final = 2000


@dataclass(frozen=True)
class Order:
    """What somebody wants: which table, long or wide, of which visits, in whose language."""

    table: str
    shape: str = "long"
    language: str = "en"
    selection: Selection = field(default_factory=Selection)
    # Only of comparisons: what `insights` is asked.
    question: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table about to leave. `visits` is how many visits lie behind it, for telling how far it is; `least` rows it has
    for sure: what can never hold them is refused before the first is made.
    """

    name: str
    columns: Sequence[Column]
    batches: Callable[[], rows.Batches]
    visits: int
    least: int = 0


Prepare = Callable[[UnitOfWork, Actor, Order], Table]


def prepare(uow: UnitOfWork, actor: Actor, order: Order) -> Table:
    """Read what the columns depend on. Whatever can be wrong with the order is said here."""
    found = TABLES[order.table](uow, actor, order)
    if len(found.columns) > MOST_COLUMNS:
        text = "This table would be too wide: choose a checklist, or the long form."
        raise Invalid("export.too_wide", text, errors=[FieldError("/shape", "too_wide", text)])
    return found


def _visits(uow: UnitOfWork, actor: Actor, order: Order) -> Table:
    found = queries.find_visits(uow.session, actor, order.selection)
    known = known_versions(uow.session, order.language)
    return Table(order.table, VISIT, partial(rows.visits, found, known), len(found), least=len(found))


def _answers(uow: UnitOfWork, actor: Actor, order: Order) -> Table:
    session, found = uow.session, queries.find_visits(uow.session, actor, order.selection)
    known = known_versions(session, order.language)
    if order.shape == "long":
        always = min((known(version).always_asked for version in found.versions), default=0)
        batches = partial(rows.answers_long, found, known)
        return Table(order.table, ANSWER, batches, len(found), least=always * len(found))
    versions = [known(version) for version in found.versions]
    if len({meanings.slug for meanings in versions}) > 1:
        text = "Wide has one column a question: choose one checklist."
        raise Invalid("export.one_checklist", text, errors=[FieldError("/checklist", "one_checklist", text)])
    repeated = {name for meanings in versions for name in meanings.form.repeated}
    columns = question_columns(versions, queries.entry_keys(session, actor, order.selection, repeated))
    wide = partial(rows.answers_wide, found, known, columns)
    return Table(order.table, (*VISIT, *columns.values(), *SET_ASIDE), wide, len(found), least=len(found))


def _scores(uow: UnitOfWork, actor: Actor, order: Order) -> Table:
    session, found = uow.session, queries.find_visits(uow.session, actor, order.selection)
    known = known_versions(session, order.language)
    if order.shape == "long":
        return Table(order.table, SCORE, partial(rows.scores_long, found, known), len(found))
    measures = measure_columns(session, [known(version) for version in found.versions])
    batches = partial(rows.scores_wide, found, known, [one.name for one in measures])
    return Table(order.table, (*WHERE, *measures), batches, len(found))


def _comparison(uow: UnitOfWork, actor: Actor, order: Order) -> Table:
    found = comparing.compare(uow, actor, order.question, order.language)
    return Table(order.table, COMPARISON, lambda: iter([found]), 0)


def known_versions(session: Session, language: str) -> Callable[[uuid.UUID], Meanings]:
    """Each version's meanings, worked out when it is first met."""

    @cache
    def known(version_id: uuid.UUID) -> Meanings:
        return Meanings(load_form(session, version_id), language)

    return known


TABLES: Final[dict[str, Prepare]] = {
    "visits": _visits,
    "answers": _answers,
    "scores": _scores,
    "comparison": _comparison,
}
SHAPED: Final = ("answers", "scores")
