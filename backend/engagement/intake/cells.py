"""The rows of a table by field: texts, whole numbers, numbers and days, each mistake with its line and a sentence."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from backend.domain.problems import FieldError, Invalid
from backend.kernel.plain_tables import PlainTable, number_of

MOST_TOLD: Final = 200
ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
# Days as Excel counts them: 1955 to 2119.
COUNTED: Final = range(20_000, 80_000)
EXCEL_ZERO: Final = dt.date(1899, 12, 30)
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)


@dataclass
class Faults:
    """Everything that is wrong in a file; the first ones are told."""

    name: str
    found: list[FieldError] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    count: int = 0

    def add(self, line: int, column: str, code: str, message: str, **values: Any) -> None:
        self.count += 1
        self.lines.add(line)
        if len(self.found) < MOST_TOLD:
            error = FieldError(f"/{column}", code, message, line=line, values={"field": column, **values})
            self.found.append(error)

    def finish(self) -> None:
        """Raises Invalid (import.rows) if anything is wrong."""
        if not self.count:
            return
        told = sorted(self.found, key=lambda error: error.line or 0)
        words = "1 mistake" if self.count == 1 else f"{self.count} mistakes"
        rows = "1 line" if len(self.lines) == 1 else f"{len(self.lines)} lines"
        raise Invalid(
            "import.rows",
            f"{self.name} has {words} in {rows}. Nothing was imported.",
            errors=told,
            extra={"mistakes": self.count, "lines": len(self.lines)},
        )


class Cells:
    """One table with its chosen columns. A field without a column has the same text in every row."""

    def __init__(
        self, table: PlainTable, columns: Mapping[str, int], constants: Mapping[str, str], decimal: str | None
    ) -> None:
        self.rows, self.columns, self.constants = table.rows, columns, constants
        self.decimal = decimal or table.decimal
        self.faults = Faults(table.name)
        self.line, self.cells = 0, list[str]()
        self._number = lru_cache(100_000)(lambda text: number_of(text, self.decimal))
        self._day = lru_cache(10_000)(day_of)

    def __iter__(self) -> Iterator[int]:
        """Moves to each row; the mistakes found before count up meanwhile."""
        for line, cells in self.rows:
            self.line, self.cells = line, cells
            yield line

    def text(self, name: str, *, required: bool = False, longest: int = 120) -> str:
        place = self.columns.get(name)
        found = self.constants.get(name, "").strip() if place is None else self.cells[place]
        if place is not None and not found:
            found = self.constants.get(name, "").strip()
        if required and not found:
            self.wrong(name, "required", f"{name} is empty.")
        if len(found) > longest:
            self.wrong(name, "too_long", f"{name} is longer than {longest} characters.", longest=longest)
        return found

    def number(self, name: str, *, required: bool = False) -> float | None:
        text = self.text(name, required=required)
        if not text:
            return None
        try:
            value = self._number(text)
        except ValueError:
            value = float("nan")
        if value != value:
            other = "," if self.decimal == "." else "."
            hint = f" (the decimal mark of this file is “{self.decimal}”)" if other in text else ""
            self.wrong(name, "not_number", f"“{text[:40]}” in {name} is not a number{hint}.", text=text[:40])
            return None
        return value

    def whole(self, name: str, least: int, *, required: bool = False) -> int | None:
        value = self.number(name, required=required)
        if value is None:
            return None
        if value != int(value):
            self.wrong(name, "not_whole", f"{name} is {self.text(name)}; it is a whole number.", text=self.text(name))
            return None
        if not least <= value < 1_000_000:
            text = self.text(name)
            self.wrong(name, "too_small", f"{name} is {text}; it is at least {least}.", text=text, least=least)
            return None
        return int(value)

    def day(self, name: str, *, required: bool = False) -> dt.date | None:
        text = self.text(name, required=required)
        if not text:
            return None
        try:
            return self._day(text)
        except ValueError:
            message = f"“{text[:40]}” in {name} is not a day like 2026-03-31."
            self.wrong(name, "not_day", message, text=text[:40])
            return None

    def wrong(self, column: str, code: str, message: str, **values: Any) -> None:
        self.faults.add(self.line, column, code, message, **values)


def day_of(text: str) -> dt.date:
    """2026-03-31, 31.03.2026, or the number Excel keeps for it; ValueError for anything else, also 03/04/2026."""
    if found := ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif text.isascii() and text.isdigit() and int(text) in COUNTED:
        return EXCEL_ZERO + dt.timedelta(days=int(text))
    else:
        raise ValueError(text)
    told = dt.date(year, month, day)
    if not EARLIEST <= told <= LATEST:
        raise ValueError(text)
    return told
