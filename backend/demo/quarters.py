"""Quarters of a year: the periods of the demonstration."""

import datetime as dt
from typing import NamedTuple


class Quarter(NamedTuple):
    """One quarter; both days belong to it."""

    year: int
    number: int

    @property
    def code(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def starts_on(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> dt.date:
        return self.plus(1).starts_on - dt.timedelta(days=1)

    def plus(self, quarters: int) -> "Quarter":
        years, number = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, number + 1)


def quarter_of(day: dt.date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def last_quarters(today: dt.date, count: int) -> list[Quarter]:
    """The quarters up to and including today's, oldest first."""
    newest = quarter_of(today)
    return [newest.plus(step) for step in range(1 - count, 1)]
