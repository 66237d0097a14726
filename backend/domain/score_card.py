"""The result of scoring, exact inside, and its one JSON form: reduced fractions, and tenths for display."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from backend.domain.exact import as_number

RULE_VERSION: Final = "1"
Counts = Mapping[str, int]


class Score(NamedTuple):
    """A percentage, or None when nothing was assessed: never 0 and never 100 in its place."""

    percent: Fraction | None

    @property
    def tenths(self) -> int | None:
        """Tenths of a percent, rounded half up, for display only."""
        return None if self.percent is None else (20 * self.percent + 1) // 2

    def as_json(self) -> dict[str, Any]:
        if self.percent is None:
            return {"num": "0", "den": "0", "tenths": None}
        return {"num": str(self.percent.numerator), "den": str(self.percent.denominator), "tenths": self.tenths}


class Reason(NamedTuple):
    """Why the outcome is a fail."""

    code: str
    id: str


class QuestionScore(NamedTuple):
    """`id` is the key of the answer. `points` and `maximum`, in thousandths, are None where it does not count."""

    id: str
    state: str
    points: int | None
    maximum: int | None
    weight: int | float

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "state": self.state,
            "points": None if self.points is None else as_number(self.points),
            "max": None if self.maximum is None else as_number(self.maximum),
            "weight": self.weight,
        }


class SectionScore(NamedTuple):
    """One section; `gate_passed` is None without a gate, and where nothing was assessed."""

    id: str
    touchpoint: str
    weight: int | float
    score: Score
    gate: int | float | None
    gate_passed: bool | None
    counts: Counts

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "touchpoint": self.touchpoint,
            "weight": self.weight,
            "score": self.score.as_json(),
            "gate": self.gate,
            "gate_passed": self.gate_passed,
            "counts": dict(self.counts),
        }


class ScoreCard(NamedTuple):
    """Everything a score says about a visit; the outcome stands apart from the percentage."""

    mode: str
    overall: Score
    outcome: str | None
    reasons: Sequence[Reason]
    band: str | None
    delight: Score
    renormalised: bool
    sections: Sequence[SectionScore]
    questions: Sequence[QuestionScore]
    counts: Counts

    def as_json(self) -> dict[str, Any]:
        return {
            "rule_version": RULE_VERSION,
            "mode": self.mode,
            "overall": self.overall.as_json(),
            "outcome": self.outcome,
            "reasons": [{"code": reason.code, "id": reason.id} for reason in self.reasons],
            "band": self.band,
            "delight": self.delight.as_json(),
            "renormalised": self.renormalised,
            "sections": [section.as_json() for section in self.sections],
            "questions": [question.as_json() for question in self.questions],
            "counts": dict(self.counts),
        }
