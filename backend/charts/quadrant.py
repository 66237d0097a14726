"""Quadrant: a dot for each centre, outside across and inside upwards, cross-hairs at the chain's means."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from backend.charts import kit, marks
from backend.charts.figures import Table
from backend.charts.letters import text_width
from backend.charts.link_figures import Dot
from backend.charts.paper import PLAIN, Paper
from backend.charts.scale import Scale

TOP, BOTTOM, LEFT = 30, 46, 38
LEAST, MOST = 4.0, 10.0
ROUND, SHORTEST = 5, 20
NAMED = 12
Means = tuple[float | None, float | None]
Boxes = list[tuple[float, float, float, float]]


def draw(
    dots: Sequence[Dot], paper: Paper = PLAIN, *, hidden: int = 0, means: Means = (None, None)
) -> str:  # fmt: skip
    """The SVG. `means` are the chain's inside and outside; `hidden` centres are counted and never named."""
    title = paper.title or paper.say["quadrant"]
    if not dots:
        return kit.empty("quadrant", paper.width, title, paper.say["all_hidden" if hidden else "quadrant_empty"])
    sheet = _Sheet(dots, means, paper)
    body = [*sheet.ground(), *sheet.crossed(), *sheet.drawn(), *sheet.named()]
    notes, end = kit.notes(_notes(means, hidden, paper), sheet.height, paper.width)
    said = paper.summary([_sentence(dot, paper) for dot in dots])
    return kit.frame("quadrant", paper.width, end + 2, title, said, [*body, *notes])


def table_of(dots: Sequence[Dot], paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["centre"], say["inside"], say["outside"], say["n"])
    rows = ((dot.name, paper.number(dot.inside), paper.number(dot.outside), str(dot.visits)) for dot in dots)
    return Table(header, tuple(rows))


def hidden_words(hidden: int, paper: Paper) -> str:
    if not hidden:
        return ""
    return paper.say["hidden_one"] if hidden == 1 else paper.say["hidden"].format(n=hidden)


def _notes(means: Means, hidden: int, paper: Paper) -> list[str]:
    say, (inside, outside) = paper.say, means
    crossed = ""
    if inside is not None and outside is not None:
        crossed = say["crossed"].format(inside=paper.number(inside), outside=paper.number(outside))
    elif outside is not None:
        crossed = say["crossed_outside"].format(outside=paper.number(outside))
    return [crossed, say["dot_size"], hidden_words(hidden, paper)]


def _sentence(dot: Dot, paper: Paper) -> str:
    visits = paper.say["visits_one"] if dot.visits == 1 else paper.say["visits"].format(n=dot.visits)
    told = {"inside": paper.number(dot.inside), "outside": paper.number(dot.outside), "visits": visits}
    return paper.say["dot"].format(name=dot.name, **told)


def _scale(values: Sequence[float]) -> Scale:
    """In fives, a little wider than the dots; centres lie closer together than visits, so shorter than other scales."""
    low = math.floor((min(values) - 2) / ROUND) * ROUND
    high = math.ceil((max(values) + 2) / ROUND) * ROUND
    while high - low < SHORTEST:
        low, high = low - ROUND, high + ROUND
    return Scale(max(0, low), min(100, high), ROUND)


@dataclass(frozen=True)
class _Placed:
    dot: Dot
    x: float
    y: float
    radius: float


