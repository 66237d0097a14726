"""A range of whole steps that holds all values and is never so short that noise looks like news."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_TOP, _LEAST = 100, 30
_STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 240, 480)
OVERHANG = 12.0


@dataclass(frozen=True)
class Scale:
    low: int
    high: int
    step: int

    def at(self, value: float, start: float, end: float) -> float:
        """Where a value lies between the ends of the picture; what is off the scale lies on its edge."""
        clipped = min(self.high, max(self.low, value))
        return start + (end - start) * (clipped - self.low) / (self.high - self.low)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def ticks(self, most: int = 8) -> list[int]:
        """Values to write down: every step, or every second, fifth ... where there is room for fewer."""
        for every in (1, 2, 5, 10, 50):
            apart = self.step * every
            found = list(range(_up(self.low, apart), self.high + 1, apart))
            if len(found) <= most:
                return found
        return []


def scale_of(values: Iterable[float], ends: Iterable[float] = (), unit: str = "percent") -> Scale:
    """For values and the ends of their intervals: a very wide interval runs out rather than pressing all flat."""
    found = list(values)
    if not found:
        return Scale(0, _TOP, 10) if unit != "minutes" else Scale(0, 10, 2)
    least, most = min(found) - OVERHANG, max(found) + OVERHANG
    inside = [*found, *(min(most, max(least, end)) for end in ends)]
    if unit == "minutes":
        return _minutes(inside)
    # Within 0 to 100; beyond only where a bonus or a deduction leads a value there.
    return _percent(inside, min(0, _down(min(found), 10)), max(_TOP, _up(max(found), 10)))


def _percent(found: list[float], floor: int, ceiling: int) -> Scale:
    low, high = max(floor, _down(min(found), 10)), min(ceiling, _up(max(found), 10))
    while high - low < _LEAST:
        low, high = max(floor, low - 10), min(ceiling, high + 10)
    return Scale(low, high, 10)


def _minutes(found: list[float]) -> Scale:
    high = max(2.0, max(found))
    step = next((step for step in _STEPS if high / step <= 6), 960)
    return Scale(0, _up(high, step), step)


def _down(value: float, step: int) -> int:
    return math.floor(value / step) * step


def _up(value: float, step: int) -> int:
    return math.ceil(value / step) * step
