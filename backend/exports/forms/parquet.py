"""Parquet: every column with its own type, row group after row group. Needs the extra `parquet` (pyarrow)."""

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any, Final

from backend.domain.problems import Problem
from backend.exports.about import About
from backend.exports.columns import Column, Row
from backend.exports.forms.sink import Sink
from backend.exports.tables import Table

# Rows a group: what is known of each stays until the end, 14 MB for the 560 groups of half as many in a large chain;
# with fewer rows the file is a fifth larger too (either way a fiftieth of the CSV).
GROUP: Final = 16384


def write_parquet(table: Table, about: About) -> Iterator[bytes]:
    """Pieces of the file. What it is for, and what its columns mean, stand in its metadata."""
    pyarrow, writer_of = _arrow()
    sink, schema = Sink(), _schema(pyarrow, table.columns, about)
    with writer_of(sink, schema, compression="zstd", compression_level=1) as writer:
        rows: list[Row] = []
        for batch in table.batches():
            rows += batch
            while len(rows) >= GROUP:
                writer.write_table(_group(pyarrow, schema, rows[:GROUP]))
                del rows[:GROUP]
                # Back to the machine, or what single groups needed adds up: 7 MB.
                pyarrow.default_memory_pool().release_unused()
                yield sink.take()
        if rows:
            writer.write_table(_group(pyarrow, schema, rows))
    yield sink.take()


def _arrow() -> tuple[Any, Any]:
    # Arrow's own pool keeps memory for later, and reads only here which one to take: 20 MB less.
    os.putenv("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ModuleNotFoundError:
        text = "Parquet is not installed on this server: pip install insideout[parquet]."
        raise Problem("export.no_parquet", text, status=501) from None
    return pyarrow, ParquetWriter


def _schema(pyarrow: Any, columns: Sequence[Column], about: About) -> Any:
    types = {
        "code": pyarrow.string(),
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "moment": pyarrow.timestamp("us", tz="UTC"),
    }
    fields = [
        pyarrow.field(
            column.name, types[column.kind], metadata={"description": column.about(about.language), "unit": column.unit}
        )
        for column in columns
    ]
    about_all = {"purpose": about.purpose, "insideout": json.dumps(about.lines(), ensure_ascii=False)}
    return pyarrow.schema(fields, metadata=about_all)


def _group(pyarrow: Any, schema: Any, rows: Sequence[Row]) -> Any:
    """One column after the other, so that no second copy of the rows is made."""
    places = [(part, place) for part, cells in enumerate(rows[0]) for place in range(len(cells))]
    arrays = [
        pyarrow.array([row[part][place] for row in rows], field.type)
        for (part, place), field in zip(places, schema, strict=True)
    ]
    # A table ends its row group; batches would gather in memory until there are a million rows.
    return pyarrow.Table.from_arrays(arrays, schema=schema)
