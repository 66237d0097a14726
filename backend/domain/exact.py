"""Exact numbers: checklists carry at most three decimals, so every number is a whole number of thousandths."""

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, TypeGuard

THOUSAND: Final = 1000
LARGEST: Final = 10**15


def is_number(value: Any) -> TypeGuard[float]:
    """A JSON number of a sane size; True and False are not numbers here, nor are NaN and infinity."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST


def is_whole(value: Any) -> TypeGuard[float]:
    return is_number(value) and value == math.floor(value)


def has_decimals_at_most(value: float, decimals: int) -> bool:
    """The same floating-point steps as the TypeScript twin, so both accept the same numbers."""
    scale: int = 10**decimals
    return math.floor(float(value) * scale + 0.5) / scale == float(value)


@lru_cache(maxsize=4096)
def thousandths(value: float) -> int:
    """The number as written, as a whole number. One score needs the same few a hundred times."""
    return math.floor(float(value) * THOUSAND + 0.5)


def exact(value: float) -> Fraction:
    """The number as written."""
    return Fraction(thousandths(value), THOUSAND)


def plain(value: float) -> int | float:
    """2.0 and 2 are one number: whole ones are written without a point, so that equal content hashes equally."""
    return int(value) if value == math.floor(value) else value


def as_number(value: int) -> int | float:
    """Thousandths as they are written."""
    return plain(value / THOUSAND)
