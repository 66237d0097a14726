"""Which comes first, inside or outside: two statistics that must agree, both leaving one centre out at a time.

Lead-lag: mean over lags of r(E leads S) - r(S leads E). Cross-lagged panel: standardised, own lags in, moments of the
regressors less their error variances. Either alone errs under a shared shock, so the verdict needs both.
"""

import math
from dataclasses import dataclass

import numpy as np

from backend.domain.statistics.link import moments
from backend.domain.statistics.link.estimates import Estimate, jackknife
from backend.domain.statistics.link.panel import Array, Panel

LEADS, PANEL_LAGS = 3, 2
INSIDE, OUTSIDE, UNCLEAR = "inside_first", "outside_first", "cannot_tell"


@dataclass(frozen=True)
class Direction:
    """Positive: inside first. `verdict` is inside_first, outside_first or cannot_tell."""

    lead_lag: Estimate
    cross_lagged: Estimate

    @property
    def verdict(self) -> str:
        both = (self.lead_lag, self.cross_lagged)
        if all(one.low is not None and one.low > 0 for one in both):
            return INSIDE
        return OUTSIDE if all(one.high is not None and one.high < 0 for one in both) else UNCLEAR


def is_whole(panel: Panel) -> bool:
    """No cell is missing: lags of both sides are needed everywhere."""
    return bool(np.isfinite(panel.inside).all() and np.isfinite(panel.outside).all())


def direction(panel: Panel) -> Direction:
    """Of a panel without a gap. Where errors are unknown they count as none."""
    noise_s, noise_e = _mean(panel.outside_noise), _mean(panel.inside_noise)
    return Direction(_lead_lag(panel.inside, panel.outside), _cross_lagged(panel, noise_s, noise_e))


def _lead_lag(inside: Array, outside: Array) -> Estimate:
    x, y = _residual(inside), _residual(outside)
    t = x.shape[1]
    lags = range(1, min(LEADS, t - 2) + 1)
    product = sum(
        t / (t - k) * ((x[:, : t - k] * y[:, k:]).sum(1) - (y[:, : t - k] * x[:, k:]).sum(1)) for k in lags
    ) / len(lags)
    xx, yy = (x * x).sum(1), (y * y).sum(1)
    whole = float(np.sum(product)) / math.sqrt(xx.sum() * yy.sum())
    return jackknife(whole, (np.sum(product) - product) / np.sqrt((xx.sum() - xx) * (yy.sum() - yy)))


def _cross_lagged(panel: Panel, noise_s: float, noise_e: float) -> Estimate:
    g, t = panel.inside.shape
    k = PANEL_LAGS
    lags = [table[:, k - lag : t - lag].ravel() for table in (panel.outside, panel.inside) for lag in range(1, k + 1)]
    now = [panel.outside[:, k:].ravel(), panel.inside[:, k:].ravel()]
    m = moments.two_way(np.repeat(np.arange(g), t - k), np.tile(np.arange(k, t), g), np.stack([*now, *lags], 1))
    left = m.by_centre(m.left)
    share = 1 / (t - k - 1)
    whole = _paths(m.whole[None], left.sum()[None], share, noise_s, noise_e)[0]
    return jackknife(float(whole), _paths(m.without_each, left.sum() - left, share, noise_s, noise_e))


def _paths(s: Array, left: Array, share: float, noise_s: float, noise_e: float) -> Array:
    """Sum of the paths E to S in sd minus those S to E, with known error variances out of the moments.

    Taking out a centre's mean makes the error of y(t) and of its own lags go together: -v/T a cell, put back here.
    """
    k, fixed = PANEL_LAGS, s.copy()
    of_s, of_e = slice(2, 2 + k), slice(2 + k, 2 + 2 * k)
    for block, noise, now in ((of_s, noise_s, 0), (of_e, noise_e, 1)):
        for i in range(block.start, block.stop):
            fixed[..., i, i] -= left * noise
            fixed[..., now, i] += left * share * noise
            fixed[..., i, now] += left * share * noise
    b = np.linalg.solve(fixed[..., 2:, 2:], fixed[..., 2:, :2])
    first_e, first_s = fixed[..., 2 + k, 2 + k], fixed[..., 2, 2]
    ratio = np.sqrt(np.maximum(first_e, 1e-9) / np.maximum(first_s, 1e-9))
    return np.asarray(b[..., k:, 0].sum(-1) * ratio - b[..., :k, 1].sum(-1) / ratio)


def _residual(table: Array) -> Array:
    return np.asarray(table - table.mean(1, keepdims=True) - table.mean(0, keepdims=True) + table.mean())


def _mean(noise: Array | None) -> float:
    return 0.0 if noise is None else float(np.nanmean(np.where(np.isfinite(noise), noise, np.nan)))
