"""PostgreSQL held up by somebody else: a request waits for a while, says so, and leaves nothing behind.

What SQLite does then is in tests/live/test_disasters.
"""

import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from backend.app import create_app
from backend.http.context import current_uow
from backend.kernel import db
from backend.kernel.db import make_engine
from backend.settings import Settings
from tests.api.client import ApiClient
from tests.factories.visits import Chain, photo_bytes, photo_headers, short_answers

# Only what a test is about is cut short: on a busy machine an ordinary request may pause for longer than that.
LOCKS = {"lock_timeout": 400}
SLOWNESS = {"statement_timeout": 900, "idle_in_transaction_session_timeout": 300}


pytestmark = pytest.mark.only_on("postgresql")


@pytest.fixture
def limits() -> dict[str, int]:
    return LOCKS


@pytest.fixture
def web(
    engine: Engine, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch, limits: dict[str, int]
) -> Iterator[Flask]:
    """The application as `insideout serve` makes it, with less patience and a route that is slow in two ways."""
    monkeypatch.setattr(db, "REQUEST_TIMEOUTS_MS", {**db.REQUEST_TIMEOUTS_MS, **limits})
    url = engine.url.render_as_string(hide_password=False)
    found = create_app(replace(settings, database_url=url))
    found.config["PROPAGATE_EXCEPTIONS"] = False

    @found.get("/slow/statement")
    def statement() -> str:
        return str(current_uow().session.execute(text("SELECT pg_sleep(5)")).scalar())

    @found.get("/slow/pause")
    def pause() -> str:
        current_uow().session.execute(text("SELECT 1"))
        time.sleep(0.8)
        return str(current_uow().session.execute(text("SELECT 2")).scalar())

    @found.get("/wrong")
    def wrong() -> str:
        session = current_uow().session.connection()
        for sql in ("SELECT no_such_function()", "SELECT 1"):
            try:
                session.exec_driver_sql(sql)
            except Exception as error:
                last = error
        raise last

    yield found
    found.extensions["insideout"].engine.dispose()


@pytest.fixture
def phone(web: Flask, chain: Chain) -> ApiClient:
    return ApiClient(web).as_user(chain.auditor)


def told(reply: Any) -> tuple[Any, ...]:
    return reply.status_code, reply.json["code"], reply.headers["Retry-After"]


@pytest.mark.parametrize(
    "held",
    [
        "SELECT 1 FROM visit WHERE id = :visit_id FOR UPDATE",
        "LOCK TABLE answer IN ACCESS EXCLUSIVE MODE",
        "LOCK TABLE trail_entry IN ACCESS EXCLUSIVE MODE",
    ],
    ids=["the visit", "the answers", "the trail, after the answers were written"],
)
def test_a_held_lock_is_told_nothing_is_half_done_and_the_next_try_succeeds(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, held: str
) -> None:
    phone.post(f"/visits/{visit_id}/acceptance")
    before = phone.get(f"/visits/{visit_id}").json
    body = {"answers": short_answers()}
    with engine.connect() as holder:
        holder.execute(text(held), {"visit_id": visit_id} if ":visit_id" in held else {})
        began = time.monotonic()
        assert told(phone.patch(f"/visits/{visit_id}/answers", body)) == (503, "unavailable", "5")
        assert time.monotonic() - began < 10
    assert phone.get(f"/visits/{visit_id}").json == before
    assert {kept["kept"] for kept in phone.patch(f"/visits/{visit_id}/answers", body).json["answers"]} == {"sent"}
    assert len(phone.get(f"/visits/{visit_id}").json["answers"]) == len(body["answers"])


def test_a_photo_that_meets_a_held_visit_is_sent_again(phone: ApiClient, visit_id: uuid.UUID, engine: Engine) -> None:
    phone.post(f"/visits/{visit_id}/acceptance")
    data = photo_bytes()
    send = lambda: phone.put(f"/photos/{photo}?visit_id={visit_id}", data=data, headers=photo_headers(data))  # noqa: E731
    photo = uuid.uuid4()
    with engine.connect() as holder:
        holder.execute(text("SELECT 1 FROM visit WHERE id = :visit_id FOR UPDATE"), {"visit_id": visit_id})
        assert told(send()) == (503, "unavailable", "5")
    assert phone.get(f"/visits/{visit_id}").json["photos"] == []
    assert send().status_code == 201
    assert [one["id"] for one in phone.get(f"/visits/{visit_id}").json["photos"]] == [str(photo)]


@pytest.mark.parametrize("limits", [SLOWNESS])
@pytest.mark.parametrize("path", ["/slow/statement", "/slow/pause"])
def test_a_request_that_holds_the_database_too_long_is_ended(web: Flask, path: str) -> None:
    for _ in range(2):
        reply = web.test_client().get(path)
        assert told(reply) == (503, "unavailable", "5")


def test_a_mistake_of_ours_is_no_busy_database(web: Flask) -> None:
    reply = web.test_client().get("/wrong")
    assert (reply.status_code, reply.json["code"]) == (500, "internal")


def test_requests_are_limited_and_commands_are_not(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    for limited in (True, False):
        own = make_engine(url, web=limited)
        with own.connect() as connection:
            shown = {name: connection.execute(text(f"SHOW {name}")).scalar() for name in db.REQUEST_TIMEOUTS_MS}
        own.dispose()
        assert list(shown.values()) == (["15s", "30s", "1min"] if limited else ["0", "0", "0"])
