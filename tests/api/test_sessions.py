"""Signing in and out, and what an attacker may try at that door."""

import datetime as dt
import time

import pytest
from sqlalchemy import update

from backend.accounts.models import AuthSession, User
from backend.app import create_app
from backend.domain.roles import Role
from backend.kernel.clock import now
from backend.settings import Settings
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import PASSWORD, make_user

ADA = {"email": "ada@example.com", "password": PASSWORD}
WRONG = {**ADA, "password": "not the password"}


@pytest.fixture
def ada(work: Work) -> User:
    with work() as uow:
        return make_user(uow, Role.ADMINISTRATOR, email=ADA["email"])


def from_network(address: str) -> dict[str, object]:
    return {"environ_overrides": {"REMOTE_ADDR": address}}


def test_person_signs_in_and_out(api: ApiClient, ada: User) -> None:
    reply = api.post("/sessions", {**ADA, "email": " Ada@Example.com"})
    assert reply.status_code == 201
    assert reply.json["id"] == str(ada.id)
    assert "user.manage" in reply.json["permissions"]
    cookie = reply.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert api.get("/me").json["email"] == "ada@example.com"
    assert api.delete("/sessions/current").status_code == 204
    assert api.get("/me").json["code"] == "unauthenticated"


def test_cookie_over_https_is_bound_to_the_host(work: Work, ada: User, settings: Settings) -> None:
    secure = Settings.read(
        {
            "INSIDEOUT_ORIGIN": "https://audits.example.com",
            "INSIDEOUT_SECRET_KEY": "0123456789abcdef" * 4,
            "INSIDEOUT_DATA_DIR": settings.data_dir,
        }
    )
    with work() as uow:
        api = ApiClient(create_app(secure, uow.engine))
    reply = api.post("/sessions", ADA)
    assert reply.headers["Set-Cookie"].startswith("__Host-sid=")
    assert "Secure" in reply.headers["Set-Cookie"] and "Domain" not in reply.headers["Set-Cookie"]
    assert "max-age" in reply.headers["Strict-Transport-Security"]


def test_unknown_wrong_and_switched_off_are_answered_alike(api: ApiClient, ada: User, work: Work) -> None:
    with work() as uow:
        make_user(uow, email="off@example.com")
        make_user(uow, email="invited@example.com", joined=False)
        uow.session.execute(update(User).where(User.email == "off@example.com").values(active=False))
    attempts = (
        WRONG,
        {**ADA, "email": "nobody@example.com"},
        {**ADA, "email": "off@example.com"},
        {**ADA, "email": "invited@example.com"},
    )
    replies = [api.post("/sessions", attempt) for attempt in attempts]
    assert {reply.status_code for reply in replies} == {401}
    assert len({reply.data for reply in replies}) == 1
    assert not any("Set-Cookie" in reply.headers for reply in replies)


def test_unknown_accounts_take_as_long_as_known_ones(api: ApiClient, ada: User) -> None:
    def quickest(email: str) -> float:
        """In time of this process alone: other programs on the machine must not decide."""
        times = []
        for _ in range(4):
            began = time.process_time()
            api.post("/sessions", {"email": email, "password": "not the password"})
            times.append(time.process_time() - began)
        return min(times)

    known, unknown = quickest(ADA["email"]), quickest("nobody@example.com")
    assert 0.5 < unknown / known < 2


def test_planted_session_is_never_used(api: ApiClient, ada: User) -> None:
    api.http.set_cookie("sid", "chosen-by-the-attacker")
    token = api.post("/sessions", ADA).headers["Set-Cookie"].split(";")[0]
    assert "chosen-by-the-attacker" not in token
    api.http.set_cookie("sid", "chosen-by-the-attacker")
    assert api.get("/me").status_code == 401


def test_signing_in_again_ends_the_session_that_was_there(api: ApiClient, new_device: Device, ada: User) -> None:
    api.post("/sessions", ADA)
    copied = api.http.get_cookie("sid")
    api.post("/sessions", ADA)
    thief = new_device()
    thief.http.set_cookie("sid", copied.value)
    assert thief.get("/me").status_code == 401
    assert api.get("/me").status_code == 200


def test_cookie_copied_before_signing_out_is_worth_nothing(api: ApiClient, new_device: Device, ada: User) -> None:
    api.post("/sessions", ADA)
    copied = api.http.get_cookie("sid")
    api.delete("/sessions/current")
    thief = new_device()
    thief.http.set_cookie("sid", copied.value)
    assert thief.get("/me").status_code == 401


