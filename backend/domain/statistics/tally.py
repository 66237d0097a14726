"""Tallies: the sums of one measure from which its mean, base and interval come, without a look at a visit.

All sums are whole numbers, so that adding and taking away in any order gives what one addition of everything gives.
Values are in millionths of the measure's unit (percent or minutes); squares and products in millionths of millionths.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from operator import add, sub
from typing import Final, NamedTuple

MILLION: Final = 1_000_000


class Tally(NamedTuple):
    """Sums over visits; those from `centres` on are sums over centres, and stand in the tallies of areas and the chain.

    n: visits with a value; total, squares: of their values; items: questions that counted; excluded: not applicable
    or not observed. points, reachable: of all items pooled (their ratio is a mean in the unit); pp, pr, rr: their
    squares and product a visit. No pooled part: pooled is the mean of visits. centres: with a value; tt, tn, nn:
    squares and product of a centre's total and n; cpp, cpr, crr: the same of its points and reachable.
    """

    n: int = 0
    total: int = 0
    squares: int = 0
    items: int = 0
    excluded: int = 0
    points: int = 0
    reachable: int = 0
    pp: int = 0
    pr: int = 0
    rr: int = 0
    centres: int = 0
    tt: int = 0
    tn: int = 0
    nn: int = 0
    cpp: int = 0
    cpr: int = 0
    crr: int = 0

    @classmethod
    def of_visit(
        cls, value: int | None, items: int = 0, excluded: int = 0, points: int = 0, reachable: int = 0
    ) -> "Tally":
        """What one visit adds; `value` in millionths, None where nothing was assessed: then only `excluded` counts."""
        if value is None:
            return cls(excluded=excluded)
        pooled = (points, reachable, points * points, points * reachable, reachable * reachable)
        return cls(1, value, value * value, items, excluded, *pooled)

    def plus(self, other: "Tally") -> "Tally":
        return _made(map(add, self, other))

    def minus(self, other: "Tally") -> "Tally":
        return _made(map(sub, self, other))

    def of_a_centre(self) -> "Tally":
        """This centre's tally as an area counts it."""
        sums = (self.total * self.total, self.total * self.n, self.n * self.n)
        pooled = (self.points * self.points, self.points * self.reachable, self.reachable * self.reachable)
        return Tally(*self[:10], 1 if self.n else 0, *sums, *pooled)

    def as_json(self) -> list[int]:
        """The sums in order, without the zeros at their end."""
        sums = list(self)
        while sums and not sums[-1]:
            sums.pop()
        return sums


# Past the arguments by name, in half the time: figures of large chains are some millions of additions.
_made: Final[Callable[[Iterable[int]], Tally]] = partial(tuple.__new__, Tally)
NO_TALLY: Final = Tally()
Tallies = Mapping[str, Tally]


def tally_from(sums: Sequence[int] | None) -> Tally:
    return Tally(*sums) if sums else NO_TALLY


def millionths(value: float | Fraction) -> int:
    """Rounded half up."""
    number, by = value.as_integer_ratio()
    return (2 * number * MILLION + by) // (2 * by)


def together(parts: Iterable[Tallies]) -> dict[str, Tally]:
    """The sums of several tables of tallies."""
    found: dict[str, Tally] = {}
    for part in parts:
        merge(found, part)
    return found


def merge(into: dict[str, Tally], part: Tallies) -> None:
    """Add `part` to what is there; what comes to nothing goes."""
    for measure, tally in part.items():
        known = into.get(measure)
        _set(into, measure, tally if known is None else known.plus(tally))


def take_away(of: dict[str, Tally], part: Tallies) -> None:
    for measure, tally in part.items():
        _set(of, measure, of.get(measure, NO_TALLY).minus(tally))


def _set(table: dict[str, Tally], measure: str, tally: Tally) -> None:
    if any(tally):
        table[measure] = tally
    else:
        table.pop(measure, None)
