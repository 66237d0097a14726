"""What a league table says in words: who may be first, and how far the score can be trusted to tell centres apart."""

from collections.abc import Sequence
from math import floor
from typing import Any

from backend.insights.periods import Period

WORDS = {
    "en": {
        "nothing": "No approved visits in this period yet.",
        "unranked": "In {b} too few centres have four visits: nobody has a place yet.",
        "first": "{name} is first in {b}, of {ranked} centres with four visits or more.",
        "ties": "In {b}, {k} of {ranked} centres with four visits or more could be first: their places are ranges.",
        "open": "In {b}, {ranked} centres have four visits or more; their places are ranges.",
        "reliable": "A score from {visits} is {share} % the centre and the rest chance{needed}.",
        "needed": "; {needed} would make it 70 %",
        "chance": "The visits do not tell the centres apart: what differs may all be chance.",
        "visit": "1 visit",
        "visits": "{n} visits",
        "about": "about {count}",
    },
    "de": {
        "nothing": "In diesem Zeitraum gibt es noch keine freigegebenen Besuche.",
        "unranked": "In {b} haben zu wenige Betriebe vier Besuche: noch hat niemand einen Platz.",
        "first": "{name} ist in {b} Erster unter {ranked} Betrieben mit vier Besuchen oder mehr.",
        "ties": "In {b} können {k} von {ranked} Betrieben mit vier Besuchen oder mehr vorn sein: Plätze sind Spannen.",
        "open": "In {b} haben {ranked} Betriebe vier Besuche oder mehr; ihre Plätze sind Spannen.",
        "reliable": "Ein Wert aus {visits} ist zu {share} % der Betrieb und sonst Zufall{needed}.",
        "needed": "; mit {needed} wären es 70 %",
        "chance": "Die Besuche unterscheiden die Betriebe nicht: alle Unterschiede können Zufall sein.",
        "visit": "1 Besuch",
        "visits": "{n} Besuchen",
        "about": "etwa {count}",
    },
}


def league_sentence(rows: Sequence[Any], ranked: int, period: Period | None, found: Any, language: str) -> str:
    """`rows` are all centres within sight; `found` is the reliability, None where it cannot be told."""
    say = WORDS.get(language, WORDS["en"])
    if period is None or all(row.expected is None for row in rows):
        return say["nothing"]
    parts = [_places(rows, ranked, period, say)]
    return " ".join(part for part in (*parts, reliability_sentence(found, language)) if part)


def reliability_sentence(found: Any, language: str) -> str:
    """How far the score can be trusted to tell centres apart; empty where it cannot be told."""
    say = WORDS.get(language, WORDS["en"])
    if found is None:
        return ""
    if found.reliability <= 0:
        return say["chance"]
    needed = "" if found.visits_needed is None else say["needed"].format(needed=_visits(found.visits_needed, say))
    visits, share = _visits(found.visits_per_centre, say), round(100 * found.reliability)
    return say["reliable"].format(visits=visits, share=share, needed=needed)


def _visits(usual: float, say: dict[str, str]) -> str:
    """Nobody makes 3.7 visits: whole numbers as they are, all others as the nearest one."""
    n = max(1, floor(usual + 0.5))
    count = say["visit"] if n == 1 else say["visits"].format(n=n)
    return count if abs(usual - n) < 0.05 else say["about"].format(count=count)


def _places(rows: Sequence[Any], ranked: int, period: Period, say: dict[str, str]) -> str:
    if not ranked:
        return say["unranked"].format(b=period.label)
    held = [row for row in rows if row.rank]
    if len(held) < ranked:
        return say["open"].format(b=period.label, ranked=ranked)
    first = [row for row in held if row.rank.low == 1]
    if len(first) == 1:
        return say["first"].format(name=first[0].name, b=period.label, ranked=ranked)
    return say["ties"].format(b=period.label, k=len(first), ranked=ranked)
