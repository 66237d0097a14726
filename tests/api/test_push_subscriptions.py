"""Asking to be reminded on a device: whose it is, how many there are, and which push services are believed."""

from typing import Any

import pytest
from sqlalchemy import select

from backend.accounts.sessions import end_all_sessions
from backend.notices.addresses import is_push_service
from backend.notices.models import PushSubscription
from backend.settings import PUSH_HOSTS
from tests.api.client import ApiClient, Device
from tests.api.test_attacks_parallel import all_at_once
from tests.conftest import Work
from tests.factories.reminders import subscribe, subscriptions
from tests.factories.visits import Chain
from tests.live.push_service import PushDevice, PushService


def test_no_more_reminders_after_saying_so_or_signing_out(
    push: PushService, phone: ApiClient, new_device: Device, chain: Chain, work: Work
) -> None:
    phone.delete(f"/push-subscriptions/{subscribe(phone, PushDevice(push))}")
    assert subscriptions(work) == 0
    other = new_device().as_user(chain.auditor)
    subscribe(other, PushDevice(push))
    assert other.delete("/sessions/current").status_code == 204
    assert subscriptions(work) == 0
    subscribe(phone, PushDevice(push))
    with work() as uow:
        end_all_sessions(uow, chain.auditor.id)
    assert subscriptions(work) == 0


def test_a_subscription_is_only_its_owners(
    push: PushService, phone: ApiClient, new_device: Device, chain: Chain
) -> None:
    mine = PushDevice(push)
    subscription_id = subscribe(phone, mine)
    assert subscribe(phone, mine) == subscription_id
    somebody = new_device().as_user(chain.other_auditor)
    assert somebody.delete(f"/push-subscriptions/{subscription_id}").status_code == 204
    assert subscribe(phone, mine) == subscription_id, "it is still there"


def test_a_device_reminds_whoever_is_signed_in_on_it(
    push: PushService, phone: ApiClient, new_device: Device, chain: Chain, work: Work
) -> None:
    device = PushDevice(push)
    for client in (phone, new_device().as_user(chain.other_auditor)):
        subscribe(client, device)
    with work() as uow:
        assert uow.session.scalars(select(PushSubscription.user_id)).all() == [chain.other_auditor.id]


def test_the_newest_ten_devices_are_kept(push: PushService, phone: ApiClient, work: Work) -> None:
    for number in range(12):
        subscribe(phone, PushDevice(push, f"device {number}"))
    assert subscriptions(work) == 10


def test_a_subscription_sent_several_times_at_once_is_one(
    push: PushService, new_device: Device, chain: Chain, work: Work
) -> None:
    device = PushDevice(push)
    phones = [new_device().as_user(chain.auditor) for _ in range(4)]
    ids = all_at_once(*[lambda phone=phone: subscribe(phone, device) for phone in phones])
    assert (len(set(ids)), subscriptions(work)) == (1, 1)


def test_the_key_is_made_once_for_all(new_device: Device, chain: Chain) -> None:
    phones = [new_device().as_user(chain.auditor) for _ in range(4)]
    keys = all_at_once(*[lambda phone=phone: phone.get("/push-key").json["public_key"] for phone in phones])
    assert len(set(keys)) == 1
    assert len(keys[0]) == 87


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:1/push",
        "http://169.254.169.254/latest/meta-data",
        "https://127.0.0.1/push",
        "https://example.com/push",
        "https://fcm.googleapis.com.example.com/push",
        "https://evilpush.apple.com/push",
        "https://fcm.googleapis.com@example.com/push",
        "https://user@fcm.googleapis.com/push",
        "https://fcm.googleapis.com:8443/push",
        "https://fcm.googleapis.com:x/push",
        "http://fcm.googleapis.com/push",
        "file:///etc/passwd",
        "https://fcm.googleapis.com./push",
        "",
    ],
)
def test_only_known_push_services_are_believed(phone: ApiClient, push: PushService, endpoint: str) -> None:
    body = PushDevice(push).subscription() | {"endpoint": endpoint}
    assert phone.post("/push-subscriptions", body).status_code == 422
    assert not is_push_service(endpoint, PUSH_HOSTS)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QGu",
        "https://wns2-par02p.notify.windows.com/w/?token=a%2b",
        "https://web.push.apple.com:443/QGu",
    ],
)
def test_the_browsers_own_push_services_are_known(endpoint: str) -> None:
    assert is_push_service(endpoint, PUSH_HOSTS)


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "B" + "A" * 86, "auth": "A" * 21},
        {"p256dh": "C" + "A" * 86, "auth": "A" * 22},
        {"p256dh": "B" + "A" * 86},
    ],
)
def test_keys_that_are_no_keys_are_refused(phone: ApiClient, push: PushService, keys: dict[str, Any]) -> None:
    body = PushDevice(push).subscription() | {"keys": keys}
    assert phone.post("/push-subscriptions", body).status_code == 422
