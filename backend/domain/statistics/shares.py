"""Shares with Wilson's interval, and how well two auditors agree: percent agreement and Cohen's kappa."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from backend.domain.statistics.means import Interval

# The normal quantile of 95 %, written out so that a page of eighty shares needs no scipy.
Z: Final = 1.959963984540054


@dataclass(frozen=True)
class Share:
    """`count` of `base`, with the range the true share lies in (95 %). Without a base there is no share."""

    count: int
    base: int

    @property
    def share(self) -> float | None:
        return self.count / self.base if self.base else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.count, self.base)


def wilson(count: int, base: int) -> Interval | None:
    """Wilson's score interval: it stays within 0 and 1, also where nobody or everybody passes."""
    if not base:
        return None
    share, square = count / base, Z * Z
    middle = (share + square / (2 * base)) / (1 + square / base)
    reach = Z / (1 + square / base) * math.sqrt(share * (1 - share) / base + square / (4 * base * base))
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Interval(0.0 if count == 0 else low, 1.0 if count == base else high)


@dataclass(frozen=True)
class Agreement:
    """Of `pairs` double observations so many agree; `kappa` is what is left when chance is taken out.

    None where chance alone explains everything: with one answer only, nothing can be told apart.
    """

    pairs: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        return self.agreed / self.pairs


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement | None:
    """Cohen's kappa of two auditors' categories; None without pairs."""
    if not pairs:
        return None
    count = len(pairs)
    agreed = sum(first == second for first, second in pairs)
    firsts, seconds = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(number * seconds[category] for category, number in firsts.items()) / count**2
    kappa = None if by_chance >= 1 else (agreed / count - by_chance) / (1 - by_chance)
    return Agreement(count, agreed, kappa)
