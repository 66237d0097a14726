"""What both layouts of the engagement map share: runs of touchpoints by team, blocks of teams, arrows, the key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from backend.charts import kit
from backend.charts.figures import Figure, describe
from backend.charts.heat_sheet import CUTS, SHADES
from backend.charts.keys import Entry, key
from backend.charts.letters import fit, text_width, wrap
from backend.charts.link_figures import Handover, Step, Team, answers_of, told_inside
from backend.charts.marks import SERIES
from backend.charts.paper import Paper

BLOCK, HATCH = 46.0, 7.0


@dataclass(frozen=True)
class Run:
    """Touchpoints one after the other that one team delivers; without touchpoints a team behind the scenes."""

    team: Team | None
    steps: Sequence[Step]


@dataclass(frozen=True)
class Chain:
    """Runs in the customer's order. `joined[i]` is the handover drawn between run i - 1 and run i."""

    runs: Sequence[Run]
    teams: Sequence[Team]
    joined: Sequence[tuple[Team, Handover] | None]

    def others(self) -> list[tuple[Team, Handover]]:
        """Handovers that no two neighbouring runs show."""
        shown = {(team.code, one.to) for team, one in filter(None, self.joined)}
        return [(team, one) for team in self.teams for one in team.next if (team.code, one.to) not in shown]

    def name_of(self, code: str) -> str:
        return next((team.name for team in self.teams if team.code == code), code)

    def handed(self, team: Team, one: Handover, paper: Paper) -> str:
        names = {"team": team.name, "next": self.name_of(one.to)}
        if one.figure is None:
            return paper.say["hands_over"].format(**names) + f": {paper.say['no_audit']}"
        return paper.say["hands_over_scored"].format(**names, figure=describe(one.figure, paper))


def chain_of(steps: Sequence[Step], teams: Sequence[Team]) -> Chain:
    """Neighbouring touchpoints of a team are one run; each handover is drawn once, where its teams first meet."""
    known = {team.code: team for team in teams}
    runs: list[Run] = []
    for step in steps:
        team = known.get(step.team or "")
        if runs and runs[-1].team is team:
            runs[-1] = Run(team, [*runs[-1].steps, step])
        else:
            runs.append(Run(team, [step]))
    on_stage = {step.team for step in steps}
    runs += [Run(team, []) for team in teams if team.code not in on_stage]
    return Chain(runs, teams, list(_joined(runs)))


def _joined(runs: Sequence[Run]) -> Iterator[tuple[Team, Handover] | None]:
    seen: set[tuple[str, str]] = set()
    for index, run in enumerate(runs):
        before = runs[index - 1].team if index else None
        found = None
        if before and run.team:
            found = next((one for one in before.next if one.to == run.team.code), None)
        if before is None or found is None or (before.code, found.to) in seen:
            yield None
            continue
        seen.add((before.code, found.to))
        yield before, found


def shade_of(mean: float) -> int:
    return sum(mean >= cut for cut in CUTS)


def block(team: Team | None, box: tuple[float, float, float, float], paper: Paper) -> str:
    """A team in its box (left, top, width, height): name, engagement and answers, as much as there is room for."""
    x, y, width, height = box
    if team is None:
        return _outline(box) + _words(paper.say["no_team"], "", box, "ink2")
    tip = f"{team.name}: {told_inside(team.inside, paper)}"
    if team.inside is None:
        drawn = _outline(box) + hatch(box) + _words(team.name, paper.say["no_survey"], box, "ink", backed=True)
        return kit.point(drawn, tip)
    shade = shade_of(team.inside.mean)
    size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="6"'
    css = "on" if shade == len(SHADES) - 1 else "cell"
    rect = f'<rect class="h{shade} rim" {size} fill="{SHADES[shade]}" stroke="{kit.EDGE}" stroke-width="0.5"/>'
    answers = answers_of(team.inside, paper) if team.inside.answers else ""
    whole = f"{team.inside.text} · {answers}" if answers else team.inside.text
    second = whole if text_width(whole, 11) <= width - 8 else team.inside.text
    return kit.point(rect + _words(team.name, second, box, css), tip)


