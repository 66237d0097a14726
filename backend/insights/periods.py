"""Periods of time that figures are gathered in: months, quarters, years, or the waves of a programme."""

import datetime as dt
from dataclasses import dataclass

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
USUAL = {"month": 12, "quarter": 8, "year": 5}
MOST_PERIODS = 40

MONTH_NAMES = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "de": ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
}


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    code: str
    label: str
    starts_on: dt.date
    ends_on: dt.date


def calendar(kind: str, first: dt.date | None, last: dt.date, language: str) -> list[Period]:
    """The periods of a kind from the one that holds `first` (else a usual number) to the one that holds `last`."""
    months = MONTHS_OF[kind]
    end = _index(last, months)
    start = end - USUAL[kind] + 1 if first is None else _index(first, months)
    return [_period(index, months, language) for index in range(start, end + 1)]


def _index(day: dt.date, months: int) -> int:
    return (day.year * 12 + day.month - 1) // months


def _period(index: int, months: int, language: str) -> Period:
    starts_on = _first_day(index * months)
    ends_on = _first_day((index + 1) * months) - dt.timedelta(days=1)
    year, short = starts_on.year, f"{starts_on.year % 100:02}"
    if months == 12:
        return Period(f"{year:04}", f"{year}", starts_on, ends_on)
    if months == 3:
        quarter = index % 4 + 1
        return Period(f"{year}-Q{quarter}", f"Q{quarter} {short}", starts_on, ends_on)
    name = MONTH_NAMES.get(language, MONTH_NAMES["en"])[starts_on.month - 1]
    return Period(f"{year}-{starts_on.month:02}", f"{name} {short}", starts_on, ends_on)


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)
