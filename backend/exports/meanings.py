"""What the questions of a checklist version say of their answers, worked out once a version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from backend.checklists.queries import Form
from backend.domain.entries import entry_of, question_of

# (answer, label, number): what stands in the table for one stored answer.
Said = tuple[str | None, str | None, float | None]
NOTHING: Final[Said] = (None, None, None)
NUMBERS: Final = frozenset({"scale", "number", "duration"})
# A minute names who was on duty, and where an auditor stood is told to nobody.
CLOCKS: Final = frozenset({"timestamp"})
MOST_KEPT: Final = 20_000


@dataclass
class Meanings:
    """One version in one language. `fixed` and `said` remember what was worked out: answers repeat themselves."""

    form: Form
    language: str
    places: dict[str, tuple[str, str]] = field(init=False)
    _fixed: dict[str, tuple[Any, ...]] = field(init=False, default_factory=dict)
    _said: dict[tuple[str, str | None, str, bool], Said] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        sections = self.form.definition["sections"]
        self.places = {
            question["id"]: (section["id"], section["touchpoint"])
            for section in sections
            for question in section["questions"]
        }

    @property
    def slug(self) -> str:
        return str(self.form.definition["id"])

    def text(self, localised: Mapping[str, str] | None) -> str:
        if not localised:
            return ""
        own = localised.get(self.language) or localised.get(self.form.definition["language"])
        return own or next(iter(localised.values()))

    def fixed(self, key: str) -> tuple[Any, ...]:
        """Section, touchpoint, question, entry, text, type, kind, critical."""
        found = self._fixed.get(key)
        if found is None:
            name = question_of(key)
            question = self.form.questions[name]
            found = (*self.places[name], name, entry_of(key), self.text(question["text"]), question["type"])
            found = (*found, question.get("kind", "basic"), bool(question.get("critical")))
            self._fixed[key] = found
        return found

    def said(self, key: str, raw: str | None, state: str, managed: bool) -> Said:
        """The answer of a question from its stored JSON. `managed`: whether clock times may be told."""
        name = question_of(key)
        at = (name, raw, state, managed)
        found = self._said.get(at)
        if found is None:
            if len(self._said) > MOST_KEPT:
                self._said.clear()
            found = self._said[at] = self._read(self.form.questions[name], raw, state, managed)
        return found

    def _read(self, question: Mapping[str, Any], raw: str | None, state: str, managed: bool) -> Said:
        if state != "answered":
            return (state, None, None) if state == "no_contact" else NOTHING
        value, kind = (None if raw is None else json.loads(raw)), question["type"]
        if value is None or (kind in CLOCKS and not managed):
            return NOTHING
        if kind == "place":
            return ("refused" if value.get("refused") else "given", None, None)
        if kind in NUMBERS:
            label = self.text(question["scale"]["labels"].get(str(value))) if kind == "scale" else ""
            return (str(value), label or None, float(value))
        if kind in ("yes_no", "single_choice", "multiple_choice"):
            return self._chosen(question, value if isinstance(value, list) else [value])
        return (str(value), None, None)

    def _chosen(self, question: Mapping[str, Any], chosen: list[str]) -> Said:
        labels = {option["id"]: self.text(option["label"]) for option in question["options"]}
        return (";".join(chosen), "; ".join(labels.get(one, one) for one in chosen), None)
