"""The engagement map downwards, for a phone: each team's block over its touchpoints, arrows between the blocks."""

from backend.charts import kit
from backend.charts.figures import Figure, describe
from backend.charts.letters import wrap
from backend.charts.link_figures import Handover, Step, Team
from backend.charts.paper import Paper
from backend.charts.value_chain_parts import BLOCK, Chain, Run, arrow, bar, block, score_of

INDENT, LEAD, ROOM, BAR, APART, ARROW = 14.0, 15.0, 52.0, 14.0, 14.0, 34.0


def draw_down(chain: Chain, paper: Paper) -> tuple[list[str], float]:
    """The pieces, and where they end."""
    body: list[str] = []
    y = 0.0
    for run, joined in zip(chain.runs, chain.joined, strict=True):
        if joined:
            body.append(_handed(joined, y, chain, paper))
            y += ARROW
        elif y:
            y += APART
        pieces, y = _run(run, y, paper)
        body += pieces
    others = chain.others()
    if not others:
        return body, y
    body.append(kit.label(0, y + 24, paper.say["handovers"], weight=600))
    y += 32
    for team, one in others:
        lines = wrap(chain.handed(team, one, paper), paper.width - 22, 12, 3)
        pieces = [kit.label(20, y + LEAD * (i + 1), line, size=12, css="ink") for i, line in enumerate(lines)]
        body.append(kit.point(arrow(0, y + 11, 14, y + 11) + "".join(pieces), chain.handed(team, one, paper)))
        y += LEAD * len(lines) + 4
    return body, y + 4


def _run(run: Run, y: float, paper: Paper) -> tuple[list[str], float]:
    pieces = [block(run.team, (0.5, y + 0.5, paper.width - 1, BLOCK), paper)]
    y += BLOCK + 4
    for step in run.steps:
        lines = wrap(step.name, paper.width - INDENT - 4, 12, 2)
        pieces += [kit.label(INDENT, y + LEAD * (i + 1), line, size=12, css="ink") for i, line in enumerate(lines)]
        y += LEAD * len(lines) + 6
        if step.figure:
            pieces.append(_bar(step, step.figure, y + BAR / 2, paper))
        y += BAR + 8
    return pieces, y


def _bar(step: Step, figure: Figure, y: float, paper: Paper) -> str:
    """From 0 to 100 across, the likely range as a whisker, the figure at the end of the row."""
    room = paper.width - INDENT - ROOM
    long = room * min(1.0, max(0.0, figure.value / 100))
    size = f'x="{INDENT}" y="{y - BAR / 2:.1f}" width="{max(long, 0.5):.1f}" height="{BAR}" rx="2"'
    drawn = bar(size)
    if figure.ends:
        low, high = (INDENT + room * min(1.0, max(0.0, end / 100)) for end in figure.ends)
        path = f"M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 4:.1f}v8M{high:.1f} {y - 4:.1f}v8"
        drawn += kit.rule(path, css="target", stroke=kit.INK2, width=1.5)
    text = score_of(figure, paper)
    said = kit.label(paper.width - 2, y + 5, text, size=13, anchor="end", weight=600, css="ink")
    return kit.point(drawn + said, f"{step.name}: {describe(figure, paper)}")


def _handed(joined: tuple[Team, Handover], y: float, chain: Chain, paper: Paper) -> str:
    """The arrow between two blocks, the score of the handover beside it."""
    text = score_of(joined[1].figure, paper) or paper.say["no_audit"]
    said = kit.label(36, y + ARROW / 2 + 4, text, size=12, weight=600, css="ink")
    return kit.point(arrow(22, y + 4, 22, y + ARROW - 4) + said, chain.handed(*joined, paper))
