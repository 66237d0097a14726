"""How long a position may be kept that somebody gave: thirty days. What stays of it says that there was one.

A position is the only answer that is an object. A refusal holds none, and stays.
"""

import datetime as dt
from typing import Any, Final

KEPT_FOR: Final = dt.timedelta(days=30)
EXPIRED: Final = {"expired": True}
OF_A_REFUSAL: Final = ("refused", "reason")


def gone_at(given_at: dt.datetime) -> dt.datetime:
    """When a position given at that moment must be gone."""
    return given_at + KEPT_FOR


def is_expired(value: Any) -> bool:
    """Whether this is what stays of a position. Only we write that; no phone gives it as an answer."""
    return isinstance(value, dict) and len(value) == 1 and value.get("expired") is True


def holds_position(value: Any) -> bool:
    return isinstance(value, dict) and without_position(value) != value


def without_position(value: Any) -> Any:
    """What of an answer's value may stay for good; of other values everything."""
    if not isinstance(value, dict):
        return value
    if value.get("refused") is True:
        return {name: value[name] for name in OF_A_REFUSAL if name in value}
    return dict(EXPIRED)
