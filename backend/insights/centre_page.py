"""One centre on one page: where it stands beside the chain, how it moved, touchpoint by touchpoint, and its photos."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Touchpoint
from backend.centres.queries import get_centre
from backend.domain.roles import Actor, Permission
from backend.insights import queries
from backend.insights.centre_page_items import Extremes, Item, extremes_of
from backend.insights.centre_page_photos import CentrePhoto, latest_photos
from backend.insights.comparison import Line, Series, SeriesChange, Value
from backend.insights.like_for_like import find_like_for_like
from backend.insights.measures_asked import versions_named
from backend.insights.measures_series import CHAIN, Made, Table, series_of
from backend.insights.periods import Period
from backend.insights.sentence import changes, stands, words_for
from backend.insights.service import Question, chain_line, making_of, periods_asked
from backend.insights.tallies_reading import read_tallies
from backend.insights.tallies_state import Making
from backend.kernel.unit_of_work import UnitOfWork

WHOLE: Final = ("overall", "compliance", "delight")
UNCLEAR: Final = {
    "en": "From {a} to {b} it did not change clearly: with so few visits, small changes may be chance.",
    "de": "Von {a} bis {b} hat es sich nicht klar verändert: Bei so wenigen Besuchen können kleine Änderungen Zufall"
    " sein.",
}


@dataclass(frozen=True)
class TouchpointFigure:
    """A step of the journey here and over the chain, in the period told of; the change is the centre's."""

    code: str
    name: str
    figure: Value
    chain: Value | None
    change: SeriesChange | None


@dataclass(frozen=True)
class CentrePage:
    """All series over the same `periods`; touchpoints and items in the period the headline tells of."""

    centre: Centre
    periods: Sequence[Period]
    headline: Series
    chain: Series
    compliance: Series
    delight: Series
    touchpoints: list[TouchpointFigure]
    strongest: list[Item]
    weakest: list[Item]
    photos: list[CentrePhoto]
    sentence: str
    simulated: bool
    being_made: Making | None


def show_centre(uow: UnitOfWork, actor: Actor, centre_id: uuid.UUID, period: str, language: str) -> CentrePage:
    """Everything approved of one centre; 404 where this person does not see it."""
    session = uow.session
    centre = get_centre(session, actor.only(Permission.COMPARISON_READ), centre_id)
    periods = periods_asked(uow, Question(period=period, language=language))
    names = _touchpoints(session, _scope(centre), period, periods, language)
    made = series_of(session, period, periods, _lines(centre, list(names), language), alike=True)
    making = making_of(uow, empty=not made.versions)
    headline, compliance, delight, *steps, chain = _plain(session, made, making)
    told = headline.told
    extremes = Extremes([], [])
    if told is not None:
        extremes = extremes_of(session, period, _scope(centre), told.period, made.compared, language)
    return CentrePage(
        centre=centre,
        periods=made.periods,
        headline=headline,
        chain=chain,
        compliance=compliance,
        delight=delight,
        touchpoints=_steps(session, period, steps, names, told.period) if told is not None else [],
        strongest=extremes.strongest,
        weakest=extremes.weakest,
        photos=latest_photos(session, centre_id, periods[0].starts_on, periods[-1].ends_on) if periods else [],
        sentence=_sentence(headline, chain, made.periods, language),
        simulated=queries.is_simulated(session),
        being_made=making,
    )


def _scope(centre: Centre) -> tuple[str, str]:
    return "centre", str(centre.id)


def _lines(centre: Centre, touchpoints: Sequence[str], language: str) -> list[Line]:
    """Changes are judged by kind: the headline by itself, the steps of the journey among each other."""
    place = (centre.id, centre.name, centre.area.name, _scope(centre))
    lines = [Line(f"centre:{measure}", *place, measure) for measure in WHOLE]
    steps = [Line("touchpoint", code, code, None, _scope(centre), f"touchpoint:{code}") for code in touchpoints]
    return [*lines, *steps, chain_line("overall", language)]


def _plain(session: Session, made: Made, making: Making | None) -> list[Series]:
    """As people know them: series of a centre, like for like only beside the headline and where a version broke."""
    alike = find_like_for_like(session, made.versions, made.visits, making=making is not None)
    beside = alike is not None and alike.computed
    return [
        replace(
            one,
            kind=one.kind.partition(":")[0],
            like_for_like=one.like_for_like if beside and one.kind in ("centre:overall", "chain") else [],
        )
        for one in made.series
    ]


def _touchpoints(
    session: Session, scope: tuple[str, str], period: str, periods: Sequence[Period], language: str
) -> dict[str, str]:
    """Names of the steps that were assessed in this scope, by code: in the customer's order, unknown ones last."""
    rows = read_tallies(session, scope[0], [scope[1]], period, [one.code for one in periods], [])
    versions = versions_named(session, {id_ for row in rows for id_ in row.versions})
    asked = {section["touchpoint"] for version in versions for section in version.definition["sections"]}
    known = session.execute(select(Touchpoint.code, Touchpoint.name).order_by(Touchpoint.position, Touchpoint.code))
    names = {code: name.get(language) or name.get("en") or code for code, name in known if code in asked}
    return names | {code: code for code in sorted(asked - set(names))}


def _steps(
    session: Session, period: str, steps: Sequence[Series], names: Mapping[str, str], at: str
) -> list[TouchpointFigure]:
    """Those with a figure in the period told of."""
    table = Table(session, period, [at], [f"touchpoint:{code}" for code in names], False)
    table.load([CHAIN])
    row, found = table.rows[CHAIN].get(at), []
    for step in steps:
        code = str(step.id)
        figure = next((value for value in step.values if value and value.period == at), None)
        measure = f"touchpoint:{code}"
        if figure is not None:
            chain = table.maker(measure).value(row, measure, clustered=True)
            found.append(TouchpointFigure(code, names[code], figure, chain, step.change))
    return found


def _sentence(headline: Series, chain: Series, periods: Sequence[Period], language: str) -> str:
    """What changed, where the centre stands, and where the chain does."""
    words = words_for(periods, language, "percent")
    if headline.told is None:
        return words.say("nothing")
    change, parts = headline.change, []
    if change is not None and change.clear:
        parts.append(changes([headline], words))
    elif change is not None:
        told = UNCLEAR.get(language, UNCLEAR["en"])
        parts.append(told.format(a=words.labels[change.from_], b=words.labels[change.to]))
    parts.append(stands(headline, headline.told, words))
    beside = next((value for value in chain.values if value and value.period == headline.told.period), None)
    return " ".join([*parts, stands(chain, beside, words)] if beside else parts)
