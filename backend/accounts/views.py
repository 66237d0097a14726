"""Routes of one's own account: sessions, password, links. Limits are spent before anything is hashed."""

import uuid
from typing import Any

from flask import Response, jsonify, request

from backend.accounts import queries, schemas, service
from backend.accounts.models import AuthSession, User
from backend.accounts.one_time import Purpose
from backend.domain.roles import Grant, Permission, Role, permissions_of
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_settings, current_uow, runtime, set_etag, signed_in
from backend.http.limits import network
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("account", description="Signing in and out, one's own account, invitations and password resets.")

COOKIE_DAYS = 400  # the longest a browser keeps one; when a session really ends is for the server to say
GUESSES = "10/15 minutes"  # for one account from one network
GUESSES_ANYWHERE = "100/hour"  # for one account: so high that nobody can lock out somebody else by hand
SIGN_INS = "300/15 minutes"  # from one network, for whatever accounts
LETTERS = "5/hour"
LINKS = "30/hour"


@blp.post("/sessions")
@blp.public()
@blp.arguments(schemas.SessionIn)
@blp.response(201, schemas.MeOut)
def sign_in(data: dict[str, Any]) -> Response:
    """Sign in on this device. The session is in the cookie."""
    limits, email, settings = runtime().limits, data["email"], current_settings()
    limits.spend(SIGN_INS, "sign-in", network())
    limits.spend(GUESSES, "sign-in", email, network())
    # The last one: what the others refuse must not count here, or one attacker could lock somebody out everywhere.
    limits.spend(GUESSES_ANYWHERE, "sign-in", email)
    before = request.cookies.get(settings.cookie_name, "")
    token, user = service.sign_in(current_uow(), email, data["password"], _user_agent(), instead_of=before)
    limits.give_back(GUESSES, "sign-in", email, network())
    reply = jsonify(schemas.MeOut().dump(_me(user)))
    reply.status_code = 201
    return _with_cookie(reply, token)


@blp.get("/sessions")
@blp.requires(Permission.SESSION)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.SessionOut))
def list_sessions(query: dict[str, Any]) -> Page:
    """Devices this account is signed in on."""
    here = signed_in()
    mine = queries.living_sessions(here.actor.user_id)
    keys = [(AuthSession.last_seen_at, "desc"), (AuthSession.id, "desc")]
    page = paginate(current_uow().session, mine, keys=keys, **query)
    return page._replace(items=[{"session": row, "current": row.id == here.session_id} for row in page.items])


@blp.delete("/sessions/current")
@blp.requires(Permission.SESSION)
@blp.response(204)
def sign_out() -> Response:
    """Sign out on this device."""
    here = signed_in()
    service.sign_out(current_uow(), here.actor, here.session_id)
    return _without_cookie(Response(status=204))


@blp.delete("/sessions/<uuid:session_id>")
@blp.requires(Permission.SESSION)
@blp.response(204)
def end_session(session_id: uuid.UUID) -> Response:
    """Sign out on another device."""
    service.sign_out(current_uow(), current_actor(), session_id)
    return Response(status=204)


@blp.get("/me")
@blp.requires(Permission.ME)
@blp.response(200, schemas.MeOut)
def get_me() -> dict[str, Any]:
    """Who is signed in, and what they may do."""
    actor = current_actor()
    user = queries.get_user(current_uow().session, actor, actor.user_id)
    set_etag(user.row_version)
    return _me(user)


@blp.patch("/me")
@blp.requires(Permission.ME)
@blp.arguments(schemas.MePatch)
@blp.response(200, schemas.MeOut)
def update_me(data: dict[str, Any]) -> dict[str, Any]:
    """Change one's own name or language."""
    return _me(service.update_me(current_uow(), current_actor(), data))


@blp.post("/me/password")
@blp.requires(Permission.ME)
@blp.arguments(schemas.PasswordChangeIn)
@blp.response(204)
def change_password(data: dict[str, Any]) -> Response:
    """Choose another password. Every other device is signed out."""
    actor = current_actor()
    runtime().limits.spend(GUESSES, "password", str(actor.user_id))
    old, new = data["current_password"], data["new_password"]
    token = service.change_password(current_uow(), actor, old, new, _user_agent())
    runtime().limits.give_back(GUESSES, "password", str(actor.user_id))
    return _with_cookie(Response(status=204), token)


@blp.post("/password-resets")
@blp.public()
@blp.arguments(schemas.ResetIn)
@blp.response(202, schemas.Empty)
def ask_for_reset(data: dict[str, Any]) -> dict[str, Any]:
    """Ask for a letter with a reset link. The answer is the same whether or not there is such an account."""
    runtime().limits.spend(LINKS, "reset", network())
    runtime().limits.spend(LETTERS, "reset", data["email"])
    service.ask_for_reset(current_uow(), data["email"])
    return {}


@blp.post("/password-resets/redeem")
@blp.public()
@blp.arguments(schemas.ResetRedeemIn)
@blp.response(204)
def redeem_reset(data: dict[str, Any]) -> Response:
    """Set a new password with a reset link. Works once."""
    runtime().limits.spend(LINKS, "redeem", network())
    service.redeem_link(current_uow(), Purpose.PASSWORD_RESET, **data)
    return Response(status=204)


@blp.post("/invitations/redeem")
@blp.public()
@blp.arguments(schemas.InvitationRedeemIn)
@blp.response(204)
def redeem_invitation(data: dict[str, Any]) -> Response:
    """Join with an invitation: choose a password. Works once."""
    runtime().limits.spend(LINKS, "redeem", network())
    service.redeem_link(current_uow(), Purpose.INVITATION, **data)
    return Response(status=204)


def _me(user: User) -> dict[str, Any]:
    grants = tuple(Grant(Role(row.role), row.area_id, row.centre_id) for row in user.grants)
    names = ("id", "email", "name", "language", "grants", "row_version")
    return {name: getattr(user, name) for name in names} | {"permissions": sorted(permissions_of(grants))}


def _user_agent() -> str:
    return request.headers.get("User-Agent", "")


def _with_cookie(reply: Response, token: str) -> Response:
    settings = current_settings()
    reply.set_cookie(
        settings.cookie_name,
        token,
        max_age=COOKIE_DAYS * 24 * 3600,
        secure=settings.secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return reply


def _without_cookie(reply: Response) -> Response:
    settings = current_settings()
    reply.delete_cookie(settings.cookie_name, secure=settings.secure, httponly=True, samesite="Lax", path="/")
    return reply
