"""Engagement map of the value chain: touchpoints in the customer's order over the teams that deliver them.

Above, the outside score as a bar with its likely range; below, the team coloured by its engagement, hatched where it
may not be shown; between teams an arrow to the next one, the internal customer, with the score it gives. On narrow
paper the same runs downwards. One drawing for the page and for the board on the wall.
"""

from collections.abc import Sequence

from backend.charts import kit
from backend.charts.figures import DASH, Figure, Table, cells_of
from backend.charts.link_figures import Step, Team, told_inside
from backend.charts.paper import PLAIN, Paper
from backend.charts.value_chain_down import draw_down
from backend.charts.value_chain_parts import Chain, chain_of, legend
from backend.charts.value_chain_wide import draw_wide


def draw(steps: Sequence[Step], teams: Sequence[Team], paper: Paper = PLAIN) -> str:
    """The SVG; steps in the customer's order, `teams` also those that deliver no touchpoint."""
    title = paper.title or paper.say["value_chain"]
    if not any(step.figure for step in steps):
        return kit.empty("value-chain", paper.width, title, paper.say["value_chain_empty"])
    chain = chain_of(steps, teams)
    body, end = (draw_down if paper.narrow else draw_wide)(chain, paper)
    key, end = legend(chain, end, paper)
    said = paper.summary(_sentences(chain, paper), 14)
    return kit.frame("value-chain", paper.width, end + 2, title, said, [*body, *key])


def table_of(steps: Sequence[Step], teams: Sequence[Team], paper: Paper = PLAIN) -> Table:
    """Outside, with the team and its engagement beside."""
    say, known = paper.say, {team.code: team for team in teams}
    header = (say["touchpoint"], say["outside"], say["likely"], say["n"], say["team"], say["engagement"])
    rows = []
    for step in steps:
        team = known.get(step.team or "")
        told = (say["no_team"], DASH) if team is None else (team.name, told_inside(team.inside, paper))
        rows.append((step.name, *cells_of(step.figure, paper), *told))
    return Table(header, tuple(rows))


def handovers_of(teams: Sequence[Team], paper: Paper = PLAIN) -> Table:
    """The second twin: who hands over to whom, with the score of the internal audit."""
    say, names = paper.say, {team.code: team.name for team in teams}
    rows = [(team.name, names.get(one.to, one.to), *_audit(one.figure, paper)) for team in teams for one in team.next]
    return Table((say["team"], say["next_team"], say["scored_by_next"], say["likely"], say["n"]), tuple(rows))


def _audit(figure: Figure | None, paper: Paper) -> tuple[str, str, str]:
    return cells_of(figure, paper) if figure else (paper.say["no_audit"], DASH, "0")


def _sentences(chain: Chain, paper: Paper) -> list[str]:
    told = []
    for run in chain.runs:
        team = paper.say["no_team"] if run.team is None else f"{run.team.name} ({told_inside(run.team.inside, paper)})"
        steps = ", ".join(f"{step.name} {cells_of(step.figure, paper)[0]}" for step in run.steps)
        told.append(f"{team}: {steps}" if steps else team)
    return told + [chain.handed(team, one, paper) for team in chain.teams for one in team.next]
