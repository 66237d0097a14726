"""Routes of administrators: the people of this installation and their roles."""

import uuid
from typing import Any

from backend.accounts import people, queries, schemas
from backend.accounts.models import User
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("people", description="Inviting people, giving them roles, switching accounts off.")


@blp.get("/users")
@blp.requires(Permission.USER_MANAGE)
@blp.arguments(schemas.UserQuery, location="query")
@blp.response(200, page_of(schemas.UserOut))
def list_users(query: dict[str, Any]) -> Page:
    """Everybody with an account."""
    users = queries.matching_users(current_actor(), query.pop("q"), query.pop("role"))
    return paginate(current_uow().session, users, keys=[(User.name, "asc"), (User.id, "asc")], **query)


@blp.get("/users/<uuid:user_id>")
@blp.requires(Permission.USER_MANAGE)
@blp.response(200, schemas.UserOut)
def get_user(user_id: uuid.UUID) -> User:
    """One person."""
    user = queries.get_user(current_uow().session, current_actor(), user_id)
    set_etag(user.row_version)
    return user


@blp.put("/users/<uuid:user_id>")
@blp.requires(Permission.USER_MANAGE)
@blp.arguments(schemas.UserIn)
@blp.response(201, schemas.UserOut)
@blp.alt_response(200, schema=schemas.UserOut, description="The same was sent before", success=True)
def put_user(data: dict[str, Any], user_id: uuid.UUID) -> tuple[User, int]:
    """Invite somebody. The letter goes out by the worker."""
    user, created = people.put_user(current_uow(), current_actor(), user_id, data)
    set_etag(user.row_version)
    return user, 201 if created else 200


@blp.patch("/users/<uuid:user_id>")
@blp.requires(Permission.USER_MANAGE)
@blp.arguments(schemas.UserPatch)
@blp.response(200, schemas.UserOut)
def update_user(data: dict[str, Any], user_id: uuid.UUID) -> User:
    """Change name or roles, or switch the account off or on. Needs If-Match."""
    user = people.update_user(current_uow(), current_actor(), user_id, if_match(), data)
    set_etag(user.row_version)
    return user


@blp.post("/users/<uuid:user_id>/invitation")
@blp.requires(Permission.USER_MANAGE)
@blp.response(202, schemas.Empty)
def invite_again(user_id: uuid.UUID) -> dict[str, Any]:
    """Send another invitation to somebody who has not joined yet."""
    people.invite_again(current_uow(), current_actor(), user_id)
    return {}


@blp.get("/auditors")
@blp.requires(Permission.VISIT_PLAN)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.AuditorOut))
def list_auditors(query: dict[str, Any]) -> Page:
    """Who may be sent on a visit, for those who plan."""
    auditors = queries.active_auditors()
    return paginate(current_uow().session, auditors, keys=[(User.name, "asc"), (User.id, "asc")], **query)
