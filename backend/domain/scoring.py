"""Exact scoring of one visit. Its twin is pwa/src/engine/scoring.ts: both run tests/vectors and agree to the digit.

Points and weights are whole thousandths, so they are added up as whole numbers; only percentages are fractions.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from backend.domain.answer import Answers
from backend.domain.answers import Definition, Item, PhotoCounts, walk
from backend.domain.exact import THOUSAND, exact, thousandths
from backend.domain.questions import type_of
from backend.domain.questions.bands import points_without_contact
from backend.domain.score_card import Counts, QuestionScore, Reason, Score, ScoreCard, SectionScore

STATES: Final = ("scored", "not_applicable", "not_observed", "hidden", "unanswered", "unscored", "delight")
Question = Mapping[str, Any]
Settings = Mapping[str, Any]


class Sums:
    """What the questions of a section come to. Weights multiply points and reachable maximum alike.

    `assessed`: whether a basic question counted, be it with a weight of 0.
    """

    __slots__ = ("assessed", "counts", "delight_points", "delight_reachable", "points", "reachable")

    def __init__(self) -> None:
        self.points = self.reachable = self.delight_points = self.delight_reachable = 0
        self.assessed = False
        self.counts = dict.fromkeys(STATES, 0)

    def add(self, question: Question, score: QuestionScore) -> None:
        """A bonus adds to the points only. Shown delight questions are a base of their own."""
        delight = question["kind"] == "delight"
        self.counts["delight" if delight and score.state != "hidden" else score.state] += 1
        if score.points is None or score.maximum is None:
            return
        weight = thousandths(question["weight"])
        if delight:
            self.delight_points += weight * score.points
            self.delight_reachable += weight * score.maximum
            return
        self.assessed = True
        self.points += weight * score.points
        if not question["bonus"]:
            self.reachable += weight * score.maximum


def score_visit(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> ScoreCard:
    return score_items(definition, walk(definition, answers, photo_counts))


def score_items(definition: Definition, items: Iterable[Item]) -> ScoreCard:
    """The same, of questions that were walked already."""
    # A repeated section that was met no time has no questions here: nothing was assessed.
    sums = {section["id"]: Sums() for section in definition["sections"]}
    questions, failed = [], []
    for item in items:
        score = _score_question(item)
        questions.append(score)
        sums[item.section["id"]].add(item.question, score)
        if item.question["critical"] is not None and _fails(item.question["critical"], score):
            failed.append(Reason("critical_failed", item.key))
    return _card(definition, list(sums.values()), questions, failed)


def _score_question(item: Item) -> QuestionScore:
    question, state = item.question, item.state
    weight = question["weight"]
    if state == "hidden":
        return QuestionScore(item.key, "hidden", None, None, weight)
    kind = type_of(question)
    maximum = kind.maximum(question) if question["scored"] else None
    if maximum is None:
        return QuestionScore(item.key, "unscored", None, None, weight)
    if state == "answered":
        return QuestionScore(item.key, "scored", kind.points(question, item.answer.value), maximum, weight)
    if state == "no_contact":
        return QuestionScore(item.key, "scored", points_without_contact(question), maximum, weight)
    if state == "unanswered" and question["required"]:
        return QuestionScore(item.key, "unanswered", 0, maximum, weight)
    return QuestionScore(item.key, state, None, None, weight)


def _fails(critical: Mapping[str, Any], score: QuestionScore) -> bool:
    if score.points is None or score.maximum is None:
        return False
    needed = score.maximum if critical["pass_at"] is None else thousandths(critical["pass_at"])
    return score.state == "unanswered" or score.points < needed


def _card(
    definition: Definition, sums: Sequence[Sums], questions: Sequence[QuestionScore], failed: Sequence[Reason]
) -> ScoreCard:
    settings = definition["scoring"]
    sections = [
        _score_section(section, part, settings) for section, part in zip(definition["sections"], sums, strict=True)
    ]
    overall = _overall(sums, sections, settings)
    reasons = [*failed, *(Reason("section_below_gate", one.id) for one in sections if one.gate_passed is False)]
    delight = sum(part.delight_points for part in sums), sum(part.delight_reachable for part in sums)
    return ScoreCard(
        mode=settings["mode"],
        overall=overall,
        outcome=_outcome(sums, reasons),
        reasons=reasons,
        band=_band(overall, settings["bands"]),
        delight=_percentage(*delight, settings),
        renormalised=_is_renormalised(definition, sections, overall),
        sections=sections,
        questions=questions,
        counts=_together([part.counts for part in sums]),
    )


def _percentage(points: int, reachable: int, settings: Settings) -> Score:
    return Score(limited(Fraction(100 * points, reachable), settings) if reachable else None)


def limited(percent: Fraction, settings: Settings) -> Fraction:
    if settings["floor_at_zero"] and percent.numerator < 0:
        return Fraction(0)
    cap = settings["bonus_cap"]
    return percent if cap is None or not _reaches(percent, cap) else exact(cap)


def _reaches(percent: Fraction, number: float) -> bool:
    """percent >= number, in whole numbers."""
    return percent.numerator * THOUSAND >= thousandths(number) * percent.denominator


def _score_section(section: Mapping[str, Any], part: Sums, settings: Settings) -> SectionScore:
    score = _percentage(part.points, part.reachable, settings)
    gate = section["gate"]
    passed = None if gate is None or score.percent is None else _reaches(score.percent, gate)
    return SectionScore(section["id"], section["touchpoint"], section["weight"], score, gate, passed, part.counts)


def _overall(sums: Iterable[Sums], sections: Iterable[SectionScore], settings: Settings) -> Score:
    if settings["mode"] == "pooled":
        parts = list(sums)
        return _percentage(sum(part.points for part in parts), sum(part.reachable for part in parts), settings)
    return Score(weighted_mean((one.weight, one.score.percent) for one in sections))


def weighted_mean(parts: Iterable[tuple[float, Fraction | None]]) -> Fraction | None:
    """Of what is defined. Added up over one denominator that grows, and reduced once: four times as quick."""
    total, denominator, weights = 0, 1, 0
    for number, percent in parts:
        if percent is not None:
            weight = thousandths(number)
            weights += weight
            total = total * percent.denominator + weight * percent.numerator * denominator
            denominator *= percent.denominator
    return Fraction(total, denominator * weights) if weights else None


def _is_renormalised(definition: Definition, sections: Sequence[SectionScore], overall: Score) -> bool:
    """Whether a section that could have been scored dropped out of the weighted mean."""
    if definition["scoring"]["mode"] == "pooled" or overall.percent is None:
        return False
    return any(
        score.score.percent is None and score.weight > 0 and any(_could_count(one) for one in section["questions"])
        for section, score in zip(definition["sections"], sections, strict=True)
    )


def _could_count(question: Question) -> bool:
    basic = question["kind"] != "delight" and not question["bonus"]
    return bool(question["scored"] and basic and question["weight"] > 0)


def _outcome(sums: Iterable[Sums], reasons: Sequence[Reason]) -> str | None:
    """Nothing assessed is neither a pass nor a fail."""
    if reasons:
        return "fail"
    return "pass" if any(part.assessed for part in sums) else None


def _band(overall: Score, bands: Iterable[Mapping[str, Any]]) -> str | None:
    percent = overall.percent
    if percent is None:
        return None
    return next((str(band["id"]) for band in bands if band["from"] is None or _reaches(percent, band["from"])), None)


def _together(counts: Sequence[Counts]) -> dict[str, int]:
    return {state: sum(one[state] for one in counts) for state in STATES}
