"""The organisation: who sees which centre, and the conventions of creating and changing that all features share."""

import pytest

from backend.accounts.models import User
from backend.domain.roles import Role
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_area, make_centre


@pytest.fixture
def office(api: ApiClient, work: Work) -> ApiClient:
    with work() as uow:
        admin = make_user(uow, Role.ADMINISTRATOR)
    return api.as_user(admin)


def centre_body(area_id: object, **changes: object) -> dict[str, object]:
    return {"area_id": str(area_id), "code": "leeds-1", "name": "Leeds", "city": "Leeds", **changes}


def names(reply: object) -> list[str]:
    return [item["name"] for item in reply.json["items"]]


def test_each_role_sees_its_centres_in_lists_and_alone(new_device: Device, work: Work) -> None:
    with work() as uow:
        north = make_area(uow, "North")
        york = make_area(uow, "York", parent=north)
        south = make_area(uow, "South")
        centres = {name: make_centre(uow, area, name=name) for name, area in (("A", north), ("B", york), ("C", south))}
        users: dict[str, User] = {
            "ABC": make_user(uow, Role.ADMINISTRATOR),
            "AB": make_user(uow, Role.AREA_MANAGER, area_id=north.id),
            "B": make_user(uow, Role.AREA_MANAGER, area_id=york.id),
            "C": make_user(uow, Role.CENTRE_MANAGER, centre_id=centres["C"].id),
        }
        everywhere = make_user(uow, Role.AREA_MANAGER)
        auditor = make_user(uow, Role.AUDITOR)
    for seen, user in [*users.items(), ("ABC", everywhere), ("ABC", auditor)]:
        device = new_device().as_user(user)
        assert names(device.get("/centres")) == list(seen)
        for name, centre in centres.items():
            assert device.get(f"/centres/{centre.id}").status_code == (200 if name in seen else 404)
    manager = new_device().as_user(users["AB"])
    assert names(manager.get("/areas")) == ["North", "York"]
    assert names(manager.get(f"/centres?area_id={york.id}")) == ["B"]
    assert names(manager.get(f"/centres?area_id={south.id}")) == []


def test_creating_again_is_no_change_and_other_content_a_conflict(office: ApiClient, work: Work) -> None:
    with work() as uow:
        area = make_area(uow)
    path, body = f"/centres/{new_id()}", centre_body(area.id)
    first = office.put(path, body)
    assert (first.status_code, first.headers["ETag"]) == (201, '"1"')
    assert first.json["area_name"] == area.name
    second = office.put(path, body)
    assert (second.status_code, second.json) == (200, first.json)
    assert office.put(path, {**body, "name": "Other"}).json["code"] == "id_taken"
    assert office.put(f"/centres/{new_id()}", body).status_code == 409  # the code is taken


def test_changing_needs_the_version_and_makes_a_new_one(office: ApiClient, work: Work) -> None:
    with work() as uow:
        centre = make_centre(uow)
    path = f"/centres/{centre.id}"
    etag = office.get(path).headers["ETag"]
    assert office.patch(path, {"city": "York"}).status_code == 428
    for wrong in ("7", '"x"', "*", 'W/"1"', '"99999999999999999999"'):
        assert office.patch(path, {"city": "York"}, headers={"If-Match": wrong}).status_code == 412
    changed = office.patch(path, {"city": "York", "active": False}, headers={"If-Match": etag})
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert office.get(path).json["city"] == "York"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Europe/Atlantis"),
        ("time_zone", "../../etc/passwd"),
        ("code", "two words"),
        ("code", "new\nline"),
        ("country", "Britain"),
        ("name", "   "),
        ("name", "x" * 121),
        ("name", "nul\x07"),
        ("area_id", "01890a5d-ac96-774b-bcce-b302099a8057"),
        ("surprise", 1),
    ],
)
def test_bad_values_are_refused_with_their_place(office: ApiClient, work: Work, field: str, value: object) -> None:
    with work() as uow:
        area = make_area(uow)
    reply = office.put(f"/centres/{new_id()}", {**centre_body(area.id), field: value})
    assert reply.status_code == 422
    assert reply.json["errors"][0]["pointer"] == f"/{field}"


def test_area_moves_with_all_below_it(office: ApiClient, new_device: Device, work: Work) -> None:
    with work() as uow:
        north, south = make_area(uow, "North"), make_area(uow, "South")
        york = make_area(uow, "York", parent=north)
        make_centre(uow, make_area(uow, "Old town", parent=york), name="Shambles")
        manager = make_user(uow, Role.AREA_MANAGER, area_id=south.id)
    device = new_device().as_user(manager)
    assert names(device.get("/centres")) == []
    body = {"parent_id": str(south.id)}
    assert office.patch(f"/areas/{york.id}", body, version=1).json["parent_id"] == str(south.id)
    assert names(device.get("/centres")) == ["Shambles"]
    circle = office.patch(f"/areas/{south.id}", {"parent_id": str(york.id)}, version=1)
    assert circle.json["code"] == "area.circle"


def test_areas_are_at_most_eight_levels_deep(office: ApiClient, work: Work) -> None:
    with work() as uow:
        area = None
        for _ in range(8):
            area = make_area(uow, parent=area)
    body = {"code": "ninth", "name": "Ninth", "parent_id": str(area.id)}
    assert office.put(f"/areas/{new_id()}", body).json["code"] == "area.too_deep"


def test_teams_and_touchpoints_are_kept(office: ApiClient, work: Work) -> None:
    with work() as uow:
        centre = make_centre(uow)
    team = {"centre_id": str(centre.id), "code": "sales", "name": "Sales"}
    path = f"/teams/{new_id()}"
    assert [office.put(path, team).status_code for _ in range(2)] == [201, 200]
    assert names(office.get(f"/teams?centre_id={centre.id}")) == ["Sales"]
    step = {"name": {"en": "Arrival", "de": "Ankunft"}, "position": 3, "team_code": "sales"}
    assert office.put("/touchpoints/arrival", step).status_code == 201
    assert office.put("/touchpoints/arrival", {**step, "position": 4}).json["position"] == 4
    assert office.get("/touchpoints").json["items"][0]["name"]["de"] == "Ankunft"


def test_pages_join_without_gap_or_repeat(office: ApiClient, work: Work) -> None:
    with work() as uow:
        area = make_area(uow)
        for number in range(7):
            make_centre(uow, area, name=f"Same name {number // 3}")
    ids, path = [], "/centres?limit=2"
    while path:
        page = office.get(path).json
        ids += [item["id"] for item in page["items"]]
        path = page["next"] and f"/centres?limit=2&cursor={page['next']}"
    assert len(ids) == len(set(ids)) == 7


@pytest.mark.parametrize("query", ["cursor=x", "cursor=W10", "cursor=WzEsMl0", "limit=0", "limit=201", "nope=1"])
def test_bad_queries_are_refused(office: ApiClient, query: str) -> None:
    reply = office.get(f"/centres?{query}")
    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_list_costs_the_same_for_any_number_of_centres(office: ApiClient, work: Work, statements) -> None:
    def cost() -> int:
        with statements() as sent:
            assert office.get("/centres").status_code == 200
        return len(sent)

    with work() as uow:
        make_centre(uow)
    before = cost()
    with work() as uow:
        for _ in range(20):
            make_centre(uow)
    assert cost() == before
