"""Periods to the right, values upwards: where a figure lies, and the lines that carry it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.charts import kit, marks
from backend.charts.figures import Figure
from backend.charts.letters import text_width
from backend.charts.scale import Scale

BREAK_TEXT = 13


@dataclass(frozen=True)
class Plane:
    """The field the values lie in, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    scale: Scale
    periods: int

    def x(self, index: int) -> float:
        if self.periods == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (self.periods - 1)

    def y(self, value: float) -> float:
        return self.scale.at(value, self.bottom, self.top)

    def levels(self, most: int = 7) -> list[str]:
        """The scale at the left and its lines across."""
        pieces = []
        for value in self.scale.ticks(most):
            y = self.y(value)
            pieces.append(kit.rule(f"M{self.left:.1f} {y:.1f}H{self.right:.1f}"))
            pieces.append(kit.label(self.left - 8, y + 4, str(value), anchor="end"))
        return pieces

    def dates(self, labels: Sequence[str], edge: float) -> list[str]:
        """The names of the periods below, counted from the last, as many as there is room for."""
        widest = max(text_width(label, 11) for label in labels) + 10
        slots = max(1, int((self.right - self.left) // widest) + (1 if len(labels) > 1 else 0))
        every = max(1, -(-len(labels) // slots))
        while every < len(labels) and abs(self.x(every) - self.x(0)) < widest:
            every += 1
        shown = [index for index in range(len(labels)) if (len(labels) - 1 - index) % every == 0]
        return [self._date(self.x(index), labels[index], edge) for index in shown]

    def _date(self, x: float, label: str, edge: float) -> str:
        half = text_width(label, 11) / 2
        middle = min(max(x, half), edge - half)
        return kit.label(middle, self.bottom + 20, label, anchor="middle")

    def breaks(self, named: Mapping[int, str]) -> tuple[list[str], bool]:
        """Version breaks as dotted rules, each named at the top; False where there is no room for all names."""
        pieces, free_from, whole = [], 0.0, True
        for index, name in sorted(named.items()):
            between = (self.x(index - 1) + self.x(index)) / 2 if index else self.left
            path = f"M{between:.1f} {self.top - 8:.1f}V{self.bottom:.1f}"
            pieces.append(kit.rule(path, css="break", stroke=kit.EDGE, width=1.25, dash="2 4"))
            half = text_width(name, 11) / 2
            middle = min(max(between, self.left + half), self.right + 20 - half)
            if middle - half < max(free_from, self.left - 1):
                whole = False
            else:
                pieces.append(kit.label(middle, self.top - BREAK_TEXT, name, anchor="middle"))
                free_from = middle + half + 8
        return pieces, whole

    def paths(self, figures: Sequence[Figure | None]) -> list[str]:
        """One path for each run of periods without a gap: a missing period is never bridged."""
        runs: list[list[str]] = [[]]
        for index, figure in enumerate(figures):
            if figure is None:
                runs.append([])
            else:
                runs[-1].append(f"{self.x(index):.1f} {self.y(figure.value):.1f}")
        return ["M" + "L".join(run) for run in runs if len(run) > 1]

    def whisker(self, x: float, figure: Figure, look: int) -> str:
        """The interval upright, with feet where it ends within the picture."""
        if not figure.ends:
            return ""
        low, high = figure.ends
        path = f"M{x:.1f} {self.y(high):.1f}V{self.y(low):.1f}"
        path += "".join(f"M{x - 3:.1f} {self.y(end):.1f}h6" for end in (high, low) if self.scale.holds(end))
        return kit.rule(path, css=f"w {marks.css(look)}", stroke=marks.colour(look), width=1)
