"""How much of the ups and downs is real: reliability within centres, and the slope corrected for engagement error.

Reliability = 1 - sum(M_ii s² / n_i) / S_xx, with M_ii what the effects leave of a row (statistics of errors in
variables, Fuller 1987). Noise in the visits does not bias the slope, it only widens its interval.
"""

import math
from dataclasses import dataclass

import numpy as np

from backend.domain.statistics.link.estimates import Estimate, correlations
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Rows


@dataclass(frozen=True)
class Reliability:
    """Shares of real variation within centres, None where the file does not tell; `r` corrected for both, at most 1."""

    inside: float | None
    outside: float | None
    r: float | None


def reliability(rows: Rows, m: Moments) -> Reliability:
    """Of the engagement figures and of the mean visit scores in these rows."""
    whole = m.whole
    outside = None if rows.noise_y is None else 1 - float(m.left @ rows.noise_y) / float(whole[0, 0])
    inside = None if rows.noise_x is None else 1 - float(m.left @ rows.noise_x) / float(whole[1, 1])
    return Reliability(inside, outside, _corrected_r(float(correlations(whole)), inside, outside))


def corrected(raw: Estimate, share: float) -> Estimate:
    """The slope if engagement were known exactly: value and interval ends divided by the reliability."""
    return raw.scaled(1 / share)


def _corrected_r(r: float, inside: float | None, outside: float | None) -> float | None:
    if inside is None or outside is None or inside <= 0 or outside <= 0:
        return None
    return float(np.clip(r / math.sqrt(inside * outside), -1, 1))
