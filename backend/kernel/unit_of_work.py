"""One unit of work: a session, one commit, and what happens after it. Nothing leaves the process before the commit.

Writers on SQLite queue up here, inside the process, instead of waiting on each other's file locks.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.event import listen
from sqlalchemy.orm import Session, SessionTransaction

from backend.domain.problems import Problem

log = logging.getLogger(__name__)

Subscriber = Callable[..., None]
WRITER_PATIENCE_S = 20.0

_subscribers: dict[str, tuple[Subscriber, ...]] = {}
_writers: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()
_writers_guard = threading.Lock()


def subscribe(subscribers: Mapping[str, Sequence[Subscriber]]) -> None:
    """Set who hears which event: called once, by `features.py`. A subscriber is `fn(uow, **payload)`."""
    _subscribers.clear()
    _subscribers.update({event: tuple(heard_by) for event, heard_by in subscribers.items()})


class UnitOfWork:
    """A session that begins with its first statement and ends with `commit`, `release` or `close`."""

    def __init__(self, engine: Engine, *, write: bool = True) -> None:
        self.engine = engine
        self._lock = _writer_lock(engine) if write else None
        self._holds_lock = False
        self._after_commit: list[Callable[[], None]] = []
        bind = engine.execution_options(sqlite_begin="IMMEDIATE") if self._lock else engine
        self.session = Session(bind, expire_on_commit=False)
        if self._lock:
            listen(self.session, "after_transaction_create", self._take_turn)
            listen(self.session, "after_transaction_end", self._end_turn)

    def after_commit(self, fn: Callable[..., Any], *args: Any) -> None:
        """Call `fn(*args)` once the work is stored. Lost when it is rolled back."""
        self._after_commit.append(lambda: fn(*args))

    def emit(self, event: str, **payload: Any) -> None:
        """Tell higher features, after the commit, each in a unit of work of its own."""
        for subscriber in _subscribers.get(event, ()):
            self.after_commit(_deliver, self.engine, subscriber, event, payload)

    def commit(self) -> None:
        """Store everything, then let the effects go out. A failing effect is logged: the work itself is done."""
        self.session.commit()
        effects, self._after_commit = self._after_commit, []
        for effect in effects:
            try:
                effect()
            except Exception:
                log.exception("an effect after the commit failed")

    def release(self) -> None:
        """End a transaction that has only read so far, so that slow work (hashing, files) holds no lock."""
        if self.session.new or self.session.dirty or self.session.deleted:
            raise RuntimeError("release() would lose changes: write after the slow work")
        self.session.rollback()

    def close(self) -> None:
        """Forget what was not committed."""
        self._after_commit.clear()
        self.session.close()

    def _take_turn(self, _session: Session, transaction: SessionTransaction) -> None:
        if self._lock is None or transaction.parent is not None:
            return
        if not self._lock.acquire(timeout=WRITER_PATIENCE_S):
            raise Problem("busy", "Too much is being saved at once. Please try again.", status=503)
        self._holds_lock = True

    def _end_turn(self, _session: Session, transaction: SessionTransaction) -> None:
        if self._lock is not None and transaction.parent is None and self._holds_lock:
            self._holds_lock = False
            self._lock.release()


@contextlib.contextmanager
def unit_of_work(engine: Engine, *, write: bool = True) -> Iterator[UnitOfWork]:
    """For the command line, the worker and effects: commits at the end, rolls back when anything is raised."""
    uow = UnitOfWork(engine, write=write)
    try:
        yield uow
        uow.commit()
    finally:
        uow.close()


def _writer_lock(engine: Engine) -> "threading.Lock | None":
    if engine.dialect.name != "sqlite":
        return None
    with _writers_guard:
        return _writers.setdefault(engine, threading.Lock())


def _deliver(engine: Engine, subscriber: Subscriber, event: str, payload: Mapping[str, Any]) -> None:
    log.debug("telling %s of %s", subscriber.__name__, event)
    with unit_of_work(engine) as uow:
        subscriber(uow, **payload)
