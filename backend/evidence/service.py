"""The bytes of photos: kept durably and copied for showing. A row is written only after its bytes are on disk."""

import hashlib
import uuid
from functools import cache
from typing import Any, Final

from sqlalchemy import Engine, Select, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.domain.problems import Invalid, NotFound, Problem
from backend.evidence.models import Photo
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.image_headers import Header
from backend.kernel.images import Derivatives, ImageProblem, probe, render
from backend.kernel.jobs import enqueue_once
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work

SIZES: Final = {2048: "full_sha256", 320: "thumb_sha256"}
DERIVE: Final = "photo.derive"
COLUMNS: Final = (
    "id",
    "visit_id",
    "question_id",
    "sha256",
    "size",
    "media_type",
    "width",
    "height",
    "caption",
    "rank",
    "taken_at",
    "status",
    "created_at",
)
TOO_LARGE: Final = "photo.too_large"


def check_bytes(data: bytes, sha256: str) -> Header:
    """What came is what was sent, and it is a picture that can be shown later. A hash and a look at the header."""
    if hashlib.sha256(data).hexdigest() != sha256.lower():
        raise Invalid("photo.hash_mismatch", "The photo was damaged on the way. Please send it again.")
    try:
        return probe(data)
    except ImageProblem as problem:
        status = 413 if problem.code == TOO_LARGE else 422
        raise Problem(problem.code, problem.message, status=status) from None


def original_key(photo_id: uuid.UUID, sha256: str) -> str:
    """Of its own for each photo: deleting one original can never take another photo's bytes."""
    return f"photos/{photo_id.hex[-2:]}/{photo_id}-{sha256}"


def copy_key(photo_id: uuid.UUID, sha256: str) -> str:
    return f"photos/{photo_id.hex[-2:]}/{photo_id}-{sha256}.jpg"


def add_photo(uow: UnitOfWork, values: dict[str, Any], open_visit: Select[Any]) -> bool:
    """Add the row if its visit still takes photos and the id is free; one statement, so that nothing slips between.

    `open_visit` selects the visit by `:visit_id`, locked against a submission that runs at the same time. What the
    row has beyond the values given is filled in there.
    """
    values |= {"status": "received", "created_at": now()}
    insert = _insert(uow.engine.dialect.name, open_visit)
    given = {f"new_{name}": values[name] for name in COLUMNS}
    added = uow.session.execute(insert, {"visit_id": values["visit_id"], **given})
    if added.first() is None:
        return False
    request_copies(uow, values["visit_id"])
    return True


@cache
def _insert(dialect_name: str, open_visit: Select[Any]) -> Any:
    """Built once: a visit with ten photos sends this ten times."""
    table = table_of(Photo)
    dialect = postgresql if dialect_name == "postgresql" else sqlite
    given = [bindparam(f"new_{name}", type_=table.columns[name].type) for name in COLUMNS]
    insert = dialect.insert(table).from_select(COLUMNS, open_visit.with_only_columns(*given))
    # The row says whether it was added: on PostgreSQL there is no row count of an INSERT.
    return insert.on_conflict_do_nothing(index_elements=["id"]).returning(table.columns.id)


def request_copies(uow: UnitOfWork, visit_id: uuid.UUID) -> None:
    """Have the worker make the copies of this visit's photos; one job for all that wait."""
    enqueue_once(uow, DERIVE, {"visit_id": str(visit_id)}, f"{DERIVE}:{visit_id}")


def make_copies(engine: Engine, photo_id: uuid.UUID) -> Derivatives | None:
    """Make and keep both copies, then delete the original, which may hold a position. Any number of times, by anybody.

    None: there was nothing to do, or the picture turned out to be unreadable (then its original stays).
    """
    photo = _read(engine, photo_id)
    if photo is None or photo.status != "received" or photo.deleted_at is not None:
        return None
    try:
        made = render(files.get(original_key(photo_id, photo.sha256)))
    except files.FileMissing:
        if (again := _read(engine, photo_id)) is not None and again.status == "received":
            raise
        return None
    except ImageProblem:
        _settle(engine, photo_id, {"status": "unreadable"})
        return None
    _keep(engine, photo, made)
    return made


def read_image(engine: Engine, photo: Photo, size: int) -> bytes:
    """The copy of this size; made here and now if the worker has not come to it yet."""
    digest = getattr(photo, SIZES[size])
    if photo.status == "received":
        made = make_copies(engine, photo.id)
        if made is not None:
            return made.full if size == 2048 else made.thumb
        fresh = _read(engine, photo.id)
        digest = getattr(fresh, SIZES[size]) if fresh is not None else None
    if digest is None:
        raise NotFound("photo.unreadable", "This picture is damaged and cannot be shown.")
    return files.get(copy_key(photo.id, digest))


def _keep(engine: Engine, photo: Photo, made: Derivatives) -> None:
    digests = [hashlib.sha256(data).hexdigest() for data in (made.full, made.thumb)]
    for digest, data in zip(digests, (made.full, made.thumb), strict=True):
        files.put(copy_key(photo.id, digest), data)
    values = {"full_sha256": digests[0], "thumb_sha256": digests[1], "width": made.width, "height": made.height}
    if _settle(engine, photo.id, {"status": "ready", **values}):
        files.delete(original_key(photo.id, photo.sha256))
    elif (now_stored := _read(engine, photo.id)) is None or now_stored.deleted_at is not None:
        for digest in digests:
            files.delete(copy_key(photo.id, digest))


def _settle(engine: Engine, photo_id: uuid.UUID, values: dict[str, Any]) -> bool:
    waiting = (Photo.id == photo_id, Photo.status == "received", Photo.deleted_at.is_(None))
    with unit_of_work(engine) as uow:
        return bool(uow.session.execute(update(Photo).where(*waiting).values(**values)).rowcount)  # type: ignore[attr-defined]


def _read(engine: Engine, photo_id: uuid.UUID) -> Photo | None:
    with unit_of_work(engine, write=False) as uow:
        return uow.session.get(Photo, photo_id)
