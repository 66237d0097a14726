"""Tables of centres by periods, and the rows a lag makes of them. All scores 0 to 100; NaN is an empty cell."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
NEVER = np.inf


@dataclass(frozen=True)
class Panel:
    """One row a centre, one column a period in order of time (each table G x T; `started` has G entries).

    `inside` engagement, `inside_n` its answers, `inside_sd` the sd between persons; `outside` the mean visit score,
    `visits` how many visits, `outside_sd` the sd between them; `result` a business figure. `started` is the index of
    the period in which a centre began a programme, NEVER where it did not.
    """

    centres: tuple[str, ...]
    periods: tuple[str, ...]
    inside: Array
    outside: Array
    inside_n: Array | None = None
    inside_sd: Array | None = None
    visits: Array | None = None
    outside_sd: Array | None = None
    result: Array | None = None
    started: Array | None = None

    @property
    def person_variance(self) -> float | None:
        """Variance between persons, pooled over all cells; None without sd or n."""
        return pooled_variance(self.inside_sd, self.inside_n)

    @property
    def visit_variance(self) -> float | None:
        """Variance between visits of one centre and period, pooled; None where no cell has two visits with an sd."""
        return pooled_variance(self.outside_sd, self.visits)

    @property
    def inside_noise(self) -> Array | None:
        """Error variance of each engagement figure: the persons who happened to answer."""
        return _noise(self.person_variance, self.inside_n)

    @property
    def outside_noise(self) -> Array | None:
        """Error variance of each mean visit score."""
        return _noise(self.visit_variance, self.visits)


def of_periods(panel: Panel, first: int, last: int) -> Panel:
    """The periods from `first` to `last`, both in it; starts before them count from the first."""
    kept = slice(first, last + 1)
    tables = {
        name: None if table is None else table[:, kept]
        for name, table in (
            ("inside_n", panel.inside_n),
            ("inside_sd", panel.inside_sd),
            ("visits", panel.visits),
            ("outside_sd", panel.outside_sd),
            ("result", panel.result),
        )
    }
    started = None if panel.started is None else np.maximum(panel.started - first, 0)
    return Panel(
        panel.centres, panel.periods[kept], panel.inside[:, kept], panel.outside[:, kept], **tables, started=started
    )


def common_window(panel: Panel) -> Panel:
    """Without the periods at both ends in which one side is not known of anybody."""
    return _between_known(panel, np.isfinite(panel.inside).any(0) & np.isfinite(panel.outside).any(0))


def engagement_window(panel: Panel) -> Panel:
    """Without the periods at both ends in which nobody's engagement is known."""
    return _between_known(panel, np.isfinite(panel.inside).any(0))


def _between_known(panel: Panel, known: Any) -> Panel:
    places = np.nonzero(known)[0]
    return panel if not len(places) else of_periods(panel, int(places[0]), int(places[-1]))


class Rows(NamedTuple):
    """Rows of one lag: service in period t beside engagement in period t - lag; N entries each.

    `noise_x`, `noise_y` are error variances, None where unknown.
    """

    centre: Codes
    period: Codes
    y: Array
    x: Array
    noise_x: Array | None
    noise_y: Array | None

    @property
    def centres(self) -> int:
        return len(np.unique(self.centre))


def lagged(panel: Panel, lag: int) -> Rows:
    """All cells where both are known. Engagement of period t - lag was closed before period t began if lag >= 1."""
    width = len(panel.periods) - lag
    if width < 1:
        nothing = np.empty(0)
        return Rows(np.empty(0, np.intp), np.empty(0, np.intp), nothing, nothing, None, None)
    y, x = panel.outside[:, lag:], panel.inside[:, :width]
    known = np.isfinite(y) & np.isfinite(x)
    centre, period = np.nonzero(known)
    return Rows(
        centre,
        period + lag,
        y[known],
        x[known],
        _picked(panel.inside_noise, known, slice(0, width)),
        _picked(panel.outside_noise, known, slice(lag, None)),
    )


def with_enough(rows: Rows, least: int) -> Rows:
    """Without the centres that have fewer than `least` rows: one row says nothing about ups and downs."""
    counts = np.bincount(rows.centre) if len(rows.centre) else np.empty(0, int)
    keep = counts[rows.centre] >= least if len(rows.centre) else np.empty(0, bool)
    return Rows(*(None if part is None else part[keep] for part in rows))  # type: ignore[arg-type]


def pooled_variance(sd: Array | None, n: Array | None) -> float | None:
    """Sum (n - 1) sd² / sum (n - 1) over the cells with two or more."""
    if sd is None or n is None:
        return None
    known = np.isfinite(sd) & np.isfinite(n) & (n >= 2)
    freedom = n[known] - 1
    return float((freedom * sd[known] ** 2).sum() / freedom.sum()) if freedom.sum() > 0 else None


def _noise(variance: float | None, n: Array | None) -> Array | None:
    if variance is None or n is None:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(variance / n)


def _picked(noise: Array | None, known: NDArray[np.bool_], columns: slice) -> Array | None:
    if noise is None:
        return None
    found = noise[:, columns][known]
    return found if np.isfinite(found).all() else None