class _Sheet:
    def __init__(self, dots: Sequence[Dot], means: Means, paper: Paper) -> None:
        self.paper, (self.inside, self.outside) = paper, means
        self.height = min(520.0, max(300.0, paper.width * 0.72))
        self.right, self.bottom = paper.width - 10, self.height - BOTTOM
        self.across: Scale = _scale([dot.outside for dot in dots])
        self.upwards: Scale = _scale([dot.inside for dot in dots])
        most = max(dot.visits for dot in dots) or 1
        # The largest first, so that none lies hidden beneath another.
        self.dots = [self._placed(dot, most) for dot in sorted(dots, key=lambda dot: -dot.visits)]

    def _placed(self, dot: Dot, most: int) -> _Placed:
        radius = max(LEAST, MOST * math.sqrt(dot.visits / most))
        return _Placed(dot, self._x(dot.outside), self._y(dot.inside), radius)

    def _x(self, value: float) -> float:
        return self.across.at(value, LEFT, self.right)

    def _y(self, value: float) -> float:
        return self.upwards.at(value, self.bottom, TOP)

    def ground(self) -> list[str]:
        """Both scales, and the corner in which both are above the chain."""
        pieces = []
        if self.inside is not None and self.outside is not None:
            x, y = self._x(self.outside), self._y(self.inside)
            size = f'x="{x:.1f}" y="{TOP}" width="{max(0.0, self.right - x):.1f}" height="{max(0.0, y - TOP):.1f}"'
            pieces.append(f'<rect class="quad" {size} fill="#EEF4F1"/>')
        for value in self.upwards.ticks(7):
            y = self._y(value)
            pieces.append(kit.rule(f"M{LEFT} {y:.1f}H{self.right:.1f}"))
            pieces.append(kit.label(LEFT - 8, y + 4, str(value), anchor="end"))
        for value in self.across.ticks(max(2, int((self.right - LEFT) // 44))):
            x = self._x(value)
            pieces.append(kit.rule(f"M{x:.1f} {TOP}V{self.bottom:.1f}"))
            pieces.append(kit.label(x, self.bottom + 18, str(value), anchor="middle"))
        pieces.append(kit.label(0, 12, self.paper.say["inside_axis"], weight=600))
        axis = self.paper.say["outside_axis"]
        return [*pieces, kit.label(self.right, self.bottom + 36, axis, anchor="end", weight=600)]

    def crossed(self) -> list[str]:
        pieces = []
        if self.outside is not None:
            path = f"M{self._x(self.outside):.1f} {TOP}V{self.bottom:.1f}"
            pieces.append(kit.rule(path, css="target", stroke=kit.INK2, width=1.5, dash="6 4"))
        if self.inside is not None:
            path = f"M{LEFT} {self._y(self.inside):.1f}H{self.right:.1f}"
            pieces.append(kit.rule(path, css="target", stroke=kit.INK2, width=1.5, dash="6 4"))
        return pieces

    def drawn(self) -> list[str]:
        return [
            kit.point(marks.dot(0, one.x, one.y, round(one.radius, 1)), _sentence(one.dot, self.paper))
            for one in self.dots
        ]

    def named(self) -> list[str]:
        """The centres farthest out, by name, where it meets neither a dot nor another name."""
        middle = (LEFT + self.right) / 2, (TOP + self.bottom) / 2
        taken: Boxes = [(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in self.dots]
        if self.outside is not None:
            taken.append((self._x(self.outside) - 1, TOP, self._x(self.outside) + 1, self.bottom))
        if self.inside is not None:
            taken.append((LEFT, self._y(self.inside) - 1, self.right, self._y(self.inside) + 1))
        outermost = sorted(self.dots, key=lambda p: -math.hypot(p.x - middle[0], p.y - middle[1]))
        pieces = []
        for one in outermost[:NAMED]:
            if box := self._room(one, taken):
                taken.append(box)
                pieces.append(kit.label(box[0], box[3] - 3, one.dot.name, css="ink"))
        return pieces

    def _room(self, one: _Placed, taken: Boxes) -> tuple[float, float, float, float] | None:
        wide = text_width(one.dot.name, 11)
        for left in (one.x + one.radius + 4, one.x - one.radius - 4 - wide):
            box = (left, one.y - 7, left + wide, one.y + 7)
            inside = left >= LEFT + 2 and box[2] <= self.right and box[1] >= TOP and box[3] <= self.bottom
            if inside and not any(_meet(box, other) for other in taken):
                return box
        return None


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
