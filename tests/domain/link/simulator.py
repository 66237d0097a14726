"""Chains whose truth is known: engagement moves service two periods later, service moves growth one period later.

e = 70 + a + w; s = 75 + b + .26 a + .26 w two periods before + season + u; growth = 3 + .385 (s - its mean) one period
before + market + noise. Observed: means of some answers and of one to four visits.
"""

from dataclasses import dataclass

import numpy as np

from backend.domain.statistics.link.panel import Array, Panel

BURN_IN, LAG = 30, 2
TRUE_SLOPE = 0.26
TRUE_TOTAL = 0.26 * 0.385


@dataclass(frozen=True)
class Design:
    """Centres, periods, answers on average with their sd, and the sd of single visits."""

    centres: int = 30
    periods: int = 12
    answers: int = 16
    sd_answers: float = 18.0
    sd_visits: float = 10.0
    within: float = TRUE_SLOPE
    between: float = TRUE_SLOPE


def simulate(design: Design, seed: int) -> Panel:
    """One chain as the product would see it."""
    rng = np.random.default_rng(seed)
    g, t = design.centres, design.periods + BURN_IN
    lasting = rng.normal(0, 6, (g, 1))
    moving, restless = _remembering(rng, g, t, 0.6, 4), _remembering(rng, g, t, 0.3, 3)
    ups = design.within * np.roll(moving, LAG, 1) + restless
    service = 75 + rng.normal(0, 4, (g, 1)) + design.between * lasting + ups + rng.normal(0, 2, t)
    growth = 3 + 0.385 * np.roll(ups, 1, 1) + rng.normal(0, 2, t) + rng.normal(0, 3, (g, t))
    kept = slice(BURN_IN, t)
    return _observed(design, rng, (70 + lasting + moving)[:, kept], service[:, kept], growth[:, kept])


def _observed(design: Design, rng: np.random.Generator, inside: Array, service: Array, growth: Array) -> Panel:
    shape = inside.shape
    answers = 5.0 + rng.poisson(design.answers - 5, shape)
    visits = rng.integers(1, 5, shape).astype(float)
    each = service[..., None] + rng.normal(0, design.sd_visits, (*shape, 4))
    each[np.arange(4) >= visits[..., None]] = np.nan
    sd = np.full(shape, np.nan)
    sd[visits > 1] = np.nanstd(each[visits > 1], axis=-1, ddof=1)
    sd_answers = design.sd_answers * np.sqrt(rng.chisquare(answers - 1) / (answers - 1))
    return Panel(
        tuple(f"c{i}" for i in range(shape[0])),
        tuple(str(i) for i in range(shape[1])),
        inside + rng.normal(0, design.sd_answers, shape) / np.sqrt(answers),
        np.nanmean(each, axis=-1),
        answers,
        sd_answers,
        visits,
        sd,
        growth,
    )


def _remembering(rng: np.random.Generator, rows: int, length: int, memory: float, sd: float) -> Array:
    steps = rng.normal(0, sd * np.sqrt(1 - memory**2), (rows, length))
    made = np.zeros_like(steps)
    for column in range(1, length):
        made[:, column] = memory * made[:, column - 1] + steps[:, column]
    return made
