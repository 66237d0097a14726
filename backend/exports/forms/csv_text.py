"""CSV (RFC 4180), UTF-8 without a mark: one header line, days and moments as ISO 8601, true and false, or nothing."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from backend.exports.about import About
from backend.exports.columns import Column, Row
from backend.exports.harmless import harmless
from backend.exports.tables import Table

# Sent on when this much has come together: small pieces cost more than they are worth.
PIECE: Final = 256 * 1024


def write_csv(table: Table, _about: About) -> Iterator[bytes]:
    """Pieces of about a quarter of a megabyte, whatever the number of rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column.name) for column in table.columns])
    turned = _turned(table.columns)
    for batch in table.batches():
        writer.writerows(_as_text(batch, turned))
        if out.tell() >= PIECE:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    data = out.getvalue().encode("utf-8", "replace")
    out.seek(0)
    out.truncate()
    return data


def _turned(columns: Sequence[Column]) -> list[tuple[int, Callable[[Any], Any]]]:
    """The columns that are not written as they are."""
    ways: dict[str, Callable[[Any], Any]] = {"text": harmless, "moment": moment_text, "boolean": _truth}
    return [(place, ways[column.kind]) for place, column in enumerate(columns) if column.kind in ways]


def _as_text(batch: Sequence[Row], turned: Sequence[tuple[int, Callable[[Any], Any]]]) -> Any:
    """Column by column: that costs a third of what it costs row by row."""
    if not batch or not turned:
        return batch
    columns: list[Any] = list(zip(*batch, strict=True))
    for place, way in turned:
        columns[place] = [None if cell is None else way(cell) for cell in columns[place]]
    return zip(*columns, strict=True)


def moment_text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _truth(value: bool) -> str:
    return "true" if value else "false"
