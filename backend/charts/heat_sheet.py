"""Where the names, the cells and the key of a heat table lie."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from backend.charts import kit
from backend.charts.figures import Figure, HeatRow, describe
from backend.charts.keys import Entry, key
from backend.charts.letters import longest_word, text_width, wrap
from backend.charts.paper import Paper
from backend.charts.rows import GAP, LEAD, SIZE, Rows

SHADES = ("#F7EBDC", "#C8DBD2", "#A3C6BB", "#5F9C8E", "#0B4A43")
CUTS = (50.0, 65.0, 75.0, 88.0)
LEAST, CELL, HEAD = 38.0, 26.0, 13.0


def cuts_for(rows: Sequence[HeatRow], paper: Paper) -> tuple[float, ...]:
    """Fixed for scores, so that a shade means the same everywhere; for minutes the fifths of what is shown."""
    if paper.unit != "minutes":
        return CUTS
    values = sorted(cell.value for row in rows for cell in row.cells if cell)
    fifths = {float(round(values[len(values) * fifth // 5])) for fifth in range(1, 5)}
    return tuple(sorted(fifths))


def shade_of(value: float, cuts: Sequence[float], paper: Paper) -> int:
    """0 to 4. With fewer cuts than four the shades keep their distance; less is better turns them round."""
    step = sum(value >= cut for cut in cuts)
    step = len(cuts) - step if paper.less_is_better else step
    return round(step * (len(SHADES) - 1) / len(cuts))


class Sheet:
    """Columns that do not fit side by side stand in blocks below each other, each with all rows."""

    def __init__(self, rows: Sequence[HeatRow], columns: Sequence[str], paper: Paper, cuts: Sequence[float]) -> None:
        self.rows, self.columns, self.paper, self.cuts = rows, columns, paper, cuts
        names = [row.name for row in rows]
        self.left = 0.0 if paper.narrow else Rows(names, paper, top=0, right=0).left
        blocks = -(-len(columns) // max(1, int((paper.width - self.left) // LEAST)))
        self.across = -(-len(columns) // blocks)
        self.cell = min(120.0, (paper.width - self.left) / self.across)
        room = self.cell - 4
        self.named = all(longest_word(name, 11, 600) <= room for name in columns) and all(
            len(wrap(name, room, 11, 4, 600)) <= 3 for name in columns
        )
        self.rest = [wrap(name, paper.width - 4 if paper.narrow else self.left - GAP - 2, SIZE, 3) for name in names]
        self.few = any(cell and cell.low_base for row in rows for cell in row.cells)

    def drawn(self, title: str) -> str:
        body, y = self._list(0.0)
        for first in range(0, len(self.columns), self.across):
            pieces, y = self._block(first, y)
            body += pieces
        legend, y = key(self._entries(), y + 6, self.paper.width)
        notes, end = kit.notes([self.paper.say["heat_hollow"] if self.few else ""], y - 4, self.paper.width)
        said = self.paper.summary([self._sentence(row) for row in self.rows])
        return kit.frame("heat", self.paper.width, max(end, y) + 2, title, said, [*body, *legend, *notes])

    def _list(self, y: float) -> tuple[list[str], float]:
        """Where the names of columns are too long for their columns, these are numbered and named here in full."""
        if self.named:
            return [], y
        pieces, texts = [], [f"{n} {name}" for n, name in enumerate(self.columns, 1)]
        wide = max(text_width(text, 11) for text in texts) + 20
        count = max(1, min(len(texts), int(self.paper.width // wide)))
        for first in range(0, len(texts), count):
            lines = [wrap(text, self.paper.width / count - 12, 11, 3) for text in texts[first : first + count]]
            for place, text in enumerate(lines):
                x = self.paper.width / count * place
                pieces += [kit.label(x, y + 12 + kit.NOTE * i, line) for i, line in enumerate(text)]
            y += kit.NOTE * max(len(text) for text in lines) + 2
        return pieces, y + 8

    def _block(self, first: int, y: float) -> tuple[list[str], float]:
        pieces, y = self._heads(first, y)
        for row, lines in zip(self.rows, self.rest, strict=True):
            tall = LEAD * len(lines) + 4
            if self.paper.narrow:
                pieces += [kit.label(0, y + 14 + LEAD * i, t, size=SIZE, css="ink") for i, t in enumerate(lines)]
                y += tall + 1
                height = CELL
            else:
                height = max(CELL, tall + 4)
                top = y + height / 2 + 4 - LEAD * (len(lines) - 1) / 2
                x = self.left - GAP
                pieces += [
                    kit.label(x, top + LEAD * i, line, size=SIZE, anchor="end", css="ink")
                    for i, line in enumerate(lines)
                ]
            for place, column in enumerate(self.columns[first : first + self.across]):
                box = (self.left + self.cell * place, y, self.cell, height)
                pieces.append(self._cell(row, column, row.cells[first + place], box))
            y += height + (4 if self.paper.narrow else 0)
        return pieces, y + 10

    def _heads(self, first: int, y: float) -> tuple[list[str], float]:
        shown = self.columns[first : first + self.across]
        texts = [
            wrap(name, self.cell - 4, 11, 3, 600) if self.named else [str(first + place + 1)]
            for place, name in enumerate(shown)
        ]
        tallest = max(len(text) for text in texts)
        pieces = []
        for place, text in enumerate(texts):
            x = self.left + self.cell * (place + 0.5)
            top = y + HEAD * (tallest - len(text) + 1)
            pieces += [
                kit.label(x, top + HEAD * i, line, anchor="middle", weight=600, css="ink")
                for i, line in enumerate(text)
            ]
        return pieces, y + HEAD * tallest + 8

    def _cell(self, row: HeatRow, column: str, figure: Figure | None, box: tuple[float, float, float, float]) -> str:
        x, y, width, height = box
        size = f'x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{height - 2:.1f}" rx="3"'
        middle, base = x + width / 2, y + height / 2 + 4
        if figure is None:
            empty = f'<rect class="na" {size} fill="{kit.PAPER}" stroke="{kit.LINE}" stroke-dasharray="3 3"/>'
            return empty + kit.label(middle, base, "–", anchor="middle")
        value = self.paper.number(figure.value)
        tip = f"{row.name}, {column}: {describe(figure, self.paper)}"
        shade = shade_of(figure.value, self.cuts, self.paper)
        cell = _hollow(box, shade) if figure.low_base else f'<rect class="h{shade}" {size} fill="{SHADES[shade]}"/>'
        css = "ink" if figure.low_base else "on" if shade == len(SHADES) - 1 else "cell"
        text_size = 12 if text_width(value, 12, 600) <= width - 10 else 11
        return kit.point(
            cell + kit.label(middle, base, value, size=text_size, anchor="middle", weight=600, css=css), tip
        )

    def _entries(self) -> list[Entry]:
        """The shades with what they stand for, from the least."""
        say, told = self.paper.say, [f"{cut:g}" for cut in self.cuts]
        texts = [say["under"].format(v=told[0])]
        texts += [say["from_up_to"].format(a=a, b=b) for a, b in pairwise(told)]
        texts.append(say["from"].format(v=told[-1]))
        ends = [self.cuts[0] - 1, *self.cuts]
        return [
            (partial(_swatch, shade_of(end, self.cuts, self.paper)), text)
            for end, text in zip(ends, texts, strict=True)
        ]

    def _sentence(self, row: HeatRow) -> str:
        told = [
            f"{column} {self.paper.told(cell.value) if cell else '–'}"
            for column, cell in zip(self.columns, row.cells, strict=True)
        ]
        return f"{row.name}: {', '.join(told)}"


def _swatch(shade: int, x: float, y: float) -> str:
    return (
        f'<rect class="h{shade} rim" x="{x - 7:.1f}" y="{y - 6:.1f}" width="14" height="12" rx="3"'
        f' fill="{SHADES[shade]}" stroke="{kit.EDGE}" stroke-width="0.5"/>'
    )


def _hollow(box: tuple[float, float, float, float], shade: int) -> str:
    """Few visits: only the rim of the cell keeps the shade."""
    x, y, width, height = box
    return (
        f'<rect class="h{shade} rim" x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{height - 2:.1f}"'
        f' rx="3" fill="{SHADES[shade]}" stroke="{kit.EDGE}" stroke-width="0.5"/>'
        f'<rect class="hollow" x="{x + 4.5:.1f}" y="{y + 4.5:.1f}" width="{width - 9:.1f}" height="{height - 9:.1f}"'
        f' rx="1.5" fill="{kit.PAPER}"/>'
    )
