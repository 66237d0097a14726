"""The value of one answer: so good, on average, as the service it is given; and what a scenario says of itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from backend.demo import clock_draws
from backend.demo.chance import Chance
from backend.demo.draw import Draw, Json, Setting
from backend.domain.exact import THOUSAND
from backend.domain.questions import type_of

# What happens this often whatever the quality.
RARE: Final = {"hidden_fee": 0.05}
# A call that nobody ever answers leaves nothing to look at.
HIGHEST: Final = {"attempts": 4}
REFUSES_POSITION: Final = 0.1
# A moment that was promised lies some hours ahead, on the hour.
PROMISED: Final = "promised"
# Those who are met first stand first in the list of roles.
USUALLY_MET: Final = 3

Question = Mapping[str, Any]


def scored_value(question: Question, draw: Draw) -> Any:
    share = draw.share(question)
    if question["type"] == "multiple_choice":
        return _several(question, share, draw.chance)
    return _between_levels(_levels(question, draw.chance), share, draw.chance)


def _levels(question: Question, chance: Chance) -> list[tuple[float, Any]]:
    """Every answer with its share of the reachable points, lowest first."""
    kind = question["type"]
    if "clock" in question:
        return clock_draws.scored_levels(question, chance)
    if kind == "scale":
        values: list[Any] = list(range(question["scale"]["min"], question["scale"]["max"] + 1))
    elif kind in ("number", "duration"):
        values = _inside_bands(question, chance)
    else:
        values = [option["id"] for option in question["options"]]
    of_type = type_of(question)
    most = of_type.maximum(question)
    return sorted(((float(of_type.points(question, v) / most) if most else 0.0, v) for v in values), key=lambda x: x[0])


def _inside_bands(question: Question, chance: Chance) -> list[int]:
    """One whole value of each band."""
    values, low = [], int(question.get("min") or 0)
    for band in question["bands"]:
        high = int(band["up_to"]) if band["up_to"] is not None else max(low + 3, int(low * 1.5))
        most = HIGHEST.get(question["id"], question.get("max"))
        high = high if most is None else min(high, int(most))
        values.append(chance.whole(min(low, high), high))
        low = high + 1
    return values


def _between_levels(levels: list[tuple[float, Any]], share: float, chance: Chance) -> Any:
    """The level above or below, so that the mean is the share."""
    below = [level for level in levels if level[0] <= share] or levels[:1]
    above = [level for level in levels if level[0] > share] or levels[-1:]
    low, high = chance.one_of([level for level in below if level[0] == below[-1][0]]), above[0]
    gap = high[0] - low[0]
    return high[1] if gap > 0 and chance.happens((share - low[0]) / gap) else low[1]


def _several(question: Question, share: float, chance: Chance) -> list[str]:
    """Options in random order until enough points are together."""
    most = type_of(question).maximum(question) or 0
    wanted = share * (most / THOUSAND)
    options = [option for option in question["options"] if option["points"] > 0 and not option["exclusive"]]
    chosen: list[str] = []
    points = 0.0
    for index in chance.rng.permutation(len(options)):
        option = options[int(index)]
        if chance.happens((wanted - points) / option["points"]):
            chosen.append(option["id"])
            points += option["points"]
    chosen += [name for name, probability in RARE.items() if _has(question, name) and chance.happens(probability)]
    if not chosen:
        chosen = [option["id"] for option in question["options"] if option["exclusive"]]
    return sorted(chosen, key=[option["id"] for option in question["options"]].index)


def _has(question: Question, option: str) -> bool:
    return any(one["id"] == option for one in question["options"])


def plain_value(question: Question, draw: Draw) -> Any:
    """Answers that are not scored: moments, the position, words, intent, and what the scenario says."""
    kind, name, setting, chance = question["type"], question["id"], draw.setting, draw.chance
    words = draw.words
    if kind == "timestamp":
        return _moment(name, draw).isoformat(timespec="seconds")
    if kind == "place":
        return _position(setting, chance)
    if kind == "text":
        return chance.one_of(words.TEXTS.get(name, words.STORIES))
    if kind == "scale":
        low, high = question["scale"]["min"], question["scale"]["max"]
        return low + round((high - low) * chance.near(draw.quality, 6))
    if name == "brings_car":
        return "yes" if setting.brings_car else "no"
    if name == "drive_happened":
        return chance.one_of(("today", "today", "today", "booked", "neither"))
    if kind == "duration":
        return 60 * chance.whole(1, 30)
    return None if type_of(question).answered_by_photo else _any_option(question, draw)


def _any_option(question: Question, draw: Draw) -> Any:
    """Any; but of several people met, each has another role while there are roles left."""
    options = [option["id"] for option in question["options"]]
    if draw.entry is not None:
        met = draw.met_before(question["id"])
        options = [option for option in options if option not in met][:USUALLY_MET] or options
    chosen = draw.chance.one_of(options)
    return [chosen] if question["type"] == "multiple_choice" else chosen


def _moment(name: str, draw: Draw) -> dt.datetime:
    if PROMISED in name:
        return draw.setting.arrived.replace(minute=0) + dt.timedelta(hours=draw.chance.whole(2, 5))
    if name != "left_at":
        return draw.setting.arrived
    draw.filled.left = draw.setting.arrived + dt.timedelta(minutes=draw.chance.whole(38, 105))
    return draw.filled.left


def _position(setting: Setting, chance: Chance) -> Json:
    if chance.happens(REFUSES_POSITION):
        return {
            "refused": True,
            "reason": "Not on a private phone." if setting.language == "en" else "Privates Telefon.",
        }
    latitude, longitude = setting.latitude + chance.noise(0.0004), setting.longitude + chance.noise(0.0004)
    return {"lat": round(latitude, 5), "lon": round(longitude, 5), "accuracy_m": chance.whole(6, 40)}
