"""CSV (RFC 4180), UTF-8 without a mark: one header line, days and moments as ISO 8601, true and false, or nothing."""

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from operator import getitem
from typing import Any, Final

from backend.exports.about import About
from backend.exports.columns import Cells, Column, Row
from backend.exports.harmless import harmless
from backend.exports.tables import Table

# Sent on when this many rows have come together: small pieces cost more than they are worth.
PIECE_ROWS: Final = 2000
MOST_KEPT: Final = 5000
LINE: Final = "\r\n"
HEAD: Final = Column("", "text", "", "")


def write_csv(table: Table, _about: About) -> Iterator[bytes]:
    """Pieces of some hundred kilobytes, whatever the number of rows.

    The visit and the question of an answer stand in many rows, and so do most answers: each part of a row is written
    out once and remembered (of the visit only the last), which takes a third of the time of writing every row anew.
    """
    lines = [_Part([HEAD] * len(table.columns)).written(tuple(column.name for column in table.columns))]
    parts: list[_Part] = []
    for batch in table.batches():
        if batch and not parts:
            parts = _parts(table.columns, batch[0])
        lines += _lines(parts, batch)
        while len(lines) >= PIECE_ROWS:
            yield _text(lines[:PIECE_ROWS])
            del lines[:PIECE_ROWS]
    yield _text(lines)


def _lines(parts: Sequence["_Part"], batch: Sequence[Row]) -> Iterator[str]:
    """The first part stands in rows that follow each other; it is not looked for, and never comes again."""
    last, head, rest = None, "", parts[1:]
    for first, *others in batch:
        if first is not last:
            last, head = first, parts[0].written(first)
        yield ",".join([head, *map(getitem, rest, others)])


class _Line:
    """What `csv` takes for a file: a line goes straight back to whoever writes it."""

    write = staticmethod(str)


class _Part(dict[Cells, str]):
    """The text of each combination of cells of these columns; what was forgotten is written anew."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._ways = [WAYS.get(column.kind) for column in columns]
        # It must know the end of a line, or it leaves line breaks in cells without quotes.
        self._lines = csv.writer(_Line, lineterminator=LINE)

    def __missing__(self, cells: Cells) -> str:
        if len(self) > MOST_KEPT:
            self.clear()
        text = self[cells] = self.written(cells)
        return text

    def written(self, cells: Cells) -> str:
        """The text, not remembered."""
        ways = zip(self._ways, cells, strict=True)
        line: str = self._lines.writerow([cell if way is None or cell is None else way(cell) for way, cell in ways])
        return line[: -len(LINE)]


def _parts(columns: Sequence[Column], row: Sequence[Cells]) -> list[_Part]:
    """The columns as the rows part them."""
    found, first = [], 0
    for cells in row:
        found.append(_Part(columns[first : first + len(cells)]))
        first += len(cells)
    return found


def _text(lines: Sequence[str]) -> bytes:
    return (LINE.join(lines) + LINE if lines else "").encode("utf-8", "replace")


def moment_text(moment: dt.datetime) -> str:
    there = moment if moment.tzinfo is dt.UTC else moment.astimezone(dt.UTC)
    return there.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _truth(value: bool) -> str:
    return "true" if value else "false"


WAYS: Final[dict[str, Callable[[Any], str | None]]] = {"text": harmless, "moment": moment_text, "boolean": _truth}
