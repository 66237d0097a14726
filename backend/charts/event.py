"""Event chart of a roll-out: the difference to centres not yet started, the time before the start shaded; where too few
started for that, what those that did were like before and after."""

import math
from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import DASH, Table
from backend.charts.letters import MINUS
from backend.charts.link_figures import Level, Since, band_of
from backend.charts.paper import PLAIN, Paper
from backend.charts.scale import scale_of
from backend.charts.signed import Field, Signed, signed_scale

TOP, BOTTOM, LEFT = 30, 46, 38
SHADE = "#EEF4F1"


def draw(points: Sequence[Since], paper: Paper = PLAIN, *, reason: str = "", height: float = 270) -> str:
    """The SVG; points in the order of time, `reason` what is said where there are none."""
    title, say = paper.title or paper.say["event"], paper.say
    if not points:
        return kit.empty("event", paper.width, title, reason or say["event_empty"])
    ends = [end for one in points for end in one.ends or ()]
    scale = signed_scale([one.value for one in points], ends)
    field = Field(LEFT, paper.width - 4, TOP, height - BOTTOM, scale, len(points))
    marked = [_point(field, index, one, paper) for index, one in enumerate(points)]
    said = paper.summary([_sentence(one, paper) for one in points])
    return _frame(field, [one.since for one in points], marked, (title, said, say["event_key"]), height, paper)


def draw_levels(points: Sequence[Level], paper: Paper = PLAIN, *, height: float = 270) -> str:
    """The SVG of what was before and after, without a comparison; at least one point, in the order of time."""
    title, found = paper.title or paper.say["event"], scale_of([one.service for one in points])
    scale = Signed(found.low, found.high, found.step)
    field = Field(LEFT, paper.width - 4, TOP, height - BOTTOM, scale, len(points))
    said = [_level(one, paper) for one in points]
    marked = [
        kit.point(marks.dot(0, field.x(index), field.y(one.service), 5, hollow=one.since < 0), said[index])
        for index, one in enumerate(points)
    ]
    about = (title, paper.summary(said), paper.say["levels_key"])
    return _frame(field, [one.since for one in points], marked, about, height, paper)


def _frame(
    field: Field, since: Sequence[int], marked: Sequence[str], about: tuple[str, str, str], height: float, paper: Paper
) -> str:
    """`about`: title, what is said, and the note below."""
    title, said, key = about
    body = [*_before(field, since, paper), *field.levels(paper), *_names(field, since)]
    axis = paper.say["event_axis"]
    body.append(kit.label((field.left + field.right) / 2, field.bottom + 36, axis, anchor="middle"))
    notes, end = kit.notes([key], height, paper.width)
    return kit.frame("event", paper.width, end + 2, title, said, [*body, *marked, *notes])


def table_of(points: Sequence[Since], paper: Paper = PLAIN) -> Table:
    header = (paper.say["since_head"], paper.say["att"], paper.say["likely"])
    rows = (
        (_number(one.since), paper.number(one.value, sign=True), band_of(one.ends, paper, 1) or DASH) for one in points
    )
    return Table(header, tuple(rows))


def table_of_levels(points: Sequence[Level], paper: Paper = PLAIN) -> Table:
    header = (paper.say["since_head"], paper.say["service"], paper.say["level_centres"])
    return Table(header, tuple((_number(one.since), paper.number(one.service), str(one.centres)) for one in points))


def _before(field: Field, since: Sequence[int], paper: Paper) -> list[str]:
    """What lies before the start, on its own ground."""
    count = sum(one < 0 for one in since)
    if not count:
        return []
    width = field.apart * count
    ground = (
        f'<rect class="quad" x="{field.left:.1f}" y="{field.top - 22:.1f}" width="{width:.1f}"'
        f' height="{field.bottom - field.top + 22:.1f}" fill="{SHADE}"/>'
    )
    return [ground, kit.label(field.left + 6, field.top - 7, paper.say["before_start"])]


def _names(field: Field, since: Sequence[int]) -> list[str]:
    """As many numbers as there is room for; zero, the quarter of the start, always."""
    every = math.ceil(30 / field.apart)
    return field.names([_number(one) if one % every == 0 else "" for one in since])


def _number(since: int) -> str:
    return f"{MINUS}{-since}" if since < 0 else str(since)


def _point(field: Field, index: int, one: Since, paper: Paper) -> str:
    dot = marks.dot(0, field.x(index), field.y(one.value), 5, hollow=one.since < 0)
    return kit.point(field.whisker(index, one.ends) + dot, _sentence(one, paper))


def _sentence(one: Since, paper: Paper) -> str:
    parts = [paper.number(one.value, sign=True)]
    if one.ends:
        low, high = (paper.number(end) for end in one.ends)
        parts.append(paper.say["range"].format(low=low, high=high))
    return f"{paper.say['at_since'].format(n=_number(one.since))}: {', '.join(parts)}"


def _level(one: Level, paper: Paper) -> str:
    return f"{paper.say['at_since'].format(n=_number(one.since))}: {paper.number(one.service)}"
