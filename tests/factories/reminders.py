"""Devices that ask to be reminded, as a browser does it."""

from sqlalchemy import func, select

from backend.notices.models import PushSubscription
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.live.push_service import PushDevice


def subscribe(phone: ApiClient, device: PushDevice) -> str:
    """As a browser does: it needs the installation's key first."""
    assert phone.get("/push-key").status_code == 200
    reply = phone.post("/push-subscriptions", device.subscription())
    assert reply.status_code == 200, reply.text
    return reply.json["id"]


def subscriptions(work: Work) -> int:
    with work() as uow:
        return uow.session.scalar(select(func.count()).select_from(PushSubscription)) or 0
