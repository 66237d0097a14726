"""Rows on their way into the database, collected by table and written many at a time."""

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from backend.kernel.db import Base

AT_ONCE: Final = 2000


class Rows:
    """Dictionaries by table; a column that a row leaves out is NULL."""

    def __init__(self) -> None:
        self._held: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: type[Base], **values: Any) -> None:
        self._held[table.__tablename__].append(values)

    def write(self, session: Session) -> None:
        """Send everything, tables that others point to first."""
        for table in Base.metadata.sorted_tables:
            rows = self._held.get(table.name, [])
            columns = sorted({name for row in rows for name in row})
            even = [{name: row.get(name) for name in columns} for row in rows]
            for first in range(0, len(even), AT_ONCE):
                session.execute(insert(table), even[first : first + AT_ONCE])
        self._held.clear()
