"""Background work: claimed once, retried, cancelled, and never lost, whatever dies in between."""

import datetime as dt
import os
import signal
import subprocess
import sys
import textwrap
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from backend.domain.problems import FieldError, Invalid, Problem
from backend.kernel import jobs
from backend.kernel.clock import now
from backend.kernel.job_queue import JobQueue
from backend.kernel.jobs_models import Job
from backend.settings import Settings
from tests.conftest import Work, wire

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def handle(app, settings: Settings) -> Iterator[Callable[..., None]]:
    """`handle(kind=function)` for one test; afterwards the features' own functions again."""
    yield lambda **handlers: jobs.register(handlers)
    wire(settings)
    jobs.connect(None)


def put(work: Work, kind: str = "work", payload: dict | None = None, **options) -> uuid.UUID:
    with work() as uow:
        return jobs.enqueue(uow, kind, payload or {"n": 1}, **options).id


def put_once(work: Work, dedup_key: str) -> uuid.UUID:
    with work() as uow:
        return jobs.enqueue_once(uow, "work", {"n": 1}, dedup_key)


def read(work: Work, job_id: uuid.UUID) -> Job:
    with work() as uow:
        return uow.session.get_one(Job, job_id)


def let_time_pass(work: Work, job_id: uuid.UUID) -> None:
    """As if the lease, or the wait for the next try, had run out."""
    with work() as uow:
        past = now() - dt.timedelta(seconds=1)
        uow.session.execute(update(Job).where(Job.id == job_id).values(lease_until=past))


def test_a_job_runs_once_with_what_it_was_given(engine: Engine, work: Work, handle) -> None:
    runs = []
    handle(work=runs.append)
    job_id = put(work)
    jobs.run_job(engine, job_id)
    jobs.run_job(engine, job_id)
    assert [(run.job_id, dict(run.payload)) for run in runs] == [(job_id, {"n": 1})]
    job = read(work, job_id)
    assert (job.status, job.attempts, job.error) == ("done", 1, None)
    assert job.finished_at is not None


def test_what_is_rolled_back_is_never_queued(engine: Engine, work: Work, handle) -> None:
    sent = []
    jobs.connect(type("Queue", (), {"send": lambda _, job_id: sent.append(job_id)})())
    with pytest.raises(ZeroDivisionError), work() as uow:
        jobs.enqueue(uow, "work", {})
        raise ZeroDivisionError
    assert sent == [] and jobs.run_waiting(engine) == 0


def test_a_failing_job_is_tried_again_and_then_given_up(engine: Engine, work: Work, handle) -> None:
    def fail(run: jobs.JobRun) -> None:
        raise OSError("disk is full")

    handle(work=fail)
    job_id = put(work)
    for attempt in (1, 2, 3):
        jobs.run_job(engine, job_id)
        job = read(work, job_id)
        assert (job.attempts, job.error) == (attempt, "OSError: disk is full")
        assert job.status == ("queued" if attempt < 3 else "failed")
    assert jobs.sweep(engine) == 0


def test_refused_work_is_not_tried_again(engine: Engine, work: Work, handle) -> None:
    problem = Invalid("job.empty", "Nothing to print.", errors=[FieldError("/day", "past", "Past.", values={"n": 1})])
    for why, kept in (("There is nothing to print.", None), (problem, problem.as_json())):

        def refuse(run: jobs.JobRun, why=why) -> None:
            raise jobs.JobRefused(why)

        handle(work=refuse)
        job_id = put(work)
        jobs.run_job(engine, job_id)
        job = read(work, job_id)
        assert (job.status, job.error, job.problem) == ("failed", str(why), kept)


def test_a_problem_that_passes_is_tried_again_and_kept_when_it_stays(engine: Engine, work: Work, handle) -> None:
    busy = Problem("busy", "Too much at once.", status=503)

    def ask(run: jobs.JobRun) -> None:
        raise jobs.ended_by(busy if run.payload["n"] else Invalid("invalid", "No."))

    handle(work=ask)
    passing, refused = put(work), put(work, payload={"n": 0})
    for status in ("queued", "queued", "failed"):
        jobs.run_job(engine, passing)
        assert read(work, passing).status == status
    jobs.run_job(engine, refused)
    assert (read(work, passing).problem, read(work, refused).attempts) == (busy.as_json(), 1)


def test_work_of_another_version_waits_for_who_knows_it(engine: Engine, work: Work, handle) -> None:
    runs: list[jobs.JobRun] = []
    handle(other=runs.append)
    job_id = put(work)
    jobs.run_job(engine, job_id)
    assert jobs.run_waiting(engine) == 0
    assert (read(work, job_id).status, read(work, job_id).attempts) == ("queued", 0)
    handle(work=runs.append)
    jobs.run_job(engine, job_id)
    assert len(runs) == 1


def test_progress_is_seen_while_it_runs(engine: Engine, work: Work, handle) -> None:
    seen = []

    def count(run: jobs.JobRun) -> None:
        run.progress(3, 7, "photos")
        seen.append(read(work, run.job_id))

    handle(work=count)
    jobs.run_job(engine, put(work))
    assert [(job.done, job.total, job.step, job.status) for job in seen] == [(3, 7, "photos", "running")]


