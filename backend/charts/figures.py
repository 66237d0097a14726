"""The data charts are drawn from: figures with their base, one line per centre, area or chain."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.charts.paper import Paper

DASH = "–"


@dataclass(frozen=True)
class Figure:
    """One mean score of one period, with what it rests on. `low` and `high` are None when no interval is known."""

    value: float
    low: float | None = None
    high: float | None = None
    visits: int = 0
    low_base: bool = False

    @property
    def ends(self) -> tuple[float, ...]:
        return () if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True)
class Line:
    """One centre (or area, team, or the chain) over the periods; None where nothing was assessed.

    `alike` are the same visits like for like, where the checklist changed meanwhile.
    """

    name: str
    figures: Sequence[Figure | None]
    network: bool = False
    alike: Sequence[Figure | None] = ()


@dataclass(frozen=True)
class Row:
    """One centre in two periods. `clear` is None where no test was possible."""

    name: str
    before: Figure | None
    after: Figure | None
    clear: bool | None = None


@dataclass(frozen=True)
class HeatRow:
    """One centre across the columns of a heat table; None where nothing was assessed."""

    name: str
    cells: Sequence[Figure | None]


@dataclass(frozen=True)
class Rank:
    """One centre of a league: its figure and the places it may hold; no places below four visits."""

    name: str
    figure: Figure
    best: int | None = None
    worst: int | None = None


@dataclass(frozen=True)
class Bin:
    """How many visits (or answers) lie in one class, and their share from 0 to 1 of all that count."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Reading:
    """One visit of a control chart; `signal` is None, "beyond" (the limits) or "run" (long on one side)."""

    label: str
    value: float
    signal: str | None = None


@dataclass(frozen=True)
class Limits:
    """What visits vary between as long as nothing changes, and the middle of it."""

    middle: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Beside:
    """One touchpoint (or question) of a centre beside the chain. `clear`: do they differ? None: not tested."""

    name: str
    figure: Figure | None
    network: Figure | None = None
    clear: bool | None = None


@dataclass(frozen=True)
class Table:
    """A chart's twin: the same figures as rows of text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def describe(figure: Figure, paper: Paper) -> str:
    """A figure in words: value, interval, visits, low base."""
    parts = [paper.told(figure.value)]
    if figure.ends:
        low, high = (paper.number(end) for end in figure.ends)
        parts.append(paper.say["range"].format(low=low, high=high))
    if figure.visits:
        parts.append(visits_of(figure, paper))
    if figure.low_base:
        parts.append(paper.say["low_base"])
    return ", ".join(parts)


def visits_of(figure: Figure, paper: Paper) -> str:
    return paper.say["visits_one"] if figure.visits == 1 else paper.say["visits"].format(n=figure.visits)


def cells_of(figure: Figure | None, paper: Paper) -> tuple[str, str, str]:
    """Value, likely range and visits as three cells; the low base is a mark on the visits, as in the pictures."""
    if figure is None:
        return DASH, DASH, "0"
    span = f" {DASH} ".join(paper.number(end) for end in figure.ends) or DASH
    return paper.told(figure.value), span, f"{figure.visits}{' *' if figure.low_base else ''}"


def cell_of(figure: Figure | None, paper: Paper) -> str:
    """Value, range and visits in one cell, for tables with many columns."""
    if figure is None:
        return DASH
    value, span, visits = cells_of(figure, paper)
    return value + (f" ({span})" if span != DASH else "") + (f", n {visits}" if figure.visits else "")


def difference(before: Figure | None, after: Figure | None, paper: Paper) -> str:
    return DASH if before is None or after is None else paper.number(after.value - before.value, sign=True)


def verdict(clear: bool | None, paper: Paper) -> str:
    """A change in words; nothing where it was not tested."""
    return "" if clear is None else paper.say["clear" if clear else "unclear"]
