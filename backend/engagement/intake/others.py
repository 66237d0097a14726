"""Results of centres by quarter, and the days they started a programme."""

import datetime as dt
import re
from typing import Final

from backend.engagement.intake.cells import Cells, day_of
from backend.engagement.intake.facts import Found, ResultRow, StartRow, Stored, centre_of, code_of

QUARTER: Final = re.compile(r"(\d{4})[-/ ]?[Qq]([1-4])|[Qq]([1-4])[-/ .]?(\d{4})")
MOST: Final = 1e9
MEASURE_LENGTH, PROGRAMME_LENGTH = 60, 40


def read_results(cells: Cells, stored: Stored) -> Found:
    """One row a centre, quarter and measure."""
    found, seen = Found(), dict[tuple[object, ...], int]()
    for line in cells:
        found.rows += 1
        before = cells.faults.count
        centre, period = centre_of(cells, stored), _quarter(cells)
        measure = code_of(cells, "measure", MEASURE_LENGTH, required=True, small=True)
        value = cells.number("value", required=True)
        if value is not None and abs(value) > MOST:
            cells.wrong("value", "too_large", f"{value:g} is too large for a result.")
        if cells.faults.count > before or centre is None or value is None or period is None:
            continue
        key = (centre, measure, period)
        if (first := seen.setdefault(key, line)) != line:
            cells.wrong("period", "duplicate", f"The same result stands in line {first} already.", first=first)
        elif key in stored.results:
            message = "This result was imported before. Undo that import first, if it was wrong."
            cells.wrong("period", "taken", message)
        else:
            found.results.append(ResultRow(line, centre, measure, period, value))
    return found


def read_starts(cells: Cells, stored: Stored) -> Found:
    """One row a centre and programme."""
    found, seen = Found(), dict[tuple[object, ...], int]()
    for line in cells:
        found.rows += 1
        before = cells.faults.count
        centre, day = centre_of(cells, stored), cells.day("started_on", required=True)
        programme = code_of(cells, "programme", PROGRAMME_LENGTH, required=True)
        if cells.faults.count > before or centre is None or day is None:
            continue
        key = (centre, programme)
        if (first := seen.setdefault(key, line)) != line:
            cells.wrong("centre_code", "duplicate", f"This start stands in line {first} already.", first=first)
        elif key in stored.starts:
            message = "This start was imported before. Undo that import first, if it was wrong."
            cells.wrong("centre_code", "taken", message)
        else:
            found.starts.append(StartRow(line, centre, programme, day))
    return found


def _quarter(cells: Cells) -> str | None:
    """2026-Q1, Q1 2026, 2026/1, or a day in the quarter."""
    text = cells.text("period", required=True)
    if not text:
        return None
    if found := QUARTER.fullmatch(text):
        year, number = found[1] or found[4], found[2] or found[3]
        return f"{year}-Q{number}"
    try:
        day: dt.date = day_of(text)
    except ValueError:
        message = f"“{text[:40]}” in period is not a quarter like 2026-Q1."
        cells.wrong("period", "not_quarter", message, text=text[:40])
        return None
    return f"{day.year}-Q{(day.month + 2) // 3}"
