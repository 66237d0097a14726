"""Rows on their way into the database, collected by table and written many at a time."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from backend.kernel.db import Base

AT_ONCE: Final = 2000


class Sheet(NamedTuple):
    """Rows of one table, the values of each in the order of `columns`."""

    table: Table
    columns: list[str]
    rows: list[tuple[Any, ...]]


class Rows:
    """Dictionaries by table; a column that a row leaves out is NULL."""

    def __init__(self) -> None:
        self._held: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: type[Base], **values: Any) -> None:
        self._held[table.__tablename__].append(values)

    def take(self) -> Iterator[Sheet]:
        """Everything, tables that others point to first; nothing is held any longer."""
        for table in Base.metadata.sorted_tables:
            rows = self._held.pop(table.name, [])
            columns = sorted({name for row in rows for name in row})
            if rows:
                yield Sheet(table, columns, [tuple(map(row.get, columns)) for row in rows])

    def write(self, session: Session) -> None:
        """Send everything."""
        for table, columns, rows in self.take():
            for first in range(0, len(rows), AT_ONCE):
                some = [dict(zip(columns, row, strict=True)) for row in rows[first : first + AT_ONCE]]
                session.execute(insert(table), some)
