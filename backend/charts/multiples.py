"""Small multiples: one little trend for each centre, all on one scale, the chain dashed in every one of them."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import Line, Table, describe
from backend.charts.keys import Entry, key
from backend.charts.letters import text_width, wrap
from backend.charts.paper import PLAIN, WHOLE, Paper
from backend.charts.plane import Plane
from backend.charts.scale import Scale
from backend.charts.trend import table_of as table_of_lines

LEAST, APART, TALL, LEFT, LEAD = 158.0, 18.0, 74.0, 28.0, 15


def draw(
    lines: Sequence[Line], periods: Sequence[str], paper: Paper = PLAIN, *,
    network: Line | None = None, part: slice = WHOLE,
) -> str:  # fmt: skip
    """The SVG; panels in the order given."""
    title, seen = paper.title or paper.say["multiples"], [line for line in lines if any(line.figures)]
    if not seen:
        return kit.empty("multiples", paper.width, title, paper.say["empty"])
    values = [f.value for line in (*seen, *([network] if network else [])) for f in line.figures if f]
    sheet = _Sheet(periods, paper, network, paper.scale(values))
    body, bottom = sheet.panels(seen[part])
    legend, end = key(_entries(seen[part], network, paper), bottom, paper.width)
    said = paper.summary([_sentence(line, periods, paper) for line in seen[part]])
    return kit.frame("multiples", paper.width, end + 2, title, said, [*body, *legend])


def table_of(
    lines: Sequence[Line], periods: Sequence[str], paper: Paper = PLAIN, *, network: Line | None = None
) -> Table:  # fmt: skip
    """A row for each centre and period; the chain's last."""
    parts = [table_of_lines([line], periods, paper) for line in (*lines, *([network] if network else []))]
    header = (paper.say["name"], paper.say["period"], paper.say["value"], paper.say["likely"], paper.say["n"])
    return Table(header, tuple(row[:5] for part in parts for row in part.rows))


class _Sheet:
    def __init__(self, periods: Sequence[str], paper: Paper, network: Line | None, scale: Scale) -> None:
        self.periods, self.paper, self.network, self.scale = periods, paper, network, scale
        self.across = max(1, int((paper.width + APART) // (LEAST + APART)))
        self.wide = (paper.width + APART) / self.across - APART

    def panels(self, lines: Sequence[Line]) -> tuple[list[str], float]:
        pieces, y = [], 0.0
        for first in range(0, len(lines), self.across):
            row = lines[first : first + self.across]
            names = [self._name(line) for line in row]
            tallest = max(len(name) for name in names)
            for place, (line, name) in enumerate(zip(row, names, strict=True)):
                pieces += self._panel(line, name, (self.wide + APART) * place, y + LEAD * tallest + 12)
            y += LEAD * tallest + TALL + 46
        return pieces, y - 8

    def _value(self, line: Line) -> str:
        return self.paper.number(next(f.value for f in reversed(line.figures) if f))

    def _name(self, line: Line) -> list[str]:
        return wrap(line.name, self.wide - text_width(self._value(line), 12, 600) - 10, 12, 4)

    def _panel(self, line: Line, name: Sequence[str], x: float, top: float) -> list[str]:
        plane = Plane(x + LEFT, x + self.wide - 6, top, top + TALL, self.scale, len(self.periods))
        first = top - 12 - LEAD * (len(name) - 1)
        pieces = [kit.label(x, first + LEAD * i, text, size=12, css="ink") for i, text in enumerate(name)]
        pieces.append(
            kit.label(x + self.wide, top - 12, self._value(line), size=12, anchor="end", weight=600, css="ink")
        )
        pieces += [*plane.levels(3), *self._dates(plane)]
        if self.network:
            pieces += [
                marks.line(marks.NETWORK, path, width=1.25, dashes="4 3") for path in plane.paths(self.network.figures)
            ]
        return [*pieces, kit.point(self._drawn(plane, line), _sentence(line, self.periods, self.paper))]

    def _drawn(self, plane: Plane, line: Line) -> str:
        drawn = "".join(marks.line(0, path, width=2, dashes="") for path in plane.paths(line.figures))
        return drawn + "".join(
            marks.dot(0, plane.x(index), plane.y(figure.value), 2.75, hollow=figure.low_base)
            for index, figure in enumerate(line.figures)
            if figure
        )

    def _dates(self, plane: Plane) -> list[str]:
        """The first and the last period, where both fit; else the last."""
        last = self.periods[-1]
        pieces = [kit.label(plane.right + 6, plane.bottom + 17, last, anchor="end")]
        taken = text_width(last, 11) + 8
        if len(self.periods) > 1 and text_width(self.periods[0], 11) + taken < plane.right - plane.left:
            pieces.append(kit.label(plane.left, plane.bottom + 17, self.periods[0]))
        return pieces


def _entries(lines: Sequence[Line], network: Line | None, paper: Paper) -> list[Entry]:
    entries: list[Entry] = []
    if network:
        entries.append(
            (lambda x, y: marks.line(marks.NETWORK, f"M{x - 7} {y}h14", width=1.25, dashes="4 3"), network.name)
        )
    if any(figure.low_base for line in lines for figure in line.figures if figure):
        entries.append((lambda x, y: marks.dot(0, x, y, 2.75, hollow=True), paper.say["low_base"]))
    return entries


def _sentence(line: Line, periods: Sequence[str], paper: Paper) -> str:
    found = [(periods[index], figure) for index, figure in enumerate(line.figures) if figure]
    (first, a), (last, b) = found[0], found[-1]
    told = {"name": line.name, "a": paper.told(a.value), "b": describe(b, paper), "p": first, "q": last}
    return paper.say["from_to" if first != last else "only"].format(**told)
