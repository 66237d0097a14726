"""The interval of a mean of few, lopsided values, such as minutes waited: drawn again and again, from a seed."""

from collections.abc import Sequence
from typing import Final

from backend.domain.statistics.means import CONFIDENCE, Interval

DRAWS: Final = 2000


def bootstrap_interval(values: Sequence[float], seed: int, draws: int = DRAWS) -> Interval | None:
    """Bias-corrected and accelerated (Efron 1987): the same values and seed, the same interval. None without a spread.

    It needs the values themselves, not their sums; for fewer than ten of them it is too narrow, as Student's t is for
    values as lopsided as that.
    """
    import numpy as np
    from scipy.special import ndtr, ndtri

    sample = np.asarray(values, dtype=float)
    if len(sample) < 2 or float(np.ptp(sample)) == 0.0:
        return None
    means = sample[np.random.default_rng(seed).integers(0, len(sample), (draws, len(sample)))].mean(axis=1)
    below = (np.count_nonzero(means < sample.mean()) + np.count_nonzero(means <= sample.mean())) / (2 * draws)
    # Leaving one value out moves the mean by so much of it that only its distance from the mean is left.
    influence = sample - sample.mean()
    skew = float((influence**3).sum() / (6 * (influence**2).sum() ** 1.5))
    bias, tail = float(ndtri(below)), float(ndtri((1 - CONFIDENCE) / 2))
    ends = [float(ndtr(bias + (bias + z) / (1 - skew * (bias + z)))) for z in (tail, -tail)]
    low, high = np.quantile(means, ends)
    return Interval(float(low), float(high))
