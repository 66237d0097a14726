"""The simulated chain in numbers: engagement moves service two quarters later, service moves growth one quarter later.

A team's e = 70 + a + w + v; a touchpoint's s = 75 + b + .26 (a + w + v of its team, two quarters before) + season + u
(+ 3 once its centre is in the change programme); growth = 3 + .385 (s - its own mean) one quarter before + market +
noise. a, b belong to a centre, w to its quarter, v to a team's; w, v and u remember a part of the quarter before.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

BURN_IN: Final = 30
LAG: Final = 2
LINK: Final = 0.26
GROWTH_LINK: Final = 0.385
# What the change programme adds to service from the quarter of its start on.
LIFT: Final = 3.0


@dataclass(frozen=True)
class Latent:
    """One row a centre, the last axis a quarter; engagement starts LAG quarters before service and growth.

    `teams`: engagement by centre, team and quarter; `engagement` their mean. `service` of a centre as a whole, and
    `apart` by centre, team and quarter: what the touchpoints of a team are better or worse by. `starts`: the column of
    the quarter in which a centre joins the change programme, None for most.
    """

    teams: Table
    service: Table
    apart: Table
    growth: Table
    starts: tuple[int | None, ...]

    @property
    def engagement(self) -> Table:
        return np.asarray(self.teams.mean(axis=1))


def simulate(rng: np.random.Generator, centres: int, quarters: int, teams: int, link: float = LINK) -> Latent:
    """What is true of the chain; surveys and visits only sample it. `link` 0: engagement and service have nothing to do
    with each other."""
    length = BURN_IN + LAG + quarters
    lasting = rng.normal(0, 6, centres)[:, None]
    moving = _remembering(rng, (centres, length), memory=0.6, sd=4)
    of_team = _remembering(rng, (centres, teams, length), memory=0.6, sd=6)
    own = rng.normal(0, 4, centres)[:, None]
    restless = _remembering(rng, (centres, length), memory=0.3, sd=3)
    season = rng.normal(0, 2, length)
    starts = tuple(_start(row, quarters) for row in range(centres))
    together = of_team.mean(axis=1)
    delayed = np.roll(moving + together, LAG, axis=1)
    service = 75 + own + link * lasting + link * delayed + season + restless + _lifts(starts, length)
    apart = link * np.roll(of_team - together[:, None], LAG, axis=2)
    within = service - service[:, BURN_IN:].mean(axis=1, keepdims=True)
    market = rng.normal(0, 2, length)
    growth = 3 + GROWTH_LINK * np.roll(within, 1, axis=1) + market + rng.normal(0, 3, (centres, length))
    first = BURN_IN + LAG
    engagement = (70 + lasting + moving)[:, None] + of_team
    return Latent(engagement[:, :, BURN_IN:], service[:, first:], apart[:, :, first:], growth[:, first:], starts)


def _start(row: int, quarters: int) -> int | None:
    """A third of the centres, one after the other."""
    first = max(1, quarters // 3)
    if row % 3 != 1 or quarters <= first:
        return None
    return first + row // 3 % max(1, quarters - first - 1)


def _lifts(starts: tuple[int | None, ...], length: int) -> Table:
    lifts = np.zeros((len(starts), length))
    for row, start in enumerate(starts):
        if start is not None:
            lifts[row, BURN_IN + LAG + start :] = LIFT
    return lifts


def _remembering(rng: np.random.Generator, shape: tuple[int, ...], *, memory: float, sd: float) -> Table:
    """Each quarter keeps a part of the one before; `sd` is that of the whole, not of the steps."""
    steps = rng.normal(0, sd * np.sqrt(1 - memory**2), shape)
    made = np.empty_like(steps)
    made[..., 0] = rng.normal(0, sd, shape[:-1])
    for column in range(1, shape[-1]):
        made[..., column] = memory * made[..., column - 1] + steps[..., column]
    return made
