"""The pictures of inside-outside for the tests that look at every picture."""

from collections.abc import Callable

from backend.charts import event, grid, ladder, lags, lines, quadrant, value_chain
from backend.charts.link_figures import Inside, Step, Team, Wave
from backend.charts.paper import Paper
from tests.charts import link_samples as made
from tests.charts.samples import TOUCHPOINTS, periods

Draw = Callable[[Paper], str]
LINK_EMPTY: dict[str, Draw] = {
    "quadrant-empty": lambda paper: quadrant.draw([], paper),
    "quadrant-hidden": lambda paper: quadrant.draw([], paper, hidden=12),
    "ladder-empty": lambda paper: ladder.draw([], paper),
    "lags-empty": lambda paper: lags.draw([], paper, reason=made.REASON),
    "grid-empty": lambda paper: grid.draw([], [], paper),
    "event-empty": lambda paper: event.draw([], paper, reason=made.REASON),
    "lines-empty": lambda paper: lines.draw([], [], [], paper),
    "value-chain-empty": lambda paper: value_chain.draw([], [], paper),
}


def _chain(steps: int, *, long: bool = False, hidden: bool = False) -> Draw:
    found = made.chain(steps, long=long, hidden=hidden)
    return lambda paper: value_chain.draw(*found, paper)


def _grid(rows: int, columns: int, *, long: bool = False) -> Draw:
    names = [f"{TOUCHPOINTS[n % 12]}{' ' * (n >= 12)}{n if n >= 12 else ''}" for n in range(columns)]
    return lambda paper: grid.draw(made.pairs(rows, columns, long=long), names, paper)


LINK_CASES: dict[str, Draw] = {
    "quadrant-12": lambda paper: quadrant.draw(made.dots(12), paper, hidden=1, means=(66.2, 76.1)),
    "quadrant-60-long": lambda paper: quadrant.draw(made.dots(60, long=True), paper, hidden=3, means=(None, 76.1)),
    "quadrant-extreme": lambda paper: quadrant.draw(made.dots(9, extreme=True), paper, means=(50, 50)),
    "ladder-4": lambda paper: ladder.draw(made.slopes(), paper),
    "ladder-hidden": lambda paper: ladder.draw(made.slopes(hidden=True), paper),
    "lags-5": lambda paper: lags.draw(made.lag_profile(5), paper, chosen=2),
    "lags-7-wide": lambda paper: lags.draw(made.lag_profile(7, wide=3), paper),
    "grid-9": _grid(9, 11),
    "grid-9-many-columns": _grid(9, 24),
    "grid-long": _grid(5, 4, long=True),
    "event-9": lambda paper: event.draw(made.since(4, 4), paper),
    "event-levels": lambda paper: event.draw_levels(made.levels(4, 5), paper),
    "event-levels-40": lambda paper: event.draw_levels(made.levels(20, 19), paper),
    "event-30": lambda paper: event.draw(made.since(15, 14), paper),
    "event-after-only": lambda paper: event.draw(made.since(0, 1), paper),
    "lines-12": lambda paper: lines.draw(made.surveys(12), made.service(13), periods(13), paper),
    "lines-hidden": lambda paper: lines.draw(
        [Wave("Survey 1", 0.5, None), Wave("Survey 2", 1.2, Inside(95, ">=", "5-9"))],
        made.service(3),
        periods(3),
        paper,
    ),  # fmt: skip
    "value-chain-3": _chain(3),
    "value-chain-18": _chain(18),
    "value-chain-18-long": _chain(18, long=True),
    "value-chain-hidden": _chain(9, hidden=True),
    "value-chain-alone": lambda paper: value_chain.draw(
        [Step("Arrival", made.chain(1)[0][-1].figure, "x")], [Team("x", "Reception")], paper
    ),
    **LINK_EMPTY,
}
