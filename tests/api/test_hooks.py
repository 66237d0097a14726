"""Webhooks against a real receiver on this machine: what arrives, signed how, and what becomes of those who fail."""

import base64
import datetime as dt
import hashlib
import hmac
import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import Engine, select, update

from backend import features
from backend.hooks import addresses, jobs, sending, signing
from backend.hooks.models import HookDelivery, WaveClosure, Webhook
from backend.hooks.service import TRIES
from backend.hooks.telling import close_waves
from backend.kernel import clock
from backend.kernel import jobs as kernel_jobs
from backend.kernel.ids import new_id
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import subscribe
from backend.programmes.models import Wave
from backend.settings import Settings
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import DAY, make_scored, make_wave
from tests.factories.visits import NOON, Chain


class Receiver(ThreadingHTTPServer):
    """Keeps what it gets, and answers as `replies` say, then 204. "slow" dribbles, "cut" hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.replies: list[int | str] = []

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        reply = self.server.replies.pop(0) if self.server.replies else 204
        if reply == "cut":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if reply == "slow":
            self._dribble()
            return
        self.send_response(int(reply))
        if int(reply) in (301, 302, 307, 308):
            self.send_header("Location", f"http://{self.server.netloc}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _dribble(self) -> None:
        for letter in b"HTTP/1.1 200 OK and so on and so on":
            try:
                self.connection.sendall(bytes([letter]))
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[Receiver]:
    found = Receiver()
    thread = threading.Thread(target=found.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def receiver(server: Receiver, settings: Settings) -> Iterator[Receiver]:
    server.got.clear()
    server.replies.clear()
    subscribe(features.SUBSCRIBERS)
    object.__setattr__(settings, "hook_hosts", server.netloc)
    yield server
    object.__setattr__(settings, "hook_hosts", "")


@pytest.fixture
def office(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


@pytest.fixture
def hook(office: ApiClient, receiver: Receiver) -> tuple[str, str]:
    """Its id and its secret."""
    made = set_up(office, f"http://{receiver.netloc}/in?from=us")
    assert made.status_code == 200, made.text
    return made.json["webhook"]["id"], made.json["secret"]


def set_up(office: ApiClient, url: str, webhook_id: uuid.UUID | None = None):
    body = {"url": url, "events": ["visit.approved", "wave.closed"], "description": "Warehouse"}
    return office.put(f"/webhooks/{webhook_id or new_id()}", body)


def approve(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        (visit_id,) = make_scored(uow, chain, chain.centre, [80.0], DAY, submitted_at=NOON)
        uow.emit("visit.approved", visit_id=visit_id)
    return visit_id


def run_hooks(engine: Engine, work: Work) -> None:
    """Do what is queued for webhooks, again and again, as the sweep would over hours."""
    for _ in range(TRIES + 2):
        with work() as uow:
            waiting = uow.session.scalars(select(Job.id).where(Job.status == "queued", Job.kind.like("hooks.%"))).all()
        for job_id in waiting:
            kernel_jobs.run_job(engine, job_id)


def run_once(engine: Engine, work: Work) -> None:
    with work() as uow:
        waiting = uow.session.scalars(select(Job.id).where(Job.status == "queued", Job.kind == "hooks.deliver")).all()
    for job_id in waiting:
        kernel_jobs.run_job(engine, job_id)


def log_of(office: ApiClient, hook: tuple[str, str]) -> list[dict]:
    return office.get(f"/webhooks/{hook[0]}/deliveries").json["items"]


def right_signature(secret: str, headers: dict[str, str], body: bytes) -> str:
    """As a receiver works it out from the specification, without our code."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


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
