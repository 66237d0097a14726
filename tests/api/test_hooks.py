"""Webhooks against a real receiver on this machine: what arrives, signed how, and where it may not go."""

import base64
import datetime as dt
import json
import socket
import time

import pytest
from sqlalchemy import Engine, select, update

from backend.hooks import addresses, jobs, signing
from backend.hooks.models import HookDelivery, WaveClosure, Webhook
from backend.hooks.telling import close_waves
from backend.kernel import clock
from backend.kernel.ids import new_id
from backend.programmes.models import Wave
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.hooks import approve, log_of, right_signature, run_hooks, run_once, set_up
from tests.factories.reports import DAY, make_wave
from tests.factories.visits import Chain
from tests.live.receiver import Receiver


@pytest.fixture
def office(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def test_the_reference_vector_of_standard_webhooks() -> None:
    secret, message = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    found = signing.signature(secret, message, 1614265330, b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_an_approval_arrives_signed_and_without_a_person(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    visit_id = approve(work, chain)
    run_hooks(engine, work)
    ((path, headers, body),) = receiver.got
    assert (path, headers["content-type"]) == ("/in?from=us", "application/json")
    assert headers["webhook-signature"] == right_signature(hook[1], headers, body)
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    sent = json.loads(body)
    assert (sent["type"], sent["data"]["visit_id"]) == ("visit.approved", str(visit_id))
    assert set(sent["data"]) == {"visit_id", "centre_id", "page", "api"}
    assert chain.auditor.name.encode() not in body
    (shown,) = log_of(office, hook)
    assert (shown["status"], shown["reply_status"], shown["attempts"]) == ("delivered", 204, 1)
    assert shown["message_id"] == headers["webhook-id"]


def test_what_was_not_asked_for_is_not_sent(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    version = office.get("/webhooks").json["items"][0]["row_version"]
    assert office.patch(f"/webhooks/{hook[0]}", {"events": ["wave.closed"]}, version=version).status_code == 200
    approve(work, chain)
    run_hooks(engine, work)
    assert (receiver.got, log_of(office, hook)) == ([], [])


def test_the_secret_is_told_once_and_can_be_changed(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, receiver: Receiver
) -> None:
    webhook_id, url = new_id(), f"http://{receiver.netloc}/"
    first = set_up(office, url, webhook_id).json["secret"]
    assert first.startswith("whsec_")
    assert len(base64.b64decode(first.removeprefix("whsec_"))) == 32
    assert set_up(office, url, webhook_id).json["secret"] is None
    assert first not in office.get("/webhooks").text
    with work() as uow:
        assert first.encode() not in uow.session.scalars(select(Webhook.secret)).one()
    second = office.post(f"/webhooks/{webhook_id}/secret").json["secret"]
    approve(work, chain)
    run_hooks(engine, work)
    _, headers, body = receiver.got[0]
    signatures = headers["webhook-signature"].split(" ")
    assert signatures == [right_signature(secret, headers, body) for secret in (second, first)]
    with work() as uow:
        uow.session.execute(update(Webhook).values(old_secret_until=clock.now() - dt.timedelta(seconds=1)))
    approve(work, chain)
    run_hooks(engine, work)
    _, headers, body = receiver.got[1]
    assert headers["webhook-signature"] == right_signature(second, headers, body)


def test_a_test_message_says_that_it_is_one(
    engine: Engine, work: Work, office: ApiClient, hook: tuple[str, str], receiver: Receiver
) -> None:
    assert office.post(f"/webhooks/{hook[0]}/test").status_code == 202
    run_hooks(engine, work)
    assert json.loads(receiver.got[0][2])["type"] == "webhook.test"
    assert office.delete(f"/webhooks/{hook[0]}").status_code == 204
    assert office.get(f"/webhooks/{hook[0]}/deliveries").status_code == 404


def test_setting_up_an_address_inside_is_told_in_a_sentence(office: ApiClient) -> None:
    reply = set_up(office, "https://169.254.169.254/latest")
    assert (reply.status_code, reply.json["code"]) == (422, "webhook.address")
    assert reply.json["errors"][0]["pointer"] == "/url"


def test_a_name_that_turns_inside_is_blocked_at_the_time_of_sending(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, receiver: Receiver, monkeypatch
) -> None:
    """DNS rebinding: the name is fine when it is set up, and points into the house when it is used."""
    made = set_up(office, f"https://hooks.example.com:{receiver.server_port}/").json["webhook"]
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", receiver.server_port))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: inside)
    approve(work, chain)
    run_once(engine, work)
    assert receiver.got == []
    assert log_of(office, (made["id"], ""))[0]["error"] == "blocked"


def test_a_wave_closes_once_when_its_last_day_has_passed_everywhere(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str], receiver: Receiver, monkeypatch
) -> None:
    with work() as uow:
        wave_id = make_wave(uow)
    last = dt.datetime.combine(DAY, dt.time(), dt.UTC)
    for moment, closed in ((last + dt.timedelta(hours=35), 0), (last + dt.timedelta(hours=36, minutes=1), 1)):
        monkeypatch.setattr("backend.hooks.telling.now", lambda moment=moment: moment)
        assert close_waves(engine) == closed
    assert close_waves(engine) == 0
    run_hooks(engine, work)
    ((_, _, body),) = receiver.got
    sent = json.loads(body)
    assert (sent["type"], sent["data"]["wave_id"], sent["data"]["ends_on"]) == ("wave.closed", str(wave_id), str(DAY))


def test_waves_of_long_ago_are_closed_in_silence(
    engine: Engine, work: Work, hook: tuple[str, str], office: ApiClient
) -> None:
    with work() as uow:
        wave_id = make_wave(uow)
    with work() as uow:
        uow.session.execute(update(Wave).values(starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 3, 31)))
    assert close_waves(engine) == 1
    with work() as uow:
        assert uow.session.scalars(select(WaveClosure.wave_id)).all() == [wave_id]
    assert log_of(office, hook) == []


def test_the_log_goes_back_thirty_days(
    engine: Engine, work: Work, chain: Chain, office: ApiClient, hook: tuple[str, str]
) -> None:
    approve(work, chain)
    run_hooks(engine, work)
    assert jobs.forget_old_deliveries(engine) == 0
    with work() as uow:
        uow.session.execute(update(HookDelivery).values(created_at=clock.now() - dt.timedelta(days=31)))
    assert jobs.forget_old_deliveries(engine) == 1
    assert log_of(office, hook) == []
