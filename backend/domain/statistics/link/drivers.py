"""The driver matrix: which dimension of engagement moves together with which touchpoint, at one lag fixed before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backend.domain.statistics.discovery import false_discovery_rates
from backend.domain.statistics.link import rungs
from backend.domain.statistics.link.panel import Panel, lagged, with_enough
from backend.domain.statistics.link.rungs import Rung

Q = 0.10
LEAST_CENTRES = 20


@dataclass(frozen=True)
class Cell:
    """One dimension beside one touchpoint; `rung` and `q` are None where there is too little data to test it."""

    dimension: str
    touchpoint: str
    rung: Rung | None
    q: float | None

    @property
    def shade(self) -> str:
        """Three shades: clear_plus, clear_minus, not_clear; untested where nothing was tested."""
        if self.rung is None or self.q is None:
            return "untested"
        if self.q > Q:
            return "not_clear"
        return "clear_plus" if self.rung.slope.value > 0 else "clear_minus"


def driver_matrix(panels: Mapping[tuple[str, str], Panel], lag: int) -> list[Cell]:
    """One cell a pair (dimension, touchpoint). Benjamini-Hochberg over the cells tested, and over them alone."""
    cells = [Cell(dimension, touchpoint, _rung(panel, lag), None) for (dimension, touchpoint), panel in panels.items()]
    rates = false_discovery_rates([None if cell.rung is None else cell.rung.slope.p for cell in cells])
    return [replace(cell, q=q) for cell, q in zip(cells, rates, strict=True)]


def _rung(panel: Panel, lag: int) -> Rung | None:
    rows = with_enough(lagged(panel, lag), 2)
    if rows.centres < LEAST_CENTRES:
        return None
    found = rungs.within(rungs.within_moments(rows))
    return found if found.slope.p is not None else None
