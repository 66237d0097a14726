"""What tests of webhooks share: setting one up, something that is told, the worker's part, and what was received."""

import base64
import hashlib
import hmac
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Engine, select

from backend.hooks.service import TRIES
from backend.kernel import jobs
from backend.kernel.ids import new_id
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork
from tests.factories.reports import DAY, make_scored
from tests.factories.visits import NOON, Chain

Work = Callable[[], AbstractContextManager[UnitOfWork]]


def set_up(office: Any, url: str, webhook_id: uuid.UUID | None = None) -> Any:
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
            jobs.run_job(engine, job_id)


def run_once(engine: Engine, work: Work) -> None:
    with work() as uow:
        waiting = uow.session.scalars(select(Job.id).where(Job.status == "queued", Job.kind == "hooks.deliver")).all()
    for job_id in waiting:
        jobs.run_job(engine, job_id)


def log_of(office: Any, hook: tuple[str, str]) -> list[dict[str, Any]]:
    return office.get(f"/webhooks/{hook[0]}/deliveries").json["items"]


def right_signature(secret: str, headers: dict[str, str], body: bytes) -> str:
    """As a receiver works it out from the specification, without our code."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
