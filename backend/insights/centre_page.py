"""One centre on one page: where it stands beside the chain, how it moved, touchpoint by touchpoint, and its photos."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.centres.queries import get_centre
from backend.domain.roles import Actor, Permission
from backend.insights import queries
from backend.insights.centre_page_photos import CentrePhoto, latest_photos
from backend.insights.comparison import Line, Series, SeriesChange, Value
from backend.insights.like_for_like import find_like_for_like
from backend.insights.measures import touchpoint_names
from backend.insights.measures_series import CHAIN, Made, Table, series_of
from backend.insights.measures_when import When, asked_for, periods_up_to
from backend.insights.overview_items import Item, strongest_and_weakest
from backend.insights.periods import Period
from backend.insights.sentence import changes, stands, words_for
from backend.insights.service import Question, chain_line, making_of, periods_asked
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


def show_centre(
    uow: UnitOfWork, actor: Actor, centre_id: uuid.UUID, period: str, language: str, until: str | None = None
) -> CentrePage:
    """Everything approved of one centre; 404 where this person does not see it.

    `until` is the code of a period that this is all about, its photos too: the last one, however few its visits are.
    """
    session = uow.session
    centre = get_centre(session, actor.only(Permission.COMPARISON_READ), centre_id)
    periods = periods_asked(uow, Question(period=period, language=language))
    if until is not None:
        periods = periods_up_to(session, period, until, language)
    names = touchpoint_names(session, language)
    made = series_of(session, period, periods, _lines(centre, names, language), alike=True)
    making = making_of(uow, empty=not made.versions)
    headline, compliance, delight, *steps, chain = _plain(session, made, making)
    at = _when(made, headline) if until is None else asked_for(made, until)
    pictured = periods if until is None else [one for one in periods if one.code == until]
    versions = made.versions if at.period else []
    strongest, weakest = strongest_and_weakest(session, period, _scope(centre), at, versions, language)
    return CentrePage(
        centre=centre,
        periods=made.periods,
        headline=headline,
        chain=chain,
        compliance=compliance,
        delight=delight,
        touchpoints=_steps(session, period, steps, names, at.period) if at.period else [],
        strongest=strongest,
        weakest=weakest,
        photos=latest_photos(session, centre_id, pictured[0].starts_on, pictured[-1].ends_on) if pictured else [],
        sentence=_sentence(headline, at, chain, made.periods, language),
        simulated=queries.is_simulated(session),
        being_made=making,
    )


def _scope(centre: Centre) -> tuple[str, str]:
    return "centre", str(centre.id)


def _lines(centre: Centre, touchpoints: Iterable[str], language: str) -> list[Line]:
    """Changes are judged in families: the headline by itself, the steps of the journey among each other."""
    about = ("centre", centre.id, centre.name, centre.area.name, _scope(centre))
    lines = [Line(*about, measure, family=measure) for measure in WHOLE]
    lines += [Line(*about, f"touchpoint:{code}", family="touchpoints") for code in touchpoints]
    return [*lines, chain_line("overall", language)]


def _plain(session: Session, made: Made, making: Making | None) -> list[Series]:
    """Like for like stands beside the headline and the chain's, and only where a version broke the line."""
    alike = find_like_for_like(session, made.versions, made.visits, making=making is not None)
    beside = {0, len(made.series) - 1} if alike is not None and alike.computed else set()
    return [one if place in beside else replace(one, like_for_like=[]) for place, one in enumerate(made.series)]


def _when(made: Made, headline: Series) -> When:
    """The period that the headline tells of, and the one before it that it is compared with."""
    told = headline.told
    if told is None:
        return When(None, None)
    before = made.compared[0] if made.compared is not None and made.compared[1] == told.period else None
    return When(next(period for period in made.periods if period.code == told.period), before)


def _steps(
    session: Session, kind: str, steps: Sequence[Series], names: Mapping[str, str], at: Period
) -> list[TouchpointFigure]:
    """Those with a figure in the period told of, in the customer's order."""
    table = Table(session, kind, [at.code], [f"touchpoint:{code}" for code in names], False)
    table.load([CHAIN])
    row, found = table.rows[CHAIN].get(at.code), []
    for (code, name), step in zip(names.items(), steps, strict=True):
        measure = f"touchpoint:{code}"
        figure = next((value for value in step.values if value and value.period == at.code), None)
        if figure is not None:
            chain = table.maker(measure).value(row, measure, clustered=True)
            found.append(TouchpointFigure(code, name, figure, chain, step.change))
    return found


def _sentence(headline: Series, at: When, chain: Series, periods: Sequence[Period], language: str) -> str:
    """What changed, where the centre stands, and where the chain does."""
    words = words_for(periods, language, "percent")
    told = _in(headline, at)
    if told is None:
        return words.say("nothing")
    change, parts = headline.change if at.before else None, []
    if change is not None and change.clear:
        parts.append(changes([headline], words))
    elif change is not None:
        unclear = UNCLEAR.get(language, UNCLEAR["en"])
        parts.append(unclear.format(a=words.labels[change.from_], b=words.labels[change.to]))
    parts.append(stands(headline, told, words))
    beside = _in(chain, at)
    return " ".join([*parts, stands(chain, beside, words)] if beside else parts)


def _in(one: Series, at: When) -> Value | None:
    return next((value for value in one.values if value and at.period and value.period == at.period.code), None)
