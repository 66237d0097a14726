"""From engagement through service to a result: the two direct links, and the part that goes through service.

a: service on engagement lag periods before; c: the result on the same engagement (total); b: the result on service,
engagement held. The sentence uses a and c; the product a b (mediation, MacKinnon 2008) needs far more data.
"""

from dataclasses import dataclass

import numpy as np

from backend.domain.statistics.link import moments
from backend.domain.statistics.link.estimates import Estimate, jackknife
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.noise import real_share
from backend.domain.statistics.link.panel import Array, Codes, Panel

DRAWS = 999
# Corrected variances are kept above this share of the raw ones.
LEAST = 0.1


@dataclass(frozen=True)
class Chain:
    """Raw slopes with CV3; `through`, `through_low`, `through_high`: a b corrected for errors on both sides, with the
    percentile interval of a bootstrap of whole centres (None where errors are unknown)."""

    a: Estimate
    b: Estimate
    c: Estimate
    through: float | None
    through_low: float | None
    through_high: float | None
    inside: float | None
    outside: float | None
    rows: int
    centres: int


def chain(panel: Panel, lag: int, result_lag: int, seed: int = 0) -> Chain | None:
    """Rows where engagement (t - lag), service (t) and result (t + result_lag) are all known; None without any."""
    found = _rows(panel, lag, result_lag)
    if found is None:
        return None
    centre, period, columns, noise_e, noise_s = found
    m = moments.two_way(centre, period, columns)
    whole, without = m.whole, m.without_each
    raw, deleted = _links(whole[None])[0], _links(without)
    a, b, c = (jackknife(float(raw[i]), deleted[:, i]) for i in range(3))
    through = _through(m, noise_e, noise_s, seed)
    inside, outside = real_share(m, noise_e, whole[2, 2]), real_share(m, noise_s, whole[1, 1])
    return Chain(a, b, c, *through, inside, outside, len(centre), m.groups)


def _rows(panel: Panel, lag: int, result_lag: int) -> tuple[Codes, Codes, Array, Array | None, Array | None] | None:
    width = len(panel.periods) - lag - result_lag
    if panel.result is None or width < 2:
        return None
    e, s = panel.inside[:, :width], panel.outside[:, lag : lag + width]
    g = panel.result[:, lag + result_lag :]
    known = np.isfinite(e) & np.isfinite(s) & np.isfinite(g)
    known &= (known.sum(1) >= 2)[:, None]
    if not known.any() or known.any(1).sum() < 3:
        return None
    centre, period = np.nonzero(known)
    noise = [
        None if table is None else table[:, start : start + width][known]
        for table, start in ((panel.inside_noise, 0), (panel.outside_noise, lag))
    ]
    noise = [None if one is None or not np.isfinite(one).all() else one for one in noise]
    return centre, period, np.stack([g[known], s[known], e[known]], 1), noise[0], noise[1]


def _links(s: Array) -> Array:
    """(..., 3, 3) of [result, service, engagement] -> (..., 4): a, b, c, a b."""
    a = s[..., 1, 2] / s[..., 2, 2]
    b = np.linalg.solve(s[..., 1:, 1:], s[..., 1:, :1])[..., 0, 0]
    return np.stack([a, b, s[..., 0, 2] / s[..., 2, 2], a * b], -1)


def _through(
    m: Moments, noise_e: Array | None, noise_s: Array | None, seed: int
) -> tuple[float | None, float | None, float | None]:
    if noise_e is None or noise_s is None:
        return None, None, None
    of_e, of_s = m.by_centre(m.left * noise_e), m.by_centre(m.left * noise_s)
    value = _links(_less(m.whole[None], of_s.sum()[None], of_e.sum()[None]))[0, 3]
    weights = np.random.default_rng(seed).multinomial(m.groups, np.full(m.groups, 1 / m.groups), DRAWS).astype(float)
    drawn = moments.partial(np.tensordot(weights, m.blocks, 1), m.p)
    low, high = np.quantile(_links(_less(drawn, weights @ of_s, weights @ of_e))[:, 3], [0.025, 0.975])
    return float(value), float(low), float(high)


def _less(s: Array, noise_s: Array, noise_e: Array) -> Array:
    fixed = s.copy()
    for i, noise in ((1, noise_s), (2, noise_e)):
        fixed[..., i, i] = np.maximum(s[..., i, i] - noise, LEAST * s[..., i, i])
    return fixed