def _words(
    first: str, second: str, box: tuple[float, float, float, float], css: str, *, backed: bool = False
) -> str:  # fmt: skip
    x, y, width, height = box
    lines = wrap(first, width - 8, 12, 2 if height > BLOCK or not second else 1, 600)
    rows = [(line, 12, 600) for line in lines] + ([(fit(second, width - 8, 11), 11, 400)] if second else [])
    top, middle, pieces = y + height / 2 - 8 * len(rows) + 12, x + width / 2, ""
    for index, (text, size, weight) in enumerate(rows):
        at = top + 16 * index
        if backed:
            wide = text_width(text, size, weight) + 8
            pieces += (
                f'<rect class="hollow" x="{middle - wide / 2:.1f}" y="{at - 12:.1f}" width="{wide:.1f}" height="16"'
                f' fill="{kit.PAPER}"/>'
            )
        pieces += kit.label(middle, at, text, size=size, anchor="middle", weight=weight, css=css)
    return pieces


def _outline(box: tuple[float, float, float, float]) -> str:
    x, y, width, height = box
    size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="6"'
    return f'<rect class="na" {size} fill="{kit.PAPER}" stroke="{kit.LINE}"/>'


def hatch(box: tuple[float, float, float, float]) -> str:
    """Slanted lines cut to the box, without a pattern: not every printer of SVG knows those."""
    x, y, width, height = box
    path, at = "", HATCH
    while at < width + height:
        x1, y1 = (at, 0.0) if at <= width else (width, at - width)
        x2, y2 = (0.0, at) if at <= height else (at - height, height)
        path += f"M{x + x1:.1f} {y + y1:.1f}L{x + x2:.1f} {y + y2:.1f}"
        at += HATCH
    return kit.rule(path, css="rim", stroke=kit.EDGE, width=0.75)


def arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line with a head, across or downwards."""
    back = 5 if x2 >= x1 else -5
    head = f"M{x2 - back:.1f} {y2 - 4:.1f}L{x2:.1f} {y2:.1f}L{x2 - back:.1f} {y2 + 4:.1f}"
    if x1 == x2:
        head = f"M{x2 - 4:.1f} {y2 - 5:.1f}L{x2:.1f} {y2:.1f}L{x2 + 4:.1f} {y2 - 5:.1f}"
    return kit.rule(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}{head}", css="target", stroke=kit.INK2, width=1.5)


def bar(size: str) -> str:
    """What customers met: another colour than engagement, light enough for the whisker on it."""
    return f'<rect class="m s2" {size} fill="{SERIES[2]}" fill-opacity="0.35"/>'


def score_of(figure: Figure | None, paper: Paper) -> str:
    if figure is None:
        return ""
    return paper.number(figure.value) + ("*" if figure.low_base else "")


def legend(chain: Chain, top: float, paper: Paper) -> tuple[list[str], float]:
    """Shades from the least, hatching, arrows; the pieces, and where they end."""
    say, told = paper.say, [f"{cut:g}" for cut in CUTS]
    ranges = [say["under"].format(v=told[0])]
    ranges += [say["from_up_to"].format(a=a, b=b) for a, b in zip(told, told[1:], strict=False)]
    ranges.append(say["from"].format(v=told[-1]))
    inside = [team.inside for team in chain.teams]
    shades = sorted({shade_of(one.mean) for one in inside if one})
    entries: list[Entry] = [(partial(_swatch, shade), f"{say['engagement_key']} {ranges[shade]}") for shade in shades]
    if None in inside:
        entries.append((_hatched, say["hatched_key"]))
    if any(team.next for team in chain.teams):
        entries.append((lambda x, y: arrow(x - 7, y, x + 7, y), say["arrow_key"]))
    pieces, end = key(entries, top, paper.width)
    audits = [one.figure for team in chain.teams for one in team.next if one.figure]
    figures = [step.figure for run in chain.runs for step in run.steps if step.figure] + audits
    few = any(figure.low_base for figure in figures)
    notes, end = kit.notes([say["bar_key"], say["low_base_star"] if few else ""], end - 4, paper.width)
    return [*pieces, *notes], end


def _swatch(shade: int, x: float, y: float) -> str:
    return (
        f'<rect class="h{shade} rim" x="{x - 7:.1f}" y="{y - 6:.1f}" width="14" height="12" rx="3"'
        f' fill="{SHADES[shade]}" stroke="{kit.EDGE}" stroke-width="0.5"/>'
    )


def _hatched(x: float, y: float) -> str:
    box = (x - 7, y - 6, 14.0, 12.0)
    return _outline(box) + hatch(box)
