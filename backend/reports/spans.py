"""Lengths of time in words, by language: "2 days 3 h 12 min"."""

from collections.abc import Mapping
from typing import Final

HOUR: Final = 3600
DAY: Final = 24 * HOUR
# One day, several, and several after a word that asks for the dative ("innerhalb von 6 Tagen").
DAYS: Final[Mapping[str, tuple[str, str, str]]] = {"en": ("day", "days", "days"), "de": ("Tag", "Tage", "Tagen")}


def span(seconds: int, language: str, *, within: bool = False) -> str:
    """Every part that is not nothing; `within`: as it stands after "within"."""
    days, rest = divmod(int(seconds), DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, left = divmod(rest, 60)
    one, several, dative = DAYS.get(language.partition("-")[0], DAYS["en"])
    unit = one if days == 1 else dative if within else several
    parts = [(days, unit), (hours, "h"), (minutes, "min"), (left, "s")]
    # A number never stands on another line than its unit.
    return " ".join(f"{number}\u00a0{name}" for number, name in parts if number) or "0\u00a0s"
