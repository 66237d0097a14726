"""The data charts are drawn from: figures with their base, one line per centre, area or chain."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.charts.kit import number
from backend.charts.words import words


@dataclass(frozen=True)
class Figure:
    """One mean score of one period, with what it rests on. `low` and `high` are None when no interval is known."""

    value: float
    low: float | None = None
    high: float | None = None
    visits: int = 0
    low_base: bool = False


@dataclass(frozen=True)
class Line:
    """One centre (or area, or the chain) over the periods; None where nothing was assessed.

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


def describe(figure: Figure, language: str) -> str:
    """A figure in words: value, interval, visits, low base."""
    say = words(language)
    parts = [number(figure.value, language)]
    if figure.low is not None and figure.high is not None:
        parts.append(say["range"].format(low=number(figure.low, language), high=number(figure.high, language)))
    if figure.visits:
        parts.append(say["visits_one"] if figure.visits == 1 else say["visits"].format(n=figure.visits))
    if figure.low_base:
        parts.append(say["low_base"])
    return ", ".join(parts)
