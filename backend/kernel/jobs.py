"""Background work. The job table is the truth; the queue carries ids, and what it loses is sent again from here.

A job is claimed by one worker at a time and held by a lease. `attempts` is its fence: a worker that lost its lease can
neither report progress nor finish what another has taken over.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, bindparam, select, update

from backend.domain.problems import Problem
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.ids import new_id
from backend.kernel.job_queue import JobQueue
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work

log = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=45)
RESEND_AFTER = dt.timedelta(seconds=60)
RESEND_AGAIN_AFTER = dt.timedelta(minutes=5)
SWEEP_AT_MOST = 200
OPEN = ("queued", "running")
SERVERS_OWN = 500
_JOB = table_of(Job).columns
# Built once: every photo that comes in asks this.
_TWIN = (
    select(_JOB.id)
    .where(_JOB.dedup_key == bindparam("dedup_key"), _JOB.status == "queued")
    .limit(1)
    .with_for_update(read=True)
)

Handler = Callable[["JobRun"], None]
# What else ends with a job that broke off in its last try: fn(uow, payload), in the commit that gives the job up.
Ending = Callable[[UnitOfWork, Mapping[str, Any]], None]
_handlers: dict[str, Handler] = {}
_endings: dict[str, Ending] = {}
_queues: list[JobQueue] = []


class JobCancelled(Exception):
    """Somebody cancelled this job, or its lease passed to another worker: stop and undo nothing."""


class JobRefused(Exception):
    """Trying again will not help. A problem is kept with its code, for pages to say it in their reader's language."""

    def __init__(self, why: str | Problem) -> None:
        super().__init__(why.message if isinstance(why, Problem) else why)
        self.problem = why.as_json() if isinstance(why, Problem) else None


def ended_by(problem: Problem) -> Exception:
    """What a handler raises for a problem: what passes (busy, no room) is tried again, anything else is refused."""
    return problem if problem.status >= SERVERS_OWN else JobRefused(problem)


@dataclass(frozen=True)
class JobRun:
    """One attempt at one job, as its handler sees it. The handler opens short units of work of its own."""

    engine: Engine
    job_id: uuid.UUID
    kind: str
    payload: Mapping[str, Any]
    attempt: int

    def progress(self, done: int, total: int | None = None, step: str = "") -> None:
        """Say how far it is, keep the lease, and stop here if the job was cancelled."""
        values: dict[str, Any] = {"done": done, "step": step, "lease_until": now() + LEASE}
        if total is not None:
            values["total"] = total
        if not _set(self.engine, self, **values):
            raise JobCancelled(str(self.job_id))

    def keep_lease(self) -> bool:
        return _set(self.engine, self, lease_until=now() + LEASE)

    def hand_back(self) -> bool:
        """Queue it again at once: this worker is going away."""
        return _set(self.engine, self, status="queued", lease_until=now())


def register(handlers: Mapping[str, Handler], endings: Mapping[str, Ending] | None = None) -> None:
    """Set which function does which kind of work, and which ends it where it broke off: called once, at the start."""
    _handlers.clear()
    _handlers.update(handlers)
    _endings.clear()
    _endings.update(endings or {})


def connect(queue: JobQueue | None) -> None:
    """Set where messages go. Without a queue jobs wait in their table until a worker sweeps."""
    _queues.clear()
    _queues.extend([queue] if queue is not None else [])


def enqueue(
    uow: UnitOfWork, kind: str, payload: dict[str, Any], *, total: int | None = None, dedup_key: str | None = None
) -> Job:
    """Write the job down with the work that asked for it; its message goes out after the commit."""
    at = now()
    job = Job(
        id=new_id(),
        kind=kind,
        payload=payload,
        status="queued",
        total=total,
        dedup_key=dedup_key,
        created_at=at,
        lease_until=at + RESEND_AFTER,
    )
    uow.session.add(job)
    uow.after_commit(_send, job.id)
    return job


def enqueue_once(uow: UnitOfWork, kind: str, payload: dict[str, Any], dedup_key: str) -> uuid.UUID:
    """The same, unless equal work has not begun yet: then nothing is queued. The id of whichever it is."""
    twin = _waiting_twin(uow, dedup_key)
    return twin if twin is not None else enqueue(uow, kind, payload, dedup_key=dedup_key).id


def cancel(uow: UnitOfWork, job_id: uuid.UUID) -> bool:
    """Stop a queued or running job. False when it had already ended."""
    changed = update(Job).where(Job.id == job_id, Job.status.in_(OPEN)).values(status="cancelled", finished_at=now())
    return bool(uow.session.execute(changed).rowcount)  # type: ignore[attr-defined]


