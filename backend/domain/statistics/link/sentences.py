"""What the analysis says in words: what goes with what, how sure that is, and what it does not say.

Never that one makes the other: the banned words stand in `BANNED` and are looked for on every screen and document.
"""

from collections.abc import Mapping
from typing import Any, Final

STEP: Final = 5
# 1.96 + 0.84: two-sided 5 %, power 80 %.
POWER: Final = 2.8
# Under a tenth of real change no size could be named.
LEAST_SHARE: Final = 0.1
BANNED: Final = {
    "en": ("drives", "causes", "caused by", "leads to", "impact", "effect of", "proves", "guarantees", "roi"),
    "de": ("bewirkt", "verursacht", "führt zu", "auswirkung", "beweist", "garantiert", "roi"),
}
# Upper ends of |r| for each word, after Cohen 1988.
STRENGTHS: Final = ((0.1, 0), (0.3, 1), (0.5, 2), (1.01, 3))

WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "en": {
        "link": "Across {centres} centres and {periods} {unit}, when {who} engagement was 5 points {more} than usual,"
        " {what} scored about {value} points {higher} {later} ({likely} {low} to {high}).",
        "team": ("a team's", "the touchpoints it delivers"),
        "centre": ("a centre's", "its visits"),
        "likely": "likely range",
        "strength": "Link strength: {words}.",
        "strengths": ("very weak", "weak", "moderate", "strong"),
        "to": " to ",
        "pattern": "This is a pattern, not a proof that one makes the other.",
        "none": "We looked and did not find a clear link.",
        "seen": "With your data we could have seen a link of {size} points per 5; smaller ones would be missed.",
        "too_little": "There are not enough data yet to look for a link. {reason}",
        "noise": "About {share} % of the ups and downs in this engagement figure are real change; the rest is who"
        " happened to answer.",
        "chain": "A 5-point rise in engagement goes with about {service} points of service {lag} later ({s_low} to"
        " {s_high}) and {result} % revenue growth {total} later ({r_low} to {r_high}).",
        "same": "in the same {unit}",
        "lag": "{count} {unit}",
        "later": "{lag} later",
        "higher": "higher",
        "lower": "lower",
        "more": "higher",
        "units": {"quarter": ("quarter", "quarters"), "month": ("month", "months")},
        "counts": {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"},
        "says_not": (
            "It does not say that engagement makes service better, nor the reverse: a shared cause (a new manager, a"
            " local event) can produce the same picture.",
            "It says nothing about any person, nor about a single centre.",
        ),
        "order_unknown": "Both are of the same {unit}, so which came first is not known.",
        "direction": {
            "inside_first": "Engagement tends to move first.",
            "outside_first": "Service tends to move first.",
            "cannot_tell": "Which moves first we cannot tell.",
        },
        "shared": "A shared cause (a new manager, a local event) can produce the same picture.",
    },
    "de": {
        "link": "In {centres} Betrieben und {periods} {unit}: Lag das Engagement {who} 5 Punkte {more} als sonst, so"
        " lagen {what} {later} um etwa {value} Punkte {higher} ({likely} {low} bis {high}).",
        "team": ("eines Teams", "seine Kontaktpunkte"),
        "centre": ("eines Betriebs", "seine Besuche"),
        "likely": "wahrscheinlicher Bereich",
        "strength": "Stärke des Zusammenhangs: {words}.",
        "strengths": ("sehr schwach", "schwach", "mittel", "stark"),
        "to": " bis ",
        "pattern": "Das ist ein Muster, kein Nachweis, dass eines das andere macht.",
        "none": "Wir haben gesucht und keinen klaren Zusammenhang gefunden.",
        "seen": "Mit Ihren Daten hätten wir einen Zusammenhang von {size} Punkten je 5 sehen können; kleinere blieben"
        " unbemerkt.",
        "too_little": "Die Daten reichen noch nicht, um nach einem Zusammenhang zu suchen. {reason}",
        "noise": "Etwa {share} % des Auf und Ab dieses Engagementwerts sind echte Veränderung; der Rest ist, wer gerade"
        " geantwortet hat.",
        "chain": "Ein um 5 Punkte höheres Engagement geht einher mit etwa {service} Punkten Service {lag} später"
        " ({s_low} bis {s_high}) und {result} % Umsatzwachstum {total} später ({r_low} bis {r_high}).",
        "same": "im selben {unit}",
        "lag": "{count} {unit}",
        "later": "{lag} später",
        "higher": "höher",
        "lower": "niedriger",
        "more": "höher",
        "units": {"quarter": ("Quartal", "Quartale"), "month": ("Monat", "Monate")},
        "counts": {1: "ein", 2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs"},
        "says_not": (
            "Es sagt nicht, dass Engagement den Service besser macht, und auch nicht das Umgekehrte: eine gemeinsame"
            " Ursache (eine neue Leitung, ein örtliches Ereignis) kann dasselbe Bild ergeben.",
            "Es sagt nichts über einzelne Menschen und nichts über einen einzelnen Betrieb.",
        ),
        "order_unknown": "Beide stammen aus demselben {unit}; was zuerst kam, ist nicht bekannt.",
        "direction": {
            "inside_first": "Das Engagement bewegt sich meist zuerst.",
            "outside_first": "Der Service bewegt sich meist zuerst.",
            "cannot_tell": "Was sich zuerst bewegt, können wir nicht sagen.",
        },
        "shared": "Eine gemeinsame Ursache (eine neue Leitung, ein örtliches Ereignis) kann dasselbe Bild ergeben.",
    },
}
# In German "quarters" after "in" stand in the dative.
DATIVE: Final = {"quarter": "Quartalen", "month": "Monaten"}


def headline(document: Mapping[str, Any], language: str, unit: str = "quarter") -> str:
    """The first sentence of the page: the link of the own team where it may be shown, else within centres."""
    say = WORDS.get(language, WORDS["en"])
    rung, who = best_rung(document)
    if not rung["shown"]:
        return str(say["too_little"]).format(reason=rung["reason"])
    told = told_slope(rung, document)
    if told["low"] > 0 or told["high"] < 0:
        return " ".join([_link(document, rung, told, who, language, unit), _strength(rung, say), str(say["pattern"])])
    seen = detectable(rung, document)
    parts = [str(say["none"])]
    if seen is not None:
        parts.append(str(say["seen"]).format(size=_number(STEP * seen, language)))
    return " ".join(parts)


def noise_sentence(document: Mapping[str, Any], language: str) -> str | None:
    """How much of the engagement figure is real; None where the data do not tell."""
    share = _best(document)[1].get("lambda_e")
    if share is None:
        return None
    return str(WORDS.get(language, WORDS["en"])["noise"]).format(share=max(0, round(100 * share)))


def chain_sentence(document: Mapping[str, Any], language: str, unit: str = "quarter") -> str | None:
    """Engagement beside service and revenue growth; None while no number can be put on it."""
    part = document["chain"]
    if not part["shown"]:
        return None
    say = WORDS.get(language, WORDS["en"])
    service, result = part["service_per_5"], part["result_per_5"]
    numbers = {
        "service": service["value"],
        "s_low": service["low"],
        "s_high": service["high"],
        "result": result["value"],
        "r_low": result["low"],
        "r_high": result["high"],
    }
    spans = {"lag": _span(document["lag"], say, unit), "total": _span(document["lag"] + part["result_lag"], say, unit)}
    return str(say["chain"]).format(**{key: _number(value, language) for key, value in numbers.items()}, **spans)


def direction_sentence(document: Mapping[str, Any], language: str) -> str | None:
    """Which comes first, always with the warning of a shared cause."""
    part = document["direction"]
    if not part["shown"]:
        return None
    say = WORDS.get(language, WORDS["en"])
    return f"{say['direction'][part['verdict']]} {say['shared']}"


def says_not(document: Mapping[str, Any], language: str, unit: str = "quarter") -> list[str]:
    """What the page does not say."""
    say = WORDS.get(language, WORDS["en"])
    order = [] if document["lag"] else [str(say["order_unknown"]).format(unit=say["units"][unit][0])]
    return [*say["says_not"], *order]


def best_rung(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """The rung to speak of: own team, else within centres; one that can be corrected for noise before one that cannot.

    A raw slope of a noisy figure lies far under the true one: its range would claim more than these data can say.
    """
    rung = _best(document)[0]
    return rung, "team" if rung is document["own_team"] else "centre"


def told_slope(rung: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The slope to print: corrected for engagement error where that may be shown, else raw."""
    corrected = rung.get("corrected") if rung is document["own_team"] else document["corrected"]
    return corrected if corrected and corrected["shown"] else rung


def detectable(rung: Mapping[str, Any], document: Mapping[str, Any]) -> float | None:
    """The true slope that these data would show with 80 % power: 2.8 standard errors over the real share of engagement.

    Where the share is not known, of the raw slope; None where nearly all of it is noise.
    """
    share = _best(document)[1].get("lambda_e")
    if rung["se"] is None or (share is not None and share < LEAST_SHARE):
        return None
    return POWER * float(rung["se"]) / (1.0 if share is None else float(share))


def _best(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    own = document["own_team"]
    rungs = [(own, own["corrected"] or {}), (document["within"], document["corrected"])]
    shown = [(rung, corrected) for rung, corrected in rungs if rung["shown"]]
    correctable = [(rung, corrected) for rung, corrected in shown if corrected.get("shown")]
    return (correctable or shown or rungs[1:])[0]


def _link(
    document: Mapping[str, Any],
    rung: Mapping[str, Any],
    told: Mapping[str, Any],
    who: str,
    language: str,
    unit: str,
) -> str:
    say = WORDS.get(language, WORDS["en"])
    whose, what = say[who]
    falls = told["slope"] < 0
    ends = sorted((told["low"] * STEP, told["high"] * STEP), key=abs)
    return str(say["link"]).format(
        centres=rung["n_centres"],
        periods=document["data"]["periods"],
        unit=DATIVE[unit] if language == "de" else say["units"][unit][1],
        who=whose,
        what=what,
        more=say["more"],
        value=_number(abs(told["slope"]) * STEP, language),
        higher=say["lower" if falls else "higher"],
        later=_later(document["lag"], say, unit),
        likely=say["likely"],
        low=_number(abs(ends[0]), language),
        high=_number(abs(ends[1]), language),
    )


def _strength(rung: Mapping[str, Any], say: Mapping[str, Any]) -> str:
    if rung["r_low"] is None:
        return ""
    words = [_word(abs(end), say) for end in sorted((rung["r_low"], rung["r_high"]), key=abs)]
    told = words[0] if words[0] == words[1] else str(say["to"]).join(words)
    return str(say["strength"]).format(words=told)


def _word(r: float, say: Mapping[str, Any]) -> str:
    place = next(place for end, place in STRENGTHS if r < end)
    return str(say["strengths"][place])


def _later(lag: int, say: Mapping[str, Any], unit: str) -> str:
    if not lag:
        return str(say["same"]).format(unit=say["units"][unit][0])
    return str(say["later"]).format(lag=_span(lag, say, unit))


def _span(lag: int, say: Mapping[str, Any], unit: str) -> str:
    one, many = say["units"][unit]
    return str(say["lag"]).format(count=say["counts"].get(lag, lag), unit=one if lag == 1 else many)


def _number(value: float, language: str) -> str:
    text = f"{abs(value):.1f}" if abs(value) >= 0.05 else f"{abs(value):.2f}"
    text = text if value >= 0 or float(text) == 0 else f"\N{MINUS SIGN}{text}"
    return text.replace(".", ",") if language == "de" else text
