"""Driver grid: dimensions beside touchpoints in three shades, and grey where there are too few data to test."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from backend.charts import kit
from backend.charts.cell_sheet import Box, CellSheet, Named
from backend.charts.figures import DASH, Table
from backend.charts.heat_sheet import SHADES
from backend.charts.keys import Entry
from backend.charts.link_figures import STEP, Pair, PairRow, band_of, per_step
from backend.charts.marks import SERIES
from backend.charts.paper import PLAIN, Paper

ORDER: Final = ("clear_plus", "not_clear", "clear_minus", "untested")
# Class and print colour of each; the sign in the cell tells them apart without either.
LOOKS: Final = {
    "clear_plus": ("h4", SHADES[4], "on"),
    "not_clear": ("quad", "#EEF4F1", "cell"),
    "clear_minus": ("m s4", SERIES[4], "on"),
    "untested": ("na", kit.PAPER, "ink2"),
}


def draw(rows: Sequence[PairRow], columns: Sequence[str], paper: Paper = PLAIN) -> str:
    """The SVG; dimensions down, touchpoints across in the customer's order."""
    title = paper.title or paper.say["grid"]
    if not rows or not columns:
        return kit.empty("grid", paper.width, title, paper.say["grid_empty"])
    return _Sheet(rows, columns, paper).drawn(title)


def table_of(rows: Sequence[PairRow], columns: Sequence[str], paper: Paper = PLAIN) -> Table:
    header = (paper.say["dimension"], *columns)
    return Table(header, tuple((row.name, *(_told(cell, paper) for cell in row.cells)) for row in rows))


def _told(cell: Pair | None, paper: Paper) -> str:
    """ "+1.3 (0.2 – 2.4), q 0.04, clear, moves together"."""
    say = paper.say
    if cell is None or cell.value is None:
        return say["untested"]
    span = band_of(cell.ends, paper)
    parts = [per_step(cell.value, paper) + (f" ({span})" if span else "")]
    if cell.q is not None:
        parts.append(say["q"].format(v=_three(cell.q, paper)))
    parts += [say["on_centres"].format(n=cell.centres), say[cell.shade]]
    return ", ".join(parts)


def _three(q: float, paper: Paper) -> str:
    text = "< 0.001" if q < 0.001 else f"{q:.3f}"
    return text.replace(".", ",") if paper.language == "de" else text


class _Sheet(CellSheet[Pair]):
    kind = "grid"

    def _cell(self, row: Named[Pair], column: str, figure: Pair | None, box: Box) -> str:
        x, y, width, height = box
        cell = figure or Pair("untested")
        css, fill, ink = LOOKS[cell.shade]
        size = f'x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{height - 2:.1f}" rx="3"'
        dashed = f' stroke="{kit.LINE}" stroke-dasharray="3 3"' if cell.shade == "untested" else ""
        drawn = f'<rect class="{css}" {size} fill="{fill}"{dashed}/>'
        text = DASH if cell.value is None else self.paper.number(cell.value * STEP, sign=True)
        bold = 600 if cell.shade.startswith("clear") else 400
        said = kit.label(
            x + width / 2, y + height / 2 + 4, text, size=11, anchor="middle", weight=bold, css=ink
        )  # fmt: skip
        return kit.point(drawn + said, f"{row.name}, {column}: {_told(cell, self.paper)}")

    def _entries(self) -> list[Entry]:
        seen = {(cell or Pair("untested")).shade for row in self.rows for cell in row.cells}
        return [(partial(_swatch, shade), self.paper.say[shade]) for shade in ORDER if shade in seen]

    def _sentence(self, row: Named[Pair]) -> str:
        told = []
        for shade in ("clear_plus", "clear_minus"):
            cells = zip(self.columns, row.cells, strict=True)
            found = [column for column, cell in cells if cell and cell.shade == shade]
            told += [f"{self.paper.say[shade]} ({', '.join(found)})"] if found else []
        return f"{row.name}: {'; '.join(told) or self.paper.say['not_clear']}"

    def _notes(self) -> list[str]:
        return [self.paper.say["per_step"]]


def _swatch(shade: str, x: float, y: float) -> str:
    css, fill, _ = LOOKS[shade]
    return (
        f'<rect class="{css} rim" x="{x - 7:.1f}" y="{y - 6:.1f}" width="14" height="12" rx="3" fill="{fill}"'
        f' stroke="{kit.EDGE}" stroke-width="0.5"/>'
    )
