"""The same thing said twice at once, as a retry does while the first try is under way: done once, both told so."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import permutations
from threading import Barrier

from sqlalchemy import update

from backend.accounts.models import User
from backend.domain.roles import Role
from backend.domain.visit_flow import Status
from backend.evidence.service import add_photo
from backend.kernel.ids import new_id
from backend.visits.models import Visit
from backend.visits.photos import _OPEN_VISIT
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.visits import (
    Chain,
    make_visit,
    photo_bytes,
    photo_headers,
    plan_for,
    short_answers,
    submission,
)

AT_ONCE = 4


def all_at_once(*calls: Callable[[], object]) -> list:
    start = Barrier(len(calls))

    def go(call: Callable[[], object]) -> object:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(go, calls))


def repeated(new_device: Device, user, method: str, path: str, **sent) -> list:
    devices = [new_device().as_user(user) for _ in range(AT_ONCE)]
    return all_at_once(*[lambda device=device: device.call(method, path, **sent) for device in devices])


def statuses(replies: list) -> list[int]:
    return sorted(reply.status_code for reply in replies)


def test_a_plan_sent_twice_at_once_is_one_plan(chain: Chain, new_device: Device) -> None:
    replies = repeated(new_device, chain.manager, "PUT", f"/visits/{new_id()}", json=plan_for(chain))
    assert statuses(replies) == [200] * (AT_ONCE - 1) + [201]


def test_an_invitation_sent_twice_at_once_is_one(chain: Chain, new_device: Device) -> None:
    person = {"email": "new@example.com", "name": "New", "language": "en", "roles": [{"role": "auditor"}]}
    replies = repeated(new_device, chain.administrator, "PUT", f"/users/{new_id()}", json=person)
    assert statuses(replies) == [200] * (AT_ONCE - 1) + [201]


def test_a_report_asked_for_twice_at_once_is_one(chain: Chain, new_device: Device, work: Work) -> None:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    phone = new_device().as_user(chain.auditor)
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "a"})
    wanted = {"kind": "visit", "visit_id": str(visit_id), "edition": "review"}
    replies = repeated(new_device, chain.manager, "PUT", f"/reports/{new_id()}", json=wanted)
    assert statuses(replies) == [202] * AT_ONCE


def test_a_photo_sent_twice_at_once_is_one(chain: Chain, new_device: Device, work: Work) -> None:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    data = photo_bytes()
    path = f"/photos/{uuid.uuid4()}?visit_id={visit_id}"
    replies = repeated(new_device, chain.auditor, "PUT", path, data=data, headers=photo_headers(data))
    assert statuses(replies) == [200] * (AT_ONCE - 1) + [201]


def test_a_submission_sent_twice_at_once_is_one(chain: Chain, new_device: Device, work: Work) -> None:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    new_device().as_user(chain.auditor).patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    path, key = f"/visits/{visit_id}/submission", {"Idempotency-Key": "once"}
    replies = repeated(new_device, chain.auditor, "POST", path, json=submission(), headers=key)
    assert statuses(replies) == [200] * AT_ONCE
    trail = new_device().as_user(chain.manager).get(f"/visits/{visit_id}/trail").json["items"]
    assert [entry["action"] for entry in trail].count("visit.submitted") == 1


def switch_off(device: ApiClient, victim: User):
    return device.patch(f"/users/{victim.id}", {"active": False}, version=victim.row_version)


def test_two_administrators_cannot_remove_each_other(chain: Chain, new_device: Device, work: Work) -> None:
    with work() as uow:
        other = make_user(uow, Role.ADMINISTRATOR)
    devices = {victim: new_device().as_user(actor) for actor, victim in permutations((chain.administrator, other))}
    calls = [partial(switch_off, device, victim) for victim, device in devices.items()]
    assert statuses(all_at_once(*calls)) in ([200, 401], [200, 409])


def test_one_auditor_is_not_planned_twice_for_a_centre_at_once(chain: Chain, new_device: Device) -> None:
    devices = [new_device().as_user(chain.manager) for _ in range(2)]
    calls = [lambda device=device: device.put(f"/visits/{new_id()}", plan_for(chain)) for device in devices]
    assert statuses(all_at_once(*calls)) == [201, 409]


def test_one_address_is_not_invited_twice_at_once(chain: Chain, new_device: Device) -> None:
    person = {"email": "twin@example.com", "name": "Twin", "language": "en", "roles": []}
    devices = [new_device().as_user(chain.administrator) for _ in range(2)]
    calls = [lambda device=device: device.put(f"/users/{new_id()}", person) for device in devices]
    replies = all_at_once(*calls)
    assert statuses(replies) == [201, 409]
    assert {reply.json.get("code") for reply in replies} == {None, "user.email_taken"}


def test_a_photo_that_comes_just_after_the_submission_is_not_acknowledged(
    chain: Chain, new_device: Device, work: Work
) -> None:
    """Its bytes were checked and written while the visit was open; a phone that hears 201 deletes its own."""
    with work() as uow:
        visit_id = make_visit(uow, chain)
        uow.session.execute(update(Visit).where(Visit.id == visit_id).values(status=Status.SUBMITTED))
    with work() as uow:
        about = {"visit_id": visit_id, "question_id": None, "caption": "", "rank": 0, "taken_at": None}
        facts = {"sha256": "0" * 64, "size": 1, "media_type": "image/jpeg", "width": 1, "height": 1}
        assert not add_photo(uow, {"id": uuid.uuid4(), **about, **facts}, _OPEN_VISIT)


def test_many_who_look_at_a_new_photo_at_once_all_see_it(chain: Chain, new_device: Device, work: Work) -> None:
    """Whoever looks first makes its copies; nobody may hold a connection meanwhile that another one waits for."""
    with work() as uow:
        visit_id = make_visit(uow, chain)
    data, photo_id = photo_bytes((2400, 1800)), uuid.uuid4()
    phone = new_device().as_user(chain.auditor)
    phone.put(f"/photos/{photo_id}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    devices = [new_device().as_user(chain.manager) for _ in range(32)]
    began = time.monotonic()
    replies = all_at_once(*[partial(device.get, f"/photos/{photo_id}/image") for device in devices])
    assert statuses(replies) == [200] * 32
    assert time.monotonic() - began < 15
