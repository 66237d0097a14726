"""How findings become parts of the document: plain numbers, and none of those that may not be shown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.rules import Reason

Document = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """`lag` in periods, fixed beforehand; `longest` of the profile (None: a third of the periods, at most 6)."""

    lag: int
    longest: int | None = None
    result_lag: int = 1
    seed: int = 0
    everything: bool = False
    language: str = "en"


@dataclass(frozen=True)
class Teller:
    """Turns findings into parts of the document, hiding what may not be shown."""

    wish: Wish

    def part(self, reason: Reason | None, numbers: Mapping[str, Any]) -> Document:
        """`shown` and `reason` always; the numbers where they may stand, or are asked for all the same."""
        told = reason is None or self.wish.everything
        return {
            "shown": reason is None,
            "reason": None if reason is None else reason.text(self.wish.language),
            "reason_code": None if reason is None else reason.code,
            **{key: _plain(value) if told else _hidden(value) for key, value in numbers.items()},
        }


def flat(found: Estimate | None, name: str) -> Document:
    keys = (name, "se", "low", "high", "p")
    if found is None:
        return dict.fromkeys(keys)
    return dict(zip(keys, (found.value, found.se, found.low, found.high, found.p), strict=True))


def flat_r(found: Estimate | None) -> Document:
    if found is None:
        return dict.fromkeys(("r", "r_low", "r_high"))
    return {"r": found.value, "r_low": found.low, "r_high": found.high}


def _plain(value: Any) -> Any:
    """What JSON can hold: numbers that are none become null."""
    if isinstance(value, Estimate):
        return {key: _plain(one) for key, one in flat(value, "value").items()}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    return int(value) if isinstance(value, np.integer) else value


def _hidden(value: Any) -> Any:
    return [] if isinstance(value, list) else None
