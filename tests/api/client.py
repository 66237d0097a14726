"""The API as our own pages call it: with our Origin, JSON in and out, signed in without the slow hash."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.accounts.models import User
from backend.kernel.unit_of_work import unit_of_work
from tests.factories.accounts import session_token

PREFIX = "/api/v1"


class ApiClient:
    """One device. Paths are given without the prefix."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.http: FlaskClient = app.test_client()
        self.runtime = app.extensions["insideout"]

    def as_user(self, user: User) -> "ApiClient":
        """Sign this device in. The person must have been committed."""
        with unit_of_work(self.runtime.engine) as uow:
            token = session_token(uow, user)
        self.http.set_cookie(self.runtime.settings.cookie_name, token)
        return self

    def call(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        headers = {"Origin": self.runtime.settings.origin, **options.pop("headers", {})}
        if json is not None:
            options["json"] = json
        return self.http.open(PREFIX + path, method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.call("GET", path, **options)

    def put(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.call("PUT", path, json, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self.call("POST", path, json, **options)

    def patch(self, path: str, json: Any = None, *, version: int | None = None, **options: Any) -> TestResponse:
        if version is not None:
            options["headers"] = {"If-Match": f'"{version}"', **options.get("headers", {})}
        return self.call("PATCH", path, json, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        return self.call("DELETE", path, **options)


Device = Callable[[], ApiClient]
