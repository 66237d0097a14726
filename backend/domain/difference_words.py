"""Differences between versions in plain sentences, in English and German."""

from collections.abc import Mapping
from typing import Any, Final

from backend.domain.differences import Difference

Words = Mapping[str, str]

ENGLISH: Final[Words] = {
    "added": "new: “{after}”",
    "removed": "removed: “{before}”",
    "moved": "moved to another place",
    "section": "moved from section {before} to {after}",
    "band": "band {part}: from {after} (was {before})",
    "option_added": "new option “{part}” with {after}",
    "option_removed": "option “{part}” removed (was {before})",
    "option_points": "option “{part}” now {after} (was {before})",
    "option_exclusive": "option “{part}”: stands alone {after} (was {before})",
    "options_order": "options in another order",
    "text_added": "{name} ({part}) added: “{after}”",
    "text_removed": "{name} ({part}) removed: “{before}”",
    "text_changed": "{name} ({part}) now “{after}” (was “{before}”)",
    "setting": "{name} {before} → {after}",
    "point": "{n} point",
    "points": "{n} points",
    "none": "none",
    "rest": "the rest",
    "true": "yes",
    "false": "no",
    "always": "always",
    "title": "title",
    "description": "description",
    "language": "own language",
    "languages": "languages",
    "mode": "scoring mode",
    "floor_at_zero": "not below 0",
    "bonus_cap": "highest percentage",
    "band_label": "label of band",
    "intro": "introduction",
    "weight": "weight",
    "gate": "gate",
    "touchpoint": "touchpoint",
    "team": "team",
    "visible_if": "condition",
    "text": "wording",
    "guidance": "guidance",
    "good": "good example",
    "poor": "poor example",
    "unit": "unit",
    "type": "type",
    "kind": "kind",
    "scored": "scored",
    "bonus": "bonus",
    "cap": "cap",
    "bands": "bands",
    "allow_na": "“not applicable” offered",
    "allow_not_observed": "“not observed” offered",
    "required": "required",
    "critical": "critical",
    "photo": "photo rule",
    "comment": "comment rule",
    "min": "lowest value",
    "max": "highest value",
    "decimals": "decimals",
    "multiline": "several lines",
    "max_length": "longest text",
    "option_label": "label of option",
    "scale": "scale",
    "scale_label": "label of step",
    "effect_unchanged": "meaning unchanged",
    "effect_changed": "meaning changed: its line breaks here",
    "effect_gone": "gone: its line ends here",
    "effect_new": "new: its line begins here",
    "same": "The two versions say the same.",
}
GERMAN: Final[Words] = {
    "added": "neu: „{after}“",
    "removed": "entfernt: „{before}“",
    "moved": "an eine andere Stelle gerückt",
    "section": "von Abschnitt {before} nach {after} gerückt",
    "band": "Stufe {part}: ab {after} (vorher {before})",
    "option_added": "neue Antwort „{part}“ mit {after}",
    "option_removed": "Antwort „{part}“ entfernt (vorher {before})",
    "option_points": "Antwort „{part}“ jetzt {after} (vorher {before})",
    "option_exclusive": "Antwort „{part}“: steht allein {after} (vorher {before})",
    "options_order": "Antworten in anderer Reihenfolge",
    "text_added": "{name} ({part}) ergänzt: „{after}“",
    "text_removed": "{name} ({part}) entfernt: „{before}“",
    "text_changed": "{name} ({part}) jetzt „{after}“ (vorher „{before}“)",
    "setting": "{name} {before} → {after}",
    "point": "{n} Punkt",
    "points": "{n} Punkte",
    "none": "keine Angabe",
    "rest": "der Rest",
    "true": "ja",
    "false": "nein",
    "always": "immer",
    "title": "Titel",
    "description": "Beschreibung",
    "language": "eigene Sprache",
    "languages": "Sprachen",
    "mode": "Art der Wertung",
    "floor_at_zero": "nicht unter 0",
    "bonus_cap": "höchster Prozentwert",
    "band_label": "Name der Stufe",
    "intro": "Einleitung",
    "weight": "Gewicht",
    "gate": "Schwelle",
    "touchpoint": "Kontaktpunkt",
    "team": "Team",
    "visible_if": "Bedingung",
    "text": "Wortlaut",
    "guidance": "Hinweis",
    "good": "gutes Beispiel",
    "poor": "schlechtes Beispiel",
    "unit": "Einheit",
    "type": "Art der Frage",
    "kind": "Art der Leistung",
    "scored": "gewertet",
    "bonus": "Bonus",
    "cap": "Höchstpunktzahl",
    "bands": "Punktstufen",
    "allow_na": "„nicht zutreffend“ möglich",
    "allow_not_observed": "„nicht beobachtet“ möglich",
    "required": "Pflicht",
    "critical": "kritisch",
    "photo": "Fotoregel",
    "comment": "Kommentarregel",
    "min": "kleinster Wert",
    "max": "größter Wert",
    "decimals": "Nachkommastellen",
    "multiline": "mehrere Zeilen",
    "max_length": "längster Text",
    "option_label": "Name der Antwort",
    "scale": "Skala",
    "scale_label": "Name der Stufe auf der Skala",
    "effect_unchanged": "Bedeutung unverändert",
    "effect_changed": "Bedeutung geändert: Die Linie bricht hier",
    "effect_gone": "entfallen: Die Linie endet hier",
    "effect_new": "neu: Die Linie beginnt hier",
    "same": "Beide Fassungen sagen dasselbe.",
}
WORDS: Final = {"en": ENGLISH, "de": GERMAN}
OPERATORS: Final = {"eq": "=", "ne": "≠", "gt": ">", "gte": "≥", "lt": "<", "lte": "≤"}


