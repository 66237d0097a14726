"""From a number to the visits behind it: the figure, how its values lie, and every visit it counts or leaves out."""

import uuid
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.domain.measures import Measure, parse_measure
from backend.domain.roles import Actor
from backend.domain.statistics.tally import NO_TALLY
from backend.http.paging import Page
from backend.insights.comparison import tally_at
from backend.insights.drill_distribution import Bin, Where, distribution
from backend.insights.drill_figure import Figure, figure_of
from backend.insights.drill_forms import versions_asking
from backend.insights.drill_items import Behind, page_of_visits
from backend.insights.drill_scope import Scope, counted_visits, days_of, scope_of
from backend.insights.measures_when import when
from backend.insights.models import TallyRow
from backend.insights.tallies_reading import TallyOf, read_tallies
from backend.programmes.models import Wave

PLACE: Final = ("area_id", "centre_id")


@dataclass(frozen=True)
class Question:
    """Which number: `at` is the code of the period; without it the one the pages speak of, or the last visited here."""

    measure: str
    period: str
    at: str | None = None
    area_id: uuid.UUID | None = None
    centre_id: uuid.UUID | None = None
    language: str = "en"
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True)
class DrillDown:
    """The number and what it rests on; None and empty where no visit says anything about it."""

    at: str | None
    unit: str
    figure: Figure | None
    distribution: list[Bin]
    items: list[Behind]
    next: str | None


def drill_down(session: Session, actor: Actor, question: Question) -> DrillDown:
    """The approved visits behind one figure: as many as its base says, and those left out of it with the reason."""
    scope, measure = scope_of(session, actor, question.area_id, question.centre_id), parse_measure(question.measure)
    if question.at is not None and question.period != "wave":
        days_of(question.period, question.at)
    row = _row(session, scope, question)
    if row is None:
        return DrillDown(question.at, measure.unit, None, [], [], None)
    where = _where(session, actor, scope, measure, question.period, row)
    tally = row.tallies.get(measure.code, NO_TALLY)
    paging = {"cursor": question.cursor, "limit": question.limit}
    page = page_of_visits(session, where, question.language, paging) if where.asked else Page([], None)
    bins = distribution(session, where, tally, question.language) if tally.n else []
    figure = figure_of(session, scope.kind, measure, row)
    return DrillDown(row.period, measure.unit, figure, bins, page.items, page.next)


def _row(session: Session, scope: Scope, question: Question) -> TallyOf | None:
    """Without a period: a quarter only just begun is not the one that a page's number came from."""
    if question.at is not None:
        return _in(session, scope, question, question.at)
    told = when(session, question.period, None, question.measure, question.language).period
    row = _in(session, scope, question, told.code) if told else None
    if row is not None and tally_at(row, question.measure).n:
        return row
    latest = _latest(session, scope, question.period)
    return _in(session, scope, question, latest) if latest else row


def _in(session: Session, scope: Scope, question: Question, at: str) -> TallyOf | None:
    rows = read_tallies(session, scope.kind, [scope.id], question.period, [at], [question.measure])
    return rows[0] if rows else None


def _latest(session: Session, scope: Scope, kind: str) -> str | None:
    """The code of the last period with a visit. Codes of the calendar sort as time does; waves know their days."""
    mine = (TallyRow.scope_kind == scope.kind, TallyRow.scope_id == scope.id, TallyRow.period_kind == kind)
    codes = select(TallyRow.period).where(*mine)
    if kind == "wave":
        codes = codes.join(Wave, Wave.code == TallyRow.period).order_by(Wave.starts_on.desc(), Wave.code.desc())
    else:
        codes = codes.order_by(TallyRow.period.desc())
    return session.scalar(codes.limit(1))


def _where(session: Session, actor: Actor, scope: Scope, measure: Measure, kind: str, row: TallyOf) -> Where:
    versions = [uuid.UUID(version_id) for version_id in row.versions]
    asked: Any = versions_asking(session, measure, versions)
    return Where(counted_visits(actor, scope, kind, row.period), asked, measure)
