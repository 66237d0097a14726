"""Scoring a visit with another version of its checklist: a second result beside the visit's own, never in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.domain.answer import Answers, as_answer
from backend.domain.answers import Definition, Item, PhotoCounts, walk
from backend.domain.continuity import placed_questions
from backend.domain.entries import entries_of, entry_of, find_question, key_of, question_of, repeated_ids
from backend.domain.score_card import ScoreCard
from backend.domain.scoring import score_items


@dataclass(frozen=True)
class Rescore:
    """The other result. `not_asked`: keys of questions this visit has no fitting answer for; they count nowhere.

    `no_longer_asked`: answers that the other version has no place for; they are kept and listed.
    """

    card: ScoreCard
    not_asked: list[str]
    no_longer_asked: list[str]


def rescore(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> Rescore:
    """A question that nobody was asked is no failing: without an answer that fits, it is left out instead of 0."""
    items = list(walk(definition, answers, photo_counts))
    card = score_items(definition, [_without_duty(item) for item in items])
    not_asked = [item.key for item in items if item.state == "unanswered"]
    return Rescore(card, not_asked, left_behind(definition, answers))


def left_behind(definition: Definition, answers: Answers) -> list[str]:
    """The answers that this version has no place for: it does not ask their question, or not of such an entry."""
    questions = {name: question for name, (_, question) in placed_questions(definition).items()}
    repeated = repeated_ids(definition)
    gone = {key for key in answers if find_question(questions, repeated, key) is None}
    gone |= {key for section in definition["sections"] if "repeat" in section for key in _lost_with(section, answers)}
    return [key for key in answers if key in gone and as_answer(answers[key]).state != "cleared"]


def _lost_with(section: Mapping[str, Any], answers: Answers) -> Iterator[str]:
    """Of entries that are none here, because what they are about is not among the options any more.

    One that the auditor has taken out is no loss.
    """
    kept = {*entries_of(section, answers), None}
    names = {question["id"] for question in section["questions"]}
    for key in answers:
        by = key_of(section["repeat"]["by"], entry_of(key))
        taken_out = by in answers and as_answer(answers[by]).state == "cleared"
        if question_of(key) in names and entry_of(key) not in kept and not taken_out:
            yield key


def _without_duty(item: Item) -> Item:
    return item if item.state != "unanswered" else item._replace(question={**item.question, "required": False})
