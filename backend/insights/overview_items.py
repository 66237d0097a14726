"""The strongest and the weakest items of a scope in one period, each with its base and the chain's figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy.orm import Session

from backend.domain.checklist import is_internal
from backend.domain.measures import code_of
from backend.insights.comparison import Line, SeriesChange, Value, judged
from backend.insights.measures import text_in
from backend.insights.measures_asked import Version
from backend.insights.measures_series import CHAIN, Table, changes_of
from backend.insights.measures_when import When

SHOWN: Final = 5


@dataclass(frozen=True)
class Item:
    """A question; `touchpoint` is a code. `chain` is None where the scope is the chain."""

    measure: str
    question_id: str
    checklist: str
    text: str
    touchpoint: str
    figure: Value
    chain: Value | None
    change: SeriesChange | None


def strongest_and_weakest(
    session: Session, kind: str, scope: tuple[str, str], at: When, versions: Sequence[Version], language: str
) -> tuple[list[Item], list[Item]]:
    """At most five each, of those that rest on four visits or more; no item is both."""
    if at.period is None:
        return [], []
    asked = _asked(versions)
    table = Table(session, kind, [at.period.code], list(asked), pooled=False)
    table.load([scope, CHAIN])
    found = [item for code in asked if (item := _item(table, scope, code, asked[code], at.period.code, language))]
    sound = sorted((item for item in found if not item.figure.low_base), key=lambda item: -item.figure.mean)
    shown = min(SHOWN, len(sound) // 2)
    told = _with_changes(session, kind, scope, at, [*sound[:shown], *reversed(sound[len(sound) - shown :])])
    return told[:shown], told[shown:]


def _asked(versions: Sequence[Version]) -> dict[str, tuple[Version, Mapping[str, Any], Mapping[str, Any]]]:
    """Scored basic questions by their measure, in the words of the newest version, which is the last."""
    return {
        code_of("question", version.slug, question["id"]): (version, section, question)
        for version in versions
        if not is_internal(version.definition)
        for section in version.definition["sections"]
        for question in section["questions"]
        if question["scored"] and question["kind"] != "delight" and not question["bonus"]
    }


def _item(
    table: Table, scope: tuple[str, str], code: str, asked: tuple[Version, Any, Any], period: str, language: str
) -> Item | None:
    version, section, question = asked
    if code not in getattr(table.rows[scope].get(period), "tallies", {}):
        return None
    maker = table.maker(code)
    figure = maker.value(table.rows[scope].get(period), code, clustered=scope[0] != "centre")
    chain = None if scope == CHAIN else maker.value(table.rows[CHAIN].get(period), code, clustered=True)
    text = text_in(question["text"], language)
    about = (code, question["id"], version.slug, text, section["touchpoint"])
    return None if figure is None else Item(*about, figure, chain, None)


def _with_changes(session: Session, kind: str, scope: tuple[str, str], at: When, items: Sequence[Item]) -> list[Item]:
    """Only those that are shown are tested, and judged together."""
    if at.before is None or at.period is None or not items:
        return list(items)
    compared = (at.before, at.period.code)
    lines = [Line(scope[0], None, "", None, scope, item.measure, one_of_many=True) for item in items]
    table = Table(session, kind, compared, [item.measure for item in items], pooled=False)
    table.load([scope])
    changes = judged(changes_of(table, lines, compared))
    return [replace(item, change=change) for item, change in zip(items, changes, strict=True)]
