"""Conditions in words, so that somebody with paper knows which questions to skip."""

from collections.abc import Mapping
from typing import Any

Question = Mapping[str, Any]


class Rules:
    """Says conditions in one language; questions are named by the numbers they have on the form."""

    def __init__(self, definition: Mapping[str, Any], language: str, words: Mapping[str, str]) -> None:
        self.language, self.words = language, words
        self.numbers: dict[str, str] = {}
        self.questions: dict[str, Question] = {}
        for place, section in enumerate(definition["sections"], start=1):
            for row, question in enumerate(section["questions"], start=1):
                self.numbers[question["id"]] = f"{place}.{row}"
                self.questions[question["id"]] = question

    def only_if(self, condition: Mapping[str, Any] | None) -> str | None:
        return self.words["only_if"].format(rule=self.condition(condition)) if condition else None

    def condition(self, condition: Mapping[str, Any], *, outer: bool = True) -> str:
        for group, joint in (("all", "and"), ("any", "or")):
            if group in condition:
                parts = [self.condition(part, outer=False) for part in condition[group]]
                text = self.words[joint].join(parts)
                return text if outer or len(parts) == 1 else f"({text})"
        if "not" in condition:
            return self.words["not"].format(rule=self.condition(condition["not"]))
        question = self.questions[condition["q"]]
        rule = self.rule(condition, question)
        return self.words["question"].format(number=self.numbers[question["id"]], rule=rule)

    def own(self, rule: Mapping[str, Any], question: Question) -> str:
        """What a question's own answer has to be, for a comment or a photo."""
        return self.words["given"] if rule["op"] == "answered" else self.rule(rule, question)

    def rule(self, rule: Mapping[str, Any], question: Question) -> str:
        """A comparison with one question's answer, without naming the question."""
        values = rule["v"] if isinstance(rule["v"], list) else [rule["v"]]
        shown = self.words["or"].join(self._value(value, question) for value in values)
        return self.words[rule["op"]].format(v=shown)

    def _value(self, value: Any, question: Question) -> str:
        label = next((option["label"] for option in question.get("options", ()) if option["id"] == value), None)
        return str(value) if label is None else self.words["quote"].format(text=label[self.language])
