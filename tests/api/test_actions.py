"""Actions: who agrees, drops and closes them, what a photo of what was done holds, and what is due."""

import datetime as dt
import uuid

import pytest
from PIL import Image
from sqlalchemy import select

from backend.accounts.models import RoleGrant
from backend.actions.models import ActionPhoto
from backend.actions.photos import MOST_PHOTOS
from backend.domain.roles import Role
from backend.kernel import files, jobs
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.jobs_models import Job
from backend.trail.models import TrailEntry
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.reports import make_scored
from tests.factories.visits import Chain, photo_bytes, photo_headers

SOON = (now() + dt.timedelta(days=14)).date()
DONE = {"status": "done", "note": "The desk is staffed from eight."}


def agreed(chain: Chain, **changes: object) -> dict:
    return {"centre_id": str(chain.centre.id), "title": "Staff the desk", "due_on": SOON.isoformat(), **changes}


@pytest.fixture
def centre(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.centre_manager)


@pytest.fixture
def action(manager: ApiClient, chain: Chain) -> dict:
    return put(manager, new_id(), agreed(chain))


def put(device: ApiClient, action_id: uuid.UUID, data: dict, status: int = 201) -> dict:
    reply = device.put(f"/actions/{action_id}", data)
    assert reply.status_code == status, reply.text
    return reply.json


def move(device: ApiClient, action: dict, data: dict, status: int = 200) -> dict:
    reply = device.patch(f"/actions/{action['id']}", data, version=action["row_version"])
    assert reply.status_code == status, reply.text
    return reply.json


def send(device: ApiClient, action: dict, photo_id: uuid.UUID, data: bytes, status: int = 201) -> dict:
    reply = device.put(f"/actions/{action['id']}/photos/{photo_id}", data=data, headers=photo_headers(data))
    assert reply.status_code == status, reply.text
    return reply.json


def titles(device: ApiClient, path: str = "/actions") -> list[str]:
    reply = device.get(path)
    assert reply.status_code == 200, reply.text
    return [action["title"] for action in reply.json["items"]]


def trail(work: Work, action: dict) -> list[str]:
    with work() as uow:
        mine = select(TrailEntry.action).where(TrailEntry.subject_id == uuid.UUID(action["id"]))
        return list(uow.session.scalars(mine.order_by(TrailEntry.at, TrailEntry.id)))


def test_an_area_manager_agrees_and_the_centre_closes_with_a_note(
    manager: ApiClient, centre: ApiClient, chain: Chain, action: dict, work: Work
) -> None:
    seen = centre.get(f"/actions/{action['id']}").json
    assert (seen["status"], seen["may_become"], seen["may_change"]) == ("open", ["done"], False)
    assert (seen["opened_by"], seen["centre_name"]) == (chain.manager.name, chain.centre.name)
    closed = move(centre, seen, DONE)
    assert (closed["status"], closed["done_note"], closed["closed_by"]) == ("done", DONE["note"], seen_by(chain))
    assert closed["may_become"] == [] and closed["closed_at"] is not None
    again = manager.get(f"/actions/{action['id']}").json
    assert again["may_become"] == ["open"]
    opened = move(manager, again, {"status": "open", "note": "Nobody was there on Monday."})
    assert (opened["status"], opened["done_note"], opened["closed_by"], opened["closed_at"]) == ("open", "", None, None)
    assert trail(work, action) == ["action.agreed", "action.done", "action.reopened"]


def seen_by(chain: Chain) -> str:
    return chain.centre_manager.name


def test_agreeing_twice_agrees_once_however_it_stands_by_now(
    manager: ApiClient, centre: ApiClient, chain: Chain
) -> None:
    action_id = new_id()
    first = put(manager, action_id, agreed(chain))
    move(manager, first, {"title": "Staff both desks"})
    assert put(manager, action_id, agreed(chain), 200)["title"] == "Staff both desks"
    refused = manager.put(f"/actions/{action_id}", agreed(chain, title="Something else"))
    assert (refused.status_code, refused.json["code"]) == (409, "id_taken")
    assert titles(manager) == ["Staff both desks"]


def test_only_who_answers_for_the_centre_agrees_drops_and_changes(
    new_device: Device, centre: ApiClient, chain: Chain, action: dict
) -> None:
    other = new_device().as_user(chain.other_manager)
    refused = other.put(f"/actions/{new_id()}", agreed(chain))
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/centre_id")
    assert other.get(f"/actions/{action['id']}").status_code == 404
    assert centre.put(f"/actions/{new_id()}", agreed(chain)).status_code == 403
    for change in ({"status": "dropped", "note": "Not needed."}, {"due_on": SOON.isoformat()}):
        reply = centre.patch(f"/actions/{action['id']}", change, version=action["row_version"])
        assert (reply.status_code, reply.json["code"]) == (403, "action.not_yours")
    boss = new_device().as_user(chain.administrator)
    dropped = move(boss, action, {"status": "dropped", "note": "The desk is gone."})
    assert (dropped["status"], dropped["done_note"]) == ("dropped", "The desk is gone.")
    late = boss.patch(f"/actions/{action['id']}", {"title": "x"}, version=dropped["row_version"])
    assert (late.status_code, late.json["code"]) == (409, "action.wrong_state")


