"""Observation clocks of a visit: which run, until when, and how each ended. Twin of pwa/src/engine/clocks.ts."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from backend.domain.answers import Item
from backend.domain.entries import key_of
from backend.domain.reading import MISSING

FRACTION: Final = re.compile(r"\.[0-9]+")
ENDED: Final = {"answered": "stopped", "no_contact": "no_contact"}


@dataclass(frozen=True)
class Clock:
    """One clock. `state` is early, running, over, stopped or no_contact; times are RFC 3339 in UTC.

    `contact` says who stops it: automatic, or a person. Over: its window has closed, and nothing is recorded.
    """

    key: str
    contact: str
    started_at: str
    opens_at: str
    closes_at: str
    state: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def clocks(items: Iterable[Item], moment: dt.datetime) -> list[Clock]:
    """Every clock that has started, in the order of the checklist.

    One that is not applicable or was not observed runs no more, and is left out.
    """
    starts: dict[str, Any] = {}
    found = []
    for item in items:
        starts[item.key] = item.value
        clock = item.question.get("clock")
        if clock and item.state in ("unanswered", *ENDED):
            start = starts.get(key_of(clock["start"], item.entry), MISSING)
            started = seconds_of(starts[clock["start"]] if start is MISSING else start)
            found.append(_clock(item, clock, started, moment))
    return found


def elapsed(start: str, moment: dt.datetime) -> int:
    """Whole seconds from a time stamp to a contact; one that came before, as before a promised time, is 0."""
    return max(_whole_seconds(moment) - seconds_of(start), 0)


def seconds_of(timestamp: str) -> int:
    """Whole seconds since 1970 of an answered time stamp; parts of a second are cut off."""
    return _whole_seconds(dt.datetime.fromisoformat(FRACTION.sub("", timestamp)))


def _clock(item: Item, clock: Mapping[str, Any], started: int, moment: dt.datetime) -> Clock:
    passed = _whole_seconds(moment) - started
    running = "early" if passed < clock["opens"] else "over" if passed > clock["closes"] else "running"
    return Clock(
        key=item.key,
        contact=clock["contact"],
        started_at=_written(started),
        opens_at=_written(started + clock["opens"]),
        closes_at=_written(started + clock["closes"]),
        state=ENDED.get(item.state, running),
    )


def _whole_seconds(moment: dt.datetime) -> int:
    return int((moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(seconds=1))


def _written(seconds: int) -> str:
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