def test_a_cancelled_job_stops_at_its_next_step(engine: Engine, work: Work, handle) -> None:
    went_on = []

    def long_work(run: jobs.JobRun) -> None:
        with work() as uow:
            assert jobs.cancel(uow, run.job_id)
        run.progress(1)
        went_on.append(run)

    handle(work=long_work)
    job_id = put(work)
    jobs.run_job(engine, job_id)
    assert (read(work, job_id).status, went_on) == ("cancelled", [])
    with work() as uow:
        assert not jobs.cancel(uow, job_id)


def test_a_queued_job_that_is_cancelled_never_runs(engine: Engine, work: Work, handle) -> None:
    handle(work=lambda run: pytest.fail("it ran"))
    job_id = put(work)
    with work() as uow:
        jobs.cancel(uow, job_id)
    jobs.run_job(engine, job_id)
    assert read(work, job_id).status == "cancelled"


def test_equal_work_waits_once_but_work_that_has_begun_takes_no_more(engine: Engine, work: Work, handle) -> None:
    later = []
    handle(work=lambda run: later.append(put_once(work, "a")))
    first, again, other = put_once(work, "a"), put_once(work, "a"), put_once(work, "b")
    assert first == again != other
    jobs.run_job(engine, first)
    assert later[0] not in (first, other)


def test_a_worker_that_lost_its_lease_can_neither_report_nor_finish(engine: Engine, work: Work, handle) -> None:
    def slow(run: jobs.JobRun) -> None:
        if run.attempt == 1:
            let_time_pass(work, run.job_id)
            jobs.sweep(engine)
            jobs.run_job(engine, run.job_id)
            with pytest.raises(jobs.JobCancelled):
                run.progress(99)

    handle(work=slow)
    job_id = put(work)
    jobs.run_job(engine, job_id)
    job = read(work, job_id)
    assert (job.status, job.attempts, job.done) == ("done", 2, 0)


def test_a_job_of_a_killed_worker_is_done_by_another(engine: Engine, work: Work, handle, tmp_path: Path) -> None:
    job_id, started = put(work), tmp_path / "started"
    script = """
        import pathlib, sys, time, uuid
        from backend.kernel import jobs
        from backend.kernel.db import make_engine
        def work(run):
            pathlib.Path(sys.argv[3]).touch()
            time.sleep(60)
        jobs.register({"work": work})
        jobs.run_job(make_engine(sys.argv[1]), uuid.UUID(sys.argv[2]))
    """
    url = engine.url.render_as_string(hide_password=False)
    arguments = [sys.executable, "-c", textwrap.dedent(script), url, str(job_id), str(started)]
    victim = subprocess.Popen(arguments, cwd=ROOT)
    wait_until(started.exists)
    victim.kill()
    victim.wait()
    assert read(work, job_id).status == "running"
    assert jobs.sweep(engine) == 0, "the lease still runs"

    let_time_pass(work, job_id)
    assert jobs.sweep(engine) == 1
    handle(work=lambda run: None)
    assert jobs.run_waiting(engine) == 1
    assert (read(work, job_id).status, read(work, job_id).attempts) == ("done", 2)


def test_a_job_that_kills_every_worker_ends_as_failed(engine: Engine, work: Work, handle) -> None:
    job_id = put(work)
    with work() as uow:
        uow.session.execute(update(Job).values(status="running", attempts=3, lease_until=now() - dt.timedelta(1)))
    jobs.sweep(engine)
    assert read(work, job_id).status == "failed"


def test_a_lost_message_is_sent_again(engine: Engine, work: Work, handle, tmp_path: Path) -> None:
    got: list[uuid.UUID] = []
    job_id = put(work)
    queue = JobQueue(f"sqlite:///{tmp_path / 'queue.sqlite'}", "s" * 40, got.append)
    jobs.connect(queue)
    assert jobs.sweep(engine) == 0
    let_time_pass(work, job_id)
    jobs.sweep(engine)
    consumer = queue.consumer(1)
    consumer._set_signal_handlers = lambda: None
    consumer.start()
    wait_until(lambda: got == [job_id])
    consumer.stop(graceful=True)


def test_a_message_somebody_else_wrote_is_not_read(tmp_path: Path) -> None:
    from huey.serializer import SignedSerializer

    url = f"sqlite:///{tmp_path / 'queue.sqlite'}"
    theirs = JobQueue(url, "x" * 40)
    theirs.send(uuid.uuid4())
    ours = JobQueue(url, "y" * 40)._open()
    assert isinstance(ours.serializer, SignedSerializer)
    with pytest.raises(ValueError, match="mismatch"):
        ours.dequeue()


def test_a_worker_process_takes_work_and_stops_in_peace(
    engine: Engine, work: Work, handle, tmp_path: Path, settings: Settings
) -> None:
    queue_url = f"sqlite:///{tmp_path / 'queue.sqlite'}"
    environment = {
        **os.environ,
        "INSIDEOUT_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "INSIDEOUT_JOBS_URL": queue_url,
        "INSIDEOUT_SECRET_KEY": settings.secret_key,
    }
    worker = subprocess.Popen([sys.executable, "-m", "backend.cli", "worker"], cwd=ROOT, env=environment)
    jobs.connect(JobQueue(queue_url, settings.secret_key))
    try:
        job_id = put(work, "accounts.letter", {"user_id": None, "purpose": "invitation"})
        wait_until(lambda: read(work, job_id).status == "done", 30)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0


def wait_until(true: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)
