"""Trend: up to eight lines and the network over periods, the rest as thin context, version breaks dotted."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from backend.charts import kit, marks, trend_names
from backend.charts.figures import DASH, Line, Table, cells_of, describe
from backend.charts.paper import PLAIN, Paper
from backend.charts.plane import Plane

HIGHLIGHTED, MOST = 3, 8
TOP, BOTTOM, LEFT = 26, 34, 34
# With more lines than this, intervals in every period would hide the lines.
WITH_WHISKERS = 3


def draw(
    lines: Sequence[Line],
    periods: Sequence[str],
    paper: Paper = PLAIN,
    *,
    context: Sequence[Line] = (),
    breaks: Mapping[int, str] | None = None,
    height: float = 300,
) -> str:
    """The SVG. `breaks` names, by index, the periods that began with another checklist version."""
    title, shown = paper.title or paper.say["trend"], _shown(lines)
    if not any(figure for line in shown for figure in line.figures):
        return kit.empty("trend", paper.width, title, paper.say["empty"])
    names = trend_names.arrange(shown, paper, height - TOP - BOTTOM)
    scale = paper.scale(*_values(shown, context))
    plane = Plane(LEFT, paper.width - names.room, TOP, height - BOTTOM, scale, len(periods))
    broken, all_named = plane.breaks(breaks or {})
    body = [*plane.levels(), *plane.dates(periods, paper.width), *broken]
    body += [piece for line in context for piece in _thin(plane, line)]
    body += [piece for rank, line in enumerate(shown) for piece in _alike(plane, line, rank)]
    crowded = sum(not line.network for line in shown) > WITH_WHISKERS
    for rank, line in enumerate(shown):
        # The network stands behind other lines without its intervals; alone it is what the picture is about.
        bare = crowded or line.network and len(shown) > 1
        body += _line(plane, line, rank, periods, paper, bare=bare)
    named, bottom = names.drawn(plane, height)
    small = _notes(shown, context, paper, crowded=crowded)
    small += [] if all_named else [_versions(breaks or {}, periods, paper)]
    notes, end = kit.notes(small, bottom, paper.width, LEFT)
    said = paper.summary([_sentence(line, periods, paper) for line in shown if any(line.figures)])
    return kit.frame("trend", paper.width, end, title, said, [*body, *named, *notes])


def table_of(lines: Sequence[Line], periods: Sequence[str], paper: Paper = PLAIN) -> Table:
    """A row for each line and period, the like-for-like figure beside."""
    say, alike = paper.say, any(line.alike for line in lines)
    header = (
        say["name"],
        say["period"],
        say["value"],
        say["likely"],
        say["n"],
        *((say["alike_head"],) if alike else ()),
    )
    rows = []
    for line in _shown(lines):
        for period, figure, beside in zip_longest(periods, line.figures, line.alike):
            told = paper.told(beside.value) if beside else DASH
            rows.append((line.name, period, *cells_of(figure, paper), *((told,) if alike else ())))
    return Table(header, tuple(rows))


def _shown(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.network][:MOST] + [line for line in lines if line.network][:1]


def _values(shown: Sequence[Line], context: Sequence[Line]) -> tuple[list[float], list[float]]:
    """All that is drawn as a point, and the ends of intervals."""
    drawn = [figures for line in shown for figures in (line.figures, line.alike)]
    drawn += [line.figures for line in context]
    values = [figure.value for figures in drawn for figure in figures if figure]
    return values, [end for line in shown for figure in line.figures if figure for end in figure.ends]


def look_of(line: Line, rank: int) -> int:
    return marks.NETWORK if line.network else rank


def _thin(plane: Plane, line: Line) -> list[str]:
    return [kit.rule(path, css="ctx", stroke=kit.LINE, width=1.25) for path in plane.paths(line.figures)]


def _alike(plane: Plane, line: Line, rank: int) -> list[str]:
    """Beside its line, the same visits on the questions that kept their meaning: thin and dotted, without marks."""
    return [marks.line(look_of(line, rank), path, width=1.25, dashes="1 3") for path in plane.paths(line.alike)]


def _line(
    plane: Plane, line: Line, rank: int, periods: Sequence[str], paper: Paper, *, bare: bool
) -> list[str]:  # fmt: skip
    look = look_of(line, rank)
    pieces = [marks.line(look, path) for path in plane.paths(line.figures)]
    for index, figure in enumerate(line.figures):
        if figure is None:
            continue
        # Side by side rather than on top of each other where several lines have an interval in one period.
        x = plane.x(index) + (3 * (rank - 1) if rank else 0)
        whisker = "" if bare else plane.whisker(x, figure, look)
        drawn = marks.mark(look, plane.x(index), plane.y(figure.value), hollow=figure.low_base)
        pieces.append(kit.point(whisker + drawn, f"{line.name}, {periods[index]}: {describe(figure, paper)}"))
    return pieces


def _notes(shown: Sequence[Line], context: Sequence[Line], paper: Paper, *, crowded: bool) -> list[str]:
    say, figures = paper.say, [figure for line in shown for figure in line.figures if figure]
    return [
        say["low_base_key"] if any(figure.low_base for figure in figures) else "",
        say["alike"] if any(line.alike for line in shown) else "",
        say["ranges_in_table"] if crowded and any(figure.ends for figure in figures) else "",
        say["others"].format(n=len(context)) if context else "",
    ]


def _versions(breaks: Mapping[int, str], periods: Sequence[str], paper: Paper) -> str:
    """The dotted rules in words, where their names do not fit above them."""
    told = [paper.say["since"].format(name=name, p=periods[index]) for index, name in sorted(breaks.items())]
    return f"{paper.say['version']}: {'; '.join(told)}"


def _sentence(line: Line, periods: Sequence[str], paper: Paper) -> str:
    found = [(periods[index], figure) for index, figure in enumerate(line.figures) if figure is not None]
    (first, a), (last, b) = found[0], found[-1]
    told = {"name": line.name, "a": paper.told(a.value), "b": paper.told(b.value), "p": first, "q": last}
    return paper.say["from_to" if first != last else "only"].format(**told)
