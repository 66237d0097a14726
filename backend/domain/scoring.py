"""Exact scoring of one visit. Its twin is pwa/src/engine/scoring.ts: both run tests/vectors and agree to the digit."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from backend.domain.answer import Answers
from backend.domain.answers import Definition, Item, PhotoCounts, walk
from backend.domain.exact import exact, in_thousandths, thousandths
from backend.domain.questions import type_of
from backend.domain.questions.bands import points_without_contact
from backend.domain.score_card import QuestionScore, Reason, Score, ScoreCard, SectionScore

ZERO: Final = Fraction(0)
STATES: Final = ("scored", "not_applicable", "not_observed", "hidden", "unanswered", "unscored", "delight")


class Counted(NamedTuple):
    """One question with what it brings: `points` is None where it leaves numerator and denominator alike."""

    item: Item
    state: str
    points: Fraction | None
    maximum: Fraction | None

    @property
    def question(self) -> Mapping[str, Any]:
        return self.item.question

    @property
    def is_delight(self) -> bool:
        return bool(self.question["kind"] == "delight")

    @property
    def counts(self) -> bool:
        return self.points is not None and not self.is_delight


def score_visit(definition: Definition, answers: Answers, photo_counts: PhotoCounts) -> ScoreCard:
    return score_items(definition, walk(definition, answers, photo_counts))


def score_items(definition: Definition, items: Iterable[Item]) -> ScoreCard:
    """The same, of questions that were walked already."""
    counted = [_count(item) for item in items]
    settings = definition["scoring"]
    sections = [_score_section(section, counted, settings) for section in definition["sections"]]
    overall = _overall(counted, sections, settings)
    reasons = [*_failed_criticals(counted), *_failed_gates(sections)]
    return ScoreCard(
        mode=settings["mode"],
        overall=overall,
        outcome=_outcome(counted, reasons),
        reasons=reasons,
        band=_band(overall, settings["bands"]),
        delight=_percentage([one for one in counted if one.is_delight], settings),
        renormalised=_is_renormalised(definition, sections, overall),
        sections=sections,
        questions=[_question_score(one) for one in counted],
        counts=_tally(counted),
    )


def _count(item: Item) -> Counted:
    question = item.question
    maximum = type_of(question).maximum(question) if question["scored"] else None
    if item.state == "hidden":
        return Counted(item, "hidden", None, None)
    if maximum is None:
        return Counted(item, "unscored", None, None)
    if item.state == "answered":
        return Counted(item, "scored", type_of(question).points(question, item.value), maximum)
    if item.state == "no_contact":
        return Counted(item, "scored", points_without_contact(question), maximum)
    if item.state == "unanswered" and question["required"]:
        return Counted(item, "unanswered", ZERO, maximum)
    return Counted(item, item.state, None, None)


def _percentage(counted: Iterable[Counted], settings: Mapping[str, Any]) -> Score:
    """Weights multiply points and reachable maximum alike; a bonus adds to the points only. Summed in thousandths."""
    points = reachable = 0
    for one in counted:
        if one.points is not None and one.maximum is not None:
            weight = thousandths(one.question["weight"])
            points += weight * in_thousandths(one.points)
            reachable += 0 if one.question["bonus"] else weight * in_thousandths(one.maximum)
    return Score(limited(Fraction(100 * points, reachable), settings) if reachable else None)


def limited(percent: Fraction, settings: Mapping[str, Any]) -> Fraction:
    if settings["floor_at_zero"]:
        percent = max(percent, ZERO)
    cap = settings["bonus_cap"]
    return percent if cap is None else min(percent, exact(cap))


def _score_section(section: Mapping[str, Any], counted: Iterable[Counted], settings: Mapping[str, Any]) -> SectionScore:
    """A repeated section that was met no time has no questions here: nothing was assessed."""
    part = [one for one in counted if one.item.section["id"] == section["id"]]
    score = _percentage([one for one in part if one.counts], settings)
    gate = section["gate"]
    passed = None if gate is None or score.percent is None else score.percent >= exact(gate)
    return SectionScore(section["id"], section["touchpoint"], section["weight"], score, gate, passed, _tally(part))


def _overall(counted: Sequence[Counted], sections: Sequence[SectionScore], settings: Mapping[str, Any]) -> Score:
    if settings["mode"] == "pooled":
        return _percentage([one for one in counted if one.counts], settings)
    defined = [(exact(one.weight), one.score.percent) for one in sections if one.score.percent is not None]
    weights = sum((weight for weight, _ in defined), ZERO)
    total = sum((weight * percent for weight, percent in defined), ZERO)
    return Score(total / weights if weights else None)


def _is_renormalised(definition: Definition, sections: Sequence[SectionScore], overall: Score) -> bool:
    """Whether a section that could have been scored dropped out of the weighted mean."""
    if definition["scoring"]["mode"] == "pooled" or overall.percent is None:
        return False
    return any(
        score.score.percent is None and score.weight > 0 and any(_could_count(one) for one in section["questions"])
        for section, score in zip(definition["sections"], sections, strict=True)
    )


def _could_count(question: Mapping[str, Any]) -> bool:
    basic = question["kind"] != "delight" and not question["bonus"]
    return bool(question["scored"] and basic and question["weight"] > 0)


def _failed_criticals(counted: Iterable[Counted]) -> list[Reason]:
    return [Reason("critical_failed", one.item.key) for one in counted if _fails(one)]


def _fails(one: Counted) -> bool:
    critical = one.question["critical"]
    if critical is None or one.points is None or one.maximum is None:
        return False
    needed = one.maximum if critical["pass_at"] is None else exact(critical["pass_at"])
    return one.state == "unanswered" or one.points < needed


def _failed_gates(sections: Iterable[SectionScore]) -> list[Reason]:
    return [Reason("section_below_gate", section.id) for section in sections if section.gate_passed is False]


def _outcome(counted: Iterable[Counted], reasons: Sequence[Reason]) -> str | None:
    """Nothing assessed is neither a pass nor a fail."""
    if reasons:
        return "fail"
    return "pass" if any(one.counts for one in counted) else None


def _band(overall: Score, bands: Iterable[Mapping[str, Any]]) -> str | None:
    percent = overall.percent
    if percent is None:
        return None
    return next((str(band["id"]) for band in bands if band["from"] is None or percent >= exact(band["from"])), None)


def _tally(counted: Iterable[Counted]) -> dict[str, int]:
    """How many questions of each state; shown delight questions are a base of their own."""
    tally = dict.fromkeys(STATES, 0)
    for one in counted:
        tally["delight" if one.is_delight and one.state != "hidden" else one.state] += 1
    return tally


def _question_score(one: Counted) -> QuestionScore:
    return QuestionScore(one.item.key, one.state, one.points, one.maximum, one.question["weight"])
