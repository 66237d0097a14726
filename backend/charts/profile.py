"""Profile: the touchpoints of a centre in the customer's order, each with its range beside the chain's figure."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import Beside, Figure, Table, cells_of, describe, difference, verdict
from backend.charts.keys import Entry, key
from backend.charts.paper import PLAIN, WHOLE, Paper
from backend.charts.rows import Rows
from backend.charts.scale import Scale

TOP, BOTTOM, CHANGE_ROOM = 12, 26, 62


def draw(
    rows: Sequence[Beside], names: tuple[str, str], paper: Paper = PLAIN, *, part: slice = WHOLE
) -> str:  # fmt: skip
    """The SVG; rows in the order given. `names` are those of the centre and of what it is set beside."""
    seen = [row for row in rows if row.figure]
    title = paper.title or paper.say["profile"].format(name=names[0], other=names[1])
    if not seen:
        return kit.empty("profile", paper.width, title, paper.say["empty"])
    return kit.frame("profile", paper.width, *_Sheet(seen, part, names, paper).drawn(title))


def table_of(rows: Sequence[Beside], names: tuple[str, str], paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["name"], names[0], say["likely"], say["n"], names[1], say["difference"], "")
    return Table(
        header,
        tuple(
            (
                row.name,
                *cells_of(row.figure, paper),
                cells_of(row.network, paper)[0],
                difference(row.network, row.figure, paper),
                verdict(row.clear, paper),
            )
            for row in rows
        ),
    )


class _Sheet:
    def __init__(self, seen: Sequence[Beside], part: slice, names: tuple[str, str], paper: Paper) -> None:
        self.shown, self.names, self.paper = seen[part], names, paper
        figures = [figure for row in seen for figure in (row.figure, row.network) if figure]
        ends = [end for row in seen if row.figure for end in row.figure.ends]
        self.scale: Scale = paper.scale((figure.value for figure in figures), ends)
        self.rows = Rows([row.name for row in self.shown], paper, top=TOP, right=CHANGE_ROOM)

    def drawn(self, title: str) -> tuple[float, str, str, list[str]]:
        """Height, title, description, body."""
        body = self.rows.grid(self.scale)
        for index, row in enumerate(self.shown):
            y = self.rows.y(index)
            body += [*self.rows.name(index), kit.point(self._marks(row, y), self._sentence(row)), *self._apart(row, y)]
        legend, end = key(self._entries(), self.rows.bottom + BOTTOM, self.paper.width)
        tested = any(row.clear is not None for row in self.shown)
        notes, end = kit.notes([self.paper.say["clear_key"] if tested else ""], end - 4, self.paper.width)
        said = self.paper.summary([self._sentence(row) for row in self.shown])
        return end + 6, title, said, [*body, *legend, *notes]

    def _marks(self, row: Beside, y: float) -> str:
        pieces = ""
        if row.figure:
            pieces += marks.span(row.figure, self.scale, self.rows.left, self.rows.right, y)
        if row.network:
            pieces += _upright(self._x(row.network), y)
        if row.figure:
            pieces += marks.dot(0, self._x(row.figure), y, 5, hollow=row.figure.low_base)
        return pieces

    def _x(self, figure: Figure) -> float:
        return self.rows.x(figure.value, self.scale)

    def _apart(self, row: Beside, y: float) -> list[str]:
        if not row.figure or not row.network:
            return []
        text = difference(row.network, row.figure, self.paper)
        weight, css = (600, "ink") if row.clear else (400, "ink2")
        text = f"({text})" if row.clear is False else text
        return [kit.label(self.paper.width - 2, y + 4, text, size=12, anchor="end", weight=weight, css=css)]

    def _entries(self) -> list[Entry]:
        figures = [row.figure for row in self.shown if row.figure]
        entries: list[Entry] = [(lambda x, y: marks.dot(0, x, y, 5), self.names[0])]
        if any(row.network for row in self.shown):
            entries.append((_upright, self.names[1]))
        if any(figure.ends for figure in figures):
            entries.append((lambda x, y: kit.rule(f"M{x - 7} {y}h14", css="range", width=7), self.paper.say["likely"]))
        if any(figure.low_base for figure in figures):
            entries.append((lambda x, y: marks.dot(0, x, y, 5, hollow=True), self.paper.say["low_base"]))
        return entries

    def _sentence(self, row: Beside) -> str:
        parts = [f"{row.name}: {describe(row.figure, self.paper)}" if row.figure else row.name]
        if row.network:
            parts.append(f"{self.names[1]} {self.paper.told(row.network.value)}")
        return "; ".join(part for part in (*parts, verdict(row.clear, self.paper)) if part)


def _upright(x: float, y: float) -> str:
    return kit.rule(f"M{x:.1f} {y - 8:.1f}v16", css="l sn", stroke=kit.INK2, width=2.5)
