"""What surrounds every request: headers, problems, the served app, units of work, limits, settings."""

import gzip
import json
import threading
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from limits.storage import MemoryStorage
from sqlalchemy import Engine, func, select

from backend.accounts.models import User
from backend.app import create_app
from backend.domain.problems import Problem
from backend.domain.roles import Role
from backend.http.context import close_uow, current_uow
from backend.http.limits import Limits, TooManyRequests
from backend.http.problems import register_problem_handlers
from backend.kernel.unit_of_work import UnitOfWork, subscribe, unit_of_work
from backend.settings import Settings, SettingsError
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.accounts import make_user


def count_users(engine: Engine) -> int:
    with unit_of_work(engine, write=False) as uow:
        return uow.session.scalar(select(func.count()).select_from(User)) or 0


@pytest.mark.parametrize("path", ["/api/v1/health", "/api/nothing", "/", "/visits/1"])
def test_every_reply_has_the_security_headers(api: ApiClient, path: str) -> None:
    headers = api.http.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_unknown_routes_of_the_api_are_problems(api: ApiClient) -> None:
    for path in ("/api/nothing", "/api/v1/nothing", "/api/v1/users/not-a-uuid"):
        reply = api.http.get(path)
        assert (reply.status_code, reply.mimetype) == (404, "application/problem+json")
    reply = api.post("/me")
    assert (reply.status_code, reply.json["code"]) == (405, "method_not_allowed")
    assert "GET" in reply.headers["Allow"]


def test_nul_in_an_address_is_refused(api: ApiClient) -> None:
    for path in ("/api/v1/system?x=%00", "/api/v1/touchpoints/%00"):
        assert api.http.get(path).status_code == 400


def test_unexpected_error_tells_nothing_and_stores_nothing(app: Flask, engine: Engine, work: Work) -> None:
    broken = Flask("broken")
    broken.extensions, broken.config = app.extensions, app.config
    register_problem_handlers(broken)
    broken.teardown_request(close_uow)

    @broken.post("/boom")
    def boom() -> str:
        make_user(current_uow(), Role.AUDITOR)
        raise RuntimeError("secret detail")

    reply = broken.test_client().post("/boom")
    assert (reply.status_code, reply.json["code"]) == (500, "internal")
    assert "secret" not in reply.text
    assert count_users(engine) == 0


def test_events_are_heard_inside_the_work_and_stored_with_it(engine: Engine) -> None:
    def hear(uow: UnitOfWork, name: str) -> None:
        make_user(uow, Role.AUDITOR, name=name)

    def fail(uow: UnitOfWork, name: str) -> None:
        raise RuntimeError("a subscriber that fails")

    subscribe({"heard": (hear,), "failed": (hear, fail)})
    with unit_of_work(engine) as uow:
        uow.emit("heard", name="once")
    assert count_users(engine) == 1
    with pytest.raises(RuntimeError), unit_of_work(engine) as uow:
        uow.emit("failed", name="never")
    assert count_users(engine) == 1


def test_effects_wait_for_the_commit_and_vanish_with_a_rollback(engine: Engine) -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("an effect that fails")

    with pytest.raises(Problem), unit_of_work(engine) as uow:
        uow.after_commit(done.append, "never")
        raise Problem("no", "No.")
    with unit_of_work(engine) as uow:
        uow.after_commit(fail)
        uow.after_commit(done.append, "once")
        assert done == []
    assert done == ["once"]


def test_writers_take_turns_and_all_succeed(engine: Engine) -> None:
    def write() -> None:
        for _ in range(5):
            with unit_of_work(engine) as uow:
                uow.session.scalar(select(func.count()).select_from(User))
                make_user(uow, Role.AUDITOR)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count_users(engine) == 30


def test_released_unit_of_work_holds_no_lock(engine: Engine) -> None:
    with unit_of_work(engine) as slow:
        slow.session.scalar(select(func.count()).select_from(User))
        slow.release()
        with unit_of_work(engine) as other:
            make_user(other, Role.AUDITOR)
        make_user(slow, Role.AUDITOR)
        slow.session.add(User())
        with pytest.raises(RuntimeError, match="lose changes"):
            slow.release()
        slow.session.expunge_all()
    assert count_users(engine) == 2


class AwayStorage(MemoryStorage):
    """A storage that cannot be reached, by the URL away://."""

    STORAGE_SCHEME: ClassVar = ["away"]

    def acquire_entry(self, *args: object, **kwargs: object) -> bool:
        raise ConnectionError


