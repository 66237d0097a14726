"""What goes wrong between phone and server in a chaos test. Each fault has a budget, or nothing would ever arrive."""

import random
import threading
from collections.abc import Callable

from tests.live.bad_line import BadLine, Fault

WRITES = (
    ("PATCH", "/answers"),
    ("PUT", "/photos/"),
    ("DELETE", "/photos/"),
    ("POST", "/submission"),
    ("POST", "/lease"),
)
PAGE = {"Content-Type": "text/html"}
BUSY = Fault(429, {"code": "too_many"}, {"Retry-After": "1"})
NOT_ALL = 0.7


def slow() -> Fault:
    """Held up for a moment; whoever sent it may be dead by the time it goes on."""
    gate = threading.Event()
    threading.Timer(0.6, gate.set).start()
    return Fault(hold=gate)


MAKERS: dict[str, Callable[[random.Random], Fault]] = {
    "lost": lambda _: Fault(lose_reply=True),
    "cut": lambda _: Fault(cut_upload=True),
    "hangup": lambda _: Fault(cut_upload=True),
    "burst": lambda chance: Fault(chance.choice((500, 502, 503, 504))),
    "busy": lambda _: BUSY,
    "foreign": lambda chance: Fault(chance.choice((200, 401, 403, 404)), headers=PAGE),
    "slow": lambda _: slow(),
}


def spoil(bad: BadLine, chance: random.Random, kind: str, budget: int) -> None:
    """The next requests of each sort that changes something, some of them, until the budget is used up."""
    left = dict.fromkeys(WRITES, budget)

    def rule(write: tuple[str, str]) -> Callable[[int], Fault | None]:
        def choose(_: int) -> Fault | None:
            if left[write] <= 0 or chance.random() > NOT_ALL:
                return None
            left[write] -= 1
            return MAKERS[kind if kind != "everything" else chance.choice(list(MAKERS))](chance)

        return choose

    for write in WRITES:
        bad.spoil(*write, rule(write))
