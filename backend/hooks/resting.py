"""Addresses that do not answer in time rest: each try of theirs holds a worker that reports and photos wait for.

Known to one process, which learns it anew with one slow try.
"""

import threading
import time
from typing import Final

# A try that took longer than this held a worker for nothing.
SLOW_S: Final = 2.0
FIRST_S: Final = 30.0
LONGEST_S: Final = 15 * 60.0

_guard = threading.Lock()
# By address: how long its rest is, and until when it lasts (monotonic).
_rests: dict[str, tuple[float, float]] = {}


def is_resting(url: str) -> bool:
    with _guard:
        return _rests.get(url, (0.0, 0.0))[1] > time.monotonic()


def begin(url: str) -> float:
    """When this try began (monotonic). Of an address that was slow, one message at a time finds out how it is."""
    began = time.monotonic()
    with _guard:
        rest, _ = _rests.get(url, (0.0, 0.0))
        if rest:
            _rests[url] = rest, began + LONGEST_S
    return began


def end(url: str, began: float, *, good: bool) -> None:
    """Whoever took it, or refused at once, rests no more; who let us wait for nothing rests longer each time."""
    ended = time.monotonic()
    with _guard:
        rest, _ = _rests.pop(url, (0.0, 0.0))
        if not good and ended - began >= SLOW_S:
            rest = min(max(2 * rest, FIRST_S), LONGEST_S)
            _rests[url] = rest, ended + rest
