"""What a centre manager could find out by every door: who came, and at what time somebody was on duty."""

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterator

import pytest

from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import (
    NOON,
    Chain,
    make_visit,
    photo_bytes,
    photo_headers,
    short_answers,
    submission,
)

CLOCK = re.compile(r"T(?!00:00:00)\d\d:\d\d")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Planning, deciding and the rows of the office: their times tell nothing of the visit.
OF_THE_OFFICE = ("decided_at", "updated_at", "review")


@pytest.fixture
def visit_id(work: Work, chain: Chain, new_device: Device) -> uuid.UUID:
    """An approved visit with answers and a photo, whose ids are as phones make them."""
    with work() as uow:
        visit_id = make_visit(uow, chain)
    phone, manager, data = new_device().as_user(chain.auditor), new_device().as_user(chain.manager), photo_bytes()
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    photo = f"/photos/{uuid.uuid4()}?visit_id={visit_id}&taken_at=2026-11-20T12:34:56Z"
    assert phone.put(photo, data=data, headers=photo_headers(data)).status_code == 201
    done = phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "a"})
    headers = {"If-Match": done.headers["ETag"]}
    assert manager.post(f"/visits/{visit_id}/approval", {"privacy_confirmed": True}, headers=headers).status_code == 200
    return visit_id


@pytest.fixture
def centre(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.centre_manager)


def times_in_ids(text: str) -> Iterator[dt.datetime]:
    for found in ID.findall(text):
        if uuid.UUID(found).version == 7:
            yield dt.datetime.fromtimestamp((uuid.UUID(found).int >> 80) / 1000, dt.UTC)


def test_a_centre_reads_no_time_of_the_visit(centre: ApiClient, visit_id: uuid.UUID, chain: Chain) -> None:
    for page in (centre.get(f"/visits/{visit_id}").json, centre.get("/visits").json["items"][0]):
        shown = json.dumps({name: value for name, value in page.items() if name not in OF_THE_OFFICE})
        assert CLOCK.search(shown) is None
        assert str(chain.auditor.id) not in shown and chain.auditor.name not in shown
        assert (page["window_from"], page["window_to"], page["due_at"]) == (
            "2026-11-20T00:00:00Z",
            "2026-11-22T00:00:00Z",
            None,
        )


def test_ids_that_a_centre_sees_hold_no_time_of_the_visit(centre: ApiClient, visit_id: uuid.UUID) -> None:
    page = centre.get(f"/visits/{visit_id}").json
    assert len(page["answers"]) == 2 and len(page["photos"]) == 1
    assert list(times_in_ids(json.dumps([page["answers"], page["photos"]]).replace(str(visit_id), ""))) == []
    assert page["answers"] == centre.get(f"/visits/{visit_id}").json["answers"]


def test_a_centre_cannot_ask_for_one_auditor_after_the_other(
    centre: ApiClient, visit_id: uuid.UUID, chain: Chain, new_device: Device
) -> None:
    path = f"/visits?auditor_id={chain.auditor.id}"
    assert centre.get(path).json["items"] == []
    for user in (chain.manager, chain.administrator, chain.auditor):
        assert [visit["id"] for visit in new_device().as_user(user).get(path).json["items"]] == [str(visit_id)]


def test_the_other_doors_are_closed(centre: ApiClient, visit_id: uuid.UUID, chain: Chain) -> None:
    for path in ("/users", "/auditors", "/scenarios", f"/visits/{visit_id}/trail", f"/users/{chain.auditor.id}"):
        assert centre.get(path).status_code == 403
    plan = {"kind": "visit", "visit_id": str(visit_id), "edition": "review"}
    assert centre.put(f"/reports/{new_id()}", plan).status_code == 403
    assert NOON.isoformat()[:16] not in centre.get("/comparison").text
