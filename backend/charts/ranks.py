"""Ranked dots: a row for each centre in the order of the league, its figure and range, the places it may hold."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import DASH, Figure, Rank, Table, cells_of, describe
from backend.charts.letters import text_width
from backend.charts.paper import PLAIN, WHOLE, Paper
from backend.charts.rows import Rows, over, starred
from backend.charts.scale import Scale

TOP, BOTTOM, PLACES, BARS = 36, 26, 64, 130


def draw(
    rows: Sequence[Rank], paper: Paper = PLAIN, *, network: Figure | None = None, part: slice = WHOLE
) -> str:  # fmt: skip
    """The SVG; rows in the order given, best first. `network` is the whole chain's figure, a dotted rule."""
    title = paper.title or paper.say["ranks"]
    if not rows:
        return kit.empty("ranks", paper.width, title, paper.say["empty"])
    return kit.frame("ranks", paper.width, *_Sheet(rows, part, network, paper).drawn(title))


def table_of(rows: Sequence[Rank], paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["place"], say["centre"], say["value"], say["likely"], say["n"])
    return Table(header, tuple((places_of(row), row.name, *cells_of(row.figure, paper)) for row in rows))


def places_of(row: Rank) -> str:
    """The range of places; one number where there is no doubt, a dash where there are too few visits."""
    if row.best is None or row.worst is None:
        return DASH
    return f"{row.best}" if row.best == row.worst else f"{row.best}{DASH}{row.worst}"


class _Sheet:
    """Scores at the left, places as bars at the right where there is room, their numbers always."""

    def __init__(self, rows: Sequence[Rank], part: slice, network: Figure | None, paper: Paper) -> None:
        self.whole, self.shown, self.network, self.paper = rows, rows[part], network, paper
        self.first = part.indices(len(rows))[0] + 1
        figures = [row.figure for row in rows] + ([network] if network else [])
        self.scale: Scale = paper.scale((f.value for f in figures), (end for f in figures for end in f.ends))
        self.last = max((row.worst for row in rows if row.worst is not None), default=1)
        self.bars = 0.0 if paper.narrow or self.last < 2 else BARS
        names = [starred(row.name, row.figure.low_base) for row in self.shown]
        self.rows = Rows(names, paper, top=TOP, right=PLACES + (self.bars + 40 if self.bars else 0))

    def drawn(self, title: str) -> tuple[float, str, str, list[str]]:
        """Height, title, description, body."""
        body = [*self.rows.grid(self.scale), *self._heads()]
        for index, row in enumerate(self.shown):
            y = self.rows.y(index)
            drawn = self._dot(row.figure, y) + self._bar(row, y)
            body += [*self.rows.name(index), kit.point(drawn, self._sentence(row)), self._place(row, y)]
        notes, end = kit.notes(self._notes(), self.rows.bottom + BOTTOM, self.paper.width)
        said = self.paper.summary([self._sentence(row) for row in self.shown])
        return end + 4, title, said, [*body, *notes]

    def _heads(self) -> list[str]:
        say, edge = self.paper.say, self.paper.width - 2
        pieces = [kit.label(edge, TOP - 14, say["place"], anchor="end", weight=600)]
        if self.bars:
            start, end = self._places()
            pieces += [kit.rule(self.rows.upright(x)) for x in (start, end)]
            pieces += [
                kit.label(x, self.rows.bottom + 18, str(place), anchor="middle")
                for x, place in ((start, 1), (end, self.last))
            ]
        if self.network is None:
            return pieces
        text = say["network_at"].format(v=self.paper.number(self.network.value))
        x = self.rows.x(self.network.value, self.scale)
        rule = kit.rule(self.rows.upright(x), css="target", stroke=kit.INK2, width=1.5, dash="2 4")
        return [*pieces, rule, over(x, TOP - 14, text, edge - text_width(say["place"], 11, 600) - 10)]

    def _places(self) -> tuple[float, float]:
        """Where the first and the last place lie."""
        end = self.paper.width - PLACES
        return end - self.bars, end

    def _dot(self, figure: Figure, y: float) -> str:
        x = self.rows.x(figure.value, self.scale)
        span = marks.span(figure, self.scale, self.rows.left, self.rows.right, y)
        return span + marks.dot(0, x, y, 5, hollow=figure.low_base)

    def _bar(self, row: Rank, y: float) -> str:
        if not self.bars or row.best is None or row.worst is None:
            return ""
        start, end = self._places()
        a, b = (start + (end - start) * (place - 1) / (self.last - 1) for place in (row.best, row.worst))
        return marks.line(2, f"M{a - 3:.1f} {y:.1f}H{b + 3:.1f}", width=5, dashes="")

    def _place(self, row: Rank, y: float) -> str:
        weight, css = (600, "ink") if row.best is not None else (400, "ink2")
        return kit.label(self.paper.width - 2, y + 4, places_of(row), size=12, anchor="end", weight=weight, css=css)

    def _notes(self) -> list[str]:
        say, few = self.paper.say, any(row.figure.low_base for row in self.shown)
        last = self.first + len(self.shown) - 1
        some = say["part"].format(a=self.first, b=last, n=len(self.whole)) if len(self.shown) < len(self.whole) else ""
        return [some, say["ranks_key"], say["no_place"] if few else ""]

    def _sentence(self, row: Rank) -> str:
        place = (
            self.paper.say["places"].format(v=places_of(row)) if row.best is not None else self.paper.say["unplaced"]
        )
        return f"{row.name}: {describe(row.figure, self.paper)}; {place}"
