"""Receivers that do not take a message: it is tried again, given up, or not sent at all."""

import datetime as dt
import time

import pytest
from sqlalchemy import Engine, select, update

from backend.hooks import resting, sending
from backend.hooks.service import TRIES
from backend.kernel import clock, jobs
from backend.kernel.jobs_models import Job
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.hooks import approve, log_of, run_hooks, run_once
from tests.factories.visits import Chain
from tests.live.receiver import Receiver


@pytest.fixture(autouse=True)
def rested() -> None:
    """What one test learned of an address is no news to the next."""
    resting._rests.clear()


@pytest.fixture
def office(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def test_a_failing_receiver_is_tried_again_until_it_takes_it(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    receiver.replies += [500, 429, "cut", 404]
    approve(work, chain)
    seen = []
    for _ in range(5):
        run_once(engine, work)
        (shown,) = log_of(office, hook)
        seen.append((shown["status"], shown["reply_status"], shown["error"]))
    assert seen == [
        ("waiting", 500, None),
        ("waiting", 429, None),
        ("waiting", None, "unreachable"),
        ("waiting", 404, None),
        ("delivered", 204, None),
    ]
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    with work() as uow:
        job = uow.session.scalars(select(Job).where(Job.kind == "hooks.deliver")).one()
    assert (job.status, job.attempts) == ("done", 5)


def test_pauses_between_tries_grow(
    engine: Engine, work: Work, chain: Chain, hook: tuple[str, str], receiver: Receiver
) -> None:
    receiver.replies += [500] * 3
    approve(work, chain)
    pauses = []
    for _ in range(3):
        run_once(engine, work)
        with work() as uow:
            job = uow.session.scalars(select(Job).where(Job.kind == "hooks.deliver")).one()
            pauses.append(round((job.lease_until - clock.now()).total_seconds()))
    assert pauses[0] < pauses[1] < pauses[2]
    assert sum(2**n for n in range(1, TRIES)) > 12 * 3600


def test_whoever_never_answers_is_switched_off_and_can_be_switched_on_again(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    receiver.replies += [503] * TRIES
    approve(work, chain)
    run_hooks(engine, work)
    assert len(receiver.got) == TRIES
    (shown,) = log_of(office, hook)
    assert (shown["status"], shown["attempts"]) == ("failed", TRIES)
    (listed,) = office.get("/webhooks").json["items"]
    assert (listed["active"], listed["disabled_why"]) == (False, "failing")
    approve(work, chain)
    assert len(log_of(office, hook)) == 1
    on = office.patch(f"/webhooks/{hook[0]}", {"active": True}, version=listed["row_version"]).json
    assert (on["active"], on["disabled_why"]) == (True, None)
    replayed = office.post(f"/webhooks/{hook[0]}/deliveries/{shown['id']}/replay")
    assert (replayed.status_code, replayed.json["status"]) == (202, "waiting")
    run_hooks(engine, work)
    assert log_of(office, hook)[0]["status"] == "delivered"
    assert receiver.got[-1][1]["webhook-id"] == receiver.got[0][1]["webhook-id"]
    assert receiver.got[-1][2] == receiver.got[0][2]


def test_one_bad_message_switches_nothing_off_while_others_arrive(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    receiver.replies += [400]
    approve(work, chain)
    run_once(engine, work)
    approve(work, chain)
    receiver.replies += [400, 204, *[400] * TRIES]
    run_hooks(engine, work)
    assert {one["status"] for one in log_of(office, hook)} == {"failed", "delivered"}
    assert office.get("/webhooks").json["items"][0]["active"] is True


def test_gone_means_gone(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    receiver.replies += [410]
    approve(work, chain)
    run_hooks(engine, work)
    assert len(receiver.got) == 1
    assert office.get("/webhooks").json["items"][0]["disabled_why"] == "gone"


def test_what_was_waiting_is_not_sent_to_a_webhook_that_is_switched_off(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    approve(work, chain)
    version = office.get("/webhooks").json["items"][0]["row_version"]
    off = office.patch(f"/webhooks/{hook[0]}", {"active": False}, version=version).json
    run_hooks(engine, work)
    (shown,) = log_of(office, hook)
    assert (shown["status"], shown["error"], shown["attempts"], receiver.got) == ("failed", "off", 0, [])
    assert office.post(f"/webhooks/{hook[0]}/test").status_code == 202
    office.patch(f"/webhooks/{hook[0]}", {"active": True}, version=off["row_version"])
    office.post(f"/webhooks/{hook[0]}/deliveries/{shown['id']}/replay")
    run_hooks(engine, work)
    assert {one["status"] for one in log_of(office, hook)} == {"delivered"}


def test_a_redirect_is_not_followed(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    receiver.replies += [307]
    approve(work, chain)
    run_once(engine, work)
    assert [path for path, _, _ in receiver.got] == ["/in?from=us"]
    assert log_of(office, hook)[0]["reply_status"] == 307


def test_a_dribbling_receiver_does_not_hold_the_worker(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver, monkeypatch
) -> None:
    monkeypatch.setattr(sending, "WHOLE_S", 0.6)
    receiver.replies += ["slow"]
    approve(work, chain)
    before = time.monotonic()
    run_once(engine, work)
    assert time.monotonic() - before < 3
    assert log_of(office, hook)[0]["error"] in ("unreachable", "timeout")


def test_an_address_that_lets_us_wait_holds_the_worker_once(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver, monkeypatch
) -> None:
    monkeypatch.setattr(sending, "WHOLE_S", 0.3)
    monkeypatch.setattr(resting, "SLOW_S", 0.2)
    receiver.replies += ["slow"]
    for _ in range(3):
        approve(work, chain)
    run_once(engine, work)
    assert len(receiver.got) == 1
    assert sorted((one["attempts"], one["error"] == "resting") for one in log_of(office, hook)) == [
        (0, True), (0, True), (1, False),
    ]  # fmt: skip
    assert office.post(f"/webhooks/{hook[0]}/test").status_code == 202
    run_once(engine, work)
    assert len(receiver.got) == 2
    # The test went through: whatever comes due now does too.
    run_once(engine, work)
    assert {one["status"] for one in log_of(office, hook)} == {"delivered"}


def test_a_rest_grows_and_ends_with_the_first_good_answer(monkeypatch) -> None:
    moment = 1000.0
    monkeypatch.setattr(resting.time, "monotonic", lambda: moment)
    lasted = []
    for _ in range(7):
        began = resting.begin("https://a")
        moment += 10
        resting.end("https://a", began, good=False)
        rest, until = resting._rests["https://a"]
        lasted.append(rest)
        assert resting.is_resting("https://a") and not resting.is_resting("https://b")
        moment = until
        assert not resting.is_resting("https://a")
    assert lasted == [30, 60, 120, 240, 480, 900, 900]
    began = resting.begin("https://a")
    assert resting.is_resting("https://a"), "while one finds out, the others wait"
    resting.end("https://a", began, good=True)
    assert not resting.is_resting("https://a")


def test_a_worker_that_dies_in_the_last_try_leaves_a_message_that_can_be_sent_again(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    approve(work, chain)
    killed = {"status": "running", "attempts": TRIES, "lease_until": clock.now() - dt.timedelta(seconds=1)}
    with work() as uow:
        uow.session.execute(update(Job).where(Job.kind == "hooks.deliver").values(**killed))
    jobs.sweep(engine)
    (shown,) = log_of(office, hook)
    assert (shown["status"], shown["error"]) == ("failed", "broken_off")
    assert office.get("/webhooks").json["items"][0]["active"] is True
    assert office.post(f"/webhooks/{hook[0]}/deliveries/{shown['id']}/replay").status_code == 202
    run_hooks(engine, work)
    assert log_of(office, hook)[0]["status"] == "delivered"


def test_a_last_try_that_cannot_be_written_down_ends_too(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver, monkeypatch
) -> None:
    approve(work, chain)
    with work() as uow:
        uow.session.execute(update(Job).where(Job.kind == "hooks.deliver").values(attempts=TRIES - 1))
    monkeypatch.setattr("backend.hooks.jobs._write_down", lambda *_, **__: 1 / 0)
    run_once(engine, work)
    (shown,) = log_of(office, hook)
    assert (shown["status"], shown["error"]) == ("failed", "broken_off")
