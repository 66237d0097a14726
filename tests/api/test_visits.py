"""Planning visits, and who sees which: the list, the page and the trail follow one rule."""

import uuid

import pytest
from sqlalchemy import select

from backend.kernel.ids import new_id
from backend.programmes.models import Programme, Wave
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import (
    NOON,
    Chain,
    make_visit,
    photo_bytes,
    photo_headers,
    plan_for,
    short_answers,
    submission,
)


@pytest.fixture
def administrator(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def approve(chain: Chain, visit_id: uuid.UUID, new_device: Device) -> None:
    phone, manager = new_device().as_user(chain.auditor), new_device().as_user(chain.manager)
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    done = phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": str(visit_id)})
    headers = {"If-Match": done.headers["ETag"]}
    reply = manager.post(f"/visits/{visit_id}/approval", {"privacy_confirmed": True}, headers=headers)
    assert reply.status_code == 200, reply.text


def test_manager_plans_a_visit_once(manager: ApiClient, chain: Chain) -> None:
    visit_id, plan = new_id(), plan_for(chain)
    first, again = (manager.put(f"/visits/{visit_id}", plan) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json["status"] == "planned"
    assert first.json["due_at"] == "2026-11-23T12:00:00Z"
    assert first.json["allowed"] == ["replan", "cancel"]
    other = manager.put(f"/visits/{visit_id}", plan | {"auditor_id": str(chain.other_auditor.id)})
    assert (other.status_code, other.json["code"]) == (409, "visit.id_taken")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"centre_id": str(new_id())}, "/centre_id"),
        ({"auditor_id": str(new_id())}, "/auditor_id"),
        ({"checklist_version_id": str(new_id())}, "/checklist_version_id"),
        ({"wave_id": str(new_id())}, "/wave_id"),
        ({"scenario_id": str(new_id())}, "/scenario_id"),
        ({"window_to": "2026-11-19T12:00:00Z"}, "/window_to"),
        ({"window_to": "2026-11-22T12:00:00"}, "/window_to"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_plan_that_names_nothing_real_is_refused(manager: ApiClient, chain: Chain, change: dict, pointer: str) -> None:
    reply = manager.put(f"/visits/{new_id()}", plan_for(chain, **change))
    assert reply.status_code == 422
    assert [error["pointer"] for error in reply.json["errors"]] == [pointer]


def test_manager_plans_only_in_their_area_and_only_auditors_visit(manager: ApiClient, chain: Chain) -> None:
    for change in ({"centre_id": str(chain.elsewhere.id)}, {"auditor_id": str(chain.manager.id)}):
        assert manager.put(f"/visits/{new_id()}", plan_for(chain, **change)).status_code == 422


def test_same_auditor_may_not_come_back_too_soon(manager: ApiClient, administrator: ApiClient, chain: Chain) -> None:
    manager.put(f"/visits/{new_id()}", plan_for(chain))
    soon = plan_for(chain, days=61)
    reply = manager.put(f"/visits/{new_id()}", soon)
    assert (reply.status_code, reply.json["code"]) == (409, "visit.rotation")
    override = soon | {"override_rotation": True, "reason": "Nobody else speaks Danish"}
    reply = manager.put(f"/visits/{new_id()}", override)
    assert (reply.status_code, reply.json["code"]) == (403, "visit.rotation_override")
    assert administrator.put(f"/visits/{new_id()}", soon | {"override_rotation": True}).status_code == 422
    planned = administrator.put(f"/visits/{new_id()}", override)
    assert planned.status_code == 201
    trail = administrator.get(f"/visits/{planned.json['id']}/trail").json["items"]
    assert trail[0]["why"] == "Rotation overridden: Nobody else speaks Danish"


def test_rotation_ends_and_does_not_bind_others(manager: ApiClient, chain: Chain) -> None:
    manager.put(f"/visits/{new_id()}", plan_for(chain))
    assert manager.put(f"/visits/{new_id()}", plan_for(chain, days=62)).status_code == 201
    other = plan_for(chain, days=1, auditor_id=str(chain.other_auditor.id))
    assert manager.put(f"/visits/{new_id()}", other).status_code == 201


def test_visits_of_a_programme_wait_for_its_notice(administrator: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        programme = Programme(id=new_id(), code="p", name="Service", rotation_days=0)
        uow.session.add(programme)
        uow.session.flush()
        wave = Wave(
            id=new_id(), programme_id=programme.id, code="w1", name="Wave 1", starts_on=NOON.date(), ends_on=NOON.date()
        )
        uow.session.add(wave)
    plan = plan_for(chain, wave_id=str(wave.id))
    early = administrator.put(f"/visits/{new_id()}", plan)
    assert (early.status_code, early.json["code"]) == (409, "programme.not_started")
    start = f"/programmes/{programme.id}/start"
    refused = administrator.post(start)
    assert (refused.status_code, refused.json["code"]) == (422, "programme.not_ready")
    assert len(refused.json["errors"]) == 5
    notice = {
        "purpose": "Better service",
        "notice_text": "From November …",
        "notice_on": "2026-01-01",
        "notice_audience": "All staff",
        "retention_months": 24,
    }
    assert administrator.patch(f"/programmes/{programme.id}", notice).status_code == 428
    assert administrator.patch(f"/programmes/{programme.id}", notice, version=9).status_code == 412
    assert administrator.patch(f"/programmes/{programme.id}", notice, version=1).status_code == 200
    assert administrator.post(start).json["started_on"] is not None
    planned = administrator.put(f"/visits/{new_id()}", plan)
    assert planned.json["wave"] == {"id": str(wave.id), "code": "w1", "name": "Wave 1"}
    assert [item["code"] for item in administrator.get("/waves").json["items"]] == ["w1"]
    assert [item["code"] for item in administrator.get("/programmes").json["items"]] == ["p"]


def test_manager_gives_a_visit_to_another_auditor(manager: ApiClient, chain: Chain, new_device: Device) -> None:
    planned = manager.put(f"/visits/{new_id()}", plan_for(chain)).json
    path = f"/visits/{planned['id']}"
    new_device().as_user(chain.auditor).post(f"{path}/acceptance")
    change = {"auditor_id": str(chain.other_auditor.id)}
    assert manager.patch(path, change).status_code == 428
    assert manager.patch(path, change, version=planned["row_version"]).status_code == 412
    current = manager.get(path)
    changed = manager.patch(path, change, version=current.json["row_version"])
    assert (changed.status_code, changed.json["status"]) == (200, "planned")
    assert new_device().as_user(chain.auditor).get(path).status_code == 404
    assert new_device().as_user(chain.other_auditor).get(path).status_code == 200


def test_everybody_sees_exactly_their_visits(chain: Chain, work: Work, new_device: Device) -> None:
    with work() as uow:
        here = make_visit(uow, chain)
        there = make_visit(uow, chain, centre_id=chain.elsewhere.id, auditor_id=chain.other_auditor.id)
        finished = make_visit(uow, chain, days=100)
    approve(chain, finished, new_device)
    sees = {
        chain.administrator: {here, there, finished},
        chain.manager: {here, finished},
        chain.other_manager: {there},
        chain.auditor: {here, finished},
        chain.other_auditor: {there},
        chain.centre_manager: {finished},
        chain.other_centre_manager: set(),
    }
    for user, expected in sees.items():
        device = new_device().as_user(user)
        assert {uuid.UUID(row["id"]) for row in device.get("/visits").json["items"]} == expected, user.name
        for visit_id in (here, there, finished):
            assert device.get(f"/visits/{visit_id}").status_code == (200 if visit_id in expected else 404)
            status = device.get(f"/visits/{visit_id}/trail").status_code
            refused = 403 if user is chain.centre_manager else 200
            assert status == (refused if visit_id in expected else 404)


def test_centre_learns_neither_who_came_nor_when(chain: Chain, work: Work, new_device: Device) -> None:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    phone = new_device().as_user(chain.auditor)
    data = photo_bytes()
    path = f"/photos/{new_id()}?visit_id={visit_id}&taken_at=2026-11-20T12:34:56Z"
    phone.put(path, data=data, headers=photo_headers(data))
    approve(chain, visit_id, new_device)
    centre = new_device().as_user(chain.centre_manager)
    reply = centre.get(f"/visits/{visit_id}")
    visit = reply.json
    assert visit["auditor"] is None
    hidden = ("brief", "arrived_at", "left_at", "attested_at", "submitted_at", "client_score")
    assert [visit[name] for name in hidden] == [None] * len(hidden)
    assert {answer["updated_at"] for answer in visit["answers"]} == {"2026-11-20T00:00:00Z"}
    assert [photo["taken_at"] for photo in visit["photos"]] == [None]
    assert visit["allowed"] == []
    assert visit["score"]["tenths"] == 875
    assert str(chain.auditor.id) not in reply.text
    assert chain.auditor.name not in reply.text
    assert centre.get(f"/photos/{visit['photos'][0]['id']}/image").status_code == 200
    (row,) = centre.get("/visits").json["items"]
    assert (row["auditor"], row["submitted_at"]) == (None, None)


def test_list_is_filtered_and_paged(manager: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        visits = [make_visit(uow, chain, days=100 * number) for number in range(5)]
    first = manager.get("/visits?limit=2").json
    second = manager.get(f"/visits?limit=2&cursor={first['next']}").json
    third = manager.get(f"/visits?limit=2&cursor={second['next']}").json
    shown = [row["id"] for page in (first, second, third) for row in page["items"]]
    assert shown == [str(visit_id) for visit_id in reversed(visits)]
    assert third["next"] is None
    count = lambda query: len(manager.get(f"/visits?{query}").json["items"])  # noqa: E731
    assert count("status=planned,approved") == 5
    assert count("status=approved") == 0
    assert count(f"area_id={chain.area.id}&auditor_id={chain.auditor.id}") == 5
    assert count(f"centre_id={chain.elsewhere.id}") == 0
    assert count("auditor_id=me") == 0
    for wrong in ("status=lost", "auditor_id=you", "colour=red", "limit=0", "cursor=x"):
        assert manager.get(f"/visits?{wrong}").status_code == 422


def test_list_and_page_cost_the_same_however_much_there_is(
    manager: ApiClient, chain: Chain, work: Work, statements, new_device: Device
) -> None:
    def measured(path: str) -> int:
        with statements() as sent:
            assert manager.get(path).status_code == 200
        return len([one for one in sent if one.startswith("SELECT")])

    with work() as uow:
        visit_id = make_visit(uow, chain)
    few = (measured("/visits"), measured(f"/visits/{visit_id}"))
    with work() as uow:
        for number in range(1, 12):
            make_visit(uow, chain, days=100 * number)
    phone = new_device().as_user(chain.auditor)
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    for colour in ("red", "green", "blue"):
        data = photo_bytes(colour=colour)
        phone.put(f"/photos/{new_id()}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    assert (measured("/visits"), measured(f"/visits/{visit_id}")) == few
    assert few <= (3, 7)


def test_page_is_never_answered_from_a_copy(manager: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    reply = manager.get(f"/visits/{visit_id}")
    assert (reply.headers["ETag"], reply.headers["Cache-Control"]) == ('"1"', "private, no-store")
    assert manager.get(f"/visits/{visit_id}", headers={"If-None-Match": '"1"'}).status_code == 200
    with work() as uow:
        assert uow.session.scalars(select(Visit.row_version)).all() == [1]
