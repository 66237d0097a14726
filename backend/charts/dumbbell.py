"""Dumbbell: one row a centre, the period before (hollow) and now (solid), best first, the median dotted."""

from collections.abc import Sequence
from statistics import median

from backend.charts import kit, marks
from backend.charts.figures import Figure, Row, Table, cell_of, cells_of, describe, difference, verdict
from backend.charts.paper import PLAIN, WHOLE, Paper
from backend.charts.rows import Rows, over, starred
from backend.charts.scale import Scale

TOP, BOTTOM, CHANGE_ROOM = 34, 26, 62


def draw(rows: Sequence[Row], periods: tuple[str, str], paper: Paper = PLAIN, part: slice = WHOLE) -> str:
    """The SVG. `periods` names the period before and the one now; `part` draws some rows of the whole."""
    ranked = _ranked(rows, paper)
    title = paper.title or f"{paper.say['dumbbell']}: {periods[0]} → {periods[1]}"
    if not ranked:
        return kit.empty("dumbbell", paper.width, title, paper.say["empty"])
    sheet = _Sheet(ranked, part, periods, paper)
    return kit.frame("dumbbell", paper.width, *sheet.drawn(title))


def table_of(rows: Sequence[Row], periods: tuple[str, str], paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["centre"], periods[1], say["likely"], say["n"], periods[0], say["change"], "")
    return Table(
        header,
        tuple(
            (
                row.name,
                *cells_of(row.after, paper),
                cell_of(row.before, paper),
                difference(row.before, row.after, paper),
                verdict(row.clear, paper) if row.before else "",
            )
            for row in _ranked(rows, paper)
        ),
    )


def _ranked(rows: Sequence[Row], paper: Paper) -> list[Row]:
    turn = 1 if paper.less_is_better else -1
    found = [(turn * row.after.value, row.name, row) for row in rows if row.after]
    return [row for *_, row in sorted(found, key=lambda one: one[:2])]


class _Sheet:
    def __init__(self, ranked: Sequence[Row], part: slice, periods: tuple[str, str], paper: Paper) -> None:
        self.whole, self.shown, self.periods, self.paper = ranked, ranked[part], periods, paper
        figures = [figure for row in ranked for figure in (row.before, row.after) if figure]
        self.scale: Scale = paper.scale(figure.value for figure in figures)
        names = [starred(row.name, bool(row.after and row.after.low_base)) for row in self.shown]
        self.rows = Rows(names, paper, top=TOP, right=CHANGE_ROOM)

    def drawn(self, title: str) -> tuple[float, str, str, list[str]]:
        """Height, title, description, body."""
        body = [*self.rows.grid(self.scale), *self._median()]
        for index, row in enumerate(self.shown):
            said = _sentence(row, self.periods, self.paper)
            y = self.rows.y(index)
            body += [*self.rows.name(index), kit.point(self._marks(row, y), said), *self._change(row, y)]
        notes, end = kit.notes(self._notes(), self.rows.bottom + BOTTOM, self.paper.width)
        said = self.paper.summary([_sentence(row, self.periods, self.paper) for row in self.shown])
        return end + 4, title, said, [*body, *notes]

    def _median(self) -> list[str]:
        middle = median(row.after.value for row in self.whole if row.after)
        text, x = self.paper.say["median"].format(v=self.paper.number(middle)), self.rows.x(middle, self.scale)
        return [
            kit.rule(self.rows.upright(x), css="target", stroke=kit.INK2, width=1.5, dash="2 4"),
            over(x, TOP - 14, text, self.paper.width),
        ]

    def _marks(self, row: Row, y: float) -> str:
        before, after = row.before, row.after
        look, pieces = self._look(before, after), ""
        if after:
            pieces += marks.span(after, self.scale, self.rows.left, self.rows.right, y)
        if before and after:
            path = f"M{self._x(before):.1f} {y:.1f}H{self._x(after):.1f}"
            pieces += marks.line(look, path, width=3 if row.clear else 1.5, dashes="")
        if before:
            pieces += marks.dot(look, self._x(before), y, 4, hollow=True)
        if after:
            pieces += marks.dot(look, self._x(after), y, 5.5)
        return pieces

    def _x(self, figure: Figure) -> float:
        return self.rows.x(figure.value, self.scale)

    def _look(self, before: Figure | None, after: Figure | None) -> int:
        """Green towards the better end, brown towards the worse."""
        if not before or not after or before.value == after.value:
            return 0
        return int((after.value < before.value) != self.paper.less_is_better)

    def _change(self, row: Row, y: float) -> list[str]:
        if not row.before or not row.after:
            return []
        text = difference(row.before, row.after, self.paper)
        weight, css, said = (600, "ink", text) if row.clear else (400, "ink2", f"({text})")
        return [kit.label(self.paper.width - 2, y + 4, said, size=12, anchor="end", weight=weight, css=css)]

    def _notes(self) -> list[str]:
        say = self.paper.say
        changed = any(row.before and row.after for row in self.shown)
        few = any(row.after and row.after.low_base for row in self.shown)
        return [say["clear_key"] if changed else "", say["low_base_star"] if few else ""]


def _sentence(row: Row, periods: tuple[str, str], paper: Paper) -> str:
    parts = [f"{row.name}: {periods[1]} {describe(row.after, paper)}" if row.after else row.name]
    if row.before:
        parts.append(f"{periods[0]} {describe(row.before, paper)}")
    if row.before and row.after and row.clear is not None:
        parts.append(verdict(row.clear, paper))
    return "; ".join(parts)
