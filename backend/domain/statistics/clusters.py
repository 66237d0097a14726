"""The mean of all visits of many centres, from sums alone: a row that holds them can tell its interval by itself."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from backend.domain.statistics.means import NO_SPREAD, Interval, Scores, t_quantile


class Moments(NamedTuple):
    """What `n` visits of `centres` centres add up to, T and n being one centre's total and number of visits.

    `squares` is the sum of T², `products` of T n, `counts` of n² over the centres; a centre without a visit is none.
    """

    centres: int
    n: float
    total: float
    squares: float
    products: float
    counts: float

    @classmethod
    def of(cls, centres: Iterable[Scores]) -> "Moments":
        held = [(n, total) for n, total, _ in centres if n]
        return cls(
            len(held),
            sum(n for n, _ in held),
            math.fsum(total for _, total in held),
            math.fsum(total * total for _, total in held),
            math.fsum(total * n for n, total in held),
            math.fsum(n * n for n, _ in held),
        )

    @property
    def mean(self) -> float:
        return self.total / self.n

    @property
    def variance_of_mean(self) -> float:
        """Of the ratio of two sums over centres, linearised (Cochran 1977, 6.3); of two centres or more.

        With the residuals z = T - mean n of the centres: G / (G - 1) times the sum of z², divided by the square of all
        visits. Centres of equal size: exactly the jackknife that leaves each centre out (`means.clustered_interval`).
        """
        residuals = self.squares - 2 * self.mean * self.products + self.mean * self.mean * self.counts
        return self.centres / (self.centres - 1) * max(0.0, residuals) / self.n**2


def moments_interval(moments: Moments) -> Interval | None:
    """Student's t with one degree of freedom fewer than centres. None for a single centre, and for equal centres."""
    if moments.centres < 2 or moments.variance_of_mean < NO_SPREAD:
        return None
    reach = t_quantile(moments.centres - 1) * math.sqrt(moments.variance_of_mean)
    return Interval(moments.mean - reach, moments.mean + reach)
