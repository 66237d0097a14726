"""The first page of figures: where the chain or an area stands, what it is made of, and whom to call."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.centres.models import Area
from backend.domain.roles import Actor, Permission, Role
from backend.insights import queries
from backend.insights.comparison import Line, Series, SeriesChange, Value
from backend.insights.league import Scope, scope_of
from backend.insights.measures import touchpoint_names
from backend.insights.measures_asked import Version
from backend.insights.measures_series import CHAIN, Made, series_of
from backend.insights.measures_when import When, asked_for, periods_up_to
from backend.insights.overview_attention import Attention, who_needs_attention
from backend.insights.overview_items import Item, strongest_and_weakest
from backend.insights.periods import Period
from backend.insights.sentence import sentence
from backend.insights.service import (
    MOST_CENTRES,
    Question,
    area_line,
    centre_line,
    chain_line,
    making_of,
    periods_asked,
)
from backend.insights.tallies_state import Making
from backend.kernel.unit_of_work import UnitOfWork

WHOLE = ("overall", "compliance", "delight")


@dataclass(frozen=True)
class Touchpoint:
    """A step of the journey in the last period compared; `chain` is None where the scope is the chain."""

    code: str
    name: str
    figure: Value
    chain: Value | None
    change: SeriesChange | None


@dataclass(frozen=True)
class Overview:
    """A scope over time. `parts`: areas right below it, or the centres of an area without areas."""

    scope: Scope
    periods: Sequence[Period]
    headline: Series
    compliance: Series
    delight: Series
    parts: list[Series]
    touchpoints: list[Touchpoint]
    strongest: list[Item]
    weakest: list[Item]
    attention: list[Attention]
    sentence: str
    simulated: bool
    being_made: Making | None


def overlook(
    uow: UnitOfWork, actor: Actor, area_id: uuid.UUID | None, period: str, language: str, until: str | None = None
) -> Overview:
    """An area for who manages it; without one the chain, with the parts this person may see by name.

    `until` is the code of a period that this is all about: the last one, however few its visits are.
    """
    session, person = uow.session, actor.only(Permission.COMPARISON_READ)
    scope = scope_of(session, person, area_id or _own_area(person), language)
    key = CHAIN if scope.id is None else ("area", str(scope.id))
    names = touchpoint_names(session, language)
    parts = _parts(session, person, scope)
    about = (scope.kind, scope.id, scope.name, None, key)
    lines = [Line(*about, measure, family="whole", one_of_many=measure != "overall") for measure in WHOLE]
    lines += [Line(*about, f"touchpoint:{code}", family="touchpoints", one_of_many=True) for code in names]
    lines += [Line("chain", None, "", None, CHAIN, f"touchpoint:{code}", family=None) for code in names]
    periods: Sequence[Period] = periods_asked(uow, Question(period=period, language=language))
    if until is not None:
        periods = periods_up_to(session, period, until, language)
    made = series_of(session, period, periods, [*lines, *parts, _last(scope, key, language)])
    count = len(WHOLE) + len(names)
    at = _when(made, until)
    strongest, weakest = strongest_and_weakest(session, period, key, at, _seen(made, at), language)
    told = made.series[count + len(names) : -1]
    return Overview(
        scope=scope,
        periods=made.periods,
        headline=made.series[0],
        compliance=made.series[1],
        delight=made.series[2],
        parts=told,
        touchpoints=_touchpoints(list(names.items()), made.series[len(WHOLE) : count + len(names)], at, scope),
        strongest=strongest,
        weakest=weakest,
        attention=who_needs_attention(session, person, scope.id, period, at, language),
        sentence=sentence([*told, made.series[0]], made.periods, language, of_last=True),
        simulated=queries.is_simulated(session),
        being_made=making_of(uow, empty=not made.versions),
    )


def _own_area(person: Actor) -> uuid.UUID | None:
    """Who manages one area and nothing else looks at that; everybody else begins with the chain."""
    managed = person.grants_of(Role.AREA_MANAGER)
    only = len(person.roles) == 1 and len(managed) == 1
    return managed[0].area_id if only else None


def _last(scope: Scope, key: tuple[str, str], language: str) -> Line:
    """The line that says which periods are compared: the scope's own."""
    if scope.id is None:
        return Line("chain", None, chain_line("overall", language).name, None, key, "overall", family=None)
    return Line("area", scope.id, scope.name, None, key, "overall", family=None)


def _parts(session: Session, person: Actor, scope: Scope) -> list[Line]:
    managed = queries.managed_areas(session, person)
    below = [area for area in managed if area.parent_id == scope.id] if scope.id else _top(managed)
    if below:
        return [area_line(area.id, area.name, "overall") for area in below]
    places = queries.places(session, person, scope.id, ())
    return [centre_line(place, "overall") for place in places[:MOST_CENTRES]]


def _top(managed: Sequence[Area]) -> list[Area]:
    """The highest of these areas."""
    ids = {area.id for area in managed}
    return [area for area in managed if area.parent_id not in ids]


def _when(made: Made, until: str | None) -> When:
    """The period compared, else the last one seen; or the one asked for, compared only if it is the later of two."""
    if until is not None:
        return asked_for(made, until)
    if made.compared is None:
        return When(made.periods[-1] if made.periods and made.versions else None, None)
    before, code = made.compared
    return When(next(period for period in made.periods if period.code == code), before)


def _seen(made: Made, at: When) -> Sequence[Version]:
    return made.versions if at.period else []


def _touchpoints(
    names: Sequence[tuple[str, str]], series: Sequence[Series], at: When, scope: Scope
) -> list[Touchpoint]:
    """Those that were assessed, in the customer's order."""
    own, chain = series[: len(names)], series[len(names) :]
    found = []
    for (code, name), one, other in zip(names, own, chain, strict=True):
        figure = _at(one, at)
        if figure is not None:
            found.append(Touchpoint(code, name, figure, None if scope.id is None else _at(other, at), one.change))
    return found


def _at(one: Series, at: When) -> Value | None:
    return next((value for value in one.values if value and at.period and value.period == at.period.code), None)
