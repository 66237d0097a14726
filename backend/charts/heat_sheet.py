"""The shades, the cells and the key of a heat table."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from backend.charts import kit
from backend.charts.cell_sheet import Box, CellSheet, Named
from backend.charts.figures import Figure, HeatRow, describe
from backend.charts.keys import Entry
from backend.charts.letters import text_width
from backend.charts.paper import Paper

SHADES = ("#F7EBDC", "#C8DBD2", "#A3C6BB", "#5F9C8E", "#0B4A43")
CUTS = (50.0, 65.0, 75.0, 88.0)


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


class Sheet(CellSheet[Figure]):
    """Figures on five shades, dark is high."""

    kind = "heat"

    def __init__(self, rows: Sequence[HeatRow], columns: Sequence[str], paper: Paper, cuts: Sequence[float]) -> None:
        super().__init__(rows, columns, paper)
        self.cuts = cuts

    def _cell(self, row: Named[Figure], column: str, figure: Figure | None, box: Box) -> str:
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

    def _sentence(self, row: Named[Figure]) -> str:
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


def _hollow(box: Box, shade: int) -> str:
    """Few visits: only the rim of the cell keeps the shade."""
    x, y, width, height = box
    return (
        f'<rect class="h{shade} rim" x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{height - 2:.1f}"'
        f' rx="3" fill="{SHADES[shade]}" stroke="{kit.EDGE}" stroke-width="0.5"/>'
        f'<rect class="hollow" x="{x + 4.5:.1f}" y="{y + 4.5:.1f}" width="{width - 9:.1f}" height="{height - 9:.1f}"'
        f' rx="1.5" fill="{kit.PAPER}"/>'
    )
