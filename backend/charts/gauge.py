"""Gauge: one score on a dial with the bands' thresholds as ticks, read like a car's instrument."""

import math
from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.letters import number

START, SWEEP = 225.0, 270.0


def draw(
    percent: float | None, thresholds: Sequence[float], *, says: str, size: float = 220, language: str = "en"
) -> str:
    """The SVG; `says` is its title. An undefined score leaves the dial empty and reads "n/a"."""
    centre, radius, thick = size / 2, size / 2 - 18, size / 22
    body = [_arc(centre, radius, 0, 100, "grid", kit.LINE, thick)]
    if percent is not None and percent > 0:
        body.append(_arc(centre, radius, 0, min(100.0, percent), "l s0", marks.SERIES[0], thick))
    for threshold in thresholds:
        body.append(_tick(centre, radius, threshold, thick))
    text = "n/a" if percent is None else number(percent, language)
    figure = size / 4.2
    body.append(kit.label(centre, centre + figure * 0.36, text, size=figure, anchor="middle", weight=600, css="ink"))
    for value in (0, 100):
        x, y = _at(centre, radius, value)
        body.append(kit.label(x, y + thick + 10, str(value), size=9, anchor="middle"))
    return kit.frame("gauge", size, size * 0.9, says, says, body)


def _at(centre: float, radius: float, value: float) -> tuple[float, float]:
    angle = math.radians(START - SWEEP * value / 100)
    return centre + radius * math.cos(angle), centre - radius * math.sin(angle)


def _arc(centre: float, radius: float, low: float, high: float, css: str, stroke: str, width: float) -> str:
    (x1, y1), (x2, y2) = _at(centre, radius, low), _at(centre, radius, high)
    large = 1 if SWEEP * (high - low) / 100 > 180 else 0
    path = f"M{x1:.2f} {y1:.2f}A{radius:.2f} {radius:.2f} 0 {large} 1 {x2:.2f} {y2:.2f}"
    return kit.rule(path, css=css, stroke=stroke, width=width)


def _tick(centre: float, radius: float, value: float, thick: float) -> str:
    (x1, y1), (x2, y2) = _at(centre, radius - thick, value), _at(centre, radius + thick / 2 + 3, value)
    x3, y3 = _at(centre, radius + thick / 2 + 11, value)
    mark = kit.rule(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}", css="target", stroke=kit.INK, width=1.25)
    return mark + kit.label(x3, y3 + 3, f"{value:g}", size=9, anchor="middle")
