"""The names of a trend's lines: beside their ends while all fit there uncut, else as a key below the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.charts import kit, marks
from backend.charts.figures import Figure, Line
from backend.charts.letters import fits, spread, text_width, wrap
from backend.charts.paper import Paper
from backend.charts.plane import Plane

LEAD, SIZE, BOLD, ROWS = 15, 12, 600, 2
SWATCH, MARK = 30, 16
# On a phone more names beside the lines would leave them no room.
MOST_BESIDE = 4


@dataclass(frozen=True)
class Named:
    look: int
    name: str
    value: str
    last: Figure

    @property
    def text(self) -> str:
        return f"{self.name} {self.value}"

    def lines(self, room: float, most: int) -> list[str]:
        """As many as it needs; where the name is cut, its value stays whole."""
        if fits(self.text, room, SIZE, most, BOLD) or text_width(self.text, SIZE, BOLD) <= room * (most - 1):
            return wrap(self.text, room, SIZE, most, BOLD)
        return [*wrap(self.name, room, SIZE, most - 1, BOLD), self.value]


@dataclass(frozen=True)
class Names:
    """`beside`: at the ends of the lines, in `room` pixels at the right; else below, with a swatch each."""

    named: Sequence[Named]
    beside: bool
    room: float
    paper: Paper

    def drawn(self, plane: Plane, height: float) -> tuple[list[str], float]:
        """The names, and where the picture ends with them."""
        if self.beside:
            return self._at_ends(plane), height
        return self._below(height)

    def _at_ends(self, plane: Plane) -> list[str]:
        x, pieces = plane.right + 10, []
        texts = [wrap(one.text, self.paper.width - x - MARK, SIZE, ROWS, BOLD) for one in self.named]
        wanted = [plane.y(one.last.value) for one in self.named]
        gaps = [LEAD * len(text) + 2.0 for text in texts]
        places = spread(wanted, gaps, plane.top - 8, plane.bottom + 8)
        for one, text, y in zip(self.named, texts, places, strict=True):
            first = y + 4 - LEAD * (len(text) - 1) / 2
            pieces.append(marks.mark(one.look, x + 5, first - 4))
            pieces += [_bold(x + MARK, first + LEAD * i, part) for i, part in enumerate(text)]
        return pieces

    def _below(self, top: float) -> tuple[list[str], float]:
        """In as many columns as fit; a long name runs on in its own column."""
        widest = max(text_width(one.text, SIZE, BOLD) for one in self.named) + SWATCH + 16
        count = max(1, min(len(self.named), int(self.paper.width // widest)))
        column, pieces, y = self.paper.width / count, [], top + 6
        for first in range(0, len(self.named), count):
            tallest = 1
            for place, one in enumerate(self.named[first : first + count]):
                text = one.lines(column - SWATCH - 4, 3)
                pieces += self._entry(one.look, column * place, y, text)
                tallest = max(tallest, len(text))
            y += LEAD * tallest + 4
        return pieces, y + 2

    def _entry(self, look: int, x: float, y: float, text: Sequence[str]) -> list[str]:
        swatch = [marks.line(look, f"M{x:.1f} {y + 6:.1f}h24"), marks.mark(look, x + 12, y + 6)]
        return [*swatch, *(_bold(x + SWATCH, y + 10 + LEAD * i, part) for i, part in enumerate(text))]


def arrange(shown: Sequence[Line], paper: Paper, height: float) -> Names:
    """Beside the ends where every name stays whole and all of them find their place, else below."""
    named = []
    for rank, line in enumerate(shown):
        found = [figure for figure in line.figures if figure]
        if found:
            look, value = marks.NETWORK if line.network else rank, paper.number(found[-1].value)
            named.append(Named(look, line.name, value, found[-1]))
    limit = paper.width * 0.36
    longest = max(text_width(one.text, SIZE, BOLD) for one in named)
    room = min(longest, limit - 10 - MARK)
    whole = all(fits(one.text, room, SIZE, ROWS, BOLD) for one in named)
    rows = sum(len(wrap(one.text, room, SIZE, ROWS, BOLD)) * LEAD + 2 for one in named)
    if whole and rows <= height + 16 and not (paper.narrow and len(named) > MOST_BESIDE):
        return Names(named, True, room + 12 + MARK, paper)
    return Names(named, False, 14, paper)


def _bold(x: float, y: float, text: str) -> str:
    return kit.label(x, y, text, size=SIZE, weight=BOLD, css="ink")
