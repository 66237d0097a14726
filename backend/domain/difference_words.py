"""Differences between versions in plain sentences, in English and German."""

from collections.abc import Mapping
from typing import Any, Final

from backend.domain.difference_texts import ENGLISH, WORDS, Words
from backend.domain.differences import Difference

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
    if aspect in ("repeat", "clock"):
        found, which = (after, "added") if before is None else (before, "removed")
        return say[f"{aspect}_{which}"].format(**_parts(found, say, language))
    if aspect in ("added", "removed"):
        return say[aspect].format(before=_text(before, language), after=_text(after, language))
    values = {"name": say.get(aspect, aspect), "part": difference.part.replace("/", ", ")}
    if aspect == "option_points":
        after = _points(after, say)
    if aspect in ("clock_contact", "clock_opens", "clock_closes"):
        before, after = (_part(aspect.removeprefix("clock_"), value, say, language) for value in (before, after))
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


def _parts(settings: Mapping[str, Any], say: Words, language: str) -> dict[str, str]:
    """The settings of a repeat or a clock, each in words."""
    return {name: _part(name, value, say, language) for name, value in settings.items()}


def _part(name: str, value: Any, say: Words, language: str) -> str:
    if name == "label":
        return _text(value, language)
    if name == "contact":
        return say[value]
    return _span(value, say) if name in ("opens", "closes") else str(value)


def _span(seconds: int, say: Words) -> str:
    """In the largest unit that fits without a rest; a day is 24 h, two are days."""
    for unit, size, least in (("days", 86400, 2 * 86400), ("hours", 3600, 3600), ("minutes", 60, 60)):
        if seconds >= least and seconds % size == 0:
            return say[unit].format(n=seconds // size)
    return say["seconds"].format(n=seconds)


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
