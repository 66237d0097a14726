"""Scoring a visit with another version of its checklist: a second result beside the visit's own, never in its place."""

from dataclasses import dataclass

from backend.domain.answer import Answers, as_answer
from backend.domain.answers import Definition, Item, PhotoCounts, walk
from backend.domain.continuity import placed_questions
from backend.domain.entries import find_question, repeated_ids
from backend.domain.score_card import ScoreCard
from backend.domain.scoring import score_items


@dataclass(frozen=True)
class Rescore:
    """The other result. `not_asked`: keys of questions this visit has no fitting answer for; they count nowhere.

    `no_longer_asked`: answers whose question the other version does not have; they are kept and listed.
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
    """The answers that this version has no question for."""
    questions = {name: question for name, (_, question) in placed_questions(definition).items()}
    repeated = repeated_ids(definition)
    gone = [key for key in answers if find_question(questions, repeated, key) is None]
    return [key for key in gone if as_answer(answers[key]).state != "cleared"]


def _without_duty(item: Item) -> Item:
    return item if item.state != "unanswered" else item._replace(question={**item.question, "required": False})
