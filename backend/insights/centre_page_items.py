"""What a scope does best and worst: its questions with their base, beside the chain, and what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from backend.domain.measures import code_of
from backend.domain.questions import type_of
from backend.insights.comparison import SeriesChange, Value, judged, tally_at
from backend.insights.measures_asked import Version, versions_named
from backend.insights.measures_series import CHAIN, Table
from backend.insights.tallies_reading import read_tallies

# Under so many answers that counted, nothing is called strong or weak.
ENOUGH: Final = 4
MOST: Final = 5
FULL: Final = 100.0


@dataclass(frozen=True)
class Item:
    """One question in one scope and period; `chain` the same over all centres."""

    measure: str
    question_id: str
    checklist: str
    text: str
    touchpoint: str
    figure: Value
    chain: Value | None
    change: SeriesChange | None


class Extremes(NamedTuple):
    """The best first, the worst first; no question is in both."""

    strongest: list[Item]
    weakest: list[Item]


class _Asked(NamedTuple):
    measure: str
    question_id: str
    checklist: str
    text: str
    touchpoint: str


def extremes_of(
    session: Session, kind: str, scope: tuple[str, str], at: str, compared: tuple[str, str] | None, language: str
) -> Extremes:
    """Of a scope's period `at`; changes between the two periods compared, where `at` is the later of them."""
    seen = read_tallies(session, scope[0], [scope[1]], kind, [at], [])
    versions = versions_named(session, {id_ for row in seen for id_ in row.versions})
    asked = {one.measure: one for version in versions for one in _asked(version, language)}
    before = [compared[0]] if compared is not None and compared[1] == at else []
    table = Table(session, kind, [*before, at], list(asked), False)
    table.load([scope, CHAIN])
    items = [item for one in asked.values() if (item := _item(table, one, scope, at, before)) is not None]
    changes = judged([item.change for item in items])
    judged_items = [replace(item, change=change) for item, change in zip(items, changes, strict=True)]
    return _extremes([item for item in judged_items if item.figure.applicable >= ENOUGH])


def _asked(version: Version, language: str) -> Iterator[_Asked]:
    """The scored questions of a version, in its order."""
    fallback = version.definition["language"]
    for section in version.definition["sections"]:
        for question in section["questions"]:
            if question["scored"] and type_of(question).maximum(question):
                text = question["text"].get(language) or question["text"][fallback]
                code = code_of("question", version.slug, question["id"])
                yield _Asked(code, question["id"], version.slug, text, section["touchpoint"])


def _item(table: Table, asked: _Asked, scope: tuple[str, str], at: str, before: Sequence[str]) -> Item | None:
    maker, rows, clustered = table.maker(asked.measure), table.rows[scope], scope[0] != "centre"
    figure = maker.value(rows.get(at), asked.measure, clustered=clustered)
    if figure is None:
        return None
    chain = maker.value(table.rows[CHAIN].get(at), asked.measure, clustered=True)
    change = None
    # Of an area, a change is paired by centres, whose rows are not read here: its questions have none.
    if before and not clustered:
        pair = tally_at(rows.get(before[0]), asked.measure), tally_at(rows.get(at), asked.measure)
        change = maker.change((before[0], at), [pair], clustered=False)
    return Item(*asked, figure, chain, change)


def _extremes(items: Sequence[Item]) -> Extremes:
    """Above and below the mean of all; of equal ones that with the larger base, then that further from the chain."""
    if not items:
        return Extremes([], [])
    middle = sum(item.figure.mean for item in items) / len(items)
    high = [item for item in items if item.figure.mean > middle or item.figure.mean >= FULL]
    low = [item for item in items if item.figure.mean < middle]
    strongest = sorted(high, key=lambda item: (-item.figure.mean, -item.figure.applicable, -_beside(item)))
    weakest = sorted(low, key=lambda item: (item.figure.mean, -item.figure.applicable, _beside(item)))
    return Extremes(strongest[:MOST], weakest[:MOST])


def _beside(item: Item) -> float:
    return item.figure.mean - item.chain.mean if item.chain is not None else 0.0
