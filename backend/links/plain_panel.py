"""Any plain table as a panel or as rows of teams: the analysis without a database."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from backend.domain.statistics.link.panel import NEVER, Array, Codes, Panel, pooled_variance
from backend.domain.statistics.link.teams import Teams, indexed
from backend.kernel.plain_tables import PlainTable
from backend.links.table_rows import TableRows

NUMBERS: Final = (
    "engagement",
    "service",
    "engagement_n",
    "engagement_sd",
    "visits",
    "service_sd",
    "result",
)
PANEL: Final = ("centre", "period", "service", "engagement")
TEAMS: Final = ("centre", "team", "touchpoint", "period", "engagement", "service")
NOT_STARTED: Final = ("", "0", "0.0")
QUARTER: Final = re.compile(r"^(\d{4})-?Q([1-4])$", re.IGNORECASE)
MONTH: Final = re.compile(r"^(\d{4})-(\d{1,2})$")
WHOLE: Final = re.compile(r"^-?\d+(\.0+)?$")


def read_panel(table: PlainTable) -> Panel:
    """One row a centre and period. Raises Invalid with a sentence for each row that is wrong."""
    rows = TableRows(table)
    rows.need(PANEL)
    centre, period = rows.texts("centre"), rows.texts("period")
    rows.unique(list(zip(centre, period, strict=True)), "centre and period")
    columns = {name: rows.numbers(name) for name in NUMBERS}
    started = _started_texts(rows)
    rows.finish()
    centres, c = indexed(centre)
    periods = in_order(set(period))
    t = _indexes(period, periods)
    shape = (len(centres), len(periods))
    cells = {name: None if one is None else _cells(one, c, t, shape) for name, one in columns.items()}
    starts = None if started is None else _starts(rows, started, c, len(centres), periods)
    rows.finish()
    return Panel(
        centres,
        tuple(periods),
        _known(cells["engagement"]),
        _known(cells["service"]),
        cells["engagement_n"],
        cells["engagement_sd"],
        cells["visits"],
        cells["service_sd"],
        cells["result"],
        starts,
    )


def read_teams(table: PlainTable) -> Teams:
    """One row a centre, touchpoint and period, with the team that delivers it."""
    rows = TableRows(table)
    rows.need(TEAMS)
    centre, team, touchpoint, period = (rows.texts(name) for name in ("centre", "team", "touchpoint", "period"))
    rows.unique(list(zip(centre, touchpoint, period, strict=True)), "centre, touchpoint and period")
    inside, outside = _known(rows.numbers("engagement")), _known(rows.numbers("service"))
    n, sd = rows.numbers("engagement_n"), rows.numbers("engagement_sd")
    _check_teams(rows, list(zip(centre, team, period, strict=True)), inside)
    rows.finish()
    periods = in_order(set(period))
    (centres, c), (_, g), (_, p) = indexed(centre), indexed(team), indexed(touchpoint)
    t = _indexes(period, periods)
    noise = None if n is None or sd is None else _noise(n, sd)
    return Teams(centres, tuple(periods), c, g, p, t, inside, outside, noise)


def in_order(periods: set[str]) -> list[str]:
    """By time: whole numbers, quarters (2026-Q3), months (2026-07) and days; anything else by its letters."""
    return sorted(periods, key=lambda period: (*_rank(period), period))


def _rank(period: str) -> tuple[int, int]:
    if WHOLE.match(period):
        return int(float(period)), 0
    for pattern in (QUARTER, MONTH):
        found = pattern.match(period)
        if found:
            return int(found[1]), int(found[2])
    day = _day(period)
    return (day.year, day.timetuple().tm_yday) if day else (0, 0)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _started_texts(rows: TableRows) -> list[str] | None:
    if "started_on" not in rows.places:
        return None
    place = rows.places["started_on"]
    return [cells[place] for _, cells in rows.table.rows]


def _starts(rows: TableRows, texts: list[str], c: Codes, count: int, periods: list[str]) -> Array:
    """The index of the period in which each centre started; NEVER where no row says."""
    starts = np.full(count, NEVER)
    told: dict[int, str] = {}
    for (line, _), text, centre in zip(rows.table.rows, texts, c, strict=True):
        if text in NOT_STARTED:
            continue
        first = told.setdefault(int(centre), text)
        if text != first:
            rows.wrong(line, "started_on", "differs", f"started_on is “{text}” here and “{first}” in an earlier row.")
            continue
        found = _period_of(text, periods)
        if found is None:
            rows.wrong(line, "started_on", "period", f"started_on “{text[:40]}” is neither a day nor a period.")
        else:
            starts[centre] = found
    return starts


def _period_of(text: str, periods: list[str]) -> float | None:
    """Before the first period: 0, so that there is nothing to compare it with; after the last: NEVER."""
    if text in periods:
        return float(periods.index(text))
    day = _day(text)
    if day is not None:
        ranks = [_rank(period) for period in periods]
        mine = _place_of(day, periods[0])
        return float(next((i for i, rank in enumerate(ranks) if rank >= mine), NEVER))
    if WHOLE.match(text) and WHOLE.match(periods[0]):
        return float(next((i for i, period in enumerate(periods) if float(period) >= float(text)), NEVER))
    return None


def _place_of(day: dt.date, like: str) -> tuple[int, int]:
    """The day's period, written as the file's periods are ranked."""
    if WHOLE.match(like):
        return day.year, 0
    if QUARTER.match(like):
        return day.year, (day.month + 2) // 3
    return (day.year, day.month) if MONTH.match(like) else (day.year, day.timetuple().tm_yday)


def _indexes(period: list[str], periods: list[str]) -> Codes:
    places = {one: i for i, one in enumerate(periods)}
    return np.array([places[one] for one in period], np.intp)


def _cells(values: Array, c: Codes, t: Codes, shape: tuple[int, int]) -> Array:
    table = np.full(shape, np.nan)
    table[c, t] = values
    return table


def _known(values: Array | None) -> Array:
    assert values is not None
    return values


def _noise(n: Array, sd: Array) -> Array | None:
    variance = pooled_variance(sd, n)
    return None if variance is None else variance / n


def _check_teams(rows: TableRows, keys: Sequence[tuple[str, str, str]], inside: Array) -> None:
    """A team has one engagement figure in a centre and period, however many touchpoints it delivers."""
    told: dict[tuple[str, str, str], tuple[int, float]] = {}
    for line, key, value in _numbered(rows, keys, inside):
        first, known = told.setdefault(key, (line, value))
        if value != known:
            message = f"engagement of team {key[1]} is {value:g} here and {known:g} in line {first}."
            rows.wrong(line, "engagement", "differs", message)


def _numbered(
    rows: TableRows, keys: Sequence[tuple[str, str, str]], inside: Array
) -> Iterator[tuple[int, tuple[str, str, str], float]]:
    for (line, _), key, value in zip(rows.table.rows, keys, inside, strict=True):
        if math.isfinite(value):
            yield line, key, float(value)
