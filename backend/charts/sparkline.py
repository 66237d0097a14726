"""Sparkline: the run of one line as small as a word, for a cell of a table; the figures stand beside it."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import Line
from backend.charts.paper import Paper
from backend.charts.plane import Plane
from backend.charts.scale import Scale

SMALL = Paper(width=96)


def draw(line: Line, periods: Sequence[str], paper: Paper = SMALL, *, scale: Scale | None = None) -> str:
    """The SVG, a quarter as high as wide, without words of its own. One `scale` for all lines of a table."""
    height, found = paper.width / 4, [(index, figure) for index, figure in enumerate(line.figures) if figure]
    title = paper.title or line.name
    if not found:
        return kit.frame("sparkline", paper.width, height, title, paper.say["empty"], [])
    values = [figure.value for _, figure in found]
    plane = Plane(4, paper.width - 6, 5, height - 5, scale or paper.scale(values), len(periods))
    body = [marks.line(0, path, width=1.75, dashes="") for path in plane.paths(line.figures)]
    last, figure = found[-1]
    body.append(marks.dot(0, plane.x(last), plane.y(figure.value), 3, hollow=figure.low_base))
    told = {"a": paper.told(values[0]), "b": paper.told(values[-1]), "p": periods[found[0][0]], "q": periods[last]}
    said = paper.say["from_to" if len(found) > 1 else "only"].format(name=line.name, **told)
    return kit.frame("sparkline", paper.width, height, title, said, body)
