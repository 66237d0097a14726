"""Scoring a visit with another version of its checklist: a second result beside the visit's own, never in its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.domain.answer import Answers, as_answer
from backend.domain.answers import Definition, PhotoCounts, walk
from backend.domain.continuity import placed_questions
from backend.domain.score_card import ScoreCard
from backend.domain.scoring import score_visit


@dataclass(frozen=True)
class Rescore:
    """The other result. `not_asked`: questions this visit has no fitting answer for; they count nowhere.

    `no_longer_asked`: answers whose question the other version does not have; they are kept and listed.
    """

    card: ScoreCard
    not_asked: list[str]
    no_longer_asked: list[str]


def rescore(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> Rescore:
    """A question that nobody was asked is no failing: without an answer that fits, it is left out instead of 0."""
    open_ = [item.question["id"] for item in walk(definition, answers, photo_counts) if item.state == "unanswered"]
    card = score_visit(_without_duty(definition, frozenset(open_)), answers, photo_counts)
    return Rescore(card, open_, left_behind(definition, answers))


def left_behind(definition: Definition, answers: Answers) -> list[str]:
    """The answers that this version has no question for."""
    asked = placed_questions(definition)
    return [name for name, answer in answers.items() if name not in asked and as_answer(answer).state != "cleared"]


def _without_duty(definition: Definition, names: frozenset[str]) -> Definition:
    sections = [{**section, "questions": _questions(section["questions"], names)} for section in definition["sections"]]
    return {**definition, "sections": sections}


def _questions(questions: Iterable[Mapping[str, Any]], names: frozenset[str]) -> list[Mapping[str, Any]]:
    return [{**question, "required": False} if question["id"] in names else question for question in questions]
