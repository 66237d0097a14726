"""The two checks before a view runs: is the request from our own pages (CSRF), and may this person do it."""

from flask import request

from backend.domain.problems import Conflict, Forbidden, Problem
from backend.domain.roles import Permission
from backend.http.context import SAFE_METHODS, current_actor, current_settings

ACCOUNT_HEADER = "X-Account"


def refuse_foreign_requests() -> None:
    """Unsafe methods must come from our own origin. No token that could expire while a phone is offline."""
    if request.method in SAFE_METHODS:
        return
    ours = request.headers.get("Origin", "").lower() == current_settings().origin
    if not ours and request.headers.get("Sec-Fetch-Site") != "same-origin":
        raise Forbidden("csrf", "This request did not come from the app itself.")


def refuse_nul() -> None:
    """A NUL in an address is never honest, and PostgreSQL cannot store one."""
    if "\0" in request.path or "%00" in request.query_string.decode("latin-1"):
        raise Problem("bad_request", "The address contains a character that is not allowed.")


def require(permission: Permission) -> None:
    """401: nobody is signed in. 409: the phone's queue is another person's. 403: the role does not allow it."""
    actor = current_actor()
    sent_for = request.headers.get(ACCOUNT_HEADER)
    if sent_for is not None and sent_for != str(actor.user_id):
        raise Conflict("account_mismatch", "Somebody else is signed in on this device.")
    if not actor.may(permission):
        raise Forbidden()
