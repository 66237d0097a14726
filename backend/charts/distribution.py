"""Distribution: how many visits (or answers) lie in each class; upright bars while the labels are short, else lying."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import Bin, Table
from backend.charts.letters import number, text_width
from backend.charts.paper import PLAIN, Paper
from backend.charts.rows import Rows

TOP, HEIGHT, BOTTOM, COUNT_ROOM = 24, 150, 26, 96


def draw(bins: Sequence[Bin], paper: Paper = PLAIN) -> str:
    """The SVG; classes in the order given."""
    title, counted = paper.title or paper.say["distribution"], [one for one in bins if one.count]
    if not counted:
        return kit.empty("distribution", paper.width, title, paper.say["empty"])
    body, bottom = (_upright if _short(bins, paper) else _lying)(bins, paper)
    notes, end = kit.notes([paper.say["in_all"].format(n=sum(one.count for one in bins))], bottom, paper.width)
    said = paper.summary([_sentence(one, paper) for one in bins], 20)
    return kit.frame("distribution", paper.width, end + 2, title, said, [*body, *notes])


def table_of(bins: Sequence[Bin], paper: Paper = PLAIN) -> Table:
    header = (paper.say["class"], paper.say["count"], paper.say["share"])
    return Table(header, tuple((one.label, str(one.count), _share(one, paper)) for one in bins))


def _short(bins: Sequence[Bin], paper: Paper) -> bool:
    room = paper.width / len(bins) - 6
    return all(text_width(text, 11, 600) <= room for one in bins for text in (one.label, str(one.count)))


def _upright(bins: Sequence[Bin], paper: Paper) -> tuple[list[str], float]:
    most, wide = max(one.count for one in bins), paper.width / len(bins)
    floor, bar = TOP + HEIGHT, min(56.0, wide - 6)
    pieces = [kit.rule(f"M0 {floor}H{paper.width:g}", css="grid")]
    for index, one in enumerate(bins):
        x, tall = wide * (index + 0.5), HEIGHT * one.count / most
        shape = _bar(x - bar / 2, floor - tall, bar, tall)
        pieces.append(kit.point(shape, _sentence(one, paper)))
        if one.count:
            pieces.append(kit.label(x, floor - tall - 6, str(one.count), anchor="middle", weight=600, css="ink"))
        pieces.append(kit.label(x, floor + 18, one.label, anchor="middle"))
    return pieces, floor + BOTTOM


def _lying(bins: Sequence[Bin], paper: Paper) -> tuple[list[str], float]:
    rows = Rows([one.label for one in bins], paper, top=4, right=COUNT_ROOM)
    most, pieces = max(one.count for one in bins), []
    for index, one in enumerate(bins):
        y, long = rows.y(index), (rows.right - rows.left) * one.count / most
        pieces += [*rows.name(index), kit.point(_bar(rows.left, y - 7, long, 14), _sentence(one, paper))]
        x = rows.left + long + 8
        share = f"({_share(one, paper)})"
        pieces.append(kit.label(x, y + 4, str(one.count), size=12, weight=600, css="ink"))
        pieces.append(kit.label(x + text_width(str(one.count), 12, 600) + 6, y + 4, share, size=12))
    return pieces, rows.bottom + 4


def _bar(x: float, y: float, width: float, height: float) -> str:
    """At least a hair wide and high, so that nothing is still something to point at."""
    return (
        f'<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{max(height, 0.5):.1f}"'
        f' fill="{marks.SERIES[0]}"/>'
    )


def _share(one: Bin, paper: Paper) -> str:
    return number(one.share * 100, paper.language) + "\u00a0%"


def _sentence(one: Bin, paper: Paper) -> str:
    return f"{one.label}: {one.count} ({_share(one, paper)})"
