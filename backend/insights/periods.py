"""Periods of time that figures are gathered in: months, quarters, years, or the waves of a programme."""

import datetime as dt
import re
from dataclasses import dataclass

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
USUAL = {"month": 12, "quarter": 8, "year": 5}
MOST_PERIODS = 40
CODES = {"month": r"\d{4}-(0[1-9]|1[0-2])", "quarter": r"\d{4}-Q[1-4]", "year": r"\d{4}"}
FIRST_YEAR, LAST_YEAR = 1900, 2200

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


def days_of(kind: str, code: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of "2026-11", "2026-Q4" or "2026"; None where there is no such period."""
    if re.fullmatch(CODES[kind], code, re.ASCII) is None or not FIRST_YEAR <= int(code[:4]) <= LAST_YEAR:
        return None
    months, part = MONTHS_OF[kind], code[5:].removeprefix("Q") or "1"
    index = int(code[:4]) * 12 // months + int(part) - 1
    period = _period(index, months, "en")
    return period.starts_on, period.ends_on


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
