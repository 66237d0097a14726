"""HTTP: agreeing, listing, changing and ending actions, and the photos of what was done."""

import uuid
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from backend.actions import photos, queries, schemas, service
from backend.actions.models import Action, ActionPhoto
from backend.domain.action_flow import ActionStatus
from backend.domain.roles import Permission
from backend.evidence.service import SIZES
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import page_of
from backend.visits.photo_schemas import ImageQuery
from backend.visits.photo_views import BYTES, HASH_HEADER, declared_hash, sent_photo

blp = Blueprint("actions", description="What is agreed for a centre, by when, and what came of it.")

Shown = dict[str, Any]
KEYS = [(Action.due_on, "asc"), (Action.id, "asc")]
PAGING = ("cursor", "limit")


@blp.get("/actions")
@blp.requires(Permission.ACTION_READ)
@blp.arguments(schemas.AllActionsQuery, location="query")
@blp.response(200, page_of(schemas.ActionOut))
def list_actions(query: dict[str, Any]) -> Page:
    """The actions one may see, the first due first."""
    paging = {name: query.pop(name) for name in PAGING}
    return _page(queries.matching_actions(current_uow().session, current_actor(), query), paging)


@blp.get("/centres/<uuid:centre_id>/actions")
@blp.requires(Permission.ACTION_READ)
@blp.arguments(schemas.ActionQuery, location="query")
@blp.response(200, page_of(schemas.ActionOut))
def list_actions_of_centre(query: dict[str, Any], centre_id: uuid.UUID) -> Page:
    """The actions of one centre, the first due first."""
    paging = {name: query.pop(name) for name in PAGING}
    return _page(queries.actions_of_centre(current_uow().session, current_actor(), centre_id, query), paging)


@blp.get("/actions/<uuid:action_id>")
@blp.requires(Permission.ACTION_READ)
@blp.response(200, schemas.ActionOut)
def get_action(action_id: uuid.UUID) -> Shown:
    """One action."""
    return _shown(queries.load_action(current_uow().session, current_actor(), action_id))


@blp.put("/actions/<uuid:action_id>")
@blp.requires(Permission.ACTION_AGREE)
@blp.arguments(schemas.ActionIn)
@blp.response(201, schemas.ActionOut)
@blp.alt_response(200, schema=schemas.ActionOut, description="The same was agreed before", success=True)
def put_action(data: dict[str, Any], action_id: uuid.UUID) -> tuple[Shown, int]:
    """Agree an action under an id of your own."""
    action, created = service.put_action(current_uow(), current_actor(), action_id, data)
    return _shown(action), 201 if created else 200


@blp.patch("/actions/<uuid:action_id>")
@blp.requires(Permission.ACTION_CLOSE)
@blp.arguments(schemas.ActionPatch)
@blp.response(200, schemas.ActionOut)
def change_action(data: dict[str, Any], action_id: uuid.UUID) -> Shown:
    """Change an action, or end it with a note. Needs If-Match."""
    return _shown(service.change_action(current_uow(), current_actor(), action_id, if_match(), data))


@blp.put("/actions/<uuid:action_id>/photos/<uuid:photo_id>")
@blp.requires(Permission.ACTION_CLOSE)
@blp.response(201, schemas.ActionPhotoOut)
@blp.alt_response(200, schema=schemas.ActionPhotoOut, description="This photo is stored already", success=True)
@blp.doc(parameters=[HASH_HEADER], requestBody=BYTES)
def put_photo(action_id: uuid.UUID, photo_id: uuid.UUID) -> tuple[ActionPhoto, int]:
    """Send a photo of what was done. Only copies without position or camera data are kept."""
    sha256 = declared_hash()
    found = photos.receive_photo(current_uow(), current_actor(), action_id, photo_id, sent_photo(), sha256)
    return found.photo, 201 if found.created else 200


@blp.delete("/actions/<uuid:action_id>/photos/<uuid:photo_id>")
@blp.requires(Permission.ACTION_CLOSE)
@blp.response(204)
def delete_photo(action_id: uuid.UUID, photo_id: uuid.UUID) -> None:
    """Delete a photo for good, while the action is open."""
    photos.delete_photo(current_uow(), current_actor(), action_id, photo_id)


@blp.get("/actions/<uuid:action_id>/photos/<uuid:photo_id>/image")
@blp.requires(Permission.ACTION_READ)
@blp.arguments(ImageQuery, location="query")
@blp.response(200, content_type="image/jpeg", schema={"type": "string", "format": "binary"})
def get_image(query: dict[str, Any], action_id: uuid.UUID, photo_id: uuid.UUID) -> Response:
    """An upright copy without position or camera data."""
    action, photo = photos.visible_photo(current_uow().session, current_actor(), action_id, photo_id)
    response = Response(photos.read_image(photo, query["size"]), mimetype="image/jpeg")
    # While photos can still be deleted, a browser asks each time whether this one is still there.
    may_go = action.status == ActionStatus.OPEN
    response.headers["Cache-Control"] = "private, no-cache" if may_go else "private, max-age=31536000, immutable"
    response.set_etag(getattr(photo, SIZES[query["size"]]))
    return response.make_conditional(request)


def _page(actions: Any, paging: dict[str, Any]) -> Page:
    session = current_uow().session
    page = paginate(session, actions, keys=KEYS, **paging)
    return Page(service.show_actions(session, current_actor(), page.items), page.next)


def _shown(action: Action) -> Shown:
    """The action as it now is for whoever asks, with its version as the ETag."""
    shown = service.show_actions(current_uow().session, current_actor(), [action])[0]
    set_etag(shown["row_version"])
    return shown
