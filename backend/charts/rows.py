"""Rows of named things: names beside the marks where the paper is wide, above them where it is narrow."""

from collections.abc import Sequence

from backend.charts import kit
from backend.charts.letters import longest_word, text_width, wrap
from backend.charts.paper import Paper
from backend.charts.scale import Scale

SIZE, LEAD, LINES = 12, 15, 3
GAP, STAR = 14, " *"


class Rows:
    """Where the names, the marks and the lines of a sheet of rows lie; rows are as high as their names need."""

    def __init__(self, names: Sequence[str], paper: Paper, *, top: float, right: float) -> None:
        self.paper, self.top, self.right = paper, top, paper.width - right
        self.left = 10.0 if paper.narrow else self._left(names)
        room = paper.width - 4 if paper.narrow else self.left - GAP - 2
        self.names = [wrap(name, room, SIZE, LINES) for name in names]
        self.heights = [self._height(len(lines)) for lines in self.names]
        self.tops = [top + sum(self.heights[:index]) for index in range(len(names))]
        self.bottom = top + sum(self.heights)

    def _left(self, names: Sequence[str]) -> float:
        longest = max((text_width(name, SIZE) for name in names), default=0)
        word = max((longest_word(name, SIZE) for name in names), default=0)
        return min(longest + GAP + 6, max(self.paper.width * 0.32, min(word + GAP + 6, self.paper.width * 0.4)))

    def _height(self, lines: int) -> float:
        return LEAD * lines + 27 if self.paper.narrow else max(26, 12 + LEAD * lines)

    def y(self, index: int) -> float:
        """The height the marks of a row lie at."""
        if self.paper.narrow:
            return self.tops[index] + self.heights[index] - 15
        return self.tops[index] + self.heights[index] / 2

    def x(self, value: float, scale: Scale) -> float:
        return scale.at(value, self.left, self.right)

    def name(self, index: int) -> list[str]:
        lines = self.names[index]
        if self.paper.narrow:
            first = self.tops[index] + LEAD
            return [kit.label(0, first + LEAD * i, line, size=SIZE, css="ink") for i, line in enumerate(lines)]
        first = self.y(index) + 4 - LEAD * (len(lines) - 1) / 2
        return [
            kit.label(self.left - GAP, first + LEAD * i, line, size=SIZE, anchor="end", css="ink")
            for i, line in enumerate(lines)
        ]

    def upright(self, x: float) -> str:
        """A line through all rows; where names stand above the marks, only beside the marks."""
        if not self.paper.narrow:
            return f"M{x:.1f} {self.top - 6:.1f}V{self.bottom:.1f}"
        return "".join(f"M{x:.1f} {self.y(index) - 9:.1f}v18" for index in range(len(self.names)))

    def grid(self, scale: Scale, right: float | None = None) -> list[str]:
        """The scale below the rows and its lines through them."""
        end = self.right if right is None else right
        most = max(2, int((end - self.left) // 44) + 1)
        pieces = []
        for value in scale.ticks(most):
            x = scale.at(value, self.left, end)
            pieces.append(kit.rule(self.upright(x)))
            pieces.append(kit.label(x, self.bottom + 18, str(value), anchor="middle"))
        return pieces


def starred(name: str, low_base: bool) -> str:
    return name + STAR if low_base else name


def over(x: float, y: float, text: str, edge: float) -> str:
    """A bold word that stands over `x`, as far as there is room between the left edge and this one."""
    half = text_width(text, 11, 600) / 2
    return kit.label(min(max(x, half), edge - half), y, text, anchor="middle", weight=600)
