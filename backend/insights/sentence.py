"""What the comparison says, in one or two plain sentences: what changed clearly first, then where the chain stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.charts.letters import number
from backend.insights.comparison import Series, Value
from backend.insights.periods import Period

NAMED = 3
# Whose changes are told: of the first kind there is.
KINDS = ("team", "centre", "area")
UNITS = {"minutes": " min", "share": " %"}

WORDS = {
    "en": {
        "nothing": "No approved visits in this period yet.",
        "rose": "{name} rose by {diff}",
        "fell": "{name} fell by {diff}",
        "and": " and ",
        "more": " ({n} more)",
        "clear": "From {a} to {b}, {changes}.",
        "but": " By itself {none} changed clearly.",
        "unclear": "From {a} to {b} {none} changed clearly: with so few visits, small changes may be chance.",
        "no_centre": "no centre",
        "no_area": "no area",
        "no_team": "no team",
        "one_period": "So far there is one period to look at, {b}.",
        "scanned": "{n} changes were looked at; of those called clear, about one in twenty may still be chance.",
        "scanned_none": "{n} changes were looked at together.",
        "stands": "{name} stands at {mean} in {b}, from {visits}{range}.",
        "begun": "{b} has only {visits} so far: it is shown, but not compared yet.",
        "range": " (likely range {low} to {high})",
        "chain": "The chain",
        "the_chain": "the chain",
        "visits": "{n} visits",
        "visit": "1 visit",
    },
    "de": {
        "nothing": "In diesem Zeitraum gibt es noch keine freigegebenen Besuche.",
        "rose": "{name} um {diff} gestiegen",
        "fell": "{name} um {diff} gefallen",
        "and": " und ",
        "more": " (und {n} weitere)",
        "clear": "Von {a} bis {b} klar verändert: {changes}.",
        "but": " Für sich allein hat sich {none} klar verändert.",
        "unclear": "Von {a} bis {b} hat sich {none} klar verändert: bei so wenigen Besuchen können kleine"
        " Änderungen Zufall sein.",
        "no_centre": "kein Betrieb",
        "no_area": "kein Gebiet",
        "no_team": "kein Team",
        "one_period": "Bisher gibt es einen Zeitraum, {b}.",
        "scanned": "{n} Veränderungen wurden geprüft; von den klaren kann etwa jede zwanzigste Zufall sein.",
        "scanned_none": "{n} Veränderungen wurden zusammen geprüft.",
        "stands": "{name}: {mean} in {b} aus {visits}{range}.",
        "begun": "{b} beruht bisher auf nur {visits}: es wird gezeigt, aber noch nicht verglichen.",
        "range": " (wahrscheinlicher Bereich {low} bis {high})",
        "chain": "Die Kette",
        "the_chain": "die Kette",
        "visits": "{n} Besuchen",
        "visit": "1 Besuch",
    },
}


@dataclass(frozen=True)
class Words:
    """How it is said: the language, the names of periods by code, and the unit behind a number."""

    language: str
    labels: Mapping[str, str]
    unit: str = ""

    def say(self, phrase: str, **values: object) -> str:
        return WORDS.get(self.language, WORDS["en"])[phrase].format(**values)

    def number(self, value: float) -> str:
        return number(value, self.language) + self.unit

    def visits(self, count: int) -> str:
        return self.say("visit") if count == 1 else self.say("visits", n=count)


def words_for(periods: Sequence[Period], language: str, unit: str) -> Words:
    return Words(language, {period.code: period.label for period in periods}, UNITS.get(unit, ""))


def sentence(
    series: Sequence[Series], periods: Sequence[Period], language: str, unit: str = "percent", *, of_last: bool = False
) -> str:
    """Sentence first: what an area manager needs before looking at the picture.

    It speaks of the last of the series, usually the chain, and of those it is made of; but of the only centre, where
    there is one beside the chain, unless it is `of_last`.
    """
    words, latest = words_for(periods, language, unit), _latest(series, of_last=of_last)
    if latest is None:
        return words.say("nothing")
    rows, whole = _told_of(series[:-1]), series[-1] if latest[0] is series[-1] else None
    tested = [one for one in rows if one.change and one.change.p is not None]
    told = "scanned" if any(one.change and one.change.clear for one in tested) else "scanned_none"
    scanned = words.say(told, n=len(tested)) if len(tested) > 1 else ""
    parts = [changes(rows, words, whole), stands(*latest, words), scanned, _begun(series[-1], words)]
    return " ".join(part for part in parts if part)


def _told_of(series: Sequence[Series]) -> list[Series]:
    """The series whose changes are told."""
    of_kinds = ([one for one in series if one.kind == kind] for kind in KINDS)
    return next((found for found in of_kinds if found), [])


def _latest(series: Sequence[Series], *, of_last: bool) -> tuple[Series, Value] | None:
    """The chain, or the only centre, in the period compared, else the last it was seen in."""
    centres = [] if of_last else [one for one in series if one.kind == "centre"]
    for one in ([*centres] if len(centres) == 1 else []) + [series[-1]]:
        if one.told:
            return one, one.told
    return None


def _begun(chain: Series, words: Words) -> str:
    """A period after those compared has too few visits yet; without a word about it, its figures would puzzle."""
    last = next((value for value in reversed(chain.values) if value), None)
    if last is None or chain.change is None or last.period == chain.change.to:
        return ""
    return words.say("begun", b=words.labels[last.period], visits=words.visits(last.visits))


def changes(rows: Sequence[Series], words: Words, whole: Series | None = None) -> str:
    """What changed clearly: the whole first, then the largest of its rows; or that nothing did."""
    head = [(whole, whole.change)] if whole and whole.change and whole.change.clear else []
    changed = [(one, one.change) for one in rows if one.change]
    if not head and not changed:
        return ""
    _, first = (head or changed)[0]
    a, b = words.labels[first.from_], words.labels[first.to]
    clear = sorted((pair for pair in changed if pair[1].clear), key=lambda pair: -abs(pair[1].diff))
    none = words.say(f"no_{changed[0][0].kind}") if changed and not clear else ""
    if not head and not clear:
        return words.say("unclear", a=a, b=b, none=none)
    told = [
        words.say("rose" if change.diff > 0 else "fell", name=_named(one, words), diff=words.number(abs(change.diff)))
        for one, change in head + clear[:NAMED]
    ]
    text = words.say("and").join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]
    if len(clear) > NAMED:
        text += words.say("more", n=len(clear) - NAMED)
    return words.say("clear", a=a, b=b, changes=text) + (words.say("but", none=none) if none else "")


def _named(one: Series, words: Words) -> str:
    return words.say("the_chain") if one.kind == "chain" else one.name


def stands(one: Series, value: Value, words: Words) -> str:
    """Where it stands, from how many visits, and how far that may be from the truth."""
    spread = ""
    if value.low is not None and value.high is not None:
        spread = words.say("range", low=words.number(value.low), high=words.number(value.high))
    name, visits = one.name or words.say("chain"), words.visits(value.visits)
    mean, label = words.number(value.mean), words.labels[value.period]
    return words.say("stands", name=name, mean=mean, b=label, visits=visits, range=spread)
