"""What an administrator does with accounts: invite, change roles, switch off."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from backend.accounts import one_time, queries, sessions
from backend.accounts.letters import queue_letter
from backend.accounts.models import RoleGrant, User
from backend.accounts.one_time import Purpose
from backend.domain.problems import Conflict, FieldError, Invalid, PreconditionFailed
from backend.domain.roles import SCOPES, Actor, Grant, Role
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record


def put_user(uow: UnitOfWork, actor: Actor, user_id: uuid.UUID, data: Mapping[str, Any]) -> tuple[User, bool]:
    """Invite somebody by the id the client made. The same again is no change; other content is a conflict."""
    grants = check_grants(data["roles"])
    uow.alone("accounts")
    known = uow.session.get(User, user_id)
    if known is not None:
        same = (known.email, known.name, known.language) == (data["email"], data["name"], data["language"])
        if same and grants_of(known) == set(grants):
            return known, False
        raise Conflict("user.id_taken", "This id belongs to another account.")
    user = create_user(uow, actor, user_id, data["email"], data["name"], data["language"], grants)
    queue_letter(uow, user.id, Purpose.INVITATION)
    return user, True


def create_user(
    uow: UnitOfWork, actor: Actor, user_id: uuid.UUID, email: str, name: str, language: str, grants: Iterable[Grant]
) -> User:
    """An account without a password: it can do nothing until a link or the command line sets one."""
    if queries.find_by_email(uow.session, email) is not None:
        error = FieldError("/email", "taken", "There is an account with this address.")
        raise Conflict("user.email_taken", "There is an account with this address.", errors=[error])
    user = User(id=user_id, email=email, name=name, language=language, created_at=now())
    user.grants = _rows(grants)
    uow.session.add(user)
    record(uow, actor, "user.created", "user", user_id, details={"roles": _texts(grants)})
    uow.session.flush()
    return user


def update_user(uow: UnitOfWork, actor: Actor, user_id: uuid.UUID, row_version: int, data: Mapping[str, Any]) -> User:
    """Change name, roles, or whether the account is switched on. Lost rights take effect with the next request."""
    uow.alone("accounts")
    user = queries.get_user(uow.session, actor, user_id)
    if user.row_version != row_version:
        raise PreconditionFailed()
    if "name" in data:
        user.name = data["name"]
    if "roles" in data:
        _set_roles(uow, actor, user, check_grants(data["roles"]))
    if data.get("active", user.active) != user.active:
        _switch(uow, actor, user, data["active"])
    flag_modified(user, "active")  # roles are rows of their own, but a change of them is a new version too
    _keep_an_administrator(uow)
    return user


def invite_again(uow: UnitOfWork, actor: Actor, user_id: uuid.UUID) -> None:
    """Send another invitation; the earlier link ends. Somebody who has joined resets the password instead."""
    user = queries.get_user(uow.session, actor, user_id)
    if user.password_hash is not None:
        raise Conflict("user.joined", "This person has joined already.")
    queue_letter(uow, user.id, Purpose.INVITATION)


def check_grants(roles: Iterable[Mapping[str, Any]]) -> list[Grant]:
    """Roles with a scope that makes sense for them, each once."""
    grants, errors = [], []
    for place, sent in enumerate(roles):
        grant = Grant(Role(sent["role"]), sent.get("area_id"), sent.get("centre_id"))
        both = grant.area_id is not None and grant.centre_id is not None
        if both or grant.scope not in SCOPES[grant.role]:
            wanted = " or ".join(sorted(SCOPES[grant.role]))
            errors.append(FieldError(f"/roles/{place}", "scope", f"This role applies to: {wanted}."))
        if grant not in grants:
            grants.append(grant)
    if errors:
        raise Invalid("user.role_scope", "A role does not fit its scope.", errors=errors)
    return grants


def grants_of(user: User) -> set[Grant]:
    return {Grant(Role(row.role), row.area_id, row.centre_id) for row in user.grants}


def _set_roles(uow: UnitOfWork, actor: Actor, user: User, grants: list[Grant]) -> None:
    before = grants_of(user)
    if before == set(grants):
        return
    user.grants = [row for row in user.grants if Grant(Role(row.role), row.area_id, row.centre_id) in grants]
    user.grants.extend(_rows(grant for grant in grants if grant not in before))
    record(uow, actor, "user.roles", "user", user.id, details={"from": _texts(before), "to": _texts(grants)})


def _switch(uow: UnitOfWork, actor: Actor, user: User, active: bool) -> None:
    user.active = active
    if not active:
        sessions.end_all_sessions(uow, user.id)
        one_time.end_all_links(uow, user.id)
    states = ("off", "on") if active else ("on", "off")
    record(uow, actor, "user.switched", "user", user.id, from_state=states[0], to_state=states[1])


def _keep_an_administrator(uow: UnitOfWork) -> None:
    uow.session.flush()
    left = (
        select(func.count())
        .select_from(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(User.active, RoleGrant.role == Role.ADMINISTRATOR)
    )
    if not uow.session.scalar(left):
        raise Conflict("user.last_administrator", "Somebody must remain administrator.")


def _rows(grants: Iterable[Grant]) -> list[RoleGrant]:
    return [RoleGrant(id=new_id(), role=g.role, area_id=g.area_id, centre_id=g.centre_id) for g in grants]


def _texts(grants: Iterable[Grant]) -> list[str]:
    return sorted(f"{g.role}:{g.area_id or g.centre_id or 'chain'}" for g in grants)
