"""Reading accounts. Only administrators list people; everybody else reads themselves."""

import uuid

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from backend.accounts.models import AuthSession, RoleGrant, User
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Grant, Permission, Role, permissions_of
from backend.kernel.clock import now


def visible_users(actor: Actor) -> Select[User]:
    """All people for those who manage them, otherwise oneself."""
    everybody = select(User)
    return everybody if actor.may(Permission.USER_MANAGE) else everybody.where(User.id == actor.user_id)


def matching_users(actor: Actor, text: str | None, role: str | None) -> Select[User]:
    """Those whose name or address contains the text, and who hold the role."""
    users = visible_users(actor)
    if text:
        found = [column.icontains(text, autoescape=True) for column in (User.name, User.email)]
        users = users.where(or_(*found))
    if role:
        users = users.where(User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role == role)))
    return users


def active_auditors() -> Select[User]:
    """Everybody who can be sent on a visit today."""
    holders = select(RoleGrant.user_id).where(RoleGrant.role == Role.AUDITOR)
    return select(User).where(User.active, User.id.in_(holders))


def get_user(session: Session, actor: Actor, user_id: uuid.UUID | None) -> User:
    user = session.scalar(visible_users(actor).where(User.id == user_id))
    if user is None:
        raise NotFound()
    return user


def find_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email))


def find_id(session: Session, email: str) -> uuid.UUID | None:
    return session.scalar(select(User.id).where(User.email == email))


def living_sessions(user_id: uuid.UUID | None) -> Select[AuthSession]:
    return select(AuthSession).where(AuthSession.user_id == user_id, AuthSession.expires_at > now())


def acting(session: Session, user_id: uuid.UUID | None) -> Actor | None:
    """What this person may do today, for work done later in their name; None: they may not come in any more."""
    user = session.get(User, user_id) if user_id is not None else None
    if user is None or not user.active:
        return None
    grants = tuple(Grant(Role(row.role), row.area_id, row.centre_id) for row in user.grants)
    return Actor(user.id, user.name, grants, permissions_of(grants))
