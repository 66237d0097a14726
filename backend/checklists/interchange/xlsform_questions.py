"""Rows of the survey sheet to questions: texts, counting, evidence, and what makes them visible."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from backend.checklists.interchange.clock_columns import clock_of
from backend.checklists.interchange.limits import constraint_of, limits_of
from backend.checklists.interchange.lists import Choices
from backend.checklists.interchange.logic import Condition, Target, condition_of, rule_of
from backend.checklists.interchange.naming import id_of
from backend.checklists.interchange.repair import Placed
from backend.checklists.interchange.standards import yes_no_options
from backend.checklists.interchange.table import FALSE_WORDS, TRUE_WORDS, Row, shorten
from backend.checklists.interchange.words import Text, Words, joined
from backend.checklists.interchange.xlsform_types import PHOTO, RANGE, Kind, kind_of, parameters_of, wants_other
from backend.checklists.interchange.xpath import NotCarried

# Cells that would change what is asked; every one that is filled is a loss of its own.
NOT_ASKED: Final = {
    "default": "Answers are never filled in beforehand.",
    "calculation": "Nothing is calculated here but scores.",
    "choice_filter": "Options are not filtered: all of them are offered.",
    "trigger": "Nothing is calculated here but scores.",
    "read_only": "There are no read-only questions.",
    "repeat_count": "A single question is not repeated.",
}


class Questions:
    """Makes questions one after the other and remembers them for the conditions of later ones."""

    def __init__(self, words: Words, choices: Choices, *, scoring: bool) -> None:
        self.words = words
        self.choices = choices
        self.scoring = scoring
        self.ids: set[str] = set()
        self.targets: dict[str, Target] = {}
        self.closed: set[str] = set()

    def question(self, row: Row, around: Sequence[Condition], notes: Sequence[Text]) -> Placed | None:
        """`around` are conditions of inner groups, `notes` texts that stood before this row."""
        kind = kind_of(row, self.choices)
        if kind is None:
            return None
        name = row.get("name")
        question = Placed(row, {"id": self._id(row, name), "type": kind.type, **self._texts(row, notes)})
        question |= {"required": self._required(row), **kind.keys, **self._counting(row, kind)}
        question |= clock_of(row, kind.type, lambda name: self._find(name).id)
        self._limit(row, kind, question)
        own = Target(question, kind.options)
        question |= self._evidence(row, own, kind)
        conditions = [*around, *self.conditions(row, "question")]
        if conditions:
            question["visible_if"] = conditions[0] if len(conditions) == 1 else {"all": conditions}
        self._tell_losses(row)
        if name and name not in self.targets:
            self.targets[name] = own
        return question

    def conditions(self, row: Row, what: str) -> list[Condition]:
        """The row's `relevant` as none or one condition."""
        text = row.get("relevant")
        if not text:
            return []
        try:
            found = condition_of(text, self._find)
        except NotCarried as reason:
            row.lost("relevant", f"“{shorten(text)}” was not carried over: the {what} is always shown. {reason}")
            return []
        return [found] if found else []

    def _find(self, name: str | None) -> Target:
        if name is None:
            raise NotCarried("“.” has no meaning here.")
        if name not in self.targets:
            raise NotCarried(f"“{name}” is no question that comes earlier and was carried over.")
        if self.targets[name].id in self.closed:
            raise NotCarried(f"“{name}” is asked several times: from outside nobody can tell which answer is meant.")
        return self.targets[name]

    def close(self, questions: Sequence[Placed]) -> None:
        """A repeat has ended: what comes later cannot look into it."""
        self.closed |= {question["id"] for question in questions}

    def _id(self, row: Row, name: str) -> str:
        found = id_of(name, self.ids)
        self.ids.add(found)
        if found != name:
            row.assumed("name", f"“{name}” is called “{found}” here." if name else f"The row is called “{found}” here.")
        return found

    def _texts(self, row: Row, notes: Sequence[Text]) -> dict[str, Any]:
        words = self.words
        text, hint = words.text(row, "label"), words.text(row, "hint")
        if text is None:
            row.assumed("label", "There is no label: the hint or the name stands in.")
            text, hint = hint or words.same(row.get("name") or "?"), None
        if any("${" in one for one in text.values()):
            row.lost("label", "Answers cannot be shown inside a text; the name in ${…} stands there as it is.")
        found = {"text": text, "guidance": joined([*notes, hint, words.text(row, "guidance_hint")])}
        found |= {"good": words.text(row, "good"), "poor": words.text(row, "poor"), "unit": words.text(row, "unit")}
        return {key: value for key, value in found.items() if value}

    def _required(self, row: Row) -> bool:
        word = row.get("required").lower()
        if word in TRUE_WORDS or word in FALSE_WORDS:
            return word in TRUE_WORDS
        row.lost("required", f"“{shorten(word)}”: required is yes or no here; the question is optional now.")
        return False

    def _counting(self, row: Row, kind: Kind) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if kind.type == "yes_no" and "options" not in kind.keys:
            row.assumed("type", "A confirmation became a yes/no question that is not scored.")
            return {"options": yes_no_options(self.words.languages), "scored": False}
        if (weight := row.number_in("weight")) is not None:
            found["weight"] = weight
        found |= {key: True for key in ("bonus", "allow_na", "allow_not_observed") if row.flag(key)}
        if row.get("kind"):
            found["kind"] = row.get("kind").lower()
        if row.get("critical"):
            found["critical"] = self._critical(row)
        if row.get("scored") or (not self.scoring and kind.type in ("scale", "yes_no", "single_choice")):
            found["scored"] = row.flag("scored")
        return found

    def _critical(self, row: Row) -> bool | dict[str, Any]:
        text = row.get("critical")
        if text.lower().startswith("pass_at"):
            points = Row(row.sheet, row.number, {"critical": text[7:].lstrip("= ")}, row.report).number_in("critical")
            return {"pass_at": points} if points is not None else True
        return row.flag("critical")

    def _limit(self, row: Row, kind: Kind, question: Placed) -> None:
        text = row.get("constraint")
        if not text or ("closes" in question.get("clock", ()) and text == constraint_of(question)):
            return
        try:
            keys = limits_of(text, kind.type, kind.options, kind.decimals)
        except NotCarried as reason:
            row.lost("constraint", f"“{shorten(text)}” was not carried over. {reason}")
            return
        alone = keys.pop("exclusive", [])
        for option in question.get("options", []):
            if option["id"] in alone:
                option["exclusive"] = True
        question.update(keys)

    def _evidence(self, row: Row, own: Target, kind: Kind) -> dict[str, Any]:
        found: dict[str, Any] = {}
        photo = {key: number for key in ("min", "max") if (number := row.number_in(f"photo_{key}")) is not None}
        if row.get("photo_when"):
            photo |= _rule(row, "photo_when", lambda text: {"when": rule_of(text, own)})
        if photo:
            found["photo"] = photo
        if row.get("comment_when").lower() == "always":
            found["comment"] = {"when": "always"}
        elif row.get("comment_when"):
            found |= _rule(row, "comment_when", lambda text: {"comment": {"when": rule_of(text, own)}})
        elif wants_other(row):
            op = "contains" if kind.type == "multiple_choice" else "eq"
            found["comment"] = {"when": {"op": op, "v": "other"}}
        return found

    def _tell_losses(self, row: Row) -> None:
        for column, reason in NOT_ASKED.items():
            if row.get(column) and (column != "read_only" or row.flag(column)):
                row.lost(column, f"“{shorten(row.get(column))}” was not carried over. {reason}")
        unread = parameters_of(row).keys() - (RANGE if row.get("type").lower() == "range" else PHOTO)
        if unread:
            row.lost("parameters", f"“{', '.join(sorted(unread))}” was not carried over. Looks and sizes are not.")


def _rule(row: Row, column: str, make: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    try:
        return make(row.get(column))
    except NotCarried as reason:
        row.lost(column, f"“{shorten(row.get(column))}” was not carried over. {reason}")
        return {}
