"""How much of the ups and downs is real: reliability within centres, and the slope corrected for engagement error.

Reliability = 1 - sum(M_ii s² / n_i) / S_xx, with M_ii what the effects leave of a row (statistics of errors in
variables, Fuller 1987). Noise in the visits does not bias the slope, it only widens its interval.
"""

import math
from dataclasses import dataclass

import numpy as np

from backend.domain.statistics.link.estimates import Estimate, correlations
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Array, Rows


@dataclass(frozen=True)
class Reliability:
    """Shares of real variation within centres, None where the file does not tell; `r` corrected for both, at most 1."""

    inside: float | None
    outside: float | None
    r: float | None


def reliability(rows: Rows, m: Moments) -> Reliability:
    """Of the engagement figures and of the mean visit scores in these rows."""
    whole = m.whole
    outside, inside = real_share(m, rows.noise_y, whole[0, 0]), real_share(m, rows.noise_x, whole[1, 1])
    return Reliability(inside, outside, _corrected_r(float(correlations(whole)), inside, outside))


def real_share(m: Moments, noise: Array | None, variation: float) -> float | None:
    """Of the variation that the effects leave, what is not error; None where errors are unknown or nothing varies."""
    return share_less(None if noise is None else float(m.left @ noise), variation)


def share_less(error: float | None, variation: float) -> float | None:
    """1 - error / variation, both sums of squares."""
    return None if error is None or not variation > 0 else 1 - error / float(variation)


def corrected(raw: Estimate, share: float) -> Estimate:
    """The slope if engagement were known exactly: value and interval ends divided by the reliability."""
    return raw.scaled(1 / share)


def _corrected_r(r: float, inside: float | None, outside: float | None) -> float | None:
    if inside is None or outside is None or inside <= 0 or outside <= 0:
        return None
    return float(np.clip(r / math.sqrt(inside * outside), -1, 1))
