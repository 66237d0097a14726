"""Routes of webhooks (administrators) and of wanted mails (everybody in the office)."""

import uuid
from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.hooks import queries, schemas, service
from backend.hooks.events import EVENTS
from backend.hooks.models import HookDelivery, Webhook
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_settings, current_uow, if_match, runtime
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("webhooks", description="Telling other programs, and mails to those who want them.")

TESTS = "30/10 minutes"


@blp.get("/webhooks")
@blp.requires(Permission.HOOK_MANAGE)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.WebhookOut))
def list_webhooks(query: dict[str, Any]) -> Page:
    """All webhooks, newest first."""
    keys = [(Webhook.created_at, "desc"), (Webhook.id, "desc")]
    return paginate(current_uow().session, queries.all_webhooks(), keys=keys, **query)


@blp.put("/webhooks/<uuid:webhook_id>")
@blp.requires(Permission.HOOK_MANAGE)
@blp.arguments(schemas.WebhookIn)
@blp.response(200, schemas.WebhookMadeOut)
def put_webhook(data: dict[str, Any], webhook_id: uuid.UUID) -> dict[str, Any]:
    """Set one up. Its secret is in this reply and in no other."""
    webhook, secret = service.put_webhook(current_uow(), current_actor(), webhook_id, data, current_settings())
    return {"webhook": webhook, "secret": secret}


@blp.patch("/webhooks/<uuid:webhook_id>")
@blp.requires(Permission.HOOK_MANAGE)
@blp.arguments(schemas.WebhookPatch)
@blp.response(200, schemas.WebhookOut)
def change_webhook(data: dict[str, Any], webhook_id: uuid.UUID) -> Webhook:
    """Change its address or events, switch it off or on again."""
    return service.change_webhook(current_uow(), current_actor(), webhook_id, if_match(), data, current_settings())


@blp.delete("/webhooks/<uuid:webhook_id>")
@blp.requires(Permission.HOOK_MANAGE)
@blp.response(204)
def delete_webhook(webhook_id: uuid.UUID) -> Response:
    """Delete it with its log."""
    service.delete_webhook(current_uow(), current_actor(), webhook_id)
    return Response(status=204)


@blp.post("/webhooks/<uuid:webhook_id>/secret")
@blp.requires(Permission.HOOK_MANAGE)
@blp.response(200, schemas.SecretOut)
def change_secret(webhook_id: uuid.UUID) -> dict[str, str]:
    """Another secret; the old one signs beside it for a day."""
    return {"secret": service.change_secret(current_uow(), current_actor(), webhook_id, current_settings())}


@blp.post("/webhooks/<uuid:webhook_id>/test")
@blp.requires(Permission.HOOK_MANAGE)
@blp.response(202, schemas.DeliveryOut)
def send_test(webhook_id: uuid.UUID) -> HookDelivery:
    """Send it a test message."""
    runtime().limits.spend(TESTS, "webhook-test", str(current_actor().user_id))
    return service.send_test(current_uow(), webhook_id)


@blp.get("/webhooks/<uuid:webhook_id>/deliveries")
@blp.requires(Permission.HOOK_MANAGE)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.DeliveryOut))
def list_deliveries(query: dict[str, Any], webhook_id: uuid.UUID) -> Page:
    """Its messages of the last thirty days, newest first."""
    session = current_uow().session
    queries.load_webhook(session, webhook_id)
    keys = [(HookDelivery.created_at, "desc"), (HookDelivery.id, "desc")]
    return paginate(session, queries.deliveries_of(webhook_id), keys=keys, **query)


@blp.post("/webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/replay")
@blp.requires(Permission.HOOK_MANAGE)
@blp.response(202, schemas.DeliveryOut)
def replay(webhook_id: uuid.UUID, delivery_id: uuid.UUID) -> HookDelivery:
    """Send this message once more, under its own id."""
    runtime().limits.spend(TESTS, "webhook-test", str(current_actor().user_id))
    return service.replay(current_uow(), webhook_id, delivery_id)


@blp.get("/me/mails")
@blp.requires(Permission.MAIL_CHOOSE)
@blp.response(200, schemas.MailsOut)
def show_mails() -> dict[str, Any]:
    """Of what I am told by mail, and of what I could be."""
    return {"events": queries.wishes_of(current_uow().session, current_actor().user_id), "offered": list(EVENTS)}


@blp.put("/me/mails")
@blp.requires(Permission.MAIL_CHOOSE)
@blp.arguments(schemas.MailsIn)
@blp.response(200, schemas.MailsOut)
def choose_mails(data: dict[str, Any]) -> dict[str, Any]:
    """Tell me of these by mail, and of nothing else."""
    return {"events": service.wish_mails(current_uow(), current_actor(), data["events"]), "offered": list(EVENTS)}
