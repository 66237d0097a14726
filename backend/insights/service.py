"""Comparing centres over time, for one person: what may be seen, read, folded and said."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.domain.problems import FieldError, Invalid
from backend.domain.roles import Actor
from backend.insights import queries
from backend.insights.comparison import Series, gather, make_series
from backend.insights.like_for_like import LikeForLike, find_like_for_like
from backend.insights.periods import MOST_PERIODS, Period, calendar
from backend.insights.sentence import WORDS, sentence
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork

# More lines than this are no comparison: then areas stand for their centres, until one is chosen.
MOST_CENTRES = 100


@dataclass(frozen=True)
class Question:
    """What a person wants compared. Without days: the last eight quarters, twelve months, or all waves."""

    measure: str = "overall"
    period: str = "quarter"
    area_id: uuid.UUID | None = None
    centre_ids: Sequence[uuid.UUID] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    language: str = "en"


@dataclass(frozen=True)
class Comparison:
    """The answer: the sentence first, then every figure with what it rests on."""

    measure: str
    period_kind: str
    periods: Sequence[Period]
    series: Sequence[Series]
    sentence: str
    simulated: bool
    centres_left_out: int
    like_for_like: LikeForLike | None
    aggregate: str = "mean_of_visits"


def compare_centres(uow: UnitOfWork, actor: Actor, question: Question) -> Comparison:
    """Mean of visit scores per centre, area and chain and period. Nobody sees a centre outside their own sight."""
    session, person = uow.session, queries.comparing(actor)
    periods = _periods(uow, question)
    places = queries.places(session, person, question.area_id, question.centre_ids)
    shown = [place for place in places if place.shown]
    named = len(shown) <= MOST_CENTRES
    rows = queries.score_sums(session, question.measure, question.period, periods) if periods else []
    versions = queries.versions(session)
    areas = queries.sees_areas(person) and not question.centre_ids
    facts = gather(periods, places, rows, versions)
    series = make_series(facts, centres=named, areas=areas)
    alike = None
    if question.measure == "overall":
        alike = find_like_for_like(session, question.period, periods, rows, versions)
    if alike is not None and alike.sums is not None:
        beside = make_series(gather(facts.periods, places, alike.sums, versions), centres=named, areas=areas)
        series = [one.beside(other.values) for one, other in zip(series, beside, strict=True)]
    return Comparison(
        measure=question.measure,
        period_kind=question.period,
        periods=facts.periods,
        series=_named_chain(series, question.language),
        sentence=sentence(series, facts.periods, question.language),
        simulated=queries.is_simulated(session),
        centres_left_out=0 if named else len(shown),
        like_for_like=alike,
    )


def _periods(uow: UnitOfWork, question: Question) -> list[Period]:
    if question.period == "wave":
        first, last = question.first or dt.date.min, question.last or dt.date.max
        found = [p for p in queries.waves(uow.session) if p.ends_on >= first and p.starts_on <= last]
        return found[-MOST_PERIODS:]
    found = calendar(question.period, question.first, question.last or now().date(), question.language)
    if not 0 < len(found) <= MOST_PERIODS:
        error = FieldError("/from", "range", f"Ask for 1 to {MOST_PERIODS} periods.")
        raise Invalid("invalid", f"From 1 to {MOST_PERIODS} periods can be compared at once.", errors=[error])
    return found


def _named_chain(series: Sequence[Series], language: str) -> list[Series]:
    *others, chain = series
    name = WORDS.get(language, WORDS["en"])["chain"]
    return [*others, replace(chain, name=name)]
