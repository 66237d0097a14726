"""What a person is reminded of about clocks that run, and when. Twin of pwa/src/engine/reminders.ts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from backend.domain.clocks import Clock

OPENED, CLOSES_SOON, ENDED, RETURN_DUE = "opened", "closes_soon", "ended", "return_due"
RUNNING: Final = ("early", "running")
#: The last part of a window, but not too short to act in, and never more than half of it.
LAST_PART: Final = 10
SHORTEST: Final = dt.timedelta(hours=2)
#: How long before a returned visit is due its auditor is reminded.
RETURN_LEAD: Final = dt.timedelta(hours=4)
SECOND: Final = dt.timedelta(seconds=1)


def soon_at(clock: Clock) -> dt.datetime:
    """From when on its window closes soon."""
    opens, closes = _moment(clock.opens_at), _moment(clock.closes_at)
    window = closes - opens
    return closes - min(max(window / LAST_PART, SHORTEST), window / 2)


def reminders(clocks: Sequence[Clock], moment: dt.datetime) -> set[str]:
    """What there is to say about the clocks of one visit, each kind once."""
    kinds = {kind for clock in clocks if (kind := _reminder(clock, moment))}
    over, running = (any(clock.state in states for clock in clocks) for states in (("over",), RUNNING))
    return kinds | {ENDED} if over and not running else kinds


def _reminder(clock: Clock, moment: dt.datetime) -> str | None:
    if clock.state != "running":
        return None
    if moment >= soon_at(clock):
        return CLOSES_SOON
    return None if clock.opens_at == clock.started_at else OPENED


def next_change(clocks: Iterable[Clock], moment: dt.datetime) -> dt.datetime | None:
    """When there is next something to say or to close; None: nothing runs any more."""
    found = [at for clock in clocks if clock.state in RUNNING for at in _changes(clock) if at > moment]
    return min(found, default=None)


def _changes(clock: Clock) -> tuple[dt.datetime, ...]:
    """The last second of a window still belongs to it."""
    return _moment(clock.opens_at), soon_at(clock), _moment(clock.closes_at) + SECOND


def _moment(written: str) -> dt.datetime:
    return dt.datetime.fromisoformat(written)