def run_job(engine: Engine, job_id: uuid.UUID, watch: Callable[[JobRun], Any] | None = None) -> None:
    """Claim this job, do it, and record how it ended. Nothing happens if it is taken or over, or none of ours."""
    run = _claim(engine, job_id)
    if run is None:
        return
    if watch is not None:
        watch(run)
    try:
        _handlers[run.kind](run)
    except JobCancelled:
        log.info("job %s was cancelled", run.job_id)
    except JobRefused as refusal:
        _set(engine, run, status="failed", error=str(refusal)[:500], problem=refusal.problem, finished_at=now())
    except Exception as error:
        log.exception("job %s (%s) failed", run.job_id, run.kind)
        _retry_or_fail(engine, run, error)
    else:
        _set(engine, run, status="done", error=None, finished_at=now())


def run_waiting(engine: Engine, limit: int = 1000) -> int:
    """Do every queued job here and now, oldest first: where no worker runs, as in tests."""
    for count in range(limit):
        with unit_of_work(engine, write=False) as uow:
            waiting = select(Job.id).where(Job.status == "queued", Job.kind.in_(_handlers))
            job_id = uow.session.scalar(waiting.order_by(Job.created_at, Job.id).limit(1))
        if job_id is None:
            return count
        run_job(engine, job_id)
    return limit


def sweep(engine: Engine) -> int:
    """Send again what was lost: messages that never arrived, retries that are due, jobs whose worker died."""
    at = now()
    overdue = (
        select(Job.id, Job.status, Job.attempts, Job.max_attempts, Job.kind, Job.payload)
        .where(Job.status.in_(OPEN), Job.lease_until < at)
        .order_by(Job.lease_until)
        .limit(SWEEP_AT_MOST)
    )
    with unit_of_work(engine, write=False) as uow:
        found = uow.session.execute(overdue).all()
    if not found:
        return 0
    with unit_of_work(engine) as uow:
        for job_id, status, attempts, max_attempts, kind, payload in found:
            worn_out = status == "running" and attempts >= max_attempts
            values = (
                {"status": "failed", "error": "The work stopped without an end, several times.", "finished_at": at}
                if worn_out
                else {"status": "queued", "lease_until": at + RESEND_AGAIN_AFTER}
            )
            same = (Job.id == job_id, Job.status == status, Job.attempts == attempts)
            taken = uow.session.execute(update(Job).where(*same, Job.lease_until < at).values(**values))
            if not taken.rowcount:  # type: ignore[attr-defined]
                continue
            if not worn_out:
                uow.after_commit(_send, job_id)
            elif kind in _endings:
                _endings[kind](uow, payload)
    return len(found)


def _send(job_id: uuid.UUID) -> None:
    for queue in _queues:
        queue.send(job_id)


def _waiting_twin(uow: UnitOfWork, dedup_key: str) -> uuid.UUID | None:
    """Locked until the commit, so that no worker can claim and end it before what it is to work on is stored."""
    return uow.session.scalar(_TWIN, {"dedup_key": dedup_key})


def _claim(engine: Engine, job_id: uuid.UUID) -> JobRun | None:
    """What a worker of an older version does not know stays queued for one that does."""
    with unit_of_work(engine) as uow:
        claimed = (
            update(Job)
            .where(Job.id == job_id, Job.status == "queued", Job.kind.in_(_handlers))
            .values(status="running", attempts=Job.attempts + 1, lease_until=now() + LEASE, error=None)
            .returning(Job.kind, Job.payload, Job.attempts)
        )
        row = uow.session.execute(claimed).one_or_none()
    return None if row is None else JobRun(engine, job_id, row.kind, row.payload, row.attempts)


def _retry_or_fail(engine: Engine, run: JobRun, why: Exception) -> None:
    """A problem that stays to the last try is kept with its code, as of work that is refused."""
    error = f"{type(why).__name__}: {why}"[:500]
    with unit_of_work(engine, write=False) as uow:
        most = uow.session.scalar(select(Job.max_attempts).where(Job.id == run.job_id)) or 0
    if run.attempt >= most:
        with unit_of_work(engine) as uow:
            problem = why.as_json() if isinstance(why, Problem) else None
            given_up = _change(uow, run, status="failed", error=error, problem=problem, finished_at=now())
            if given_up and run.kind in _endings:
                _endings[run.kind](uow, run.payload)
    else:
        _set(engine, run, status="queued", error=error, lease_until=now() + dt.timedelta(seconds=2**run.attempt))


def _set(engine: Engine, run: JobRun, **values: Any) -> bool:
    with unit_of_work(engine) as uow:
        return _change(uow, run, **values)


def _change(uow: UnitOfWork, run: JobRun, **values: Any) -> bool:
    """False when another worker has taken it over, or it was cancelled."""
    mine = (Job.id == run.job_id, Job.status == "running", Job.attempts == run.attempt)
    return bool(uow.session.execute(update(Job).where(*mine).values(**values)).rowcount)  # type: ignore[attr-defined]
