"""A scale around zero, and the field of a chart whose values are differences: steps to the right, values upwards."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.charts import kit, marks
from backend.charts.letters import MINUS
from backend.charts.paper import Paper

STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
OVERHANG = 4
"""An interval runs out of the picture where it is so many times as far from zero as the largest value."""


@dataclass(frozen=True)
class Signed:
    """`low` and `high` in steps of `step`; zero always lies within."""

    low: float
    high: float
    step: float

    def at(self, value: float, start: float, end: float) -> float:
        clipped = min(self.high, max(self.low, value))
        return start + (end - start) * (clipped - self.low) / (self.high - self.low)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def ticks(self) -> list[float]:
        first, last = round(self.low / self.step), round(self.high / self.step)
        return [index * self.step for index in range(first, last + 1)]


def signed_scale(values: Iterable[float], ends: Iterable[float] = (), most: int = 6) -> Signed:
    """For differences and the ends of their intervals, never shorter than one point."""
    found = [0.0, *values]
    reach = OVERHANG * max(0.5, *(abs(value) for value in found))
    found += [min(reach, max(-reach, end)) for end in ends]
    low, high = min(found), max(found)
    high = max(high, low + 1)
    step = next((step for step in STEPS if (high - low) / step <= most), STEPS[-1])
    return Signed(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def tick_text(value: float, paper: Paper) -> str:
    text = f"{abs(value):.10g}" if abs(value) > 1e-9 else "0"
    text = (MINUS if value < -1e-9 else "") + text
    return text.replace(".", ",") if paper.language == "de" else text


@dataclass(frozen=True)
class Field:
    """Where a value of one of `count` steps lies, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    scale: Signed
    count: int

    @property
    def apart(self) -> float:
        return (self.right - self.left) / self.count

    def x(self, index: float) -> float:
        return self.left + self.apart * (index + 0.5)

    def y(self, value: float) -> float:
        return self.scale.at(value, self.bottom, self.top)

    def levels(self, paper: Paper) -> list[str]:
        """The scale at the left and its lines across; the one at zero is stronger."""
        pieces = []
        for value in self.scale.ticks():
            y, zero = self.y(value), abs(value) < 1e-9
            path = f"M{self.left:.1f} {y:.1f}H{self.right:.1f}"
            pieces.append(kit.rule(path, css="target", stroke=kit.INK2, width=1.5) if zero else kit.rule(path))
            pieces.append(kit.label(self.left - 8, y + 4, tick_text(value, paper), anchor="end"))
        return pieces

    def names(self, texts: Sequence[str], strong: int | None = None) -> list[str]:
        """A word under each step that has one; one of them bold."""
        return [
            kit.label(
                self.x(index),
                self.bottom + 18,
                text,
                anchor="middle",
                weight=600 if index == strong else 400,
                css="ink" if index == strong else "ink2",
            )
            for index, text in enumerate(texts)
            if text
        ]

    def whisker(self, index: int, ends: tuple[float, float] | None) -> str:
        """The interval upright, with feet where it ends within the picture."""
        if ends is None:
            return ""
        x, (low, high) = self.x(index), ends
        path = f"M{x:.1f} {self.y(high):.1f}V{self.y(low):.1f}"
        path += "".join(f"M{x - 4:.1f} {self.y(end):.1f}h8" for end in (high, low) if self.scale.holds(end))
        return kit.rule(path, css="w s0", stroke=marks.colour(0), width=1.25)
