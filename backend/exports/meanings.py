"""What the questions of a checklist version say of their answers, worked out once a version."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from backend.checklists.queries import Form
from backend.domain.entries import entry_of, question_of

# (answer, label, number): what stands in the table for one stored answer.
Said = tuple[str | None, str | None, float | None]
NOTHING: Final[Said] = (None, None, None)
NUMBERS: Final = frozenset({"scale", "number", "duration"})
# A minute names who was on duty, and where an auditor stood is told to nobody.
CLOCKS: Final = frozenset({"timestamp"})
MOST_KEPT: Final = 5000


class _Remembered(dict[Any, Any]):
    """What a function says of a key, worked out once; all is forgotten when it becomes too much."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Any) -> Any:
        if len(self) > MOST_KEPT:
            self.clear()
        found = self[key] = self._work_out(key)
        return found


class Meanings:
    """One version in one language.

    `fixed[key]`: section, touchpoint, question, entry, text, type, kind, critical. `said[key, raw, state, managed]`:
    the answer in its stored JSON, as `Said`; `managed`: whether clock times may be told. Both remember.
    """

    def __init__(self, form: Form, language: str) -> None:
        self.form, self.language = form, language
        self.places: dict[str, tuple[str, str]] = {
            question["id"]: (section["id"], section["touchpoint"])
            for section in form.definition["sections"]
            for question in section["questions"]
        }
        self.fixed: Mapping[str, tuple[Any, ...]] = _Remembered(self._fix)
        self.said: Mapping[tuple[str, str | None, str, bool], Said] = _Remembered(self._say)

    @property
    def slug(self) -> str:
        return str(self.form.definition["id"])

    def text(self, localised: Mapping[str, str] | None) -> str:
        if not localised:
            return ""
        own = localised.get(self.language) or localised.get(self.form.definition["language"])
        return own or next(iter(localised.values()))

    def _fix(self, key: str) -> tuple[Any, ...]:
        name = question_of(key)
        question = self.form.questions[name]
        about = (*self.places[name], name, entry_of(key), self.text(question["text"]), question["type"])
        return (*about, question.get("kind", "basic"), bool(question.get("critical")))

    def _say(self, at: tuple[str, str | None, str, bool]) -> Said:
        key, raw, state, managed = at
        return self._read(self.form.questions[question_of(key)], raw, state, managed)

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
