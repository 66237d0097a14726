"""Shares with Wilson's interval, and how well two auditors agree: percent agreement and Cohen's kappa."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from backend.domain.statistics.means import Change, Interval

# The normal quantile of 95 %, written out so that a page of eighty shares needs no scipy.
Z: Final = 1.959963984540054
# A normal draw lies no further away than this; and how near to the place sought is near enough.
BEYOND: Final = 40.0
EXACT: Final = 1e-13


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


def wilson(count: int, base: int, z: float = Z) -> Interval | None:
    """Wilson's score interval: it stays within 0 and 1, also where nobody or everybody passes."""
    if not base:
        return None
    share, square = count / base, z * z
    middle = (share + square / (2 * base)) / (1 + square / base)
    reach = z / (1 + square / base) * math.sqrt(share * (1 - share) / base + square / (4 * base * base))
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Interval(0.0 if count == 0 else low, 1.0 if count == base else high)


def newcombe(before: Share, after: Share) -> Change | None:
    """The difference of two independent shares: the hybrid score interval (Newcombe 1998, method 10).

    `p` belongs to the interval: it is 0.05 where an end of the 95 % interval is 0. None where a base is missing.
    """
    if before.share is None or after.share is None:
        return None
    diff = after.share - before.share
    return Change(diff, diff - _reach(after, before, Z), diff + _reach(before, after, Z), _p(before, after))


def _reach(falling: Share, rising: Share, z: float) -> float:
    """How far the difference may lie to one side: one share at its lower end, the other at its upper."""
    low, high = wilson(falling.count, falling.base, z), wilson(rising.count, rising.base, z)
    assert low is not None and high is not None
    return math.hypot(falling.count / falling.base - low.low, high.high - rising.count / rising.base)


def _p(before: Share, after: Share) -> float:
    """Two-sided: what lies beyond the z at which the interval ends at 0, found by false position (Illinois)."""
    larger, smaller = sorted((before, after), key=lambda share: share.count * 1.0 / share.base, reverse=True)
    gap = larger.count / larger.base - smaller.count / smaller.base
    low, at_low, high = 0.0, -gap, 1.0
    while (at_high := _reach(larger, smaller, high) - gap) < 0:
        low, at_low, high = high, at_high, high * 2
        if low > BEYOND:
            return 0.0
    while high - low > EXACT:
        z = (low * at_high - high * at_low) / (at_high - at_low)
        at = _reach(larger, smaller, z) - gap
        if abs(at) < EXACT:
            return math.erfc(z / math.sqrt(2))
        if at < 0:
            low, at_low, at_high = z, at, at_high / 2
        else:
            high, at_high, at_low = z, at, at_low / 2
    return math.erfc(high / math.sqrt(2))


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
