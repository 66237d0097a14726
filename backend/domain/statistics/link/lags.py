"""The lag profile: slopes at lags 0 to K with a band that holds for all at once, guarded against picking the best.

Band: sup-t (Montiel Olea and Plagborg-Moller 2019). Guard: whole engagement histories are permuted between centres.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.domain.statistics.link import estimates, rungs
from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Array, Panel, Rows, lagged

LONGEST = 6
DRAWS, PERMUTATIONS = 20_000, 999
# Centres are exchanged only among at least so many that miss the same periods.
EXCHANGEABLE = 5


@dataclass(frozen=True)
class Lag:
    """One lag: the slope with its own interval, and the band in which all lags lie at once (95 %)."""

    lag: int
    slope: Estimate
    band_low: float | None
    band_high: float | None
    rows: int


@dataclass(frozen=True)
class Profile:
    """`p_max`: how often chance alone shows a lag as strong as the strongest. `stands_out` lists the lags that cannot
    be told apart from it; empty unless p_max is at most .05. `method`: permutation or sup_t."""

    lags: list[Lag]
    critical: float | None
    p_max: float | None
    method: str
    stands_out: list[int]
    centres: int


def longest_lag(periods: int) -> int:
    return min(LONGEST, periods // 3)


def profile(panel: Panel, longest: int, seed: int = 0) -> Profile:
    """All lags on the same centres: those with two or more rows at every lag."""
    rows = _same_centres([lagged(panel, lag) for lag in range(longest + 1)])
    found = [rungs.within_moments(one) for one in rows]
    values = np.array([float(estimates.slopes(m.whole)[0]) for m in found])
    deleted = np.stack([estimates.slopes(estimates.settled(m))[:, 0] for m in found], 1)
    singles = [estimates.jackknife(value, column) for value, column in zip(values, deleted.T, strict=True)]
    groups = len(deleted)
    critical, draws = _simultaneous(values, deleted, seed)
    p, method = _guard(panel, rows, found, seed), "permutation"
    if p is None and draws is not None:
        top = max(abs(s.value) / s.se for s in singles if s.se)
        p, method = float((1 + (draws >= top).sum()) / (len(draws) + 1)), "sup_t"
    lags = [
        _lag(lag, single, critical, len(one.y)) for lag, (single, one) in enumerate(zip(singles, rows, strict=True))
    ]
    return Profile(lags, critical, p, method, _standing_out(lags, p), groups)


def _lag(lag: int, single: Estimate, critical: float | None, rows: int) -> Lag:
    if critical is None or single.se is None:
        return Lag(lag, single, None, None, rows)
    reach = critical * single.se
    return Lag(lag, single, single.value - reach, single.value + reach, rows)


def _standing_out(lags: list[Lag], p: float | None) -> list[int]:
    """The strongest lag and all whose band meets its band."""
    if p is None or p > 0.05 or any(lag.band_low is None for lag in lags):
        return []
    top = max(lags, key=lambda lag: abs(lag.slope.value) / (lag.slope.se or 1))
    return [lag.lag for lag in lags if lag.band_low <= top.band_high and lag.band_high >= top.band_low]  # type: ignore[operator]


def _same_centres(rows: list[Rows]) -> list[Rows]:
    size = 1 + max((int(one.centre.max(initial=0)) for one in rows), default=0)
    held = np.all([np.bincount(one.centre, minlength=size) >= 2 for one in rows], axis=0)
    return [Rows(*(None if part is None else part[held[one.centre]] for part in one)) for one in rows]  # type: ignore[arg-type]


def _simultaneous(values: Array, deleted: Array, seed: int) -> tuple[float | None, Array | None]:
    """The critical value of max |t| over all lags, and its draws."""
    g = len(deleted)
    if g < 2 or not np.isfinite(deleted).all():
        return None, None
    off = deleted - values
    v = (g - 1) / g * off.T @ off
    se = np.sqrt(np.diag(v))
    if (se < 1e-12).any():
        return None, None
    roots, vectors = np.linalg.eigh(v / np.outer(se, se))
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((DRAWS, len(se))) @ (vectors * np.sqrt(np.clip(roots, 0, None))).T
    draws = np.abs(z / np.sqrt(rng.chisquare(g - 1, DRAWS) / (g - 1))[:, None]).max(1)
    return float(np.quantile(draws, estimates.LEVEL)), draws


def _guard(panel: Panel, rows: list[Rows], found: list[Moments], seed: int) -> float | None:
    """p of the strongest lag under permutation; None where too few centres miss the same periods."""
    used = np.unique(rows[0].centre)
    families = _families(panel, used)
    if min((len(family) for family in families), default=0) < EXCHANGEABLE:
        return None
    tables = [_products(one, m, used, len(panel.periods)) for one, m in zip(rows, found, strict=True)]
    seen = max(abs(float(np.trace(table))) for table in tables)
    rng = np.random.default_rng(seed)
    order = np.tile(np.arange(len(used)), (PERMUTATIONS, 1))
    for family in families:
        order[:, family] = rng.permuted(np.tile(family, (PERMUTATIONS, 1)), axis=1)
    best = np.zeros(PERMUTATIONS)
    for table in tables:
        best = np.maximum(best, np.abs(table[np.arange(len(used)), order].sum(1)))
    return float((1 + (best >= seen - 1e-12).sum()) / (PERMUTATIONS + 1))


def _families(panel: Panel, used: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    known = np.isfinite(np.hstack([panel.inside, panel.outside]))[used]
    kinds = np.unique(known, axis=0, return_inverse=True)[1].ravel()
    return [np.nonzero(kinds == kind)[0] for kind in range(int(kinds.max(initial=-1)) + 1)]


def _products(rows: Rows, m: Moments, used: NDArray[np.intp], periods: int) -> Array:
    """(G, G): residual service of one centre times residual engagement of another, scaled so that lags compare."""
    places = np.searchsorted(used, rows.centre)
    y, x = np.zeros((len(used), periods)), np.zeros((len(used), periods))
    y[places, rows.period], x[places, rows.period] = m.residuals[:, 0], m.residuals[:, 1]
    return np.asarray(y @ x.T / np.sqrt((x * x).sum() * (y * y).sum() / len(rows.y)))
