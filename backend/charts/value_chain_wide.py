"""The engagement map from left to right: belts of columns, each with its bar, its name and its team's block below."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.charts import kit
from backend.charts.figures import Figure, describe
from backend.charts.letters import longest_word, text_width, wrap
from backend.charts.link_figures import Handover, Step, Team
from backend.charts.paper import Paper
from backend.charts.value_chain_parts import BLOCK, Chain, Run, arrow, bar, block, score_of

HEAD, TALL, LEAD, NAMES, APART = 20.0, 120.0, 14.0, 3, 26.0
LEAST, MOST, PLAIN_GAP, ARROW_GAP = 62.0, 118.0, 10.0, 46.0


@dataclass
class Part:
    """As much of a run as stands on one belt."""

    run: Run
    left: float
    steps: list[Step] = field(default_factory=list)
    arrow: tuple[Team, Handover] | None = None
    width: float = 0.0


def draw_wide(chain: Chain, paper: Paper) -> tuple[list[str], float]:
    """The pieces, and where they end."""
    column = _column(chain, paper)
    body, top = [], 0.0
    for belt in _belts(chain, paper.width, column):
        pieces, top = _belt(belt, top, column, chain, paper)
        body += pieces
        top += APART
    return _handovers(chain, top - APART + 6, body, paper)


def _column(chain: Chain, paper: Paper) -> float:
    """As wide as the longest word needs; wider while that takes no further belt."""
    names = [longest_word(step.name, 11) + 10 for run in chain.runs for step in run.steps]
    blocks = [longest_word(run.team.name, 12, 600) + 14 for run in chain.runs if run.team]
    least = min(MOST, max([LEAST, *names, *blocks]))
    belts, column = len(_belts(chain, paper.width, least)), least
    while column < MOST * 1.5 and len(_belts(chain, paper.width, column + 2)) == belts:
        column += 2
    return column


def _belts(chain: Chain, width: float, column: float) -> list[list[Part]]:
    belts: list[list[Part]] = [[]]
    x = 0.0
    for run, joined in zip(chain.runs, chain.joined, strict=True):
        first = run is chain.runs[0]
        gap = 0.0 if first else ARROW_GAP if joined else PLAIN_GAP
        if not first and x + gap + column > width:
            belts.append([])
            x, gap = 0.0, ARROW_GAP if joined else 0.0
        part = Part(run, x + gap, arrow=joined)
        belts[-1].append(part)
        x += gap
        for step in run.steps:
            if x + column > width + 0.01:
                belts.append([])
                x, part = 0.0, Part(run, 0.0)
                belts[-1].append(part)
            part.steps.append(step)
            x += column
            part.width += column
        if not run.steps:
            part.width = column
            x += column
    return belts


def _belt(
    belt: Sequence[Part], top: float, column: float, chain: Chain, paper: Paper
) -> tuple[list[str], float]:  # fmt: skip
    floor = top + HEAD + TALL
    names = [wrap(step.name, column - 6, 11, NAMES) for part in belt for step in part.steps]
    below = floor + 6 + LEAD * max((len(lines) for lines in names), default=1) + 6
    pieces: list[str] = []
    for part in belt:
        if part.steps:
            path = f"M{part.left:.1f} {floor:.1f}H{part.left + part.width:.1f}"
            pieces.append(kit.rule(path, css="break", stroke=kit.EDGE))
        else:
            text = wrap(paper.say["behind"], column - 6, 11, NAMES)
            at = below - 8 - LEAD * (len(text) - 1)
            pieces += [
                kit.label(part.left + column / 2, at + LEAD * i, line, anchor="middle") for i, line in enumerate(text)
            ]
        for index, step in enumerate(part.steps):
            pieces += _column_of(step, part.left + column * index, floor, column, paper)
        box = (part.left + 2, below, part.width - 4, BLOCK)
        pieces += [*_joint(part, below + BLOCK / 2, chain, paper), block(part.run.team, box, paper)]
    return pieces, below + BLOCK


def _column_of(step: Step, left: float, floor: float, column: float, paper: Paper) -> list[str]:
    middle = left + column / 2
    pieces = [] if step.figure is None else [_bar(step.name, step.figure, middle, floor, column, paper)]
    lines = wrap(step.name, column - 6, 11, NAMES)
    return pieces + [
        kit.label(middle, floor + 16 + LEAD * i, line, anchor="middle", css="ink") for i, line in enumerate(lines)
    ]


def _bar(name: str, figure: Figure, x: float, floor: float, column: float, paper: Paper) -> str:
    """From 0 to 100, with the likely range as a whisker and the figure above both."""
    wide, tall = min(40.0, column * 0.5), TALL * _part(figure.value)
    size = f'x="{x - wide / 2:.1f}" y="{floor - tall:.1f}" width="{wide:.1f}" height="{max(tall, 0.5):.1f}" rx="2"'
    drawn, peak = bar(size), tall
    if figure.ends:
        low, high = (floor - TALL * _part(end) for end in figure.ends)
        path = f"M{x:.1f} {high:.1f}V{low:.1f}M{x - 4:.1f} {high:.1f}h8M{x - 4:.1f} {low:.1f}h8"
        drawn += kit.rule(path, css="target", stroke=kit.INK2, width=1.5)
        peak = max(tall, floor - high)
    text = score_of(figure, paper)
    said = kit.label(x, floor - peak - 6, text, size=13, anchor="middle", weight=600, css="ink")
    return kit.point(drawn + said, f"{name}: {describe(figure, paper)}")


def _part(value: float) -> float:
    return min(1.0, max(0.0, value / 100))


def _joint(part: Part, y: float, chain: Chain, paper: Paper) -> list[str]:
    """The arrow from the team before, the score of its handover above it."""
    if part.arrow is None:
        return []
    start, end = part.left - ARROW_GAP + 4, part.left - 2
    text = score_of(part.arrow[1].figure, paper)
    said = kit.label((start + end) / 2, y - 8, text, anchor="middle", weight=600, css="ink") if text else ""
    return [kit.point(arrow(start, y, end, y) + said, chain.handed(*part.arrow, paper))]


def _handovers(chain: Chain, top: float, body: list[str], paper: Paper) -> tuple[list[str], float]:
    """What no two neighbouring blocks could show: one line each, as many side by side as there is room for."""
    others = chain.others()
    if not others:
        return body, top
    body.append(kit.label(0, top + 14, paper.say["handovers"], weight=600))
    x, y, top = 0.0, top + 22, top + 48
    for team, one in others:
        names, score = (team.name, chain.name_of(one.to)), score_of(one.figure, paper) or paper.say["no_audit"]
        widths = [min(150.0, text_width(name, 11, 600) + 18) for name in names]
        middle = max(ARROW_GAP, text_width(score, 11, 600) + 16)
        if x and x + sum(widths) + middle > paper.width:
            x, y, top = 0.0, y + 36, top + 36
        body.append(kit.point(_small(names, widths, middle, score, (x, y)), chain.handed(team, one, paper)))
        x += sum(widths) + middle + 28
    return body, top + 6


def _small(names: tuple[str, str], widths: Sequence[float], middle: float, score: str, at: tuple[float, float]) -> str:
    """Two names in boxes and the arrow between them."""
    x, y = at
    pieces = ""
    for name, left, width in ((names[0], x, widths[0]), (names[1], x + widths[0] + middle, widths[1])):
        size = f'x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="26" rx="6"'
        pieces += f'<rect class="na" {size} fill="{kit.PAPER}" stroke="{kit.LINE}"/>'
        line = wrap(name, width - 8, 11, 1, 600)[0]
        pieces += kit.label(left + width / 2, y + 17, line, anchor="middle", weight=600, css="ink")
    start = x + widths[0]
    pieces += kit.label(start + middle / 2, y + 9, score, anchor="middle", weight=600, css="ink")
    return pieces + arrow(start + 3, y + 17, start + middle - 3, y + 17)
