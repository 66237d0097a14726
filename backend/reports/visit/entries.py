"""What the report calls a question: its number, and in a repeated section the time it was asked: "Person 2"."""

from collections.abc import Mapping
from typing import Any

from backend.domain.continuity import placed_questions
from backend.domain.entries import entry_of, find_question, key_of, question_of, repeated_ids
from backend.reports.visit.facts import VisitFacts
from backend.reports.visit.texts import Reader

Section = Mapping[str, Any]
Question = Mapping[str, Any]


class Names:
    """Numbers and names of everything that was asked, and of what was taken out again."""

    def __init__(self, facts: VisitFacts, reader: Reader) -> None:
        self.facts, self.reader = facts, reader
        self.placed = placed_questions(facts.definition)
        self.asked = {name: question for name, (_, question) in self.placed.items()}
        self.repeated = repeated_ids(facts.definition)
        self.numbers = {
            question["id"]: f"{place}.{row}"
            for place, section in enumerate(facts.definition["sections"], 1)
            for row, question in enumerate(section["questions"], 1)
        }
        self.keys = [str(score["id"]) for score in facts.card["questions"]]
        self.entries: dict[str, list[str]] = {}
        for key in self.keys:
            held = self.entries.setdefault(self.section(key)["id"], [])
            if (entry := entry_of(key)) is not None and entry not in held:
                held.append(entry)

    def section(self, key: str) -> Section:
        return self.placed[question_of(key)][0]

    def question(self, key: str) -> Question | None:
        """The question an answer belongs to; None where this version does not ask it."""
        return find_question(self.asked, self.repeated, key)

    def place(self, key: str) -> tuple[int, str]:
        """Where it stands among the questions; what this version does not ask comes last."""
        ids = list(self.asked)
        return ids.index(question_of(key)) if question_of(key) in self.asked else len(ids), key

    def is_taken_out(self, key: str) -> bool:
        """Whether it is about somebody, or something, that an auditor has removed again."""
        entry = entry_of(key)
        return entry is not None and self.question(key) is not None and entry not in self._entries(key)

    def number(self, key: str) -> str:
        return self.numbers[question_of(key)]

    def entry(self, key: str) -> str:
        """ "Person 2", counted as they stand; empty outside a repeated section."""
        entry = entry_of(key)
        if entry is None:
            return ""
        label, entries = self.reader.text(self.section(key)["repeat"]["label"]), self._entries(key)
        return f"{label} {entries.index(entry) + 1}" if entry in entries else self._taken_out(label)

    def heading(self, section: Section, entry: str) -> str:
        """ "Person 2: Adviser", by what the section is repeated by."""
        key = key_of(section["repeat"]["by"], entry)
        answer, by = self.facts.answers.get(key), self.asked[section["repeat"]["by"]]
        chosen = answer.value if answer is not None else None
        said = next((self.reader.text(option["label"]) for option in by["options"] if option["id"] == chosen), "")
        return f"{self.entry(key)}: {said}" if said else self.entry(key)

    def reference(self, key: str) -> str:
        """ "4.2", or "4.2, Person 2"."""
        return ", ".join(part for part in (self.number(key), self.entry(key)) if part)

    def _entries(self, key: str) -> list[str]:
        return self.entries.get(self.section(key)["id"], [])

    def _taken_out(self, label: str) -> str:
        return self.reader.say["taken_out"].format(label=label)
