"""What surrounds one question while the demonstration answers it: the place, the service there, and what was said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Final

from backend.demo import words_de, words_en, words_next_team_de, words_next_team_en
from backend.demo.chance import Chance
from backend.domain.entries import key_of
from backend.domain.reading import MISSING

Json = dict[str, Any]
Question = Mapping[str, Any]
WORDS: Final[Mapping[str, ModuleType]] = {"en": words_en, "de": words_de}
OF_TEAMS: Final[Mapping[str, ModuleType]] = {"en": words_next_team_en, "de": words_next_team_de}

FIRMNESS: Final = 2.5
# What happens this often whatever the quality.
SOME: Final = {"team_play": 0.15, "charging_worked_out": 0.35}


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
    # A visit that is still going on knows nothing of later.
    until: dt.datetime | None = None
    # In an internal audit a team speaks.
    internal: bool = False


@dataclass
class Filled:
    """Answers as the phone would hold them, and how many photos each question got."""

    answers: dict[str, Json] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)
    left: dt.datetime | None = None

    def value_of(self, key: str) -> Any:
        answer = self.answers.get(key)
        return answer["value"] if answer is not None and answer["state"] == "answered" else MISSING


@dataclass(frozen=True)
class Draw:
    """One question's surroundings; `entry` is set in a repeated section."""

    setting: Setting
    chance: Chance
    filled: Filled
    quality: float
    entry: str | None = None

    @property
    def words(self) -> ModuleType:
        return (OF_TEAMS if self.setting.internal else WORDS)[self.setting.language]

    def share(self, question: Question) -> float:
        """How well this went, 0 to 1. Duties are nearly always kept, delight is rare."""
        quality = self.quality
        if question["critical"]:
            quality = 1 - (1 - quality) * 0.15
        if question["kind"] == "delight":
            quality = max(quality - 0.6, 0.05)
        return self.chance.near(SOME.get(question["id"], quality), FIRMNESS)

    def value_of(self, question_id: str) -> Any:
        """The answer of the same entry, else the one outside it."""
        value = self.filled.value_of(key_of(question_id, self.entry))
        return self.filled.value_of(question_id) if value is MISSING else value

    def met_before(self, question_id: str) -> list[Any]:
        """What the entries before this one said."""
        earlier = range(1, int(self.entry or 1))
        return [self.filled.value_of(key_of(question_id, str(number))) for number in earlier]
