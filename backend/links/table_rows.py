"""A plain table by its columns, with a sentence for each row that is wrong."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from backend.domain.problems import FieldError, Invalid
from backend.domain.statistics.link.panel import Array
from backend.kernel.plain_tables import PlainTable, number_of

MOST_ERRORS: Final = 100
LEAST: Final = {"engagement_n": 1, "visits": 1, "engagement_sd": 0, "service_sd": 0}


@dataclass
class TableRows:
    """The table by column, with what is wrong in it."""

    table: PlainTable
    errors: list[FieldError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = {name.strip().lower(): i for i, name in enumerate(self.table.header)}

    def need(self, columns: Sequence[str]) -> None:
        missing = [name for name in columns if name not in self.places]
        if missing:
            words = ", ".join(missing)
            raise Invalid("table.columns", f"{self.table.name} lacks these columns: {words}.")

    def texts(self, column: str) -> list[str]:
        place = self.places[column]
        found = [cells[place] for _, cells in self.table.rows]
        for (line, _), text in zip(self.table.rows, found, strict=True):
            if not text:
                self.wrong(line, column, "required", f"{column} is empty.")
        return found

    def numbers(self, column: str) -> Array | None:
        """NaN where a cell is empty; None without the column."""
        if column not in self.places:
            return None
        place = self.places[column]
        return np.array([self._number(line, column, cells[place]) for line, cells in self.table.rows], float)

    def wrong(self, line: int, column: str, code: str, message: str) -> None:
        self.errors.append(FieldError(f"/{column}", code, message, line=line))

    def unique(self, keys: Sequence[tuple[str, ...]], words: str) -> None:
        seen: dict[tuple[str, ...], int] = {}
        for (line, _), key in zip(self.table.rows, keys, strict=True):
            first = seen.setdefault(key, line)
            if first != line:
                self.wrong(line, words, "duplicate", f"This {words} stands in line {first} already.")

    def finish(self) -> None:
        if self.errors:
            ordered = sorted(self.errors, key=lambda error: error.line or 0)
            count = len(ordered)
            raise Invalid(
                "table.rows",
                f"{self.table.name} has {count} mistake{'s' if count > 1 else ''}; nothing was computed.",
                errors=ordered[:MOST_ERRORS],
            )

    def _number(self, line: int, column: str, text: str) -> float:
        if not text:
            return math.nan
        try:
            value = number_of(text, self.table.decimal)
        except ValueError:
            self.wrong(line, column, "number", f"“{text[:40]}” in {column} is not a number.")
            return math.nan
        least = LEAST.get(column)
        if least is not None and value < least:
            self.wrong(line, column, "range", f"{column} is {text}; it is at least {least}.")
        return value
