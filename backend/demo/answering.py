"""Answers of one visit, drawn so that its score is, on average, the service quality it is given."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Final

from backend.demo import words_de, words_en
from backend.demo.chance import Chance
from backend.domain.conditions import holds, rule_holds
from backend.domain.exact import THOUSAND
from backend.domain.questions import type_of
from backend.domain.reading import MISSING

Json = dict[str, Any]
WORDS: Final[Mapping[str, ModuleType]] = {"en": words_en, "de": words_de}

FIRMNESS: Final = 2.5
NOT_APPLICABLE, NOT_OBSERVED = 0.06, 0.05
REFUSES_POSITION: Final = 0.1
PHOTO_TAKEN: Final = 0.35
# What happens this often whatever the quality.
RARE: Final = {"hidden_fee": 0.05}
SOME: Final = {"team_play": 0.15, "charging_worked_out": 0.35}
# A call that nobody ever answers leaves nothing to look at.
HIGHEST: Final = {"attempts": 4}


@dataclass(frozen=True)
class Setting:
    """What is given from outside: when and where, in which language, and how good the service is there."""

    arrived: dt.datetime
    latitude: float
    longitude: float
    language: str
    quality: float
    by_section: Mapping[str, float]
    brings_car: bool


@dataclass
class Filled:
    """Answers as the phone would hold them, and how many photos each question got."""

    answers: dict[str, Json] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)
    left: dt.datetime | None = None

    def value_of(self, question_id: str) -> Any:
        answer = self.answers.get(question_id)
        return answer["value"] if answer is not None and answer["state"] == "answered" else MISSING


def fill_in(definition: Mapping[str, Any], setting: Setting, chance: Chance) -> Filled:
    """Answer every visible question in order, evidence and comments as the checklist asks for them."""
    filled = Filled()
    for section in definition["sections"]:
        quality = setting.quality + setting.by_section.get(section["id"], 0.0)
        if _shown(section, filled):
            for question in section["questions"]:
                if _shown(question, filled):
                    _answer(question, _Draw(setting, chance, filled, quality / 100))
    return filled


def _shown(thing: Mapping[str, Any], filled: Filled) -> bool:
    return thing["visible_if"] is None or holds(thing["visible_if"], filled.value_of)


@dataclass(frozen=True)
class _Draw:
    """One question's surroundings while it is answered."""

    setting: Setting
    chance: Chance
    filled: Filled
    quality: float

    def share(self, question: Mapping[str, Any]) -> float:
        """How well this went, 0 to 1. Duties are nearly always kept, delight is rare."""
        quality = self.quality
        if question["critical"]:
            quality = 1 - (1 - quality) * 0.15
        if question["kind"] == "delight":
            quality = max(quality - 0.6, 0.05)
        return self.chance.near(SOME.get(question["id"], quality), FIRMNESS)


def _answer(question: Mapping[str, Any], draw: _Draw) -> None:
    name = question["id"]
    state = _state(question, draw.chance)
    if state == "skipped":
        return
    value = None
    if state == "answered":
        value = _scored_value(question, draw) if question["scored"] else _plain_value(question, draw)
        if type_of(question).answered_by_photo:
            draw.filled.photos[name] = question["photo"]["min"]
    draw.filled.answers[name] = {"state": state, "value": value, "comment": None, "waiver": None}
    if state == "answered":
        _add_words(question, value, draw)


def _state(question: Mapping[str, Any], chance: Chance) -> str:
    if question["allow_na"] and chance.happens(NOT_APPLICABLE):
        return "not_applicable"
    if question["allow_not_observed"] and chance.happens(NOT_OBSERVED):
        return "not_observed"
    return "answered" if question["required"] or chance.happens(0.6) else "skipped"


def _add_words(question: Mapping[str, Any], value: Any, draw: _Draw) -> None:
    answer, chance = draw.filled.answers[question["id"]], draw.chance
    words = WORDS[draw.setting.language]
    rule = question["comment"]["when"]
    if rule == "always" or (rule is not None and rule_holds(rule, value)):
        high = words.HIGH.get(question["id"])
        answer["comment"] = chance.one_of(high or words.LOW.get(question["id"], (words.POOR,)))
    photo = question["photo"]
    if photo["when"] is not None and rule_holds(photo["when"], value):
        if chance.happens(PHOTO_TAKEN):
            draw.filled.photos[question["id"]] = photo["min"]
        else:
            answer["waiver"] = chance.one_of(words.WAIVERS)


def _scored_value(question: Mapping[str, Any], draw: _Draw) -> Any:
    share = draw.share(question)
    if question["type"] == "multiple_choice":
        return _several(question, share, draw.chance)
    return _between_levels(_levels(question, draw.chance), share, draw.chance)


def _levels(question: Mapping[str, Any], chance: Chance) -> list[tuple[float, Any]]:
    """Every answer with its share of the reachable points, lowest first."""
    kind = question["type"]
    if kind == "scale":
        values: list[Any] = list(range(question["scale"]["min"], question["scale"]["max"] + 1))
    elif kind in ("number", "duration"):
        values = _inside_bands(question, chance)
    else:
        values = [option["id"] for option in question["options"]]
    of_type = type_of(question)
    most = of_type.maximum(question)
    return sorted(((float(of_type.points(question, v) / most) if most else 0.0, v) for v in values), key=lambda x: x[0])


def _inside_bands(question: Mapping[str, Any], chance: Chance) -> list[int]:
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


def _several(question: Mapping[str, Any], share: float, chance: Chance) -> list[str]:
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


def _has(question: Mapping[str, Any], option: str) -> bool:
    return any(one["id"] == option for one in question["options"])


def _plain_value(question: Mapping[str, Any], draw: _Draw) -> Any:
    """Answers that are not scored: moments, the position, words, intent, and what the scenario says."""
    kind, name, setting, chance = question["type"], question["id"], draw.setting, draw.chance
    words = WORDS[setting.language]
    if kind == "timestamp":
        return _moment(name, draw).isoformat(timespec="seconds")
    if kind == "place":
        return _position(setting, chance)
    if kind == "text":
        return chance.one_of(words.CALL_BACKS if name == "call_back_words" else words.STORIES)
    if kind == "scale":
        low, high = question["scale"]["min"], question["scale"]["max"]
        return low + round((high - low) * chance.near(draw.quality, 6))
    if name == "brings_car":
        return "yes" if setting.brings_car else "no"
    if name == "drive_happened":
        return chance.one_of(("today", "today", "today", "booked", "neither"))
    return None if type_of(question).answered_by_photo else chance.one_of([o["id"] for o in question["options"]])


def _moment(name: str, draw: _Draw) -> dt.datetime:
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
