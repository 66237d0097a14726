"""The messenger of background work: huey carries a job's id from the process that queued it to a worker, nothing more.

Huey is imported with the first message or consumer, so a web process starts without it.
"""

import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NAME = "insideout"
POLL_SLOWEST_S = 0.5


class JobQueue:
    """A queue named by URL: sqlite:///file (a file of its own), postgresql://..., redis://..."""

    def __init__(self, url: str, secret: str, work: Callable[[uuid.UUID], None] | None = None) -> None:
        self._url, self._secret, self._work = url, secret, work
        self._guard = threading.Lock()
        self._huey: Any = None
        self._task: Any = None

    def send(self, job_id: uuid.UUID) -> None:
        """Tell some worker of this job. Twice does no harm: a job is claimed in its table."""
        self._open()
        self._task(job_id.hex)

    def consumer(self, threads: int) -> Any:
        """What calls `work` in its own threads for each message: a huey consumer, not started yet."""
        return self._open().create_consumer(
            workers=threads, periodic=False, initial_delay=0.05, backoff=1.3, max_delay=POLL_SLOWEST_S
        )

    def _open(self) -> Any:
        with self._guard:
            if self._huey is None:
                self._huey = _make_huey(self._url, self._secret)
                self._task = self._huey.task(name="job")(self._receive)
            return self._huey

    def _receive(self, job_id: str) -> None:
        if self._work is not None:
            self._work(uuid.UUID(job_id))


def _make_huey(url: str, secret: str) -> Any:
    import huey
    from huey.serializer import SignedSerializer

    # Messages are pickles: signed, so that whoever can write to the queue cannot run code in the worker.
    settings: dict[str, Any] = {"results": False, "serializer": SignedSerializer(secret, salt=NAME)}
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        filename = Path(url.removeprefix("sqlite:///"))
        filename.parent.mkdir(parents=True, exist_ok=True)
        # No fsync: a message lost in a power cut is sent again from the job table.
        return huey.SqliteHuey(NAME, filename=str(filename), fsync=False, timeout=20, **settings)
    if scheme in ("redis", "rediss"):
        return huey.RedisHuey(NAME, url=url, **settings)
    if scheme.startswith("postgresql"):
        return huey.PostgresHuey(NAME, dsn=url.replace("+psycopg", "", 1), **settings)
    raise ValueError(f"no queue for {scheme}://: use sqlite:///file, postgresql:// or redis://")