def test_person_lists_and_ends_own_sessions_only(api: ApiClient, new_device: Device, ada: User, work: Work) -> None:
    with work() as uow:
        other = make_user(uow)
    api.as_user(ada)
    lost, stranger = new_device().as_user(ada), new_device().as_user(other)
    rows = api.get("/sessions").json["items"]
    assert sorted(row["current"] for row in rows) == [False, True]
    theirs = stranger.get("/sessions").json["items"][0]["id"]
    assert api.delete(f"/sessions/{theirs}").status_code == 404
    assert stranger.get("/me").status_code == 200
    lost_id = next(row["id"] for row in rows if not row["current"])
    assert api.delete(f"/sessions/{lost_id}").status_code == 204
    assert lost.get("/me").status_code == 401


def test_session_ends_after_thirty_days_unused(api: ApiClient, ada: User, work: Work) -> None:
    api.as_user(ada)
    with work() as uow:
        uow.session.execute(update(AuthSession).values(expires_at=now() - dt.timedelta(seconds=1)))
    assert api.get("/me").status_code == 401


def test_use_prolongs_a_session_with_one_write_an_hour(api: ApiClient, ada: User, work: Work, statements) -> None:
    api.as_user(ada)
    with work() as uow:
        uow.session.execute(update(AuthSession).values(last_seen_at=now() - dt.timedelta(hours=2)))
    with statements() as sent:
        api.get("/me")
        api.get("/me")
    assert sum("UPDATE auth_session" in sql for sql in sent) == 1


def test_switched_off_account_is_out_at_once(api: ApiClient, ada: User, work: Work) -> None:
    api.as_user(ada)
    with work() as uow:
        uow.session.execute(update(User).where(User.id == ada.id).values(active=False))
    assert api.get("/me").status_code == 401
    assert api.post("/sessions", ADA).json["code"] == "sign_in_failed"


def test_guessing_is_stopped_and_says_when_to_return(api: ApiClient, ada: User) -> None:
    replies = [api.post("/sessions", WRONG) for _ in range(11)]
    assert [reply.status_code for reply in replies] == [401] * 10 + [429]
    assert int(replies[-1].headers["Retry-After"]) > 0
    assert api.post("/sessions", ADA).status_code == 429


def test_unknown_accounts_are_limited_like_known_ones(api: ApiClient) -> None:
    nobody = {**ADA, "email": "nobody@example.com"}
    assert [api.post("/sessions", nobody).status_code for _ in range(11)][-1] == 429


def test_victim_signs_in_while_somebody_elsewhere_guesses(api: ApiClient, ada: User) -> None:
    for _ in range(150):
        api.post("/sessions", WRONG, **from_network("203.0.113.9"))
    assert api.post("/sessions", ADA, **from_network("203.0.113.9")).status_code == 429
    assert api.post("/sessions", ADA, **from_network("198.51.100.7")).status_code == 201


def test_ipv6_guesser_does_not_gain_by_changing_the_address(api: ApiClient, ada: User) -> None:
    statuses = [api.post("/sessions", WRONG, **from_network(f"2001:db8::{n}")).status_code for n in range(1, 12)]
    assert statuses[-1] == 429


def test_honest_people_are_not_limited(api: ApiClient, ada: User) -> None:
    assert {api.post("/sessions", ADA).status_code for _ in range(12)} == {201}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"email": 1, "password": {}}',
        b'{"email": "a@b.cd", "password": "x", "admin": true}',
        b'{"email": "a@b.cd", "password": "\\u0000"}',
        b'{"email": "a@b.cd", "password": "\\ud800"}',
        b'{"email": "a@b.cd", "password": NaN}',
        b"\xff\xfe",
        b'{"email":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"email": "' + b"a" * 100_000 + b'@b.cd", "password": "x"}',
        b'{"email": "a@b.cd", "password": "' + b"x" * 5000 + b'"}',
    ],
)
def test_malformed_bodies_are_refused_politely(api: ApiClient, body: bytes) -> None:
    reply = api.post("/sessions", data=body, content_type="application/json")
    assert 400 <= reply.status_code < 500
    assert reply.mimetype == "application/problem+json"
    assert reply.json["code"]


def test_body_that_is_too_large_is_refused_unread(api: ApiClient) -> None:
    reply = api.post("/sessions", data=b"x" * (3 * 1024 * 1024), content_type="application/json")
    assert reply.status_code == 413
    assert reply.json["code"] == "too_large"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:8000.evil.example"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": "http://127.0.0.1:8000"}, 201),
        # A service worker of ours sends our Origin too.
        ({"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}, 201),
    ],
)
def test_signing_in_works_from_our_own_pages_only(api: ApiClient, ada: User, headers, status: int) -> None:
    reply = api.http.post("/api/v1/sessions", json=ADA, headers=headers)
    assert reply.status_code == status
    assert status == 201 or reply.json["code"] == "csrf"
