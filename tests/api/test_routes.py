"""Every route against every role, made from the route table; and what all routes and schemas have in common."""

import re
import uuid
from collections.abc import Callable

import marshmallow as ma
import pytest

from backend import features
from backend.domain.problems import Problem
from backend.domain.roles import PERMISSIONS, Permission, Role
from backend.http.blueprint import PREFIX, PUBLIC, Blueprint
from backend.http.schemas import In, Out
from tests.api.client import ApiClient
from tests.api.role_matrix import rows
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre

ROLES = {
    "A": Role.ADMINISTRATOR,
    "M": Role.AREA_MANAGER,
    "U": Role.AUDITOR,
    "C": Role.CENTRE_MANAGER,
}
TABLE = {
    (method, rule.removeprefix(PREFIX)): access
    for blueprint in features.BLUEPRINTS
    for method, rule, access in blueprint.routes
}
SAFE = {"GET"}


def address(rule: str) -> str:
    """The route with ids nobody has."""
    return re.sub(r"<uuid:\w+>", lambda _: str(uuid.uuid4()), re.sub(r"<(?!uuid)[^>]*>", "nothing", rule))


def everything(kind: type[ma.Schema]) -> list[type[ma.Schema]]:
    found = [sub for direct in kind.__subclasses__() for sub in [direct, *everything(direct)]]
    return sorted(set(found), key=lambda schema: schema.__qualname__)


def test_every_route_has_a_row_in_the_matrix() -> None:
    assert sorted(TABLE) == sorted(rows())


def test_no_route_escapes_the_blueprint(app) -> None:
    apart = {"/api/openapi.json", "/api/docs", "/api/static/<path:filename>", "/", "/<path:path>"}
    documented = {PREFIX + rule for _, rule in TABLE}
    assert {rule.rule for rule in app.url_map.iter_rules()} == documented | apart


def test_route_without_a_permission_cannot_be_made() -> None:
    blueprint = Blueprint("forgetful", description="")
    with pytest.raises(TypeError, match="neither"):
        blueprint.get("/open")(lambda: "")


@pytest.mark.parametrize(("method", "rule"), sorted(TABLE), ids=str)
def test_permissions_give_what_the_matrix_says(method: str, rule: str) -> None:
    access, who = TABLE[method, rule], rows()[method, rule]
    if access is PUBLIC:
        assert who == "public"
    else:
        assert who == "".join(letter for letter, role in ROLES.items() if access in PERMISSIONS[role])


def test_each_role_is_let_in_or_refused_on_each_route(api: ApiClient, new_device, work: Work) -> None:
    with work() as uow:
        scope = {Role.CENTRE_MANAGER: {"centre_id": make_centre(uow).id}}
        users = {letter: make_user(uow, role, **scope.get(role, {})) for letter, role in ROLES.items()}
    wrong = []
    for (method, rule), who in rows().items():
        if who == "public" or rule == "/sessions/current":
            continue
        for letter, user in users.items():
            reply = new_device().as_user(user).call(method, address(rule))
            refused = reply.status_code == 403 and reply.json["code"] == "forbidden"
            if refused == (letter in who) or reply.status_code in (401, 500):
                wrong.append(f"{letter} {method} {rule}: {reply.status_code}")
    assert wrong == []


def test_nobody_gets_in_without_a_session(api: ApiClient) -> None:
    for (method, rule), who in rows().items():
        if who != "public":
            reply = api.call(method, address(rule))
            assert (reply.status_code, reply.json["code"]) == (401, "unauthenticated"), rule


def test_no_unsafe_route_takes_foreign_requests(api: ApiClient, work: Work) -> None:
    with work() as uow:
        admin = make_user(uow, Role.ADMINISTRATOR)
    api.as_user(admin)
    for method, rule in TABLE:
        if method not in SAFE:
            reply = api.http.open(PREFIX + address(rule), method=method, headers={"Origin": "https://evil.example"})
            assert (reply.status_code, reply.json["code"]) == (403, "csrf"), rule


def test_queue_of_another_account_is_kept_apart(api: ApiClient, work: Work) -> None:
    with work() as uow:
        user = make_user(uow, Role.AUDITOR)
    api.as_user(user)
    assert api.get("/me", headers={"X-Account": str(user.id)}).status_code == 200
    reply = api.get("/me", headers={"X-Account": str(uuid.uuid4())})
    assert (reply.status_code, reply.json["code"]) == (409, "account_mismatch")


def test_every_permission_is_somebodys() -> None:
    assert set().union(*PERMISSIONS.values()) == set(Permission)


@pytest.mark.parametrize("schema", everything(Out), ids=lambda schema: schema.__name__)
def test_replies_always_have_every_field(schema: type[Out]) -> None:
    assert [name for name, field in schema().fields.items() if not field.required] == []


@pytest.mark.parametrize("schema", everything(In), ids=lambda schema: schema.__name__)
def test_requests_with_unknown_fields_are_refused(schema: type[In]) -> None:
    assert schema().unknown == ma.RAISE


def test_openapi_says_what_the_routes_do(api: ApiClient) -> None:
    document = api.http.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    operations = {
        (method.upper(), path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }
    assert len(operations) == len(TABLE)
    for (method, path), operation in operations.items():
        assert operation["summary"], path
        assert set(operation["responses"]) >= ({"401", "403"} if operation["security"] else set()), path
        for status, reply in operation["responses"].items():
            if status.isdigit() and int(status) >= 400:
                content = (
                    reply.get("content") or document["components"]["responses"][reply["$ref"].split("/")[-1]]["content"]
                )
                assert list(content) == ["application/problem+json"], (method, path, status)


def test_page_for_people_shows_every_route_with_local_assets(api: ApiClient) -> None:
    page = api.http.get("/api/docs").text
    assert all(f"<code>{path}</code>" in page for path in api.http.get("/api/openapi.json").json["paths"])
    assert re.findall(r"(?:src|href)=\"(https?:[^\"]*)", page) == []
    assert "<script" not in page
    assert api.http.get("/api/static/docs.css").status_code == 200


def test_every_problem_has_its_own_status() -> None:
    problems: list[Callable[..., Problem]] = Problem.__subclasses__()
    assert all(400 <= problem.status < 600 for problem in problems)
