"""The driver matrix: which dimension of engagement moves together with which touchpoint, at one lag fixed before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backend.domain.statistics.discovery import false_discovery_rates
from backend.domain.statistics.link import estimates, rungs
from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.panel import Panel, lagged, with_enough

Q = 0.10
LEAST_CENTRES = 20


@dataclass(frozen=True)
class Cell:
    """One dimension beside one touchpoint; `slope` and `q` are None where there is too little data to test it."""

    dimension: str
    touchpoint: str
    slope: Estimate | None
    centres: int
    q: float | None = None

    @property
    def shade(self) -> str:
        """Three shades: clear_plus, clear_minus, not_clear; untested where nothing was tested."""
        if self.slope is None or self.q is None:
            return "untested"
        if self.q > Q:
            return "not_clear"
        return "clear_plus" if self.slope.value > 0 else "clear_minus"


def driver_matrix(panels: Mapping[tuple[str, str], Panel], lag: int) -> list[Cell]:
    """One cell a pair (dimension, touchpoint). Benjamini-Hochberg over the cells tested, and over them alone."""
    cells = [_cell(dimension, touchpoint, panel, lag) for (dimension, touchpoint), panel in panels.items()]
    rates = false_discovery_rates([None if cell.slope is None else cell.slope.p for cell in cells])
    return [replace(cell, q=q) for cell, q in zip(cells, rates, strict=True)]


def _cell(dimension: str, touchpoint: str, panel: Panel, lag: int) -> Cell:
    rows = with_enough(lagged(panel, lag), 2)
    if rows.centres < LEAST_CENTRES:
        return Cell(dimension, touchpoint, None, rows.centres)
    slope = estimates.slope(rungs.within_moments(rows))
    return Cell(dimension, touchpoint, slope if slope.p is not None else None, rows.centres)
