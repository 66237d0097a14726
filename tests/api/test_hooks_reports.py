"""A finished report is told from end to end: a worker process makes it, a program hears of it, a person gets a mail."""

import email
import email.policy
import json
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine

from backend.kernel import jobs
from backend.kernel.ids import new_id
from backend.kernel.job_queue import JobQueue
from backend.settings import Settings
from tests.api.client import Device
from tests.api.test_jobs import ROOT, wait_until
from tests.factories.hooks import right_signature
from tests.factories.reports import SHORT_REPORT
from tests.factories.visits import Chain, Scene
from tests.live.receiver import Receiver


@pytest.fixture
def scene() -> Scene:
    return SHORT_REPORT


@pytest.mark.only_on("sqlite")
def test_a_report_that_is_ready_is_told_to_programs_and_to_whoever_asked_for_it(
    engine: Engine, new_device: Device, chain: Chain, visit_id: uuid.UUID, receiver: Receiver, outbox: Path,
    settings: Settings, tmp_path: Path,
) -> None:  # fmt: skip
    office, manager = (new_device().as_user(one) for one in (chain.administrator, chain.manager))
    body = {"url": f"http://{receiver.netloc}/", "events": ["report.ready"], "description": ""}
    secret = office.put(f"/webhooks/{new_id()}", body).json["secret"]
    for device in (office, manager):
        device.put("/me/mails", {"events": ["report.ready"]})
    queue_url = f"sqlite:///{tmp_path / 'queue.sqlite'}"
    environment = {
        **os.environ,
        "INSIDEOUT_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "INSIDEOUT_JOBS_URL": queue_url,
        "INSIDEOUT_SECRET_KEY": settings.secret_key,
        "INSIDEOUT_HOOK_HOSTS": receiver.netloc,
    }
    jobs.connect(JobQueue(queue_url, settings.secret_key))
    report = {"kind": "visit", "edition": "review", "visit_id": str(visit_id)}
    report_id = manager.put(f"/reports/{new_id()}", report).json["id"]
    worker = subprocess.Popen([sys.executable, "-m", "backend.cli", "worker"], cwd=ROOT, env=environment)
    try:
        wait_until(lambda: len(receiver.got) == 1 and len(list(outbox.glob("*.eml"))) == 1, 60)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    ((_, headers, sent),) = receiver.got
    assert headers["webhook-signature"] == right_signature(secret, headers, sent)
    message = json.loads(sent)
    assert (message["type"], message["data"]["report_id"]) == ("report.ready", report_id)
    path = message["data"]["file"].partition("/api/v1")[2]
    assert manager.get(path).data.startswith(b"%PDF")
    letter = _letter(outbox)
    assert (letter["To"], letter["Subject"]) == (chain.manager.email, "Your report is ready")
    assert f"/reports/{visit_id}" in letter.get_content()


def _letter(outbox: Path) -> email.message.EmailMessage:
    """The only one: the office asked for no report."""
    (path,) = outbox.glob("*.eml")
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
