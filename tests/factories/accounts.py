"""People of the tests. They all share one password, whose hash is made once."""

import itertools
import uuid
from functools import cache

from backend.accounts import people, sessions
from backend.accounts.models import User
from backend.accounts.passwords import hash_password
from backend.domain.roles import SYSTEM, Actor, Grant, Role, permissions_of
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork

PASSWORD = "a quiet road in May"
_numbers = itertools.count(1)


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def make_user(
    uow: UnitOfWork,
    role: Role | None = None,
    *,
    area_id: uuid.UUID | None = None,
    centre_id: uuid.UUID | None = None,
    email: str | None = None,
    name: str | None = None,
    joined: bool = True,
) -> User:
    """Somebody with at most one role, who has joined and may sign in with PASSWORD."""
    number = next(_numbers)
    grants = [Grant(role, area_id, centre_id)] if role else []
    email, name = email or f"person{number}@example.com", name or f"Person {number}"
    user = people.create_user(uow, SYSTEM, new_id(), email, name, "en", grants)
    user.password_hash = password_hash() if joined else None
    uow.session.flush()
    return user


def actor_of(user: User) -> Actor:
    """What a service would be given for this person."""
    grants = tuple(Grant(Role(row.role), row.area_id, row.centre_id) for row in user.grants)
    return Actor(user.id, user.name, grants, permissions_of(grants))


def session_token(uow: UnitOfWork, user: User) -> str:
    """A session without the slow way through the password."""
    return sessions.start_session(uow, user.id, "tests")
