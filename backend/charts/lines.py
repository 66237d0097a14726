"""Two small lines of a centre: its engagement, surveys as dots, over its service, on one axis of time."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import DASH, Figure, Table, cells_of, describe
from backend.charts.link_figures import Wave, told_inside
from backend.charts.paper import PLAIN, Paper
from backend.charts.plane import Plane

TOP, TALL, GAP, LEFT, BOTTOM = 24, 84, 40, 38, 30


def draw(
    waves: Sequence[Wave], service: Sequence[Figure | None], periods: Sequence[str], paper: Paper = PLAIN
) -> str:  # fmt: skip
    """The SVG. Surveys are never joined: between two of them nobody knows."""
    title, say = paper.title or paper.say["lines"], paper.say
    if not any(service) and not any(wave.inside for wave in waves):
        return kit.empty("lines", paper.width, title, say["lines_empty"])
    upper = _plane(TOP, [wave.inside.mean for wave in waves if wave.inside], [], len(periods), paper)
    figures = [figure for figure in service if figure]
    ends = [end for figure in figures for end in figure.ends]
    lower = _plane(TOP + TALL + GAP, [figure.value for figure in figures], ends, len(periods), paper)
    body = [kit.label(0, TOP - 10, say["engagement"], weight=600), *upper.levels(4)]
    body += [_wave(upper, wave, paper) for wave in waves]
    body += [kit.label(0, lower.top - 10, say["service"], weight=600), *lower.levels(4)]
    body += [marks.line(0, path, width=1.75) for path in lower.paths(service)]
    body += [_service(lower, index, figure, periods, paper) for index, figure in enumerate(service) if figure]
    body += lower.dates(periods, paper.width)
    notes, end = kit.notes(_notes(waves, figures, paper), lower.bottom + BOTTOM, paper.width)
    said = paper.summary(_sentences(waves, service, periods, paper))
    return kit.frame("lines", paper.width, end + 2, title, said, [*body, *notes])


def table_of(
    waves: Sequence[Wave], service: Sequence[Figure | None], periods: Sequence[str], paper: Paper = PLAIN
) -> Table:  # fmt: skip
    """A row for each survey, then one for each period."""
    say = paper.say
    header = ("", say["period"], say["value"], say["likely"], say["n"])
    rows = [(say["engagement"], wave.label, told_inside(wave.inside, paper), DASH, DASH) for wave in waves]
    rows += [(say["service"], p, *cells_of(figure, paper)) for p, figure in zip(periods, service, strict=True)]
    return Table(header, tuple(rows))


def _plane(top: float, values: Sequence[float], ends: Sequence[float], count: int, paper: Paper) -> Plane:
    return Plane(LEFT + 8, paper.width - 14, top, top + TALL, paper.scale(values, ends), count)


def _wave(plane: Plane, wave: Wave, paper: Paper) -> str:
    x = plane.left + (plane.right - plane.left) * wave.at / max(1, plane.periods - 1)
    if wave.inside is None:
        cross = f"M{x - 3.5:.1f} {plane.bottom - 7.5:.1f}l7 7m0 -7l-7 7"
        drawn = kit.rule(cross, css="l sn", stroke=kit.INK2, width=1.5)
    else:
        drawn = marks.mark(1, x, plane.y(wave.inside.mean))
    return kit.point(drawn, f"{paper.say['engagement']}, {wave.label}: {told_inside(wave.inside, paper)}")


def _service(plane: Plane, index: int, figure: Figure, periods: Sequence[str], paper: Paper) -> str:
    x = plane.x(index)
    dot = marks.dot(0, x, plane.y(figure.value), 4, hollow=figure.low_base)
    tip = f"{paper.say['service']}, {periods[index]}: {describe(figure, paper)}"
    return kit.point(plane.whisker(x, figure, 0) + dot, tip)


def _notes(waves: Sequence[Wave], figures: Sequence[Figure], paper: Paper) -> list[str]:
    say = paper.say
    return [
        say["never_joined"] if any(wave.inside for wave in waves) else "",
        say["not_shown_key"] if any(wave.inside is None for wave in waves) else "",
        say["low_base_key"] if any(figure.low_base for figure in figures) else "",
    ]


def _sentences(
    waves: Sequence[Wave], service: Sequence[Figure | None], periods: Sequence[str], paper: Paper
) -> list[str]:  # fmt: skip
    say = paper.say
    told = [f"{say['engagement']}, {wave.label}: {told_inside(wave.inside, paper)}" for wave in waves]
    found = [(p, figure) for p, figure in zip(periods, service, strict=True) if figure]
    return told + [f"{say['service']}, {p}: {describe(figure, paper)}" for p, figure in found]
