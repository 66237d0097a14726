"""The individuals chart (XmR): which of a centre's visits say that something has changed, and which are only noise.

Wheeler and Chambers, Understanding Statistical Process Control (1992), ch. 3; Montgomery, Introduction to Statistical
Quality Control (8th ed.), 6.4. One value a visit has no spread of its own, so the spread is taken from the moving
ranges: the distances between visits that follow each other. Their mean, divided by d2 = 1.128 (of two normal values),
estimates the standard deviation; three of these are 2.66 mean moving ranges.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# 3 / d2, as Wheeler prints it.
RANGES_TO_LIMIT: Final = 2.66
# Below so many visits the limits are guesses, and no run can be told.
ENOUGH: Final = 8
# So many in a row on one side of the line come by chance once in 128 times.
RUN: Final = 8


@dataclass(frozen=True)
class ControlChart:
    """Limits in the unit of the values. `signals`, one a value: "beyond" a limit, part of a "run" of eight, or None."""

    centre_line: float
    lower: float
    upper: float
    signals: list[str | None]


def control_chart(values: Sequence[float]) -> ControlChart | None:
    """The chart of values in their order of time; None below eight, and where all are the same."""
    if len(values) < ENOUGH:
        return None
    mean = math.fsum(values) / len(values)
    moving = math.fsum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    if moving == 0:
        return None
    lower, upper = mean - RANGES_TO_LIMIT * moving, mean + RANGES_TO_LIMIT * moving
    in_run = set(_runs(values, mean))
    signals = [_signal(value, lower, upper, place in in_run) for place, value in enumerate(values)]
    return ControlChart(mean, lower, upper, signals)


def _signal(value: float, lower: float, upper: float, in_run: bool) -> str | None:
    if not lower <= value <= upper:
        return "beyond"
    return "run" if in_run else None


def _runs(values: Sequence[float], line: float) -> Iterator[int]:
    """The places of all values in a run of eight or more on one side; one on the line itself ends a run."""
    first = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or _side(values[place], line) != _side(values[first], line):
            if place - first >= RUN and _side(values[first], line):
                yield from range(first, place)
            first = place


def _side(value: float, line: float) -> int:
    return (value > line) - (value < line)
