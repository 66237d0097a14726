"""Control chart: visit after visit, the limits they vary between while nothing changes, and what is beyond them."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import Limits, Reading, Table
from backend.charts.keys import Entry, key
from backend.charts.letters import spread, text_width
from backend.charts.paper import PLAIN, Paper
from backend.charts.plane import Plane

TOP, BOTTOM, LEFT, GAP = 18, 34, 34, 15
LOOKS = {None: 0, "beyond": 1, "run": 2}


def draw(
    points: Sequence[Reading], limits: Limits | None, paper: Paper = PLAIN, *, height: float = 260
) -> str:  # fmt: skip
    """The SVG; points in the order of time. Without limits (too few visits) it says so and shows the visits alone."""
    title = paper.title or paper.say["control"]
    if not points:
        return kit.empty("control", paper.width, title, paper.say["empty"])
    named = _named(limits, paper)
    room = max((text_width(text, 11, 600) for text, _ in named), default=6.0) + 14
    ends = [value for _, value in named]
    scale = paper.scale([one.value for one in points], ends)
    plane = Plane(LEFT, paper.width - room, TOP, height - BOTTOM, scale, len(points))
    body = [*plane.levels(), *plane.dates([one.label for one in points], paper.width), *_limits(plane, named)]
    body += [*_path(plane, points), *(_point(plane, index, one, paper) for index, one in enumerate(points))]
    legend, bottom = key(_entries(points, paper), height, paper.width)
    notes, end = kit.notes([paper.say["limits_key" if limits else "too_few"]], bottom - 4, paper.width)
    said = ". ".join([_summary(points, paper), *(f"{text}" for text, _ in named)])
    return kit.frame("control", paper.width, end + 2, title, said, [*body, *legend, *notes])


def table_of(points: Sequence[Reading], limits: Limits | None, paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["visit"], say["value"], say["signal"])
    rows = [(one.label, paper.told(one.value), _signal(one, paper)) for one in points]
    if limits:
        for name, value in (("upper", limits.upper), ("middle", limits.middle), ("lower", limits.lower)):
            rows.append((say[f"{name}_name"], paper.told(value), ""))
    return Table(header, tuple(rows))


def _named(limits: Limits | None, paper: Paper) -> list[tuple[str, float]]:
    if limits is None:
        return []
    found = (("upper", limits.upper), ("middle", limits.middle), ("lower", limits.lower))
    return [(paper.say[name].format(v=paper.number(value)), value) for name, value in found]


def _limits(plane: Plane, named: Sequence[tuple[str, float]]) -> list[str]:
    pieces = []
    places = spread([plane.y(value) for _, value in named], [GAP] * len(named), plane.top - 6, plane.bottom + 6)
    for index, ((text, value), y) in enumerate(zip(named, places, strict=True)):
        middle = index == 1
        path = f"M{plane.left:.1f} {plane.y(value):.1f}H{plane.right:.1f}"
        pieces.append(kit.rule(path, css="target", stroke=kit.INK2, width=1.5, dash="" if middle else "6 4"))
        pieces.append(kit.label(plane.right + 8, y + 4, text, weight=600 if middle else 400))
    return pieces


def _path(plane: Plane, points: Sequence[Reading]) -> list[str]:
    path = "L".join(f"{plane.x(index):.1f} {plane.y(one.value):.1f}" for index, one in enumerate(points))
    return [marks.line(0, f"M{path}", width=1.25, dashes="")] if len(points) > 1 else []


def _point(plane: Plane, index: int, one: Reading, paper: Paper) -> str:
    x, y, look = plane.x(index), plane.y(one.value), LOOKS[one.signal]
    drawn = marks.mark(look, x, y) if look else marks.dot(0, x, y, 3.5)
    return kit.point(drawn, _sentence(one, paper))


def _entries(points: Sequence[Reading], paper: Paper) -> list[Entry]:
    seen = {one.signal for one in points}
    entries: list[Entry] = []
    if "beyond" in seen:
        entries.append((lambda x, y: marks.mark(LOOKS["beyond"], x, y), paper.say["beyond"]))
    if "run" in seen:
        entries.append((lambda x, y: marks.mark(LOOKS["run"], x, y), paper.say["run"]))
    return entries


def _signal(one: Reading, paper: Paper) -> str:
    return paper.say[one.signal] if one.signal else ""


def _sentence(one: Reading, paper: Paper) -> str:
    said = f"{one.label}: {paper.told(one.value)}"
    return f"{said}; {_signal(one, paper)}" if one.signal else said


def _summary(points: Sequence[Reading], paper: Paper) -> str:
    told = [_sentence(one, paper) for one in points if one.signal]
    visits = paper.say["visits_one"] if len(points) == 1 else paper.say["visits"].format(n=len(points))
    return ". ".join([visits, paper.summary(told) if told else paper.say["no_signal"]])
