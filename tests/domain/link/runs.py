"""How often the estimates are right on chains whose truth is known: rates over many simulated chains.

`python -m tests.domain.link.runs` runs 300 of each and fails outside the bounds; tests run a short version.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from backend.domain.statistics.link import chain, direction, lags, noise, rungs, warning
from backend.domain.statistics.link.drivers import driver_matrix
from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.panel import Panel, lagged
from tests.domain.link.simulator import LAG, TRUE_SLOPE, TRUE_TOTAL, Design, simulate

COVERED, SIZE, GUARDED, FALSE, CONFORMAL = (0.91, 0.985), (0.0, 0.09), (0.0, 0.09), (0.0, 0.13), (0.77, 0.84)
REAL_CELLS, CELLS = 10, 30


@dataclass(frozen=True)
class Rate:
    """How often of how many, and between which bounds it has to lie in 300 runs."""

    name: str
    value: float
    runs: int
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.value <= self.high

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "FAILS"
        return f"{verdict:6} {self.name:46} {self.value:.3f}  in [{self.low}, {self.high}]  ({self.runs} runs)"


def with_link(design: Design, runs: int, seed: int) -> list[Rate]:
    """Coverage where the link is real."""
    hits: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(runs):
        for name, hit in _covered(simulate(design, seed + number), design):
            hits[name].append(float(hit))
    bounds = {"conformal 80 %": CONFORMAL}
    return [Rate(name, float(np.mean(one)), len(one), *bounds.get(name, COVERED)) for name, one in sorted(hits.items())]


def without_link(design: Design, runs: int, seed: int) -> list[Rate]:
    """False alarms where there is none."""
    nothing = replace(design, within=0.0, between=0.0)
    hits: Counter[str] = Counter()
    for number in range(runs):
        panel = simulate(nothing, seed + number)
        slope = rungs.within(rungs.within_moments(lagged(panel, LAG))).slope
        found = lags.profile(panel, 4, seed + number)
        hits["null size, leave one centre out"] += slope.p is not None and slope.p <= 0.05
        hits["null size, guarded lag"] += found.p_max is not None and found.p_max <= 0.05
        hits["a direction where there is none"] += direction.direction(panel).verdict != direction.UNCLEAR
    return [Rate(name, count / runs, runs, *(GUARDED if "lag" in name else SIZE)) for name, count in hits.items()]


def false_discoveries(runs: int, seed: int) -> Rate:
    """Of the cells flagged in a matrix with ten real links among thirty, the share that is false."""
    shares = []
    for number in range(runs):
        panels = {}
        for cell in range(CELLS):
            slope = 0.6 if cell < REAL_CELLS else 0.0
            design = Design(centres=30, periods=10, answers=35, sd_visits=7, within=slope)
            panels["dimension", f"touchpoint {cell:02}"] = simulate(design, seed + number * CELLS + cell)
        flagged = [i for i, cell in enumerate(driver_matrix(panels, LAG)) if cell.shade.startswith("clear")]
        shares.append(sum(i >= REAL_CELLS for i in flagged) / max(1, len(flagged)))
    return Rate("false discoveries among those flagged", float(np.mean(shares)), runs, *FALSE)


def _covered(panel: Panel, design: Design) -> Iterator[tuple[str, float]]:
    rows = lagged(panel, LAG)
    m = rungs.within_moments(rows)
    share = noise.reliability(rows, m).inside
    raw = rungs.within(m).slope
    if share is not None and share >= 0.3:
        yield "corrected slope holds the truth", _holds(noise.corrected(raw, share), TRUE_SLOPE)
        found = chain.chain(panel, LAG, 1)
        if found is not None and found.inside:
            yield "total link to the result holds the truth", _holds(found.c.scaled(1 / found.inside), TRUE_TOTAL)
    tried = warning.backtest(panel.inside, panel.outside, LAG)
    if tried is not None and tried.coverage is not None:
        yield "conformal 80 %", tried.coverage


def _holds(found: Estimate, truth: float) -> bool:
    return found.low is not None and found.high is not None and found.low <= truth <= found.high


def everything(runs: int, seed: int) -> Iterator[Rate]:
    for centres in (12, 30, 100):
        design = Design(centres=centres)
        for rate in (*with_link(design, runs, seed), *without_link(design, runs, seed + 10_000)):
            yield replace(rate, name=f"{centres} centres: {rate.name}")
    yield false_discoveries(max(20, runs // 5), seed)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(f"{count} simulated chains of each kind, seed {start}")
    rates = []
    for found in everything(count, start):
        print(found, flush=True)
        rates.append(found)
    sys.exit(0 if all(rate.holds for rate in rates) else 1)
