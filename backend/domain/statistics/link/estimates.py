"""An estimate with its leave-one-centre-out interval, t with G - 1 degrees of freedom."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from backend.domain.statistics.link.moments import SINGULAR, Moments
from backend.domain.statistics.link.panel import Array

LEVEL = 0.95
# Correlations are averaged and left out on Fisher's scale; a perfect one is held just inside.
ALMOST_ONE = 0.999999


@dataclass(frozen=True)
class Estimate:
    """`value` with se, interval and two-sided p; these are None where leaving one centre out leaves nothing."""

    value: float
    se: float | None
    low: float | None
    high: float | None
    p: float | None

    @property
    def excludes_zero(self) -> bool:
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    def scaled(self, factor: float) -> "Estimate":
        """In other units: `factor` is taken as known."""
        ends = sorted(end * factor for end in (self.low, self.high) if end is not None)
        low, high = ends if ends else (None, None)
        return Estimate(self.value * factor, None if self.se is None else self.se * abs(factor), low, high, self.p)


def jackknife(value: float, deleted: Array) -> Estimate:
    """CV3: the spread of the estimates that each lack one centre."""
    g = len(deleted)
    if g < 2 or not math.isfinite(value) or not np.isfinite(deleted).all():
        return Estimate(value, None, None, None, None)
    se = math.sqrt((g - 1) / g * float(((deleted - value) ** 2).sum()))
    return with_t(value, se, g - 1)


def with_t(value: float, se: float, freedom: float) -> Estimate:
    reach = float(special.stdtrit(freedom, 0.5 + LEVEL / 2)) * se
    return Estimate(value, se, value - reach, value + reach, t_test(value, se, freedom))


def t_test(value: float, se: float, freedom: float) -> float:
    if se <= 1e-12 * max(1.0, abs(value)):
        return 0.0 if abs(value) > 1e-12 else 1.0
    return float(2 * special.stdtr(freedom, -abs(value) / se))


def slopes(moments: Array) -> Array:
    """(..., p, p), y first -> (..., p - 1) coefficients; NaN where x does not vary any more."""
    xx, xy = moments[..., 1:, 1:], moments[..., 1:, :1]
    if xx.shape[-1] == 1:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((xy / xx)[..., 0])
    return np.asarray(np.linalg.solve(xx, xy)[..., 0])


def correlations(moments: Array) -> Array:
    """(...) of the first two variables, NaN where one of them does not vary."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(moments[..., 0, 1] / np.sqrt(moments[..., 0, 0] * moments[..., 1, 1]))


def slope(m: Moments) -> Estimate:
    """Of y on x, the first two variables."""
    return jackknifed(m, lambda s: slopes(s)[..., 0])


def correlation(m: Moments) -> Estimate:
    """Of the first two variables; interval by the jackknife on Fisher's z."""
    return from_z(jackknifed(m, lambda s: fisher_z(correlations(s))))


def fisher_z(r: Array) -> Array:
    return np.asarray(np.arctanh(np.clip(r, -ALMOST_ONE, ALMOST_ONE)))


def from_z(z: Estimate) -> Estimate:
    """Back to a correlation; `se` stays on Fisher's scale."""
    low, high = (None if end is None else math.tanh(end) for end in (z.low, z.high))
    return Estimate(math.tanh(z.value), z.se, low, high, z.p)


def jackknifed(m: Moments, statistic: Callable[[Array], Array]) -> Estimate:
    """Any smooth function of the moments."""
    return jackknife(float(statistic(m.whole)), statistic(settled(m)))


def settled(m: Moments) -> Array:
    """The moments without each centre; NaN where nearly nothing of a variable's variation is left without it."""
    without = m.without_each
    held = np.diagonal(without, axis1=-2, axis2=-1) > SINGULAR * np.diagonal(m.blocks.sum(0))[: m.p]
    without[~held.all(-1)] = np.nan
    return without
