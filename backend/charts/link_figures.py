"""The data of the charts of inside-outside. Slopes are points of service for one point of engagement."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.charts.figures import Figure
from backend.charts.paper import Paper

STEP = 5
"""Slopes are told per so many points of engagement."""


@dataclass(frozen=True)
class Dot:
    """One centre of the quadrant, both of 0 to 100; `outside` drawn towards the chain where visits are few."""

    name: str
    inside: float
    outside: float
    visits: int


@dataclass(frozen=True)
class Slope:
    """A slope with its interval and base. `value` is None where it may not be shown: `reason` says why."""

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    rows: int = 0
    centres: int = 0
    reason: str = ""
    corrected: bool = False


@dataclass(frozen=True)
class Lag:
    """The slope so many periods later, by itself and within the band that holds all of them."""

    lag: int
    value: float
    ends: tuple[float, float] | None = None
    band: tuple[float, float] | None = None
    rows: int = 0


@dataclass(frozen=True)
class Pair:
    """A dimension beside a touchpoint. `shade`: clear_plus, clear_minus, not_clear or untested."""

    shade: str
    value: float | None = None
    ends: tuple[float, float] | None = None
    q: float | None = None
    centres: int = 0
    low_base: bool = False


@dataclass(frozen=True)
class PairRow:
    """One dimension across the touchpoints."""

    name: str
    cells: Sequence[Pair | None]


@dataclass(frozen=True)
class Since:
    """The difference to centres not yet started, so many periods after the start (below zero: before it)."""

    since: int
    value: float
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Level:
    """Mean service of `centres` that started, so many periods after their start (below zero: before it)."""

    since: int
    service: float
    centres: int


@dataclass(frozen=True)
class Inside:
    """Engagement as it may be told: a whole number, `mark` "<=" or ">=" at the ends, the answers in a band."""

    mean: int
    mark: str = ""
    answers: str = ""

    @property
    def text(self) -> str:
        return {"<=": "≤ ", ">=": "≥ "}.get(self.mark, "") + str(self.mean)


@dataclass(frozen=True)
class Wave:
    """One survey of a centre; `at` counts periods from the first one shown, with fractions."""

    label: str
    at: float
    inside: Inside | None


@dataclass(frozen=True)
class Step:
    """One touchpoint in the customer's order, and the code of the team that delivers it."""

    name: str
    figure: Figure | None
    team: str | None = None


@dataclass(frozen=True)
class Handover:
    """To whom a team hands over (a code), and the score this next team gives it."""

    to: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Team:
    """A team with its engagement; None: not shown, to protect answers."""

    code: str
    name: str
    inside: Inside | None = None
    next: Sequence[Handover] = field(default_factory=tuple)


def per_step(value: float, paper: Paper) -> str:
    """A slope as it is told: points per five, with its sign."""
    return paper.number(value * STEP, sign=True)


def band_of(ends: tuple[float, float] | None, paper: Paper, times: float = STEP) -> str:
    """ "−0.4 – 2.2"; nothing without ends."""
    return "" if ends is None else " – ".join(paper.number(end * times) for end in ends)


def told_inside(inside: Inside | None, paper: Paper) -> str:
    """ "63, 10–19 answers"."""
    if inside is None:
        return paper.say["not_shown"]
    if not inside.answers:
        return inside.text
    return f"{inside.text}, {answers_of(inside, paper)}"


def answers_of(inside: Inside, paper: Paper) -> str:
    return paper.say["answers"].format(n=inside.answers.replace("-", "–"))
