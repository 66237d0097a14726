"""The simulated chain in numbers: engagement moves service two quarters later, service moves growth one quarter later.

e = 70 + a + w; s = 75 + b + .26 a + .26 w two quarters before + season + u; growth = 3 + .385 (s - its own mean) one
quarter before + market + noise. a, b belong to a centre; w and u remember a part of the quarter before.
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


@dataclass(frozen=True)
class Latent:
    """One row a centre, one column a quarter; engagement starts LAG quarters before service and growth."""

    engagement: Table
    service: Table
    growth: Table


def simulate(rng: np.random.Generator, centres: int, quarters: int) -> Latent:
    """What is true of the chain; surveys and visits only sample it."""
    length = BURN_IN + LAG + quarters
    lasting = rng.normal(0, 6, centres)[:, None]
    moving = _remembering(rng, centres, length, memory=0.6, sd=4)
    own = rng.normal(0, 4, centres)[:, None]
    restless = _remembering(rng, centres, length, memory=0.3, sd=3)
    season = rng.normal(0, 2, length)
    delayed = np.roll(moving, LAG, axis=1)
    service = 75 + own + LINK * lasting + LINK * delayed + season + restless
    within = service - service[:, BURN_IN:].mean(axis=1, keepdims=True)
    market = rng.normal(0, 2, length)
    growth = 3 + GROWTH_LINK * np.roll(within, 1, axis=1) + market + rng.normal(0, 3, (centres, length))
    first = BURN_IN + LAG
    return Latent((70 + lasting + moving)[:, BURN_IN:], service[:, first:], growth[:, first:])


def _remembering(rng: np.random.Generator, rows: int, length: int, *, memory: float, sd: float) -> Table:
    """Each quarter keeps a part of the one before; `sd` is that of the whole, not of the steps."""
    steps = rng.normal(0, sd * np.sqrt(1 - memory**2), (rows, length))
    made = np.empty_like(steps)
    made[:, 0] = rng.normal(0, sd, rows)
    for column in range(1, length):
        made[:, column] = memory * made[:, column - 1] + steps[:, column]
    return made
