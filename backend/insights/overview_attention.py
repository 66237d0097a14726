"""Whom to call: centres that clearly fell, or that are clearly below the chain. Never more than a few."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from backend.charts.letters import number
from backend.domain.roles import Actor
from backend.insights import queries
from backend.insights.comparison import SeriesChange, Value, judged
from backend.insights.measures_series import CHAIN, Made, Table, pair_of
from backend.insights.measures_when import When

SHOWN: Final = 5
MEASURE: Final = "overall"
REASONS: Final = {
    "en": {
        "fell": "Fell clearly, by {by} to {mean}, from {visits} visits.",
        "below": "Clearly below the chain: {mean} from {visits} visits, likely at most {high}; the chain has {chain}.",
    },
    "de": {
        "fell": "Klar gefallen, um {by} auf {mean}, aus {visits} Besuchen.",
        "below": "Klar unter der Kette: {mean} aus {visits} Besuchen, wohl höchstens {high}; die Kette hat {chain}.",
    },
}


@dataclass(frozen=True)
class Attention:
    """A centre and why, in a sentence."""

    id: uuid.UUID
    name: str
    reason: str


@dataclass(frozen=True)
class _Seen:
    place: queries.Place
    figure: Value
    change: SeriesChange | None


def who_needs_attention(
    session: Session, person: Actor, area_id: uuid.UUID | None, made: Made, at: When, language: str
) -> list[Attention]:
    """Of the centres this person may see; those that fell come first, the deepest fall before the others."""
    if at.period is None:
        return []
    seen, chain = _seen(session, queries.places(session, person, area_id, ()), made, at)
    fell = [one for one in seen if one.change and one.change.clear and one.change.diff < 0]
    fell.sort(key=lambda one: one.change.diff if one.change else 0.0)
    fallen = {one.place.id for one in fell}
    below = [one for one in seen if chain and one.place.id not in fallen and _is_below(one.figure, chain)]
    below.sort(key=lambda one: one.figure.mean)
    told = [(one, "fell") for one in fell] + [(one, "below") for one in below]
    return [_told(one, why, chain, language) for one, why in told[:SHOWN]]


def _seen(session: Session, places: Sequence[queries.Place], made: Made, at: When) -> tuple[list[_Seen], Value | None]:
    """Each centre with its change, and the chain. What the changes above were paired by is not read again."""
    assert at.period is not None
    periods = (at.before, at.period.code) if at.before else (at.period.code,)
    table = Table(session, made.kind, periods, [MEASURE], pooled=False)
    table.load([CHAIN])
    if periods == made.compared:
        table.rows.update({("centre", id_): dict(rows) for id_, rows in made.centres.items()})
    else:
        table.load([("centre", str(place.id)) for place in places])
    maker, code = table.maker(MEASURE), at.period.code
    held = [(place, rows) for place in places if code in (rows := table.rows["centre", str(place.id)])]
    changes: list[SeriesChange | None] = [None] * len(held)
    if at.before:
        changes = judged(
            maker.changes((at.before, code), [pair_of(rows, MEASURE, (at.before, code)) for _, rows in held])
        )
    figures = [maker.value(rows[code], MEASURE, clustered=False) for _, rows in held]
    told = zip(held, figures, changes, strict=True)
    chain = maker.value(table.rows[CHAIN].get(code), MEASURE, clustered=True)
    return [_Seen(place, figure, change) for (place, _), figure, change in told if figure], chain


def _is_below(figure: Value, chain: Value) -> bool:
    return not figure.low_base and figure.high is not None and figure.high < chain.mean


def _told(one: _Seen, why: str, chain: Value | None, language: str) -> Attention:
    numbers = {"mean": one.figure.mean, "by": abs(one.change.diff) if one.change else 0.0}
    numbers |= {"high": one.figure.high or 0.0, "chain": chain.mean if chain else 0.0}
    said = {name: number(value, language) for name, value in numbers.items()}
    phrase = REASONS.get(language, REASONS["en"])[why]
    return Attention(one.place.id, one.place.name, phrase.format(visits=one.figure.visits, **said))
