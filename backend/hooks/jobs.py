"""The background work of webhooks: one job brings one message to one address, tried later and later."""

import datetime as dt
import http.client
import json
import ssl
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Engine, delete, update

from backend.hooks import queries, resting, signing
from backend.hooks.addresses import Blocked
from backend.hooks.events import TEST
from backend.hooks.models import HookDelivery, Webhook
from backend.hooks.service import TRIES, secrets_of
from backend.kernel.clock import now
from backend.kernel.jobs import JobRefused, JobRun
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.settings import Settings

GONE: Final = 410
KEPT: Final = dt.timedelta(days=30)
AGENT: Final = "Inside-Out-Webhooks/1"


class NotDelivered(ConnectionError):
    """Not this time; the job is tried again."""


def deliver(settings: Settings, run: JobRun) -> None:
    """Send it, and write down how it went. Anything but a 2xx is tried again; 410 switches the webhook off.

    A webhook that is switched off gets nothing but the tests somebody asks for, also of what was waiting.
    """
    delivery_id = uuid.UUID(run.payload["delivery_id"])
    with unit_of_work(run.engine, write=False) as uow:
        delivery = uow.session.get(HookDelivery, delivery_id)
        if delivery is None or delivery.status != "waiting":
            return
        webhook = delivery.webhook
    if webhook.disabled_at is not None and delivery.event != TEST:
        with unit_of_work(run.engine) as uow:
            _give_up(uow, delivery_id, "off")
        raise JobRefused("The webhook is switched off.")
    status, error = _send_unless_resting(settings, webhook, delivery)
    good = _is_good(status)
    with unit_of_work(run.engine) as uow:
        last = run.attempt >= TRIES or status == GONE
        _write_down(uow, delivery_id, status, error, good=good, last=last)
    if good:
        return
    told = f"The address answers {status}." if status is not None else f"The address cannot be reached: {error}."
    if last:
        raise JobRefused(told)
    raise NotDelivered(told)


def end_broken_off(uow: UnitOfWork, payload: Mapping[str, Any]) -> None:
    """The worker went away in the last try: whether it arrived is not known, and it can be sent again."""
    _give_up(uow, uuid.UUID(payload["delivery_id"]), "broken_off")


def _give_up(uow: UnitOfWork, delivery_id: uuid.UUID, why: str) -> None:
    mine = update(HookDelivery).where(HookDelivery.id == delivery_id, HookDelivery.status == "waiting")
    uow.session.execute(mine.values(status="failed", error=why, reply_status=None))


def forget_old_deliveries(engine: Engine) -> int:
    """The log goes back thirty days."""
    old = delete(HookDelivery).where(HookDelivery.created_at < now() - KEPT, HookDelivery.status != "waiting")
    with unit_of_work(engine) as uow:
        return int(uow.session.execute(old).rowcount)  # type: ignore[attr-defined]


def _send_unless_resting(settings: Settings, webhook: Webhook, delivery: HookDelivery) -> tuple[int | None, str | None]:
    """A test that somebody asks for is sent in any case."""
    if delivery.event != TEST and resting.is_resting(webhook.url):
        return None, "resting"
    began, status = resting.begin(webhook.url), None
    try:
        status, error = _send(settings, webhook, delivery)
        return status, error
    finally:
        resting.end(webhook.url, began, good=_is_good(status))


def _is_good(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def _send(settings: Settings, webhook: Webhook, delivery: HookDelivery) -> tuple[int | None, str | None]:
    """(status of the reply, why there was none)."""
    from backend.hooks import sending

    at = now()
    body = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        signed = signing.headers(secrets_of(webhook, at, settings.secret_key), str(delivery.message_id), at, body)
        headers = {**signed, "Content-Type": "application/json", "User-Agent": AGENT}
        return sending.send(webhook.url, body, headers, settings.hook_hosts), None
    except Blocked:
        return None, "blocked"
    except ssl.SSLError:
        return None, "certificate"
    except TimeoutError:
        return None, "timeout"
    except ValueError:
        return None, "secret"
    except (OSError, http.client.HTTPException):
        return None, "unreachable"


def _write_down(
    uow: UnitOfWork, delivery_id: uuid.UUID, status: int | None, error: str | None, *, good: bool, last: bool
) -> None:
    delivery = uow.session.get(HookDelivery, delivery_id)
    if delivery is None:
        return
    delivery.attempts += error != "resting"
    delivery.reply_status, delivery.error, delivery.tried_at = status, error, now()
    delivery.status = "delivered" if good else "failed" if last else "waiting"
    uow.session.flush()
    webhook = delivery.webhook
    if webhook.disabled_at is not None or not last or good:
        return
    # One message that is not liked says little; where nothing at all went through meanwhile, nobody is there.
    if status == GONE or not queries.delivered_since(uow.session, webhook.id, delivery.created_at):
        webhook.disabled_at, webhook.disabled_why = now(), "gone" if status == GONE else "failing"
