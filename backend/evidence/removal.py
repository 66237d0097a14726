"""Photos that go: a tombstone stays, so that nothing that comes late brings them back, and every copy is removed."""

import datetime as dt
import uuid
from functools import cache
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite

from backend.evidence.models import Photo
from backend.evidence.service import copy_key, original_key
from backend.kernel.db import table_of
from backend.kernel.jobs import enqueue
from backend.kernel.unit_of_work import UnitOfWork

FORGET: Final = "photo.forget"
# Spread over about half an hour, which a store may be away for.
FORGET_TRIES: Final = 10
# A photo that is deleted before it arrived was never seen.
_UNSEEN: Final = {"sha256": "", "size": 0, "media_type": "", "width": 0, "height": 0, "caption": "", "rank": 0}


def delete_photo(uow: UnitOfWork, photo: Photo, at: dt.datetime) -> None:
    """Leave a tombstone and have the bytes removed for certain."""
    # Read again and held: the worker may have finished the copies since, and they must go too.
    uow.session.refresh(photo, with_for_update=True)
    photo.deleted_at = at
    photo.position, photo.position_until, photo.away_m = None, None, None
    keys = [copy_key(photo.id, digest) for digest in (photo.full_sha256, photo.thumb_sha256) if digest]
    enqueue(uow, FORGET, {"keys": [original_key(photo.id, photo.sha256), *keys]}).max_attempts = FORGET_TRIES


def bury_photo(uow: UnitOfWork, visit_id: uuid.UUID, photo_id: uuid.UUID, at: dt.datetime) -> Photo | None:
    """Delete a photo whether it has arrived or is still on its way; the photo if it was here.

    The caller has made sure that the person may delete photos of this visit. A photo of another visit stays.
    """
    uow.session.execute(
        _bury(uow.engine.dialect.name),
        {**_UNSEEN, "id": photo_id, "visit_id": visit_id, "status": "received", "created_at": at, "deleted_at": at},
    )
    photo = uow.session.get_one(Photo, photo_id, populate_existing=True)
    if photo.visit_id != visit_id or photo.deleted_at is not None:
        return None
    delete_photo(uow, photo, at)
    return photo


@cache
def _bury(dialect_name: str) -> Any:
    dialect = postgresql if dialect_name == "postgresql" else sqlite
    return dialect.insert(table_of(Photo)).on_conflict_do_nothing(index_elements=["id"])
