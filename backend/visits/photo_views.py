"""HTTP: sending, seeing, changing and deleting photos."""

import uuid
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from backend.domain.problems import Invalid, Problem
from backend.domain.roles import Permission
from backend.evidence.models import Photo
from backend.evidence.service import SIZES, TOO_LARGE, read_image
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.kernel.images import MOST_BYTES
from backend.visits import photos
from backend.visits.photo_schemas import DeletionQuery, ImageQuery, PhotoOut, PhotoPatch, PhotoQuery

blp = Blueprint("photos", description="Photos of visits: sent once, by id and SHA-256 of their bytes.")

HASH_HEADER = {"in": "header", "name": "X-Content-SHA256", "required": True, "schema": {"type": "string"}}
BYTES = {"required": True, "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}


@blp.put("/photos/<uuid:photo_id>")
@blp.requires(Permission.PHOTO_WRITE)
@blp.arguments(PhotoQuery, location="query")
@blp.response(201, PhotoOut)
@blp.alt_response(200, schema=PhotoOut, description="These bytes are stored already", success=True)
@blp.doc(parameters=[HASH_HEADER], requestBody=BYTES)
def put_photo(query: dict[str, Any], photo_id: uuid.UUID) -> tuple[Any, int]:
    """Send a photo. The reply comes when its bytes are on disk, and names the hash of what was stored."""
    sha256 = declared_hash()
    found = photos.receive_photo(current_uow(), current_actor(), photo_id, query, sent_photo(), sha256)
    return found.photo, 201 if found.created else 200


@blp.patch("/photos/<uuid:photo_id>")
@blp.requires(Permission.PHOTO_WRITE)
@blp.arguments(PhotoPatch)
@blp.response(200, PhotoOut)
def change_photo(data: dict[str, Any], photo_id: uuid.UUID) -> Photo:
    """Change the caption or the question it belongs to."""
    return photos.change_photo(current_uow(), current_actor(), photo_id, data)


@blp.delete("/photos/<uuid:photo_id>")
@blp.requires(Permission.PHOTO_WRITE)
@blp.arguments(DeletionQuery, location="query")
@blp.response(204)
def delete_photo(query: dict[str, Any], photo_id: uuid.UUID) -> None:
    """Delete a photo for good; a late upload cannot bring it back, with `visit_id` not even its first one."""
    photos.delete_photo(current_uow(), current_actor(), photo_id, query["visit_id"])


@blp.get("/photos/<uuid:photo_id>/image")
@blp.requires(Permission.PHOTO_READ)
@blp.arguments(ImageQuery, location="query")
@blp.response(200, content_type="image/jpeg", schema={"type": "string", "format": "binary"})
def get_image(query: dict[str, Any], photo_id: uuid.UUID) -> Response:
    """An upright copy without position or camera data."""
    uow = current_uow()
    photo = photos.visible_photo(uow.session, current_actor(), photo_id)
    # While photos can still be replaced, a browser asks each time whether this one is still there.
    open_visit = photos.is_changeable(uow.session, photo)
    # Making a copy takes long and connections of its own: this one is given back first.
    uow.session.expunge(photo)
    uow.release()
    response = Response(read_image(uow.engine, photo, query["size"]), mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-cache" if open_visit else "private, max-age=31536000, immutable"
    if (digest := getattr(photo, SIZES[query["size"]])) is not None:
        response.set_etag(digest)
    return response.make_conditional(request)


def declared_hash() -> str:
    """The hash a client says its bytes have."""
    declared = request.headers.get("X-Content-SHA256", "")
    if len(declared) != 64:
        raise Invalid("photo.hash_mismatch", "Send X-Content-SHA256, the hash of the bytes in hexadecimal digits.")
    return declared


def sent_photo() -> bytes:
    """The bytes, read only when their announced length is one we take."""
    too_large = Problem(TOO_LARGE, f"A photo may have {MOST_BYTES // 1024 // 1024} MB.", status=413)
    request.max_content_length = MOST_BYTES
    if (request.content_length or 0) > MOST_BYTES:
        raise too_large
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise too_large from None