@pytest.mark.parametrize("url", ["memory://", "away://"])
def test_limits_hold_even_while_their_storage_is_away(url: str) -> None:
    limits = Limits(url)
    for _ in range(2):
        limits.spend("2/hour", "a")
    limits.spend("2/hour", "b")
    with pytest.raises(TooManyRequests) as refusal:
        limits.spend("2/hour", "a")
    assert refusal.value.extra["retry_after"] == 3600
    limits.give_back("2/hour", "a")
    limits.spend("2/hour", "a")


@pytest.fixture
def built_app(tmp_path: Path, settings: Settings, engine: Engine) -> ApiClient:
    """The app with a small build to serve."""
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    for name, text in (("index.html", "<p>page"), ("sw.js", "//sw"), ("assets/a-1b2c.js", "//js")):
        (dist / name).write_text(text)
    (dist / "assets/a-1b2c.js.br").write_bytes(b"brotli")
    (tmp_path / "secret.txt").write_text("secret")
    own = Settings.read({"INSIDEOUT_DATA_DIR": settings.data_dir, "INSIDEOUT_PWA_DIR": str(dist)})
    return ApiClient(create_app(own, engine))


def test_app_is_served_with_fitting_caching(built_app: ApiClient) -> None:
    get = built_app.http.get
    for path in ("/", "/visits/123/s/arrival", "/sign-in"):
        page = get(path)
        assert (page.status_code, page.text, page.headers["Cache-Control"]) == (200, "<p>page", "no-cache")
    worker = get("/sw.js")
    assert (worker.mimetype, worker.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    asset = get("/assets/a-1b2c.js", headers={"Accept-Encoding": "gzip, br"})
    assert (asset.data, asset.headers["Content-Encoding"], asset.mimetype) == (b"brotli", "br", "text/javascript")
    assert "immutable" in asset.headers["Cache-Control"]
    assert get("/assets/a-1b2c.js").text == "//js"


def test_long_replies_are_sent_short_to_who_takes_it(built_app: ApiClient) -> None:
    plain = built_app.http.get("/api/openapi.json")
    short = built_app.http.get("/api/openapi.json", headers={"Accept-Encoding": "gzip, br"})
    assert (plain.headers.get("Content-Encoding"), short.headers.get("Content-Encoding")) == (None, "gzip")
    assert json.loads(gzip.decompress(short.data)) == plain.json
    assert len(short.data) == int(short.headers["Content-Length"]) < len(plain.data) / 4
    assert "Accept-Encoding" in plain.headers["Vary"]
    health = built_app.http.get("/api/v1/health", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in health.headers


def test_files_outside_the_build_are_not_served(built_app: ApiClient) -> None:
    for path in ("/assets/gone-1.js", "/../secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/.env"):
        assert "secret" not in built_app.http.get(path).text
    assert built_app.http.get("/assets/gone-1.js").status_code == 404


def test_a_name_too_long_for_a_file_is_no_error(built_app: ApiClient) -> None:
    assert built_app.http.get("/" + "a" * 300).text == "<p>page"
    assert built_app.http.get("/" + "a" * 300 + ".js").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"INSIDEOUT_ORIGIN": "https://audits.example.com"},
        {"INSIDEOUT_ORIGIN": "https://audits.example.com", "INSIDEOUT_SECRET_KEY": "short"},
        {"INSIDEOUT_ORIGIN": "https://audits.example.com", "INSIDEOUT_SECRET_KEY": "x" * 64},
        {"INSIDEOUT_ORIGIN": "http://audits.example.com", "INSIDEOUT_SECRET_KEY": "0123456789abcdef" * 4},
        {"INSIDEOUT_ORIGIN": "https://audits.example.com/path", "INSIDEOUT_SECRET_KEY": "0123456789abcdef" * 4},
        {"INSIDEOUT_PROXIES": "one"},
    ],
)
def test_wrong_settings_stop_the_start(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        Settings.read({"INSIDEOUT_DATA_DIR": str(tmp_path), **wrong})


def test_local_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first, second = (Settings.read({"INSIDEOUT_DATA_DIR": str(tmp_path)}) for _ in range(2))
    assert first.secret_key == second.secret_key and len(first.secret_key) == 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert first.secret_key not in repr(first)


def test_address_of_the_client_comes_from_our_proxies_only(settings: Settings, engine: Engine) -> None:
    guess = {"email": "nobody@example.com", "password": "x"}

    def eleventh(proxies: str) -> int:
        own = Settings.read({"INSIDEOUT_DATA_DIR": settings.data_dir, "INSIDEOUT_PROXIES": proxies})
        api = ApiClient(create_app(own, engine))
        claims = [{"X-Forwarded-For": f"203.0.113.{n}"} for n in range(11)]
        return [api.post("/sessions", guess, headers=claim).status_code for claim in claims][-1]

    assert eleventh("0") == 429
    assert eleventh("1") == 401
