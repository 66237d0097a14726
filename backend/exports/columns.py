"""A column of a table that leaves: its name, its type, and what it means, in both languages."""

from dataclasses import dataclass
from typing import Any, Final

# "code" is text of our own making (ids, states): nothing a person typed, so it can be no formula.
KINDS: Final = ("code", "text", "integer", "number", "boolean", "date", "moment")

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Column:
    """`kind` is one of KINDS; moments are UTC. `unit`: "percent", "seconds", "points" or nothing."""

    name: str
    kind: str
    en: str
    de: str
    unit: str = ""

    def about(self, language: str) -> str:
        return self.de if language == "de" else self.en


PURPOSE: Final = {
    "en": "For improvement, not discipline. No ranking of people.",
    "de": "Zur Verbesserung, nicht zur Disziplinierung. Keine Rangfolge von Personen.",
}
SIMULATED: Final = {"en": "Simulated data.", "de": "Simulierte Daten."}
# What stands in the name of every file, as a CSV has no other place for it.
PURPOSE_IN_NAME: Final = {"en": "improvement-not-discipline", "de": "verbesserung-nicht-disziplinierung"}
