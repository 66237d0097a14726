"""Engine, the declarative base and the column types every table shares. No product knowledge."""

import datetime as dt
import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Select,
    String,
    Table,
    Uuid,
    create_engine,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 15_000
# Of a request on PostgreSQL. Between two statements it may check a photo, which takes seconds.
REQUEST_TIMEOUTS_MS: Final = {
    "lock_timeout": BUSY_TIMEOUT_MS,
    "statement_timeout": 30_000,
    "idle_in_transaction_session_timeout": 60_000,
}
# One for each thread of the server.
POOL: Final = {"pool_size": 16, "max_overflow": 16}


class UTCDateTime(TypeDecorator[dt.datetime]):
    """A moment in UTC: aware in Python, `timestamptz` on PostgreSQL, naive text on SQLite. Naive input is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[dt.datetime]:
        return dt.datetime

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


JSONDoc = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """All tables. Strings are bounded by `String(n)` where a person may type; JSON documents are `JSONDoc`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        uuid.UUID: Uuid(),
        dt.datetime: UTCDateTime(),
        dict[str, Any]: JSONDoc,
        list[Any]: JSONDoc,
        str: String(),
    }


class Versioned:
    """A row that people edit: `row_version` counts its changes and is the ETag; a stale write raises StaleDataError."""

    row_version: Mapped[int] = mapped_column(nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.row_version}


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements on plain rows: those cost half of what loading objects costs."""
    return model.metadata.tables[model.__tablename__]


def make_engine(url: str, *, web: bool = False) -> Engine:
    """An engine for SQLite (WAL, foreign keys, durable commits) or PostgreSQL (`postgresql://` means psycopg 3).

    `web`: for requests, which do not wait for ever; migrations and the worker may. SQLite never waits longer anyway.
    """
    if url.startswith("sqlite"):
        return _sqlite_engine(url)
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    engine = create_engine(url, pool_pre_ping=True, **POOL)
    if web:
        event.listen(engine, "connect", _limit_waiting)
    return engine


def read_once(engine: Engine, query: Select[*tuple[Any, ...]], parameters: Mapping[str, Any]) -> Sequence[Any]:
    """The rows of one query, on a connection of its own that holds no lock. PostgreSQL needs no BEGIN around it."""
    options = {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection:
        return connection.execute(query, parameters).all()


def _limit_waiting(connection: Any, _record: Any) -> None:
    """For the life of the connection; set by a statement, so that options of the URL stay as they are."""
    for name, milliseconds in REQUEST_TIMEOUTS_MS.items():
        connection.execute(f"SET {name} = {milliseconds:d}")
    connection.commit()


def _sqlite_engine(url: str) -> Engine:
    connect_args = {"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False}
    engine = create_engine(url, connect_args=connect_args, **POOL)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # pysqlite on 3.11 opens transactions late and closes them early: it must leave them to the BEGIN below.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        try:
            connection.connection.driver_connection.execute(f"BEGIN {mode}")
        except sqlite3.Error as error:
            raise OperationalError("BEGIN", None, error) from error

    return engine
