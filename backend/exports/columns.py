"""A column of a table that leaves: its name, its type, and what it means, in both languages."""

from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

# "code" is text of our own making (ids, states): nothing a person typed, so it can be no formula.
KINDS: Final = ("code", "text", "integer", "number", "boolean", "date", "moment")

Cells = tuple[Any, ...]
# A row in parts: what is the same in many rows (the visit, the question) stands in a part of its own.
Row = tuple[Cells, ...]


def flat(row: Row) -> Cells:
    """The row as one line of cells."""
    return row[0] if len(row) == 1 else tuple(chain.from_iterable(row))


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
