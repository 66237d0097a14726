"""Whom to call: centres that clearly fell, or that are clearly below the chain. Never more than a few."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from backend.charts.letters import number
from backend.domain.roles import Actor
from backend.insights import queries
from backend.insights.comparison import SeriesChange, Value, judged, tally_at
from backend.insights.measures_series import CHAIN, Table
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
    session: Session, person: Actor, area_id: uuid.UUID | None, kind: str, at: When, language: str
) -> list[Attention]:
    """Of the centres this person may see; those that fell come first, the deepest fall before the others."""
    if at.period is None:
        return []
    places = queries.places(session, person, area_id, ())
    periods = [code for code in (at.before, at.period.code) if code]
    table = Table(session, kind, periods, [MEASURE], pooled=False)
    table.load([("centre", str(place.id)) for place in places])
    table.load([CHAIN])
    chain = table.maker(MEASURE).value(table.rows[CHAIN].get(at.period.code), MEASURE, clustered=True)
    seen = _seen(table, places, at)
    fell = [one for one in seen if one.change and one.change.clear and one.change.diff < 0]
    fell.sort(key=lambda one: one.change.diff if one.change else 0.0)
    below = [one for one in seen if chain and one not in fell and _is_below(one.figure, chain)]
    below.sort(key=lambda one: one.figure.mean)
    told = [(one, "fell") for one in fell] + [(one, "below") for one in below]
    return [_told(one, why, chain, language) for one, why in told[:SHOWN]]


def _seen(table: Table, places: Sequence[queries.Place], at: When) -> list[_Seen]:
    assert at.period is not None
    maker, found = table.maker(MEASURE), []
    for place in places:
        rows = table.rows["centre", str(place.id)]
        figure, change = maker.value(rows.get(at.period.code), MEASURE, clustered=False), None
        if at.before is not None:
            pair = tally_at(rows.get(at.before), MEASURE), tally_at(rows.get(at.period.code), MEASURE)
            change = maker.change((at.before, at.period.code), [pair], clustered=False)
        if figure is not None:
            found.append((place, figure, change))
    changes = judged([change for *_, change in found])
    return [_Seen(place, figure, change) for (place, figure, _), change in zip(found, changes, strict=True)]


def _is_below(figure: Value, chain: Value) -> bool:
    return not figure.low_base and figure.high is not None and figure.high < chain.mean


def _told(one: _Seen, why: str, chain: Value | None, language: str) -> Attention:
    numbers = {"mean": one.figure.mean, "by": abs(one.change.diff) if one.change else 0.0}
    numbers |= {"high": one.figure.high or 0.0, "chain": chain.mean if chain else 0.0}
    said = {name: number(value, language) for name, value in numbers.items()}
    phrase = REASONS.get(language, REASONS["en"])[why]
    return Attention(one.place.id, one.place.name, phrase.format(visits=one.figure.visits, **said))
