"""Sessions, one of the two choke points of signing in. Only `start_session` and `authenticate` ask whether `active`."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, bindparam, delete, select, update

from backend.accounts.models import AuthSession, RoleGrant, User
from backend.domain.problems import Unauthenticated
from backend.domain.roles import Actor, Grant, Role, SignedIn, permissions_of
from backend.kernel.clock import now
from backend.kernel.db import read_once
from backend.kernel.ids import new_id
from backend.kernel.tokens import new_token, token_hash
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work

LIFETIME = dt.timedelta(days=30)
SEEN_EVERY = dt.timedelta(hours=1)

_FACTS = (
    select(
        AuthSession.id,
        AuthSession.last_seen_at,
        AuthSession.expires_at,
        User.id.label("user_id"),
        User.name,
        User.active,
        RoleGrant.role,
        RoleGrant.area_id,
        RoleGrant.centre_id,
    )
    .join(User, User.id == AuthSession.user_id)
    .outerjoin(RoleGrant, RoleGrant.user_id == User.id)
    .where(AuthSession.token_hash == bindparam("token_hash"))
    .order_by(RoleGrant.role, RoleGrant.id)
)


def start_session(uow: UnitOfWork, user_id: uuid.UUID, user_agent: str, *, instead_of: str = "") -> str:
    """A new session and its token, always fresh: a token that was there before (fixation) ends."""
    user = uow.session.get(User, user_id)
    if user is None or not user.active:
        raise Unauthenticated("sign_in_failed", "E-mail or password is not right.")
    at, token = now(), new_token()
    expired = (AuthSession.user_id == user_id) & (AuthSession.expires_at < at)
    uow.session.execute(delete(AuthSession).where(expired | (AuthSession.token_hash == token_hash(instead_of))))
    uow.session.add(
        AuthSession(
            id=new_id(),
            user_id=user_id,
            token_hash=token_hash(token),
            created_at=at,
            last_seen_at=at,
            expires_at=at + LIFETIME,
            user_agent=user_agent[:300],
        )
    )
    return token


def authenticate(engine: Engine, token: str) -> SignedIn | None:
    """Whose session this is, in one query that holds no lock; None when it ended or the account was switched off."""
    rows = read_once(engine, _FACTS, {"token_hash": token_hash(token)})
    at = now()
    if not rows or not rows[0].active or rows[0].expires_at <= at:
        return None
    if at - rows[0].last_seen_at >= SEEN_EVERY:
        _extend(engine, rows[0].id, at)
    return SignedIn(_actor(rows), rows[0].id)


def end_session(uow: UnitOfWork, user_id: uuid.UUID, session_id: uuid.UUID) -> bool:
    mine = (AuthSession.id == session_id) & (AuthSession.user_id == user_id)
    return bool(uow.session.execute(delete(AuthSession).where(mine)).rowcount)  # type: ignore[attr-defined]


def end_all_sessions(uow: UnitOfWork, user_id: uuid.UUID) -> None:
    uow.session.execute(delete(AuthSession).where(AuthSession.user_id == user_id))


def _extend(engine: Engine, session_id: uuid.UUID, at: dt.datetime) -> None:
    """The sliding end: at most one write an hour."""
    with unit_of_work(engine) as uow:
        seen = {"last_seen_at": at, "expires_at": at + LIFETIME}
        uow.session.execute(update(AuthSession).where(AuthSession.id == session_id).values(**seen))


def _actor(rows: Sequence[Any]) -> Actor:
    grants = tuple(Grant(Role(row.role), row.area_id, row.centre_id) for row in rows if row.role is not None)
    return Actor(rows[0].user_id, rows[0].name, grants, permissions_of(grants))
