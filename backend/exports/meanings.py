"""What the questions of a checklist version say of their answers, worked out once a version."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from backend.checklists.queries import Form
from backend.domain.checklist import EXTERNAL, INTERNAL, is_internal
from backend.domain.entries import entry_of, question_of
from backend.exports.columns import Cells
from backend.exports.pieces import Remembered, answer_in, question_in

NOTHING: Final[Cells] = (None, None, None)
# What a score card says of questions nobody was asked, and an answer of a clock that ran out.
HIDDEN, NO_CONTACT = "hidden", "no_contact"
LEFT_OUT: Final = ("not_applicable", "not_observed")
NUMBERS: Final = frozenset({"scale", "number", "duration"})
# A minute names who was on duty, and where an auditor stood is told to nobody.
CLOCKS: Final = frozenset({"timestamp"})


class Meanings:
    """One version in one language."""

    def __init__(self, form: Form, language: str) -> None:
        self.form, self.language = form, language
        self.places: dict[str, tuple[str, str]] = {
            question["id"]: (section["id"], section["touchpoint"])
            for section in form.definition["sections"]
            for question in section["questions"]
        }
        self.delights = frozenset(name for name, one in form.questions.items() if one["kind"] == "delight")

    @property
    def slug(self) -> str:
        return str(self.form.definition["id"])

    @property
    def customer(self) -> str:
        return INTERNAL if is_internal(self.form.definition) else EXTERNAL

    @property
    def always_asked(self) -> int:
        """How many questions stand in every visit: of no condition, in sections of none that are asked once."""
        sections = self.form.definition["sections"]
        plain = [one for one in sections if one["visible_if"] is None and "repeat" not in one]
        return sum(question["visible_if"] is None for section in plain for question in section["questions"])

    def text(self, localised: Mapping[str, str] | None) -> str:
        if not localised:
            return ""
        own = localised.get(self.language) or localised.get(self.form.definition["language"])
        return own or next(iter(localised.values()))

    def options(self, question: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What can be answered, with its words: options by id; of a scale its ends and every step that has words."""
        if question["type"] == "scale":
            scale = question["scale"]
            steps = [str(step) for step in range(int(scale["min"]), int(scale["max"]) + 1)]
            named = {step: self.text(scale["labels"].get(step)) for step in steps}
            return [(step, name) for step, name in named.items() if name or step in (steps[0], steps[-1])]
        return [(option["id"], self.text(option["label"])) for option in question.get("options") or ()]

    def explained(self, question: Mapping[str, Any]) -> str:
        """The question as it was asked, and what its answers mean."""
        options = "; ".join(f"{id_}={label}" if label else id_ for id_, label in self.options(question))
        return f"{self.text(question['text'])} ({options})" if options else self.text(question["text"])

    def ask(self, piece: str) -> tuple[str, Cells | None]:
        """Of a card: (key, cells from section to weight; None where nobody was asked)."""
        score = question_in(piece)
        key, name = score["id"], question_of(score["id"])
        if score["state"] == HIDDEN:
            return key, None
        question = self.form.questions[name]
        about = (*self.places[name], name, entry_of(key), self.text(question["text"]), question["type"])
        counting = (question["kind"], question["critical"] is not None, question["bonus"])
        return key, (*about, *counting, score["state"], score["points"], score["max"], score["weight"])

    def tell(self, piece: str, managed: bool) -> tuple[str, Cells]:
        """Of an answer: (key, cells from answer to photo waiver); `managed`: whether clock times may be told."""
        key, state, value, comment, waiver = answer_in(piece)
        question = self.form.questions.get(question_of(key))
        told = NOTHING if question is None else self._read(question, value, state, managed)
        return key, (*told, comment, waiver)

    def _read(self, question: Mapping[str, Any], value: Any, state: str, managed: bool) -> Cells:
        if state != "answered":
            return (state, None, None) if state == NO_CONTACT else NOTHING
        kind = question["type"]
        if value is None or (kind in CLOCKS and not managed):
            return NOTHING
        if kind == "place":
            return ("refused" if isinstance(value, dict) and value.get("refused") else "given", None, None)
        # Of a question that is hidden now, anything may be stored: then it is told as it is, and shown nowhere.
        if kind in NUMBERS and isinstance(value, int | float):
            label = self.text(question["scale"]["labels"].get(str(value))) if kind == "scale" else ""
            return (str(value), label or None, float(value))
        chosen = value if isinstance(value, list) else [value]
        if "options" in question and all(isinstance(one, str) for one in chosen):
            return self._chosen(question, chosen)
        return (str(value), None, None)

    def _chosen(self, question: Mapping[str, Any], chosen: list[str]) -> Cells:
        labels = {option["id"]: self.text(option["label"]) for option in question["options"]}
        return (";".join(chosen), "; ".join(labels.get(one, one) for one in chosen), None)


class Memory:
    """What pieces mean, remembered: `asked[piece]` of a card, `told[managed][piece]` of an answer.

    It knows the meanings, they do not know it: so it is gone with its export, and nobody has to look for it.
    """

    def __init__(self, meanings: Meanings) -> None:
        self.asked: Mapping[str, tuple[str, Cells | None]] = Remembered(meanings.ask)
        self.told: Mapping[bool, Mapping[str, tuple[str, Cells]]] = {
            managed: Remembered(partial(meanings.tell, managed=managed)) for managed in (False, True)
        }
