"""Signing in and out, and what an attacker may try at that door."""

from collections.abc import Callable

from backend.domain.roles import Role
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.accounts import PASSWORD, make_user

Device = Callable[[], ApiClient]


def test_person_signs_in_and_out(api: ApiClient, work: Work) -> None:
    with work() as uow:
        user = make_user(uow, Role.ADMINISTRATOR, email="ada@example.com")
    reply = api.post("/sessions", {"email": " Ada@Example.com", "password": PASSWORD})
    assert reply.status_code == 201
    assert reply.json["id"] == str(user.id)
    assert "user.manage" in reply.json["permissions"]
    cookie = reply.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert api.get("/me").json["email"] == "ada@example.com"
    assert api.delete("/sessions/current").status_code == 204
    assert api.get("/me").json["code"] == "unauthenticated"
