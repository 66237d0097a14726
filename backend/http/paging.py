"""Keyset paging: the cursor is where the last page ended, so that page 1,000 costs what page 1 costs."""

import base64
import binascii
import datetime as dt
import json
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from backend.domain.problems import FieldError, Invalid

PAGE = 50
LARGEST_PAGE = 200

Key = tuple[InstrumentedAttribute[Any], str]


class Page(NamedTuple):
    """Items of one page, and the cursor of the next one."""

    items: list[Any]
    next: str | None


def paginate(session: Session, select: Select[Any], *, keys: Sequence[Key], cursor: str | None, limit: int) -> Page:
    """One page of an ORM select, ordered by `keys` ((column, "asc" or "desc"), the last one unique, none nullable)."""
    if cursor is not None:
        select = select.where(_after(keys, _read_cursor(cursor, keys)))
    order = [column.desc() if way == "desc" else column.asc() for column, way in keys]
    rows = list(session.scalars(select.order_by(*order).limit(limit + 1)).unique())
    if len(rows) <= limit:
        return Page(rows, None)
    rows = rows[:limit]
    return Page(rows, _write_cursor([getattr(rows[-1], column.key) for column, _ in keys]))


def _after(keys: Sequence[Key], values: Sequence[Any]) -> ColumnElement[bool]:
    """(a, b) beyond (x, y), with each column going its own way."""
    branches = []
    for place, (column, way) in enumerate(keys):
        beyond = column < values[place] if way == "desc" else column > values[place]
        equal = [earlier == values[index] for index, (earlier, _) in enumerate(keys[:place])]
        branches.append(and_(*equal, beyond))
    return or_(*branches)


def _write_cursor(values: Sequence[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, dt.date) else str(v) if isinstance(v, uuid.UUID) else v for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, keys: Sequence[Key]) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            raise ValueError
        return [_as_column(column, value) for (column, _), value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error, RecursionError):
        error = FieldError("/cursor", "invalid", "This cursor is not one of ours.")
        raise Invalid("invalid", "The cursor is not valid.", errors=[error]) from None


def _as_column(column: InstrumentedAttribute[Any], value: Any) -> Any:
    kind = column.type.python_type
    if kind is uuid.UUID:
        return uuid.UUID(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(value).astimezone(dt.UTC)
    if type(value) is not kind:
        raise ValueError
    if kind is str:
        value.encode("utf-8")  # no half surrogate pair: the database could not take it
        if "\0" in value:
            raise ValueError
    return value
