"""Comparing centres over time, for one person: what may be seen, read, folded and said."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.domain.measures import parse_measure
from backend.domain.problems import FieldError, Invalid
from backend.domain.roles import Actor, Permission
from backend.insights import queries
from backend.insights.comparison import Line, Series
from backend.insights.like_for_like import LikeForLike, find_like_for_like
from backend.insights.measures import list_measures
from backend.insights.measures_series import CHAIN, series_of
from backend.insights.periods import MOST_PERIODS, Period, calendar
from backend.insights.sentence import WORDS, sentence
from backend.insights.tallies_making import holds_nothing_yet
from backend.insights.tallies_state import Making, being_made
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork

# More lines than this are no comparison: then areas stand for their centres, until one is chosen.
MOST_CENTRES = 100


@dataclass(frozen=True)
class Question:
    """What a person wants compared. Without days: the last eight quarters, twelve months, five years, or all waves.

    `by` is centre, area or team; None: centres and their areas. The chain always stands last. `every_centre`: however
    many there are, as a table to take away has them.
    """

    measure: str = "overall"
    period: str = "quarter"
    area_id: uuid.UUID | None = None
    centre_ids: Sequence[uuid.UUID] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    language: str = "en"
    by: str | None = None
    aggregate: str = "mean_of_visits"
    every_centre: bool = False


@dataclass(frozen=True)
class Comparison:
    """The answer: the sentence first, then every figure with what it rests on."""

    measure: str
    unit: str
    period_kind: str
    periods: Sequence[Period]
    series: Sequence[Series]
    sentence: str
    simulated: bool
    centres_left_out: int
    like_for_like: LikeForLike | None
    being_made: Making | None
    aggregate: str = "mean_of_visits"


def compare_centres(uow: UnitOfWork, actor: Actor, question: Question) -> Comparison:
    """A measure per centre, area, team and chain and period. Nobody sees a centre outside their own sight."""
    session, person = uow.session, actor.only(Permission.COMPARISON_READ)
    periods = periods_asked(uow, question)
    shown = queries.places(session, person, question.area_id, question.centre_ids)
    named = question.every_centre or len(shown) <= MOST_CENTRES
    lines = _lines(uow, person, question, shown)
    made = series_of(
        session, question.period, periods, lines, pooled=question.aggregate == "pooled",
        alike=question.measure == "overall" and question.by != "team",
    )  # fmt: skip
    making = making_of(uow, empty=not made.versions)
    alike = None
    if question.measure == "overall" and question.by != "team":
        alike = find_like_for_like(session, made.versions, made.visits, making=making is not None)
    series = made.series
    if alike is None or not alike.computed:
        series = [replace(one, like_for_like=[]) for one in series]
    measure = parse_measure(question.measure)
    return Comparison(
        measure=question.measure,
        unit=measure.unit,
        period_kind=question.period,
        periods=made.periods,
        series=series,
        sentence=sentence(series, made.periods, question.language, measure.unit),
        simulated=queries.is_simulated(session),
        centres_left_out=0 if named else len(shown),
        like_for_like=alike,
        being_made=making,
        aggregate=question.aggregate,
    )


def making_of(uow: UnitOfWork, *, empty: bool) -> Making | None:
    """How far figures are from being whole; None when they are. `empty`: nothing was found to show."""
    making = being_made(uow.session)
    return Making(0, None) if making is None and empty and holds_nothing_yet(uow.session) else making


def chain_line(measure: str, language: str) -> Line:
    return Line("chain", None, WORDS.get(language, WORDS["en"])["chain"], None, CHAIN, measure)


def centre_line(place: queries.Place, measure: str) -> Line:
    return Line("centre", place.id, place.name, place.area_name, ("centre", str(place.id)), measure)


def area_line(area_id: uuid.UUID, name: str, measure: str) -> Line:
    return Line("area", area_id, name, None, ("area", str(area_id)), measure)


def _lines(uow: UnitOfWork, person: Actor, question: Question, shown: Sequence[queries.Place]) -> list[Line]:
    """Centres by name, then their areas, then the chain: all that is shown lies within what it is compared with."""
    measure, lines = question.measure, []
    if question.by == "team":
        lines += _teams(uow, person, question, shown)
    if question.by in (None, "centre") and (question.every_centre or len(shown) <= MOST_CENTRES):
        lines += [centre_line(place, measure) for place in shown]
    if question.by in (None, "area") and queries.sees_areas(person) and not question.centre_ids:
        held = {place.area_id for place in shown}
        areas = [area for area in queries.managed_areas(uow.session, person) if area.id in held]
        lines += [area_line(area.id, area.name, measure) for area in areas]
    return [*lines, chain_line(measure, question.language)]


def _teams(uow: UnitOfWork, person: Actor, question: Question, shown: Sequence[queries.Place]) -> list[Line]:
    """The teams of one centre, of an area, or of the whole chain."""
    measures = {one.code: one for one in list_measures(uow.session, question.language)}
    asked, whole = measures.get(question.measure), question.measure == "overall"
    if not whole and (asked is None or not asked.by_team):
        text = "No single team delivers this: by team, choose the overall score, or what one team alone delivers."
        raise Invalid("invalid", text, errors=[FieldError("/measure", "not_by_team", text)])
    scope = _scope_of_teams(uow, person, question, shown)
    if asked is not None and asked.team and not whole:
        # Of a team that only internal audits look at, no score of its own is known.
        name = queries.team_names(uow.session, question.language).get(asked.team, asked.team)
        return [Line("team", asked.team, name, None, scope, question.measure)]
    teams = [one for one in measures.values() if one.kind == "team"]
    return [Line("team", one.team, one.name, None, scope, one.code) for one in teams]


def _scope_of_teams(
    uow: UnitOfWork, person: Actor, question: Question, shown: Sequence[queries.Place]
) -> tuple[str, str]:
    if question.centre_ids or not queries.sees_areas(person):
        if len(shown) != 1:
            error = FieldError("/centre_id", "one", "Choose one centre to see its teams.", kind="centre_of_teams")
            raise Invalid("invalid", error.message, errors=[error])
        return "centre", str(shown[0].id)
    if question.area_id is not None:
        return "area", str(queries.get_managed_area(uow.session, person, question.area_id).id)
    return CHAIN


def periods_asked(uow: UnitOfWork, question: Question) -> list[Period]:
    if question.period == "wave":
        first, last = question.first or dt.date.min, question.last or dt.date.max
        found = [p for p in queries.waves(uow.session) if p.ends_on >= first and p.starts_on <= last]
        return found[-MOST_PERIODS:]
    found = calendar(question.period, question.first, question.last or now().date(), question.language)
    if not 0 < len(found) <= MOST_PERIODS:
        most = {"most": MOST_PERIODS}
        error = FieldError("/from", "range", f"Ask for 1 to {MOST_PERIODS} periods.", kind="periods", values=most)
        raise Invalid("invalid", f"From 1 to {MOST_PERIODS} periods can be compared at once.", errors=[error])
    return found
