"""From an order to pieces of a file, in one reading transaction: what leaves is one moment of the database."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Engine

from backend.domain.problems import FieldError, Invalid
from backend.domain.roles import Actor
from backend.exports.about import About
from backend.exports.columns import PURPOSE_IN_NAME
from backend.exports.forms import FORMS
from backend.exports.queries import AT_ONCE
from backend.exports.rows import Batches
from backend.exports.tables import Order, Table, prepare
from backend.insights.queries import is_simulated
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork

# A workbook is written as a whole before its first byte leaves; a browser does not wait for more than this.
MOST_VISITS_IN_A_WORKBOOK = {"answers": 1000, "scores": 5000, "visits": 20_000}

Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class File:
    """A file on its way: its name and its pieces. Whoever stops reading closes the transaction with the iterator."""

    name: str
    pieces: Iterator[bytes]


def start(engine: Engine, actor: Actor, order: Order, form: str, *, watch: Watch | None = None) -> File:
    """Everything that can be wrong is raised here; what comes after is bytes. `watch` hears (visits done, of all)."""
    uow = UnitOfWork(engine, write=False)
    try:
        if engine.dialect.name == "postgresql":
            uow.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        table = prepare(uow, actor, order)
        if watch is None:
            _check_size(table, order, form)
        else:
            table = replace(table, batches=partial(_watched, table, watch))
        made_at = now()
        about = About(order.table, order.language, made_at, order.selection.include, is_simulated(uow.session))
        pieces = FORMS[form].write(table, about)
        first = next(pieces, b"")
    except BaseException:
        uow.close()
        raise
    return File(file_name(order, form, made_at), _until_the_end(uow, first, pieces))


def file_name(order: Order, form: str, at: dt.datetime) -> str:
    """The purpose is in it: a CSV has no other place that no program stumbles over."""
    shape = "-wide" if order.shape == "wide" else ""
    purpose = PURPOSE_IN_NAME.get(order.language, PURPOSE_IN_NAME["en"])
    return f"insideout-{order.table}{shape}-{at:%Y-%m-%d}-{purpose}.{form}"


def _until_the_end(uow: UnitOfWork, first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield first
        yield from pieces
    finally:
        uow.close()


def _watched(table: Table, watch: Watch) -> Batches:
    for count, batch in enumerate(table.batches()):
        watch(min(count * AT_ONCE, table.visits), table.visits)
        yield batch


def _check_size(table: Table, order: Order, form: str) -> None:
    most = MOST_VISITS_IN_A_WORKBOOK.get(order.table)
    if form == "xlsx" and most is not None and table.visits > most:
        text = f"A workbook of {table.visits} visits is made in the background; CSV and Parquet come at once."
        values = {"visits": table.visits}
        error = FieldError("/form", "in_background", text, values=values)
        raise Invalid("export.in_background", text, errors=[error])
