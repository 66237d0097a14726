"""What a person does with their own account: sign in, change the password, open an invitation or a reset link."""

import uuid

from backend.accounts import one_time, passwords, queries, sessions
from backend.accounts.letters import queue_letter
from backend.accounts.models import User
from backend.accounts.one_time import Purpose
from backend.domain.problems import FieldError, Invalid, NotFound, Unauthenticated
from backend.domain.roles import SYSTEM, Actor
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record


def sign_in(uow: UnitOfWork, email: str, password: str, user_agent: str, *, instead_of: str = "") -> tuple[str, User]:
    """A session token and the person. Unknown, wrong and switched off are answered alike, after the same work."""
    found = queries.find_by_email(uow.session, email)
    user_id, stored = (found.id, found.password_hash) if found else (None, None)
    uow.release()
    right = passwords.verify_password(stored, password)
    if not right or user_id is None or stored is None:
        raise Unauthenticated("sign_in_failed", "E-mail or password is not right.")
    token = sessions.start_session(uow, user_id, user_agent, instead_of=instead_of)
    user = uow.session.get_one(User, user_id)
    if passwords.needs_rehash(stored):
        user.password_hash = passwords.hash_password(password)
    return token, user


def sign_out(uow: UnitOfWork, actor: Actor, session_id: uuid.UUID) -> None:
    """End one of one's own sessions; somebody else's does not exist."""
    if actor.user_id is None or not sessions.end_session(uow, actor.user_id, session_id):
        raise NotFound()


def change_password(uow: UnitOfWork, actor: Actor, current: str, new: str, user_agent: str) -> str:
    """Set another password. All sessions and links end; the token of a fresh session is returned."""
    user = queries.get_user(uow.session, actor, actor.user_id)
    user_id, stored, personal = user.id, user.password_hash, (user.email, user.name)
    uow.release()
    if not passwords.verify_password(stored, current):
        error = FieldError("/current_password", "wrong", "This is not your password.")
        raise Invalid("password.wrong", "The current password is not right.", errors=[error])
    passwords.check_rules(new, *personal, pointer="/new_password")
    hashed = passwords.hash_password(new)
    _replace_password(uow, user_id, hashed, "password.changed", actor)
    return sessions.start_session(uow, user_id, user_agent)


def ask_for_reset(uow: UnitOfWork, email: str) -> None:
    """Queue a letter if there is such a person. The work is the same either way: one look, one row."""
    queue_letter(uow, queries.find_id(uow.session, email), Purpose.PASSWORD_RESET)


def redeem_link(uow: UnitOfWork, purpose: Purpose, token: str, password: str, name: str | None = None) -> None:
    """Set the password with an invitation or a reset link. A weak password leaves the link usable."""
    passwords.check_rules(password)
    hashed = passwords.hash_password(password)
    user_id = one_time.redeem(uow, token, purpose)
    user = uow.session.get_one(User, user_id)
    passwords.check_rules(password, user.email, name or user.name)
    if name:
        user.name = name
    _replace_password(uow, user_id, hashed, f"{purpose}.redeemed", SYSTEM)


def update_me(uow: UnitOfWork, actor: Actor, changes: dict[str, str]) -> User:
    user = queries.get_user(uow.session, actor, actor.user_id)
    for field, value in changes.items():
        setattr(user, field, value)
    uow.session.flush()
    return user


def _replace_password(uow: UnitOfWork, user_id: uuid.UUID, hashed: str, action: str, actor: Actor) -> None:
    """The one place that stores a password: whoever knew the old one, or holds a link, is out."""
    user = uow.session.get_one(User, user_id)
    user.password_hash = hashed
    sessions.end_all_sessions(uow, user_id)
    one_time.end_all_links(uow, user_id)
    record(uow, actor, action, "user", user_id)
