"""One unit of work: a session, one commit, and what happens after it. Nothing leaves the process before the commit.

Writers on SQLite queue up here, inside the process, instead of waiting on each other's file locks.
"""

import contextlib
import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from backend.domain.problems import Problem

log = logging.getLogger(__name__)

Subscriber = Callable[..., None]
WRITER_PATIENCE_S = 20.0

_subscribers: dict[str, tuple[Subscriber, ...]] = {}
_writers: "dict[Engine, _Writers]" = {}
_writers_guard = threading.Lock()


def subscribe(subscribers: Mapping[str, Sequence[Subscriber]]) -> None:
    """Set who hears which event: called once, by `features.py`. A subscriber is `fn(uow, **payload)`."""
    _subscribers.clear()
    _subscribers.update({event: tuple(heard_by) for event, heard_by in subscribers.items()})


@dataclass(frozen=True)
class _Writers:
    """How to write to one SQLite file: `bind` begins as a writer, `lock` lets in one of this process at a time."""

    bind: Engine
    lock: threading.Lock


class _WritingSession(Session):
    """A session whose transactions wait for their turn."""

    def __init__(self, writers: _Writers) -> None:
        super().__init__(writers.bind, expire_on_commit=False)
        self.lock = writers.lock
        self.has_turn = False


class UnitOfWork:
    """A session that begins with its first statement and ends with `commit`, `release` or `close`."""

    def __init__(self, engine: Engine, *, write: bool = True) -> None:
        self.engine = engine
        self._after_commit: list[Callable[[], None]] = []
        writers = _writers_of(engine) if write else None
        self.session = _WritingSession(writers) if writers else Session(engine, expire_on_commit=False)

    def after_commit(self, fn: Callable[..., Any], *args: Any) -> None:
        """Call `fn(*args)` once the work is stored. Lost when it is rolled back."""
        self._after_commit.append(lambda: fn(*args))

    def alone(self, *about: object) -> None:
        """Wait while somebody else does the same thing: what is read from here on stays so until the commit.

        On SQLite nobody else writes anyway; on PostgreSQL two would both see that something is not there yet.
        """
        if self.engine.dialect.name == "postgresql":
            name = "/".join(map(str, about)).encode()
            key = int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big", signed=True)
            self.session.execute(select(func.pg_advisory_xact_lock(key)))

    def emit(self, event: str, **payload: Any) -> None:
        """Tell higher features, here and now: what they write is stored with this work, or nothing is."""
        for subscriber in _subscribers.get(event, ()):
            subscriber(self, **payload)

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


@contextlib.contextmanager
def unit_of_work(engine: Engine, *, write: bool = True) -> Iterator[UnitOfWork]:
    """For the command line, the worker and effects: commits at the end, rolls back when anything is raised."""
    uow = UnitOfWork(engine, write=write)
    try:
        yield uow
        uow.commit()
    finally:
        uow.close()


@listens_for(_WritingSession, "after_transaction_create")
def _take_turn(session: _WritingSession, transaction: SessionTransaction) -> None:
    if transaction.parent is not None:
        return
    if not session.lock.acquire(timeout=WRITER_PATIENCE_S):
        raise Problem("busy", "Too much is being saved at once. Please try again.", status=503)
    session.has_turn = True


@listens_for(_WritingSession, "after_transaction_end")
def _end_turn(session: _WritingSession, transaction: SessionTransaction) -> None:
    if transaction.parent is None and session.has_turn:
        session.has_turn = False
        session.lock.release()


def _writers_of(engine: Engine) -> _Writers | None:
    """One for each SQLite engine, made once."""
    if engine.dialect.name != "sqlite":
        return None
    with _writers_guard:
        if engine not in _writers:
            _writers[engine] = _Writers(engine.execution_options(sqlite_begin="IMMEDIATE"), threading.Lock())
        return _writers[engine]
