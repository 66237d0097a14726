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
EXACT: Final = 1e-12


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


def wilson(count: float, base: float) -> Interval | None:
    """Wilson's score interval: it stays within 0 and 1, also where nobody or everybody passes."""
    return Interval(*_ends(count, base, Z)) if base else None


def newcombe(before: Share, after: Share) -> Change | None:
    """The difference of two independent shares: the hybrid score interval (Newcombe 1998, method 10).

    `p` belongs to the interval: it is 0.05 where an end of the 95 % interval is 0. None where a base is missing.
    """
    if before.share is None or after.share is None:
        return None
    diff = after.share - before.share
    p = _p(before, after, -diff) if diff < 0 else _p(after, before, diff)
    return Change(diff, diff - _reach(after, before, Z), diff + _reach(before, after, Z), p)


def _ends(count: float, base: float, z: float) -> tuple[float, float]:
    share, part = count / base, z * z / base
    reach = z * math.sqrt(share * (1 - share) / base + part / (4 * base))
    low, high = (share + part / 2 - reach) / (1 + part), (share + part / 2 + reach) / (1 + part)
    return (max(0.0, low) if count else 0.0), (min(1.0, high) if count < base else 1.0)


def _reach(falling: Share, rising: Share, z: float) -> float:
    """How far the difference may lie to one side: one share at its lower end, the other at its upper."""
    low, high = _ends(falling.count, falling.base, z)[0], _ends(rising.count, rising.base, z)[1]
    return math.hypot(falling.count / falling.base - low, high - rising.count / rising.base)


def _p(larger: Share, smaller: Share, gap: float) -> float:
    """Two-sided: what lies beyond the z at which the interval ends at 0, found by false position (Illinois)."""
    low, at_low, high = 0.0, -gap, 1.0
    while (at_high := _reach(larger, smaller, high) - gap) < 0:
        low, at_low, high = high, at_high, high * 2
        if low > BEYOND:
            return 0.0
    z, last = high, 0.0
    while high - low > EXACT:
        z = (low * at_high - high * at_low) / (at_high - at_low)
        at = _reach(larger, smaller, z) - gap
        if abs(at) < EXACT:
            break
        # The end that stays a second time counts half, or it would stay for ever.
        again = 0.5 if at * last > 0 else 1.0
        if at < 0:
            low, at_low, at_high = z, at, at_high * again
        else:
            high, at_high, at_low = z, at, at_low * again
        last = at
    return math.erfc(z / math.sqrt(2))


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
