"""Administrators and the people of their installation."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from backend.accounts.models import User
from backend.domain.roles import Role
from backend.kernel.ids import new_id
from backend.trail.models import TrailEntry
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_area, make_centre

MIA = {"email": "mia@example.com", "name": "Mia", "language": "en", "roles": [{"role": "auditor"}]}


@pytest.fixture
def office(api: ApiClient, work: Work) -> ApiClient:
    with work() as uow:
        admin = make_user(uow, Role.ADMINISTRATOR, email="office@example.com", name="Office")
    return api.as_user(admin)


def test_inviting_the_same_person_again_changes_nothing(office: ApiClient) -> None:
    path = f"/users/{new_id()}"
    assert office.put(path, MIA).status_code == 201
    again = office.put(path, MIA)
    assert again.status_code == 200
    assert office.put(path, {**MIA, "name": "Mio"}).json["code"] == "user.id_taken"
    assert office.put(f"/users/{new_id()}", MIA).json["code"] == "user.email_taken"
    assert again.headers["ETag"] == f'"{again.json["row_version"]}"'


@pytest.mark.parametrize(
    "role",
    [
        {"role": "area_manager", "centre_id": str(uuid.uuid4())},
        {"role": "centre_manager"},
        {"role": "administrator", "area_id": str(uuid.uuid4())},
        {"role": "area_manager", "area_id": str(uuid.uuid4()), "centre_id": str(uuid.uuid4())},
    ],
)
def test_role_without_a_fitting_scope_is_refused(office: ApiClient, role: dict[str, str]) -> None:
    reply = office.put(f"/users/{new_id()}", {**MIA, "roles": [role]})
    assert reply.json["code"] == "user.role_scope"
    assert reply.json["errors"][0]["pointer"] == "/roles/0"


def test_role_over_an_unknown_area_is_refused(office: ApiClient) -> None:
    role = {"role": "area_manager", "area_id": str(uuid.uuid4())}
    assert office.put(f"/users/{new_id()}", {**MIA, "roles": [role]}).status_code == 409


def test_change_needs_the_version_that_was_read(office: ApiClient, work: Work) -> None:
    with work() as uow:
        person = make_user(uow, Role.AUDITOR)
    path, read = f"/users/{person.id}", office.get(f"/users/{person.id}")
    version = read.json["row_version"]
    assert office.patch(path, {"name": "New"}).status_code == 428
    changed = office.patch(path, {"name": "New"}, version=version)
    assert (changed.status_code, changed.json["name"]) == (200, "New")
    assert office.patch(path, {"name": "Newer"}, version=version).status_code == 412
    assert office.patch(path, {}, version=changed.json["row_version"]).status_code == 422


def test_changed_roles_are_a_new_version_and_in_the_trail(office: ApiClient, work: Work) -> None:
    with work() as uow:
        area = make_area(uow)
        person = make_user(uow, Role.AUDITOR)
    version = office.get(f"/users/{person.id}").json["row_version"]
    roles = [{"role": "area_manager", "area_id": str(area.id)}, {"role": "auditor"}]
    changed = office.patch(f"/users/{person.id}", {"roles": roles}, version=version)
    assert changed.json["row_version"] > version
    assert {role["role"] for role in changed.json["roles"]} == {"area_manager", "auditor"}
    with work() as uow:
        entry = uow.session.scalars(select(TrailEntry).where(TrailEntry.action == "user.roles")).one()
        assert entry.details["from"] == ["auditor:chain"]


def test_lost_rights_are_lost_with_the_next_request(office: ApiClient, new_device: Device, work: Work) -> None:
    with work() as uow:
        person = make_user(uow, Role.ADMINISTRATOR)
    device = new_device().as_user(person)
    assert device.get("/users").status_code == 200
    version = office.get(f"/users/{person.id}").json["row_version"]
    office.patch(f"/users/{person.id}", {"roles": [{"role": "auditor"}]}, version=version)
    assert device.get("/users").json["code"] == "forbidden"
    version = office.get(f"/users/{person.id}").json["row_version"]
    office.patch(f"/users/{person.id}", {"active": False}, version=version)
    assert device.get("/me").status_code == 401


@pytest.mark.parametrize("change", [{"active": False}, {"roles": []}])
def test_somebody_remains_administrator(office: ApiClient, change: dict[str, object]) -> None:
    me = office.get("/me").json
    reply = office.patch(f"/users/{me['id']}", change, version=me["row_version"])
    assert reply.json["code"] == "user.last_administrator"
    assert office.get("/users").status_code == 200


def test_of_two_who_change_at_once_one_wins(office: ApiClient, new_device: Device, work: Work) -> None:
    with work() as uow:
        person, other = make_user(uow, Role.AUDITOR), make_user(uow, Role.ADMINISTRATOR)
    version = office.get(f"/users/{person.id}").json["row_version"]
    devices = [new_device().as_user(other) for _ in range(4)]

    def rename(device: ApiClient) -> int:
        return device.patch(f"/users/{person.id}", {"name": str(id(device))}, version=version).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(rename, devices)) == [200, 412, 412, 412]


def test_list_finds_by_text_and_role_page_by_page(office: ApiClient, work: Work) -> None:
    with work() as uow:
        centre = make_centre(uow)
        for number in range(5):
            make_user(uow, Role.AUDITOR, name=f"Auditor {number}")
        make_user(uow, Role.CENTRE_MANAGER, centre_id=centre.id, name="100%_Manager")
    names, cursor = [], ""
    while cursor is not None:
        page = office.get(f"/users?role=auditor&limit=2{cursor and '&cursor=' + cursor}").json
        names += [user["name"] for user in page["items"]]
        cursor = page["next"]
    assert names == [f"Auditor {number}" for number in range(5)]
    assert [user["name"] for user in office.get("/users?q=%25_").json["items"]] == ["100%_Manager"]


def test_list_costs_the_same_for_any_number_of_people(office: ApiClient, work: Work, statements) -> None:
    def cost() -> int:
        with statements() as sent:
            assert office.get("/users").status_code == 200
        return len(sent)

    before = cost()
    with work() as uow:
        for _ in range(20):
            make_user(uow, Role.AUDITOR)
    assert cost() == before


def test_person_changes_own_name_and_language_only(api: ApiClient, work: Work) -> None:
    with work() as uow:
        person = make_user(uow, Role.AUDITOR)
    api.as_user(person)
    assert api.patch("/me", {"name": "Me", "language": "de"}).json["language"] == "de"
    for change in ({"language": "xx"}, {"email": "root@example.com"}, {"roles": [{"role": "administrator"}]}):
        assert api.patch("/me", change).status_code == 422
    with work() as uow:
        assert uow.session.get_one(User, person.id).email == person.email
