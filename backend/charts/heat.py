"""Heat table: centres down, touchpoints across, the figure in every cell on one of five shades, dark is high.

The shades differ in lightness alone: in grey print and for colour-blind eyes they keep their order.
"""

from collections.abc import Sequence

from backend.charts import kit
from backend.charts.figures import HeatRow, Table, cell_of
from backend.charts.heat_sheet import Sheet, cuts_for
from backend.charts.paper import PLAIN, WHOLE, Paper


def draw(
    rows: Sequence[HeatRow], columns: Sequence[str], paper: Paper = PLAIN, *,
    cuts: Sequence[float] = (), part: slice = WHOLE,
) -> str:  # fmt: skip
    """The SVG; rows in the order given. `cuts` are the lower ends of the second shade and on: one to four of them."""
    title = paper.title or paper.say["heat"]
    if not any(cell for row in rows for cell in row.cells):
        return kit.empty("heat", paper.width, title, paper.say["empty"])
    return Sheet(rows[part], columns, paper, cuts or cuts_for(rows, paper)).drawn(title)


def table_of(rows: Sequence[HeatRow], columns: Sequence[str], paper: Paper = PLAIN) -> Table:
    header = (paper.say["name"], *columns)
    return Table(header, tuple((row.name, *(cell_of(cell, paper) for cell in row.cells)) for row in rows))
