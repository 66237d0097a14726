"""Whom to call: centres that clearly fell, or that are clearly below the chain. Never more than a few."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from backend.charts.letters import number
from backend.domain.roles import Actor
from backend.insights import queries
from backend.insights.centres_at import CentresAt, centres_at
from backend.insights.comparison import SeriesChange, Value, judged
from backend.insights.kept import Shelf
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
    """What can be told of a scope's centres, by id as text: who is below the chain, and who was compared."""

    centres: CentresAt
    below: Mapping[str, Value]
    chain: Value | None


# The figures of those below are a few of a thousand.
_KEPT: Final = Shelf[_Seen](16)


def who_needs_attention(
    session: Session, person: Actor, area_id: uuid.UUID | None, kind: str, at: When, language: str
) -> list[Attention]:
    """Of the centres this person may see; those that fell come first, the deepest fall before the others."""
    if at.period is None:
        return []
    code, before = at.period.code, at.before
    seen = _KEPT.get(session, (area_id, kind, code, before), lambda: _seen(session, area_id, kind, code, before))
    visible = queries.visible_ids(session, person, area_id)
    held = [id_ for id_ in seen.centres.changes if visible is None or id_ in visible]
    judgement = zip(held, judged([seen.centres.changes[id_] for id_ in held]), strict=True)
    fell = {id_: change for id_, change in judgement if change and change.clear and change.diff < 0}
    below = [id_ for id_ in seen.below if id_ not in fell and (visible is None or id_ in visible)]
    told = [(id_, "fell") for id_ in sorted(fell, key=lambda id_: fell[id_].diff)]
    told = [*told, *((id_, "below") for id_ in sorted(below, key=lambda id_: seen.below[id_].mean))][:SHOWN]
    names = queries.centre_names(session, [id_ for id_, _ in told])
    return [_told(id_, names[id_], why, seen, fell.get(id_), language) for id_, why in told]


def _seen(session: Session, area_id: uuid.UUID | None, kind: str, code: str, before: str | None) -> _Seen:
    centres = centres_at(session, area_id, kind, code, before, MEASURE, pooled=False)
    table = Table(session, kind, [code], [MEASURE], pooled=False)
    table.load([CHAIN])
    chain = table.maker(MEASURE).value(table.rows[CHAIN].get(code), MEASURE, clustered=True)
    figures = {id_: figure for id_ in centres.rows if (figure := centres.value(id_))}
    below = {id_: figure for id_, figure in figures.items() if chain and _is_below(figure, chain)}
    return _Seen(centres, below, chain)


def _is_below(figure: Value, chain: Value) -> bool:
    return not figure.low_base and figure.high is not None and figure.high < chain.mean


def _told(id_: str, name: str, why: str, seen: _Seen, change: SeriesChange | None, language: str) -> Attention:
    figure = seen.centres.value(id_)
    assert figure is not None
    numbers = {"mean": figure.mean, "by": abs(change.diff) if change else 0.0}
    numbers |= {"high": figure.high or 0.0, "chain": seen.chain.mean if seen.chain else 0.0}
    said = {key: number(value, language) for key, value in numbers.items()}
    phrase = REASONS.get(language, REASONS["en"])[why]
    return Attention(uuid.UUID(id_), name, phrase.format(visits=figure.visits, **said))
