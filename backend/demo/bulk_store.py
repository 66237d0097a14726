"""Rows on the quickest way into an empty database: COPY on PostgreSQL, plain executemany on SQLite.

A sheet is packed where it was made, in a process of its own, and goes in as it is.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from backend.demo.rows import Sheet

Convert = Callable[[Any], Any]
# What COPY's text form gives another meaning.
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
# Pages of the index that random ids fall into: with SQLite's usual 2 MB each would be read again and again.
CACHE_KB = 400_000


class Packed(NamedTuple):
    """`rows`: so many, as text for COPY or as tuples."""

    table: str
    columns: Sequence[str]
    number: int
    rows: Any


def pack(sheet: Sheet, dialect: str) -> Packed:
    rows = _text(sheet) if dialect == "postgresql" else _tuples(sheet)
    return Packed(sheet.table.name, sheet.columns, len(sheet.rows), rows)


def prepare(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql(f"PRAGMA cache_size=-{CACHE_KB}")


def store(session: Session, packed: Packed) -> None:
    """In the session's own transaction."""
    connection: Any = session.connection().connection.driver_connection
    table, columns = f'"{packed.table}"', ", ".join(f'"{name}"' for name in packed.columns)
    if session.get_bind().dialect.name == "postgresql":
        with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            copy.write(packed.rows)
    else:
        places = ", ".join("?" * len(packed.columns))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", packed.rows)  # noqa: S608


def _tuples(sheet: Sheet) -> list[tuple[Any, ...]]:
    """As SQLAlchemy would bind them."""
    dialect = sqlite.dialect()
    types = [sheet.table.columns[name].type.dialect_impl(dialect) for name in sheet.columns]
    converts: list[Convert | None] = [type_.bind_processor(dialect) for type_ in types]
    columns = zip(zip(*sheet.rows, strict=True), converts, strict=True)
    return list(zip(*(values if convert is None else map(convert, values) for values, convert in columns), strict=True))


def _text(sheet: Sheet) -> bytes:
    """Lines of values between tabs, as PostgreSQL's manual describes the text format of COPY."""
    converts = [_json if isinstance(sheet.table.columns[name].type, JSON) else _plain for name in sheet.columns]
    lines = ("\t".join([convert(value) for convert, value in zip(converts, row, strict=True)]) for row in sheet.rows)
    return ("\n".join(lines) + "\n").encode()


def _json(value: Any) -> str:
    return "\\N" if value is None else json.dumps(value, ensure_ascii=False).translate(ESCAPES)


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value.translate(ESCAPES)
    if value is None:
        return "\\N"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
