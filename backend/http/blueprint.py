"""The one Blueprint of the API. A route says who may use it, and runs in one unit of work that is committed here."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import marshmallow as ma
from flask import Request, Response, g, make_response
from flask_smorest import Blueprint as SmorestBlueprint
from webargs.flaskparser import FlaskParser, is_json_request

from backend.domain.problems import Problem
from backend.domain.roles import Permission
from backend.http.auth import require
from backend.http.etags import apply_etag
from backend.http.json import read_json

View = TypeVar("View", bound=Callable[..., Any])
PREFIX = "/api/v1"


class PublicAccess:
    """The mark of a route that needs no session."""


PUBLIC = PublicAccess()
Access = Permission | PublicAccess


class _StrictParser(FlaskParser):
    """Unknown fields are an error wherever they come from, so that a typing mistake never passes in silence."""

    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(("json", "query", "form", "headers", "files"), ma.RAISE)
    DEFAULT_UNKNOWN_BY_LOCATION["headers"] = ma.EXCLUDE

    def _get_schema(self, argmap: Any, req: Request) -> ma.Schema:
        """One instance of each schema for all requests: to make one is to copy all its fields."""
        return _instance_of(argmap)

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req):
            if req.content_length or "Transfer-Encoding" in req.headers:
                raise Problem("unsupported_media_type", "Send JSON, as application/json.", status=415)
            return ma.missing
        try:
            return read_json(req.get_data(cache=True))
        except ValueError:
            raise Problem("malformed_json", "The body is not JSON.") from None


@cache
def _instance_of(schema: type[ma.Schema]) -> ma.Schema:
    return schema()


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """flask-smorest's, with an access rule that no route can forget."""

    ARGUMENTS_PARSER = _StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, "backend", url_prefix=PREFIX, description=description)
        self.routes: list[tuple[str, str, Access]] = []

    if TYPE_CHECKING:  # flask-smorest has no types: these are what our views rely on

        def get(self, rule: str, **options: Any) -> Callable[[View], View]: ...
        def put(self, rule: str, **options: Any) -> Callable[[View], View]: ...
        def post(self, rule: str, **options: Any) -> Callable[[View], View]: ...
        def patch(self, rule: str, **options: Any) -> Callable[[View], View]: ...
        def delete(self, rule: str, **options: Any) -> Callable[[View], View]: ...
        def arguments(self, schema: Any, **options: Any) -> Callable[[View], View]: ...
        def response(self, status_code: int, schema: Any = None, **options: Any) -> Callable[[View], View]: ...
        def alt_response(self, status_code: int, **options: Any) -> Callable[[View], View]: ...
        def doc(self, **options: Any) -> Callable[[View], View]: ...

    @staticmethod
    def requires(permission: Permission) -> Callable[[View], View]:
        return _mark(permission)

    @staticmethod
    def public() -> Callable[[View], View]:
        return _mark(PUBLIC)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        access = getattr(view_func, "access", None)
        if view_func is None or access is None:
            raise TypeError(f"{rule} says neither requires(permission) nor public()")
        self.routes.extend((method, PREFIX + rule, access) for method in options.get("methods", ("GET",)))
        super().add_url_rule(rule, endpoint, _guarded(view_func, access), provide_automatic_options, **options)


def _mark(access: Access) -> Callable[[View], View]:
    def decorator(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return decorator


def _guarded(view: Callable[..., Any], access: Access) -> Callable[..., Response]:
    """Authorise, then act, then commit: every error on the way rolls back, because only this line commits."""

    @wraps(view)
    def run(*args: Any, **kwargs: Any) -> Response:
        if isinstance(access, Permission):
            require(access)
        response = make_response(view(*args, **kwargs))
        if "uow" in g and response.status_code < 400:
            g.uow.commit()
        return apply_etag(response)

    return run