def test_each_sees_the_actions_of_the_own_centres(
    new_device: Device, manager: ApiClient, centre: ApiClient, chain: Chain, action: dict, work: Work
) -> None:
    boss = new_device().as_user(chain.administrator)
    put(boss, new_id(), agreed(chain, centre_id=str(chain.elsewhere.id), title="Mend the door"))
    assert sorted(titles(boss)) == ["Mend the door", "Staff the desk"]
    assert titles(manager) == titles(centre) == ["Staff the desk"]
    assert titles(boss, f"/centres/{chain.elsewhere.id}/actions") == ["Mend the door"]
    assert titles(boss, f"/actions?area_id={chain.area.id}") == ["Staff the desk"]
    assert titles(boss, f"/actions?centre_id={chain.elsewhere.id}") == ["Mend the door"]
    assert centre.get(f"/centres/{chain.elsewhere.id}/actions").status_code == 404
    with work() as uow:
        both = make_user(uow, Role.CENTRE_MANAGER, centre_id=chain.centre.id)
        both.grants.append(RoleGrant(id=new_id(), role=Role.AUDITOR))
    assert titles(new_device().as_user(both)) == ["Staff the desk"]


def test_a_list_goes_on_where_it_ended_and_tells_what_is_overdue(
    manager: ApiClient, chain: Chain, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in range(5):
        due = (SOON + dt.timedelta(days=days)).isoformat()
        put(manager, new_id(), agreed(chain, title=f"In {days} days", due_on=due))
    found, path = [], "/actions?limit=2"
    while path:
        page = manager.get(path).json
        found += [action["title"] for action in page["items"]]
        path = page["next"] and f"/actions?limit=2&cursor={page['next']}"
    assert found == [f"In {days} days" for days in range(5)]
    later = dt.datetime.combine(SOON + dt.timedelta(days=2), dt.time(12), dt.UTC)
    monkeypatch.setattr("backend.actions.queries.now", lambda: later)
    assert titles(manager, "/actions?overdue=true") == ["In 0 days", "In 1 days"]
    assert [a["overdue"] for a in manager.get("/actions").json["items"]] == [True, True, False, False, False]
    first = manager.get("/actions").json["items"][0]
    move(manager, first, {"status": "done", "note": "Seen by myself."})
    assert titles(manager, "/actions?overdue=true") == ["In 1 days"]
    assert titles(manager, "/actions?status=done,dropped") == ["In 0 days"]


def test_overdue_is_told_by_the_day_at_the_centre(manager: ApiClient, chain: Chain, work: Work, monkeypatch) -> None:
    with work() as uow:
        far = make_centre(uow, chain.area)
        far.time_zone = "Pacific/Honolulu"
    put(manager, new_id(), agreed(chain, title="Here"))
    put(manager, new_id(), agreed(chain, title="Hawaii", centre_id=str(far.id)))
    after_midnight = dt.datetime.combine(SOON + dt.timedelta(days=1), dt.time(5), dt.UTC)
    monkeypatch.setattr("backend.actions.queries.now", lambda: after_midnight)
    assert titles(manager, "/actions?overdue=true") == ["Here"]
    assert titles(manager, "/actions?overdue=false") == ["Hawaii"]


def test_a_stale_change_is_refused(manager: ApiClient, centre: ApiClient, action: dict) -> None:
    move(manager, action, {"title": "Staff both desks"})
    stale = centre.patch(f"/actions/{action['id']}", DONE, version=action["row_version"])
    assert (stale.status_code, stale.json["code"]) == (412, "row_version_changed")
    assert centre.patch(f"/actions/{action['id']}", DONE).status_code == 428


def test_the_finding_is_an_approved_visit_of_the_centre(manager: ApiClient, chain: Chain, work: Work) -> None:
    day = dt.date(2026, 11, 3)
    with work() as uow:
        (mine,) = make_scored(uow, chain, chain.centre, [50.0], day)
        (void,) = make_scored(uow, chain, chain.centre, [50.0], day, status="void")
        (foreign,) = make_scored(uow, chain, chain.elsewhere, [50.0], day)
    about = {"visit_id": str(mine), "question_id": "greeted", "measure": "question:short/greeted"}
    stored = put(manager, new_id(), agreed(chain, **about))
    assert {name: stored[name] for name in about} == about
    wrong = [
        ({"visit_id": str(void)}, "/visit_id"),
        ({"visit_id": str(foreign)}, "/visit_id"),
        ({"visit_id": str(new_id())}, "/visit_id"),
        ({**about, "question_id": "nobody"}, "/question_id"),
        ({"question_id": "greeted"}, "/question_id"),
        ({"measure": "sum"}, "/measure"),
        ({"due_on": "2020-01-01"}, "/due_on"),
        ({"due_on": "2300-01-01"}, "/due_on"),
        ({"title": " "}, "/title"),
    ]
    for changes, pointer in wrong:
        reply = manager.put(f"/actions/{new_id()}", agreed(chain, **changes))
        assert (reply.status_code, [e["pointer"] for e in reply.json["errors"]]) == (422, [pointer]), changes


@pytest.mark.parametrize("change", [{}, {"status": "done"}, {"note": "x"}, {"status": "gone", "note": "x"}])
def test_a_change_that_says_too_little_is_refused(centre: ApiClient, action: dict, change: dict) -> None:
    move(centre, action, change, 422)


def test_a_photo_of_what_was_done_holds_no_position(centre: ApiClient, manager: ApiClient, action: dict) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "A camera", 6
    exif.get_ifd(0x8825)[1] = "N"
    sent, photo_id = photo_bytes(exif=exif), uuid.uuid4()
    stored = send(centre, action, photo_id, sent)
    assert (stored["width"], stored["height"]) == (480, 640)
    assert send(centre, action, photo_id, sent, 200) == stored
    image = manager.get(f"/actions/{action['id']}/photos/{photo_id}/image?size=320")
    assert (image.status_code, image.mimetype) == (200, "image/jpeg")
    assert b"Exif" not in image.data and b"A camera" not in image.data
    assert manager.get(f"/actions/{action['id']}").json["photos"] == [str(photo_id)]
    other = send(centre, action, photo_id, photo_bytes(colour="red"), 409)
    assert other["code"] == "photo.id_taken"


def test_photos_are_confirmed_when_the_action_closes_and_then_stay(
    centre: ApiClient, manager: ApiClient, new_device: Device, chain: Chain, action: dict, work: Work
) -> None:
    photo_id, path = uuid.uuid4(), f"/actions/{action['id']}/photos"
    send(centre, action, photo_id, photo_bytes())
    refused = move(centre, action, DONE, 422)
    assert refused["errors"][0]["pointer"] == "/privacy_confirmed"
    move(centre, action, DONE | {"privacy_confirmed": True})
    late = photo_bytes(colour="red")
    reply = centre.put(f"{path}/{uuid.uuid4()}", data=late, headers=photo_headers(late))
    assert (reply.status_code, reply.json["code"]) == (409, "action.wrong_state")
    assert centre.delete(f"{path}/{photo_id}").status_code == 409
    assert new_device().as_user(chain.other_centre_manager).get(f"{path}/{photo_id}/image").status_code == 404
    assert new_device().as_user(chain.auditor).get(f"{path}/{photo_id}/image").status_code == 403
    assert trail(work, action) == ["action.agreed", "action.photo_added", "action.done"]


def test_the_trail_says_confirmed_only_where_somebody_confirmed(
    centre: ApiClient, manager: ApiClient, action: dict, work: Work
) -> None:
    send(centre, action, uuid.uuid4(), photo_bytes())
    move(manager, action, {"status": "dropped", "note": "The desk is gone."})
    with work() as uow:
        ended = select(TrailEntry.details).where(TrailEntry.action == "action.dropped")
        assert uow.session.scalars(ended).one()["privacy_confirmed"] is False


def test_a_deleted_photo_goes_with_its_bytes_and_stays_away(
    centre: ApiClient, action: dict, work: Work, engine
) -> None:
    photo_id, data, path = uuid.uuid4(), photo_bytes(), f"/actions/{action['id']}/photos"
    send(centre, action, photo_id, data)
    assert centre.delete(f"{path}/{photo_id}").status_code == 204
    assert centre.delete(f"{path}/{photo_id}").status_code == 204
    with work() as uow:
        (job,) = uow.session.scalars(select(Job)).all()
    assert all(files.exists(key) for key in job.payload["keys"]) and len(job.payload["keys"]) == 2
    jobs.run_job(engine, job.id)
    assert not any(files.exists(key) for key in job.payload["keys"])
    assert send(centre, action, photo_id, data, 410)["code"] == "photo.deleted"
    assert centre.get(f"{path}/{photo_id}/image").status_code == 410
    assert centre.get(f"/actions/{action['id']}").json["photos"] == []


def test_bytes_that_are_no_photo_or_too_many_leave_nothing_behind(centre: ApiClient, action: dict, work: Work) -> None:
    assert send(centre, action, uuid.uuid4(), b"no picture", 422)["code"] == "photo.not_an_image"
    cut = photo_bytes()[:-400]
    assert send(centre, action, uuid.uuid4(), cut, 422)["code"] in ("photo.unreadable", "photo.truncated")
    for number in range(MOST_PHOTOS):
        send(centre, action, uuid.uuid4(), photo_bytes(colour=(number, 0, 0)))
    one_more = uuid.uuid4()
    assert send(centre, action, one_more, photo_bytes(), 409)["code"] == "action.too_many_photos"
    with work() as uow:
        assert len(uow.session.scalars(select(ActionPhoto)).all()) == MOST_PHOTOS
        assert uow.session.get(ActionPhoto, one_more) is None


def test_a_page_of_actions_costs_the_same_statements(manager: ApiClient, chain: Chain, statements) -> None:
    for _ in range(12):
        put(manager, new_id(), agreed(chain))
    with statements() as sent:
        titles(manager)
    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 6
