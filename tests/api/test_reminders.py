"""Reminders on a device: only for those who ask, only through known push services, once, neutral, and never in vain."""

import datetime as dt
import time
import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update

from backend.accounts.models import AuthSession
from backend.kernel import jobs
from backend.kernel.clock import now
from backend.kernel.jobs_models import Job
from backend.notices import service
from backend.notices.models import PushReminder, PushSubscription
from backend.settings import PUSH_HOSTS
from backend.visits import follow_up
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.api.conftest import with_settings
from tests.conftest import Work
from tests.factories.reminders import subscribe, subscriptions
from tests.factories.visits import Chain, make_chain
from tests.factories.waiting import ENQUIRY, ago, begin_waiting, given, send
from tests.live.push_service import PushDevice, PushService

NEUTRAL = {"title": "Notes", "body": "One reminder"}


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, ENQUIRY)


@pytest.fixture
def device(push: PushService, phone: ApiClient) -> PushDevice:
    """The auditor's, which wants to be reminded."""
    device = PushDevice(push)
    subscribe(phone, device)
    return device


@pytest.fixture
def look(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`look(hours=3)`: what a worker finds then, and sends."""

    def look(**span: float) -> None:
        moment = now() + dt.timedelta(**span)
        for part in (follow_up, service):
            monkeypatch.setattr(part, "now", lambda: moment)
        follow_up.look_at_clocks(engine)
        service.remind_of_returned(engine)
        monkeypatch.undo()
        jobs.run_waiting(engine)

    return look


def said(work: Work, visit_id: uuid.UUID) -> list[str]:
    with work() as uow:
        return sorted(uow.session.scalars(select(PushReminder.kind).where(PushReminder.visit_id == visit_id)))


def test_a_reminder_reaches_the_device_neutral_encrypted_and_signed(
    push: PushService, device: PushDevice, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    look(hours=20)
    assert push.messages == []
    look(hours=23)
    (message,) = push.messages
    assert device.read(message) == NEUTRAL
    assert b"Notes" not in message.body
    assert message.signed_with == phone.get("/push-key").json["public_key"]
    assert message.claims["aud"] == push.address
    assert time.time() < message.claims["exp"] <= time.time() + 24 * 3600
    assert message.claims["sub"].startswith("mailto:")
    assert message.headers["Content-Encoding"] == "aes128gcm"
    assert said(work, visit_id) == ["closes_soon"]


def test_each_kind_is_said_once_for_a_visit_whatever_its_clocks_do(
    push: PushService, device: PushDevice, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    for hours in (22, 23, 24.5, 24.8, 26, 135, 140):
        look(hours=hours)
    assert (len(push.messages), said(work, visit_id)) == (1, ["closes_soon"])
    look(days=7)
    look(days=8)
    assert (len(push.messages), said(work, visit_id)) == (2, ["closes_soon", "ended"])


def test_a_clock_of_a_visit_nobody_waits_with_is_reminded_of_but_not_closed(
    push: PushService, device: PushDevice, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    send(phone, visit_id, given("sent_at", ago(minutes=5).isoformat()))
    look(days=7)
    assert (len(push.messages), said(work, visit_id)) == (1, ["ended"])
    assert phone.get(f"/visits/{visit_id}").json["status"] == "in_progress"


def test_a_returned_visit_is_reminded_of_before_it_is_due(
    push: PushService, device: PushDevice, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    with work() as uow:
        due = {"status": "returned", "due_at": now() + dt.timedelta(hours=24)}
        uow.session.execute(update(Visit).where(Visit.id == visit_id).values(**due))
    look(hours=19)
    assert push.messages == []
    look(hours=21)
    look(hours=23)
    assert (len(push.messages), said(work, visit_id)) == (1, ["return_due"])


def test_who_did_not_ask_is_not_reminded(
    push: PushService,
    phone: ApiClient,
    visit_id: uuid.UUID,
    look: Callable[..., None],
    new_device: Device,
    chain: Chain,
) -> None:
    subscribe(new_device().as_user(chain.other_auditor), PushDevice(push, "other"))
    begin_waiting(phone, visit_id, ago(minutes=5))
    look(days=7)
    assert push.messages == []


def test_a_session_that_has_run_out_is_not_reminded(
    push: PushService, device: PushDevice, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    with work() as uow:
        uow.session.execute(update(AuthSession).values(expires_at=ago(hours=1)))
    look(days=7)
    assert push.messages == []


@pytest.mark.parametrize("gone", [404, 410, 403])
def test_a_device_that_is_gone_is_forgotten(
    push: PushService,
    device: PushDevice,
    phone: ApiClient,
    visit_id: uuid.UUID,
    look: Callable[..., None],
    work: Work,
    gone: int,
) -> None:
    push.answers = [gone]
    begin_waiting(phone, visit_id, ago(minutes=5))
    look(days=7)
    assert (len(push.messages), subscriptions(work)) == (1, 0)


def test_a_busy_push_service_is_asked_again_later_and_then_left_alone(
    push: PushService, device: PushDevice, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    push.answers = [503, 429]
    begin_waiting(phone, visit_id, ago(minutes=5))
    look(days=7)
    assert [device.read(message) for message in push.messages] == [NEUTRAL] * 3
    push.messages.clear()
    push.answers = [500] * 20
    with work() as uow:
        job = jobs.enqueue(uow, service.KIND, {"subscription_id": str(uow.session.scalar(select(PushSubscription.id)))})
        job.max_attempts = service.TRIES
        job_id = job.id
    jobs.run_waiting(uow.engine)
    with work() as uow:
        job = uow.session.get_one(Job, job_id)
        assert (job.status, job.attempts, len(push.messages)) == ("failed", 10, 10)


def test_a_refusal_is_not_repeated_and_a_redirect_is_not_followed(
    push: PushService, device: PushDevice, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    push.answers, push.location = [302], f"{push.address}/elsewhere"
    begin_waiting(phone, visit_id, ago(minutes=5))
    look(days=7)
    assert [message.path for message in push.messages] == ["/push/one"]
    assert subscriptions(work) == 1


def test_a_service_that_is_no_longer_named_is_not_called(
    push: PushService,
    device: PushDevice,
    phone: ApiClient,
    visit_id: uuid.UUID,
    look: Callable[..., None],
    app: Flask,
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    with with_settings(app, push_hosts=PUSH_HOSTS):
        look(days=7)
    assert push.messages == []


def test_a_point_beside_the_curve_ends_quietly(
    push: PushService, phone: ApiClient, visit_id: uuid.UUID, look: Callable[..., None], work: Work
) -> None:
    body = PushDevice(push).subscription() | {"keys": {"p256dh": "B" + "A" * 86, "auth": "A" * 22}}
    phone.get("/push-key")
    assert phone.post("/push-subscriptions", body).status_code == 200
    begin_waiting(phone, visit_id, ago(minutes=5))
    look(days=7)
    with work() as uow:
        (job,) = uow.session.scalars(select(Job).where(Job.kind == service.KIND)).all()
    assert (job.status, job.attempts, push.messages) == ("failed", 1, [])
