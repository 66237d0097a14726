"""The worker process: takes messages from the queue, does the jobs, sends again what was lost, and stops in peace.

Two threads do jobs; the main thread keeps their leases, sweeps, and waits for the signal to stop.
"""

import logging
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine

from backend import features
from backend.kernel import files, jobs
from backend.kernel.db import make_engine
from backend.kernel.job_queue import JobQueue
from backend.kernel.unit_of_work import subscribe
from backend.settings import Settings

log = logging.getLogger(__name__)

THREADS = 2
SWEEP_EVERY_S = 5.0
KEEP_LEASES_EVERY_S = 15.0
LOOK_EVERY_S = 15.0
LONGEST_JOB_S = 30 * 60
PATIENCE_AT_STOP_S = 25.0
# Beside a server on the same cores, a phone that waits for its acknowledgement comes before copies and PDFs.
NICENESS_BESIDE_A_SERVER = 10


def run(settings: Settings, *, parent: int | None = None) -> None:
    """Work until SIGTERM or SIGINT, or until the process `parent` that started this one is gone."""
    if parent is not None:
        os.nice(NICENESS_BESIDE_A_SERVER)
    worker = Worker(settings)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda _signum, _frame: worker.stop())
    worker.work(lambda: parent is None or os.getppid() == parent)


class Worker:
    """One process full of threads, one engine, one queue."""

    def __init__(self, settings: Settings) -> None:
        self.engine: Engine = make_engine(settings.database_url)
        self.running: dict[uuid.UUID, tuple[jobs.JobRun, float]] = {}
        self._stopped = threading.Event()
        self._queue = JobQueue(settings.jobs_url, settings.secret_key, self._do)
        files.connect(settings.files_url)
        subscribe(features.subscribers(lambda: settings))
        jobs.register(features.handlers(settings), features.ENDINGS)
        jobs.connect(self._queue)

    def stop(self) -> None:
        self._stopped.set()

    def work(self, wanted: Callable[[], bool]) -> None:
        # Workers of huey are daemon threads; its own signal handlers are for its own main loop, which is not used here.
        consumer = self._queue.consumer(THREADS)
        consumer._set_signal_handlers = lambda: None
        consumer.start()
        threading.Thread(target=self._warm, daemon=True).start()
        log.info("worker is ready")
        try:
            self._keep_house(wanted)
        finally:
            consumer.stop()
            self._finish()
            self.engine.dispose()

    def _keep_house(self, wanted: Callable[[], bool]) -> None:
        swept = kept = looked = 0.0
        while wanted() and not self._stopped.wait(0.5):
            moment = time.monotonic()
            if moment - swept >= SWEEP_EVERY_S:
                swept = moment
                self._try("sweep", lambda: jobs.sweep(self.engine))
            if moment - kept >= KEEP_LEASES_EVERY_S:
                kept = moment
                self._try("keep leases", self._keep_leases)
            if moment - looked >= LOOK_EVERY_S:
                looked = moment
                self._look_around()

    def _do(self, job_id: uuid.UUID) -> None:
        if self._stopped.is_set():
            return
        try:
            jobs.run_job(self.engine, job_id, lambda run: self.running.update({job_id: (run, time.monotonic())}))
        finally:
            self.running.pop(job_id, None)

    def _keep_leases(self) -> None:
        """A job that goes on far too long loses its lease, so that a stuck thread does not hold it for ever."""
        for job, since in list(self.running.values()):
            if time.monotonic() - since < LONGEST_JOB_S:
                job.keep_lease()

    def _look_around(self) -> None:
        for what, act in features.PERIODIC.items():
            self._try(what, partial(act, self.engine))

    def _finish(self) -> None:
        """Give running jobs a moment; what is still not done then goes back to the queue for the next worker."""
        deadline = time.monotonic() + PATIENCE_AT_STOP_S
        while self.running and time.monotonic() < deadline:
            time.sleep(0.1)
        for job, _ in list(self.running.values()):
            self._try("hand back", job.hand_back)

    @staticmethod
    def _try(what: str, act: Callable[[], object]) -> None:
        """The house must stand through a database that is away for a minute."""
        try:
            act()
        except Exception:
            log.exception("worker could not %s", what)

    def _warm(self) -> None:
        """Load what the first report needs, so that nobody waits for it."""
        for warm in features.WARM_UP:
            self._try("warm up", warm)
