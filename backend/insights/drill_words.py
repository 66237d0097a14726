"""Answers, classes and reasons in words, as a drill-down tells them."""

from collections.abc import Mapping
from typing import Any, Final

from backend.checklists.queries import Form

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "not_applicable": "Not applicable",
        "not_observed": "Not observed",
        "no_contact": "No contact",
        "unanswered": "No answer",
        "met": "Every must-do met",
        "missed": "A must-do missed",
        "missed_these": "Missed: {texts}",
        "percent": "{low} %",
        "percents": "{low}–{high} %",
        "under": "under {high}",
        "over": "{low} and more",
        "span": "{low} to {high}",
        "s": "s",
        "min": "min",
        "h": "h",
        "d": "d",
    },
    "de": {
        "not_applicable": "Trifft nicht zu",
        "not_observed": "Nicht beobachtet",
        "no_contact": "Kein Kontakt",
        "unanswered": "Keine Antwort",
        "met": "Alle Muss-Punkte erfüllt",
        "missed": "Ein Muss-Punkt verfehlt",
        "missed_these": "Verfehlt: {texts}",
        "percent": "{low} %",
        "percents": "{low}–{high} %",
        "under": "unter {high}",
        "over": "{low} und mehr",
        "span": "{low} bis {high}",
        "s": "s",
        "min": "Min.",
        "h": "Std.",
        "d": "Tage",
    },
}


def words(language: str) -> Mapping[str, str]:
    return WORDS.get(language, WORDS["en"])


def local(form: Form, text: Mapping[str, str] | None, language: str) -> str:
    """The reader's language, else the checklist's own, else any there is."""
    if not text:
        return ""
    return text.get(language) or text.get(form.definition["language"]) or next(iter(text.values()))


def number(value: float, language: str) -> str:
    """As it was answered: a question may ask for three decimals."""
    text = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text.replace(".", ",") if language == "de" else text


def answer_text(form: Form, question: Mapping[str, Any], state: str, value: Any, language: str) -> str:
    """What was answered to a question that has points or is a duration."""
    if state != "answered":
        return words(language).get(state, "")
    kind = question["type"]
    if "options" in question:
        labels = {option["id"]: local(form, option["label"], language) for option in question["options"]}
        return ", ".join(labels.get(one, str(one)) for one in (value if isinstance(value, list) else [value]))
    if kind == "scale":
        label = local(form, question["scale"]["labels"].get(str(value)), language)
        return f"{value} · {label}" if label else str(value)
    if kind == "duration":
        return span(value / 60, language)
    one, _, many = local(form, question.get("unit"), language).partition("|")
    unit = one if value == 1 or not many else many
    return f"{number(value, language)} {unit}".strip()


def span(minutes: float, language: str) -> str:
    """A length of time in its two largest units: "2 min 5 s", "1 h", "3 d 4 h"."""
    say, seconds = words(language), round(minutes * 60)
    parts, found = (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)), []
    for unit, length in parts:
        count, seconds = divmod(seconds, length)
        if count:
            found.append(f"{count} {say[unit]}")
    return " ".join(found[:2]) or f"0 {say['s']}"
