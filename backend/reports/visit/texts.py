"""How a visit reads: localised texts, numbers, days and times in the centre's zone, and answers of every type."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from backend.domain.positions import is_expired
from backend.reports.spans import span
from backend.reports.visit.words import words

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),  # noqa: SIM905
}
SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),  # noqa: SIM905
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split(),  # noqa: SIM905
}
NOON, EVENING = 12, 17


@dataclass(frozen=True)
class Reader:
    """Who reads: the language, the centre's time zone, and whether clock times are kept from them."""

    language: str
    fallback: str
    zone: ZoneInfo
    coarse: bool

    @property
    def say(self) -> Mapping[str, str]:
        return words(self.language)

    def text(self, localised: Mapping[str, str] | None) -> str:
        """The reader's language, else the checklist's own, else any there is."""
        if not localised:
            return ""
        return localised.get(self.language) or localised.get(self.fallback) or next(iter(localised.values()))

    def number(self, value: float) -> str:
        text = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        text = text.replace("-", "−", 1)
        return text.replace(".", ",") if self.language == "de" else text

    def tenths(self, tenths: int | None) -> str:
        """A percentage from the tenths that scoring rounded, so that every place shows the same digit."""
        if tenths is None:
            return self.say["undefined"]
        sign, size = ("−" if tenths < 0 else ""), abs(tenths)
        return f"{sign}{size // 10}{',' if self.language == 'de' else '.'}{size % 10}"

    def day(self, day: dt.date) -> str:
        name = MONTHS.get(self.language, MONTHS["en"])[day.month - 1]
        return f"{day.day}. {name} {day.year}" if self.language == "de" else f"{day.day} {name} {day.year}"

    def clock(self, moment: dt.datetime) -> str:
        """The time there; for a centre only the part of the day, because a minute names who was on duty."""
        there = moment.astimezone(self.zone)
        if self.coarse:
            part = "morning" if there.hour < NOON else "afternoon" if there.hour < EVENING else "evening"
            return self.say[part]
        return f"{there:%H:%M}"

    def moment(self, moment: dt.datetime) -> str:
        return f"{self.day(moment.astimezone(self.zone).date())}, {self.clock(moment)}"

    def short_moment(self, moment: dt.datetime) -> str:
        """The day and the time there, for what did not happen on the day of the visit, and for clocks."""
        there = moment.astimezone(self.zone)
        month = SHORT_MONTHS.get(self.language, SHORT_MONTHS["en"])[there.month - 1]
        day = f"{there.day}.\u00a0{month}" if self.language == "de" else f"{there.day}\u00a0{month}"
        return f"{day}\u00a0{self.clock(moment)}"


def answer_text(reader: Reader, question: Mapping[str, Any], value: Any, photos: int) -> str:
    """What was answered, in words. Positions are never printed, only that one was given."""
    kind = question["type"]
    if kind in ("yes_no", "single_choice", "multiple_choice"):
        return _options(reader, question, value)
    if kind == "scale":
        return _scale(reader, question, value)
    if kind == "number":
        return f"{reader.number(value)} {_unit(reader, question['unit'], value)}".strip()
    if kind == "duration":
        return span(value, reader.language)
    if kind == "place":
        return place_text(reader, value)
    if kind == "photo":
        return reader.say["taken"].format(n=photos)
    return reader.say["signature"] if kind == "signature" else str(value)


def place_text(reader: Reader, value: Mapping[str, Any]) -> str:
    if value.get("refused"):
        return reader.say["no_place"].format(reason=value.get("reason") or "–")
    return reader.say["expired_place" if is_expired(value) else "yes_place"]


def _unit(reader: Reader, unit: Mapping[str, str] | None, value: float) -> str:
    """A unit may bring a form for one: "call|calls"."""
    one, _, many = reader.text(unit).partition("|")
    return one if value == 1 or not many else many


def _options(reader: Reader, question: Mapping[str, Any], value: Any) -> str:
    chosen = value if isinstance(value, list) else [value]
    labels = {option["id"]: reader.text(option["label"]) for option in question["options"]}
    return "; ".join(labels.get(one, str(one)) for one in chosen) or "–"


def _scale(reader: Reader, question: Mapping[str, Any], value: int) -> str:
    scale = question["scale"]
    named = scale["labels"].get(str(value))
    text = f"{value} {reader.say['of']} {scale['max']}"
    return f"{text} ({reader.text(named)})" if named else text