def tell(difference: Difference, language: str) -> str:
    """One sentence without the name of the thing it is about: “weight 2 → 3”."""
    say = WORDS.get(language, ENGLISH)
    aspect, before, after = difference.aspect, difference.before, difference.after
    if aspect == "option":
        found, which = (after, "option_added") if before is None else (before, "option_removed")
        points = _points(found["points"], say)
        return say[which].format(part=difference.part, before=points, after=points)
    if aspect == "band":
        starts = [_start(band, say) for band in (before, after)]
        return say["band"].format(part=difference.part, before=starts[0], after=starts[1])
    if aspect in ("added", "removed"):
        return say[aspect].format(before=_text(before, language), after=_text(after, language))
    values = {"name": say.get(aspect, aspect), "part": difference.part.replace("/", ", ")}
    if aspect == "option_points":
        after = _points(after, say)
    values |= {"before": _plain(before, say), "after": _plain(after, say)}
    return say[_sentence(difference, say)].format(**values)


def tell_effect(effect: str, language: str) -> str:
    return WORDS.get(language, ENGLISH)[f"effect_{effect}"]


def _sentence(difference: Difference, say: Words) -> str:
    own = ("moved", "section", "option_points", "option_exclusive", "options_order")
    if difference.aspect in own:
        return difference.aspect
    if not difference.part:
        return "setting"
    if difference.before is None:
        return "text_added"
    return "text_removed" if difference.after is None else "text_changed"


def _text(value: Mapping[str, str] | None, language: str) -> str:
    return "" if not value else value.get(language) or next(iter(value.values()))


def _points(points: float, say: Words) -> str:
    return say["point" if points == 1 else "points"].format(n=points)


def _start(band: Mapping[str, Any] | None, say: Words) -> str:
    if band is None:
        return say["none"]
    return say["rest"] if band["from"] is None else _plain(band["from"], say)


def _plain(value: Any, say: Words) -> str:
    """A setting as people write it."""
    if value is None:
        return say["none"]
    if isinstance(value, bool):
        return say["true" if value else "false"]
    if isinstance(value, Mapping):
        return _condition(value, say)
    if isinstance(value, list):
        return ", ".join(_plain(one, say) for one in value) or say["none"]
    return say["always"] if value == "always" else str(value)


def _condition(value: Mapping[str, Any], say: Words) -> str:
    """A condition or rule as a formula; any other group of settings as name and value."""
    for word, sign in (("all", " & "), ("any", " | ")):
        if word in value:
            return "(" + sign.join(_condition(part, say) for part in value[word]) + ")"
    if "not" in value:
        return f"¬{_condition(value['not'], say)}"
    if "op" in value:
        op = OPERATORS.get(value["op"], value["op"])
        operand = "" if value["op"] == "answered" else f" {_plain(value['v'], say)}"
        return f"{value.get('q', '')} {op}{operand}".strip()
    return ", ".join(f"{name} {_plain(one, say)}" for name, one in value.items())
