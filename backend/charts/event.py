"""Event chart of a roll-out: the difference to centres not yet started, the time before the start shaded."""

import math
from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import DASH, Table
from backend.charts.letters import MINUS
from backend.charts.link_figures import Since, band_of
from backend.charts.paper import PLAIN, Paper
from backend.charts.signed import Field, signed_scale

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
    body = [*_before(field, points, paper), *field.levels(paper), *_names(field, points)]
    body.append(kit.label((field.left + field.right) / 2, field.bottom + 36, say["event_axis"], anchor="middle"))
    body += [_point(field, index, one, paper) for index, one in enumerate(points)]
    notes, end = kit.notes([say["event_key"]], height, paper.width)
    said = paper.summary([_sentence(one, paper) for one in points])
    return kit.frame("event", paper.width, end + 2, title, said, [*body, *notes])


def table_of(points: Sequence[Since], paper: Paper = PLAIN) -> Table:
    header = (paper.say["since_head"], paper.say["att"], paper.say["likely"])
    rows = (
        (_number(one.since), paper.number(one.value, sign=True), band_of(one.ends, paper, 1) or DASH) for one in points
    )
    return Table(header, tuple(rows))


def _before(field: Field, points: Sequence[Since], paper: Paper) -> list[str]:
    """What lies before the start, on its own ground."""
    count = sum(one.since < 0 for one in points)
    if not count:
        return []
    width = field.apart * count
    ground = (
        f'<rect class="quad" x="{field.left:.1f}" y="{field.top - 22:.1f}" width="{width:.1f}"'
        f' height="{field.bottom - field.top + 22:.1f}" fill="{SHADE}"/>'
    )
    return [ground, kit.label(field.left + 6, field.top - 7, paper.say["before_start"])]


def _names(field: Field, points: Sequence[Since]) -> list[str]:
    """As many numbers as there is room for; zero, the quarter of the start, always."""
    every = math.ceil(30 / field.apart)
    return field.names([_number(one.since) if one.since % every == 0 else "" for one in points])


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
