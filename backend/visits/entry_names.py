"""What the entries of a repeated section are called, on a page and in a report: "Person 1", counted as they stand."""

from collections.abc import Iterable, Mapping
from typing import Any

from backend.checklists.queries import Form
from backend.domain.entries import entry_of, question_of

Text = Mapping[str, str]


def entries_seen(card: Mapping[str, Any]) -> dict[str, list[str]]:
    """The entries that count, in order, for each question of a score card."""
    seen: dict[str, list[str]] = {}
    for score in card.get("questions", ()):
        if (entry := entry_of(score["id"])) is not None:
            seen.setdefault(question_of(score["id"]), []).append(entry)
    return seen


def named_text(form: Form, card: Mapping[str, Any], key: str) -> Text:
    """The question behind a key, in a repeated section with the name of its entry; a key nobody knows stands itself."""
    question, entry = form.question(key), entry_of(key)
    if question is None:
        return dict.fromkeys(form.definition["languages"], key)
    text: Text = question["text"]
    if entry is None:
        return text
    label, number = _label(form.definition["sections"], question["id"]), _number(card, key)
    return {language: f"{label[language]}{number}: {words}" for language, words in text.items()}


def _number(card: Mapping[str, Any], key: str) -> str:
    """Nothing for an entry that was taken out again."""
    entries, entry = entries_seen(card).get(question_of(key), []), entry_of(key)
    return f" {entries.index(entry) + 1}" if entry in entries else ""


def _label(sections: Iterable[Mapping[str, Any]], question_id: str) -> Text:
    repeats: dict[str, Any] = {
        question["id"]: section.get("repeat") for section in sections for question in section["questions"]
    }
    label: Text = repeats[question_id]["label"]
    return label
