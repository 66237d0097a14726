"""What the comparison says, in one or two plain sentences: what changed clearly first, then where the chain stands."""

from collections.abc import Sequence

from backend.charts.letters import number
from backend.insights.comparison import Series, Value
from backend.insights.periods import Period

MANY_TESTS = 10
NAMED = 3

WORDS = {
    "en": {
        "nothing": "No approved visits in this period yet.",
        "rose": "{name} rose by {diff}",
        "fell": "{name} fell by {diff}",
        "and": " and ",
        "more": " ({n} more)",
        "clear": "From {a} to {b}, {changes}.",
        "unclear": "From {a} to {b} no centre changed clearly: with so few visits, small changes may be chance.",
        "one_period": "So far there is one period to look at, {b}.",
        "chance": "With {n} centres, about {expected} would look this clear by chance.",
        "stands": "{name} stands at {mean} in {b}, from {visits}{range}.",
        "begun": "{b} has only {visits} so far: it is shown, but not compared yet.",
        "range": " (likely range {low} to {high})",
        "chain": "The chain",
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
        "unclear": "Von {a} bis {b} hat sich kein Betrieb klar verändert: bei so wenigen Besuchen können kleine"
        " Änderungen Zufall sein.",
        "one_period": "Bisher gibt es einen Zeitraum, {b}.",
        "chance": "Bei {n} Betrieben sähen etwa {expected} rein zufällig so klar aus.",
        "stands": "{name}: {mean} in {b} aus {visits}{range}.",
        "begun": "{b} beruht bisher auf nur {visits}: es wird gezeigt, aber noch nicht verglichen.",
        "range": " (wahrscheinlicher Bereich {low} bis {high})",
        "chain": "Die Kette",
        "visits": "{n} Besuchen",
        "visit": "1 Besuch",
    },
}


def sentence(series: Sequence[Series], periods: Sequence[Period], language: str) -> str:
    """Sentence first: what an area manager needs before looking at the picture."""
    say = WORDS.get(language, WORDS["en"])
    latest = _latest(series)
    if latest is None:
        return say["nothing"]
    told, value = latest
    labels = {period.code: period.label for period in periods}
    rows = [one for one in series if one.kind == "centre"] or [one for one in series if one.kind == "area"]
    parts = [_changes(rows, labels, say, language), _stands(told, value, labels, say, language)]
    tested = [one for one in rows if one.change and one.change.p is not None]
    if len(tested) >= MANY_TESTS and any(one.change.clear for one in tested if one.change):
        parts.append(say["chance"].format(n=len(tested), expected=max(1, round(0.05 * len(tested)))))
    parts.append(_begun(series[-1], labels, say))
    return " ".join(part for part in parts if part)


def _latest(series: Sequence[Series]) -> tuple[Series, Value] | None:
    """The chain, or the only centre, in the period compared, else the last it was seen in."""
    centres = [one for one in series if one.kind == "centre"]
    for one in ([*centres] if len(centres) == 1 else []) + [series[-1]]:
        if one.told:
            return one, one.told
    return None


def _begun(chain: Series, labels: dict[str, str], say: dict[str, str]) -> str:
    """A period after those compared has too few visits yet; without a word about it, its figures would puzzle."""
    last = next((value for value in reversed(chain.values) if value), None)
    if last is None or chain.change is None or last.period == chain.change.to:
        return ""
    return say["begun"].format(b=labels[last.period], visits=_visits(last.visits, say))


def _visits(count: int, say: dict[str, str]) -> str:
    return say["visit"] if count == 1 else say["visits"].format(n=count)


def _changes(rows: Sequence[Series], labels: dict[str, str], say: dict[str, str], language: str) -> str:
    changed = [one for one in rows if one.change]
    if not changed:
        return ""
    first = changed[0].change
    assert first is not None
    a, b = labels[first.from_], labels[first.to]
    clear = [(one, one.change.diff) for one in changed if one.change and one.change.clear]
    if not clear:
        return say["unclear"].format(a=a, b=b)
    clear.sort(key=lambda item: -abs(item[1]))
    told = [
        say["rose" if diff > 0 else "fell"].format(name=one.name, diff=number(abs(diff), language))
        for one, diff in clear[:NAMED]
    ]
    text = say["and"].join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]
    if len(clear) > NAMED:
        text += say["more"].format(n=len(clear) - NAMED)
    return say["clear"].format(a=a, b=b, changes=text)


def _stands(one: Series, value: Value, labels: dict[str, str], say: dict[str, str], language: str) -> str:
    spread = ""
    if value.low is not None and value.high is not None:
        spread = say["range"].format(low=number(value.low, language), high=number(value.high, language))
    visits = _visits(value.visits, say)
    name = one.name or say["chain"]
    return say["stands"].format(
        name=name, mean=number(value.mean, language), b=labels[value.period], visits=visits, range=spread
    )
