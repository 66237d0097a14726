"""Setting webhooks up, and writing down what is to be told. The telling itself is the worker's."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete

from backend.domain.problems import Conflict, FieldError, Invalid, NotFound, PreconditionFailed
from backend.domain.roles import Actor
from backend.hooks import queries, signing
from backend.hooks.addresses import Blocked, check_url
from backend.hooks.events import EVENTS, TEST, payload
from backend.hooks.models import HookDelivery, MailWish, Webhook
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.jobs import enqueue
from backend.kernel.unit_of_work import UnitOfWork
from backend.settings import Settings
from backend.trail.service import record

DELIVER: Final = "hooks.deliver"
# With pauses that double from two seconds on: eighteen hours.
TRIES: Final = 16
# A receiver has this long to learn a new secret.
BOTH_SECRETS: Final = dt.timedelta(hours=24)
MOST_WEBHOOKS: Final = 20


def put_webhook(
    uow: UnitOfWork, actor: Actor, webhook_id: uuid.UUID, data: Mapping[str, Any], settings: Settings
) -> tuple[Webhook, str | None]:
    """A new webhook and its secret, which is told this once; the same again finds it and tells no secret."""
    _check(data["url"], settings)
    uow.alone("webhooks")
    known = uow.session.get(Webhook, webhook_id)
    if known is not None:
        if (known.url, known.events, known.description) != (data["url"], data["events"], data["description"]):
            raise Conflict("id_taken", "This id belongs to another webhook.")
        return known, None
    if len(uow.session.scalars(queries.all_webhooks()).all()) >= MOST_WEBHOOKS:
        raise Conflict("webhook.too_many", f"There can be {MOST_WEBHOOKS} webhooks: delete one first.")
    assert actor.user_id is not None
    secret = signing.new_secret()
    webhook = Webhook(
        id=webhook_id, **data, secret=signing.seal(secret, settings.secret_key), created_at=now(),
        created_by_id=actor.user_id,
    )  # fmt: skip
    uow.session.add(webhook)
    record(uow, actor, "webhook.created", "webhook", webhook_id, details={"url": data["url"], "events": data["events"]})
    uow.session.flush()
    return webhook, secret


def change_webhook(
    uow: UnitOfWork, actor: Actor, webhook_id: uuid.UUID, version: int, data: Mapping[str, Any], settings: Settings
) -> Webhook:
    """Another address, other events, off, or on again."""
    webhook = queries.load_webhook(uow.session, webhook_id)
    if webhook.row_version != version:
        raise PreconditionFailed()
    if "url" in data:
        _check(data["url"], settings)
    for name in ("url", "events", "description"):
        if name in data:
            setattr(webhook, name, data[name])
    if "active" in data and data["active"] != (webhook.disabled_at is None):
        webhook.disabled_at, webhook.disabled_why = (None, None) if data["active"] else (now(), "by_hand")
    record(uow, actor, "webhook.changed", "webhook", webhook_id, details={"what": sorted(data)})
    uow.session.flush()
    return webhook


def delete_webhook(uow: UnitOfWork, actor: Actor, webhook_id: uuid.UUID) -> None:
    webhook = queries.load_webhook(uow.session, webhook_id)
    record(uow, actor, "webhook.deleted", "webhook", webhook_id, details={"url": webhook.url})
    uow.session.execute(delete(HookDelivery).where(HookDelivery.webhook_id == webhook_id))
    uow.session.execute(delete(Webhook).where(Webhook.id == webhook_id))


def change_secret(uow: UnitOfWork, actor: Actor, webhook_id: uuid.UUID, settings: Settings) -> str:
    """Another secret, told this once. For a day messages carry a signature of each."""
    webhook = queries.load_webhook(uow.session, webhook_id)
    secret = signing.new_secret()
    webhook.old_secret, webhook.old_secret_until = webhook.secret, now() + BOTH_SECRETS
    webhook.secret = signing.seal(secret, settings.secret_key)
    record(uow, actor, "webhook.secret", "webhook", webhook_id)
    uow.session.flush()
    return secret


def send_test(uow: UnitOfWork, webhook_id: uuid.UUID) -> HookDelivery:
    """A message to see whether it arrives; also to one that is switched off."""
    webhook = queries.load_webhook(uow.session, webhook_id)
    return _write_down(uow, webhook, TEST, new_id(), payload(TEST, now(), {"webhook_id": str(webhook.id)}))


def replay(uow: UnitOfWork, webhook_id: uuid.UUID, delivery_id: uuid.UUID) -> HookDelivery:
    """The same message once more, with its own id: the receiver can tell that it knows it already."""
    uow.alone("hook delivery", delivery_id)
    found = uow.session.scalar(queries.deliveries_of(webhook_id).where(HookDelivery.id == delivery_id))
    if found is None:
        raise NotFound()
    if found.status == "waiting":
        raise Conflict("webhook.waiting", "This message is still being sent.")
    found.status, found.reply_status, found.error = "waiting", None, None
    _queue(uow, found)
    return found


def tell(uow: UnitOfWork, event: str, data: Mapping[str, Any]) -> None:
    """Write a message down for every webhook that wants it, in the unit of work in which it happened."""
    message_id, message = new_id(), payload(event, now(), data)
    for webhook in queries.listening(uow.session, event):
        _write_down(uow, webhook, event, message_id, message)


def wish_mails(uow: UnitOfWork, actor: Actor, events: list[str]) -> list[str]:
    """Which mails this person wants from now on."""
    assert actor.user_id is not None
    uow.session.execute(delete(MailWish).where(MailWish.user_id == actor.user_id))
    wanted: list[str] = [event for event in EVENTS if event in events]
    uow.session.add_all(MailWish(user_id=actor.user_id, event=event) for event in wanted)
    uow.session.flush()
    return wanted


def secrets_of(webhook: Webhook, at: dt.datetime, master: str) -> list[str]:
    """What signs now, the newest first."""
    sealed = [webhook.secret]
    if webhook.old_secret is not None and webhook.old_secret_until is not None and webhook.old_secret_until > at:
        sealed.append(webhook.old_secret)
    return [signing.unseal(one, master) for one in sealed]


def _write_down(
    uow: UnitOfWork, webhook: Webhook, event: str, message_id: uuid.UUID, message: dict[str, Any]
) -> HookDelivery:
    delivery = HookDelivery(
        id=new_id(), webhook_id=webhook.id, message_id=message_id, event=event, payload=message, status="waiting",
        attempts=0, created_at=now(),
    )  # fmt: skip
    uow.session.add(delivery)
    uow.session.flush()
    _queue(uow, delivery)
    return delivery


def _queue(uow: UnitOfWork, delivery: HookDelivery) -> None:
    enqueue(uow, DELIVER, {"delivery_id": str(delivery.id)}).max_attempts = TRIES


def _check(url: str, settings: Settings) -> None:
    try:
        check_url(url, settings.hook_hosts)
    except Blocked as blocked:
        raise Invalid("webhook.address", str(blocked), errors=[FieldError("/url", "address", str(blocked))]) from None
