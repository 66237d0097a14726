"""What clocks show: quick where the service is good; where it is not, nobody is in touch while the window is open."""

from collections.abc import Mapping
from typing import Any, Final

from backend.demo.chance import Chance
from backend.domain.questions import type_of
from backend.domain.questions.bands import points_without_contact

NO_CONTACT: Final = "no_contact"
# Of those that take longest, so many never come at all.
NEVER: Final = 0.6
# Nobody writes down the seconds of hours.
EXACT: Final = 600


def scored_levels(question: Mapping[str, Any], chance: Chance) -> list[tuple[float, Any]]:
    """The share of points of one moment in each band that lies in the window, and of no contact."""
    clock, of_type = question["clock"], type_of(question)
    most, low = of_type.maximum(question), clock["opens"]
    levels: list[tuple[float, Any]] = [(points_without_contact(question), NO_CONTACT)]
    for band in question["bands"]:
        high = clock["closes"] if band["up_to"] is None else min(int(band["up_to"]), clock["closes"])
        if low <= high:
            value = _written(chance.whole(low, high), clock)
            levels.append((of_type.points(question, value), value))
        low = max(low, high + 1)
    if len(levels) > 1 and levels[-1][0] == levels[0][0]:
        del levels[-1 if chance.happens(NEVER) else 0]
    return sorted(((points / most if most else 0.0, value) for points, value in levels), key=lambda level: level[0])


def plain_clock(question: Mapping[str, Any], quality: float, chance: Chance) -> Any:
    """Of a clock without points: the better the service, the earlier."""
    clock = question["clock"]
    late = chance.near(1 - quality, 3)
    if chance.happens(late * NEVER):
        return NO_CONTACT
    return _written(clock["opens"] + int((clock["closes"] - clock["opens"]) * late**3), clock)


def _written(seconds: int, clock: Mapping[str, Any]) -> int:
    whole = seconds if seconds < EXACT else seconds - seconds % 60
    return int(min(max(whole, clock["opens"]), clock["closes"]))
