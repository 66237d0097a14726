"""What every export says of itself: what it is for, where it is from, and what its columns mean."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.exports.columns import PURPOSE, SIMULATED, Column
from backend.exports.harmless import harmless

DICTIONARY: Final = ("column", "type", "unit", "meaning")

WORDS: Final = {
    "en": {
        "title": "Inside Out: {table}",
        "made": "Made at {at} (UTC).",
        "which": "Visits: {statuses}.",
        "approved": "approved only",
        "also": "approved, and also {others}",
        "columns": "dictionary.csv says what each column means.",
        "dictionary": "dictionary",
    },
    "de": {
        "title": "Inside Out: {table}",
        "made": "Erstellt um {at} (UTC).",
        "which": "Besuche: {statuses}.",
        "approved": "nur freigegebene",
        "also": "freigegebene, außerdem {others}",
        "columns": "dictionary.csv sagt, was jede Spalte bedeutet.",
        "dictionary": "Spalten",
    },
}


@dataclass(frozen=True)
class About:
    """An export's own words. `include`: which visits are in it beside approved ones."""

    table: str
    language: str
    made_at: dt.datetime
    include: tuple[str, ...] = ()
    simulated: bool = False

    @property
    def words(self) -> dict[str, str]:
        return WORDS.get(self.language, WORDS["en"])

    @property
    def purpose(self) -> str:
        return PURPOSE.get(self.language, PURPOSE["en"])

    def lines(self) -> list[str]:
        """The purpose first, then what this is."""
        words = self.words
        statuses = words["also"].format(others=", ".join(self.include)) if self.include else words["approved"]
        told = [self.purpose, words["title"].format(table=self.table), words["which"].format(statuses=statuses)]
        if self.simulated:
            told.append(SIMULATED.get(self.language, SIMULATED["en"]))
        return [*told, words["made"].format(at=f"{self.made_at:%Y-%m-%d %H:%M}")]


def dictionary_rows(columns: Sequence[Column], language: str) -> list[tuple[str, str, str, str]]:
    """(column, type, unit, meaning)."""
    return [(column.name, _kind(column), column.unit, column.about(language)) for column in columns]


def dictionary_csv(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def _kind(column: Column) -> str:
    return "text" if column.kind == "code" else column.kind
