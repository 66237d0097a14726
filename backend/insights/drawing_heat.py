"""The heat table as a picture: the same rows, columns and figures."""

from backend.charts import heat
from backend.charts.figures import HeatRow
from backend.charts.paper import Paper
from backend.insights.drawing import figure_of
from backend.insights.heat import Heat


def draw_heat(found: Heat, width: float, language: str) -> str:
    """Centres down, touchpoints across; the shades are those of every heat table."""
    return heat.draw(heat_rows(found), [column.name for column in found.columns], Paper(width, language))


def heat_rows(found: Heat) -> list[HeatRow]:
    return [HeatRow(row.name, [figure_of(cell) for cell in row.cells]) for row in found.rows]
