"""Early warning: does engagement help to foresee a centre's next service score? It must earn its place in a backtest.

Rolling origin; two pooled least-squares forecasts, without and with engagement, refitted at every origin on what was
known then. Interval: split conformal on errors already seen (Vovk et al. 2005).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.domain.statistics.link.estimates import Estimate, jackknife
from backend.domain.statistics.link.panel import Array

START, COVERED, WATCHED, DROP = 6, 0.80, 0.10, -8.0
RIDGE = 1e-6


@dataclass(frozen=True)
class Backtest:
    """`skill`: share of the squared error that engagement saves. `coverage` of the 80 % intervals. Of the centres on
    the list `hit_rate` fell by 8 points or more, of all centres `base_rate`, of a list without engagement
    `plain_hit_rate`. `forecast` and `reach` (points beside the chain) are of the newest period, one a centre."""

    skill: Estimate
    coverage: float | None
    base_rate: float
    hit_rate: float
    plain_hit_rate: float
    origins: int
    forecast: Array
    drop: Array
    reach: float | None

    @property
    def earned(self) -> bool:
        """The one-sided 95 % lower bound of the skill is above nothing."""
        from scipy import special

        if self.skill.se is None:
            return False
        return self.skill.value - float(special.stdtrit(len(self.forecast) - 1, 0.95)) * self.skill.se > 0

    @property
    def watched(self) -> list[int]:
        """The worst tenth of the centres by foreseen drop, the worst first."""
        count = math.ceil(WATCHED * len(self.drop))
        return [int(i) for i in np.argsort(self.drop)[:count]]


def backtest(inside: Array, outside: Array, horizon: int) -> Backtest | None:
    """Of whole tables (G x T); None with fewer than two origins. Figures are taken beside the chain's mean."""
    g, t = outside.shape
    origins = range(START, t - horizon)
    if g < 2 or len(origins) < 2:
        return None
    plain, full, s, usual = _features(inside, outside)
    without, with_it = (np.stack([_foreseen(f, s, at, horizon) for at in origins]) for f in (plain, full))
    seen = np.stack([s[:, at + horizon] for at in origins])
    base = np.stack([usual[:, at] for at in origins])
    errors = np.abs(seen - with_it)
    covered = [errors[i] <= _quantile(errors[: i - horizon + 1]) for i in range(horizon, len(origins))]
    fell = seen - base <= DROP
    last = _foreseen(full, s, t - 1, horizon)
    return Backtest(
        _skill((seen - without) ** 2, (seen - with_it) ** 2),
        float(np.mean(covered)) if covered else None,
        float(fell.mean()),
        _hits(fell, with_it - base),
        _hits(fell, without - base),
        len(origins),
        last,
        last - usual[:, -1],
        _quantile(errors),
    )


def _features(inside: Array, outside: Array) -> tuple[Array, Array, Array, Array]:
    """(G, T, 2) without and (G, T, 5) with engagement, service beside the chain, and its shrunken running mean."""
    e, s = inside - inside.mean(0), outside - outside.mean(0)
    count = np.arange(1, s.shape[1] + 1)
    usual, mean_e = np.cumsum(s, 1) / (count + 2.0), np.cumsum(e, 1) / count
    off = e - mean_e
    before = np.hstack([np.zeros((len(e), 1)), off[:, :-1]])
    plain = np.stack([usual, s - usual], -1)
    return plain, np.concatenate([plain, np.stack([mean_e, off, before], -1)], -1), s, usual


def _foreseen(features: Array, s: Array, at: int, horizon: int) -> Array:
    """Forecast of s(at + horizon), fitted on targets that were known at `at`."""
    past = range(2, at - horizon + 1)
    x = np.concatenate([features[:, t] for t in past])
    y = np.concatenate([s[:, t + horizon] for t in past])
    b = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ y)
    return np.asarray(features[:, at] @ b)


def _quantile(errors: Array) -> float:
    return float(np.quantile(errors, min(1.0, COVERED * (1 + 1 / errors.size))))


def _skill(plain: Array, full: Array) -> Estimate:
    without, with_it = plain.sum(0), full.sum(0)
    deleted = 1 - (with_it.sum() - with_it) / (without.sum() - without)
    return jackknife(1 - float(with_it.sum() / without.sum()), deleted)


def _hits(fell: NDArray[np.bool_], foreseen: Array) -> float:
    return float(fell[foreseen <= np.quantile(foreseen, WATCHED)].mean())
