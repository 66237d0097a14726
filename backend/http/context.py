"""What a view may ask of the request in hand: its unit of work, who acts, which row version was read."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, g, request
from sqlalchemy import Engine

from backend.domain.problems import Unauthenticated
from backend.domain.roles import Actor, SignedIn
from backend.http.etags import if_match, set_etag
from backend.http.limits import Limits
from backend.kernel.unit_of_work import UnitOfWork
from backend.settings import Settings

__all__ = [
    "SAFE_METHODS",
    "Authenticate",
    "Runtime",
    "close_uow",
    "current_actor",
    "current_settings",
    "current_uow",
    "if_match",
    "runtime",
    "set_etag",
    "signed_in",
]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


Authenticate = Callable[[Engine, str], SignedIn | None]


@dataclass(frozen=True)
class Runtime:
    """What one app was made from. `authenticate` is given by the app, because accounts lie above this layer."""

    settings: Settings
    engine: Engine
    limits: Limits
    authenticate: Authenticate


def runtime() -> Runtime:
    found: Runtime = current_app.extensions["insideout"]
    return found


def current_settings() -> Settings:
    return runtime().settings


def current_uow() -> UnitOfWork:
    """The one unit of work of this request, opened at the first call; `blueprint` commits it."""
    if "uow" not in g:
        g.uow = UnitOfWork(runtime().engine, write=request.method not in SAFE_METHODS)
    uow: UnitOfWork = g.uow
    return uow


def close_uow(_error: BaseException | None = None) -> None:
    uow = g.pop("uow", None)
    if uow is not None:
        uow.close()


def signed_in() -> SignedIn:
    """The session of this request, or 401. Loaded once, in a read of its own that holds no lock."""
    if "signed_in" not in g:
        here = runtime()
        token = request.cookies.get(here.settings.cookie_name, "")
        g.signed_in = here.authenticate(here.engine, token) if token else None
    if g.signed_in is None:
        raise Unauthenticated()
    found: SignedIn = g.signed_in
    return found


def current_actor() -> Actor:
    return signed_in().actor
