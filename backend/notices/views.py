"""HTTP: asking for reminders on this device, and no longer asking."""

import uuid
from typing import Any

from flask import Response

from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, runtime, signed_in
from backend.notices import push_key, schemas, service

blp = Blueprint("notices", description="Reminders on a device while the app is closed, for those who ask for them.")


@blp.get("/push-key")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.response(200, schemas.PushKeyOut)
def get_push_key() -> dict[str, str]:
    """The key that browsers subscribe with."""
    return {"public_key": push_key.public_key(runtime().engine)}


@blp.post("/push-subscriptions")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.arguments(schemas.PushSubscriptionIn)
@blp.response(200, schemas.PushSubscriptionOut)
def subscribe(data: dict[str, Any]) -> dict[str, uuid.UUID]:
    """Remind me on this device. The same device again is one subscription, of whoever is signed in there."""
    settings = runtime().settings
    return {"id": service.subscribe(current_uow(), signed_in(), data, settings.push_hosts)}


@blp.delete("/push-subscriptions/<uuid:subscription_id>")
@blp.requires(Permission.VISIT_CONDUCT)
@blp.response(204)
def unsubscribe(subscription_id: uuid.UUID) -> Response:
    """No more reminders on this device. Gone is gone, also when it is said twice."""
    service.unsubscribe(current_uow(), current_actor(), subscription_id)
    return Response(status=204)
