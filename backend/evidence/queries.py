"""Reading photos. Whether a person may see a photo is decided by the visit it belongs to, in `visits`."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from backend.evidence.models import Photo

# Built once: every submission and every page of a visit asks these. The type is named, because a foreign key has it
# only when the table it points to is known.
_MINE: Final = (Photo.visit_id == bindparam("visit_id", type_=Uuid()), Photo.deleted_at.is_(None))
_PHOTOS: Final = select(Photo).where(*_MINE).order_by(Photo.rank, Photo.created_at, Photo.id)


def photos_of(session: Session, visit_id: uuid.UUID) -> Sequence[Photo]:
    """The photos of one visit that were not deleted, in the auditor's order."""
    return session.scalars(_PHOTOS, {"visit_id": visit_id}).all()


def photo_numbers(session: Session, visit_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many photos each of these visits has, in one query."""
    counted = (
        select(Photo.visit_id, func.count())
        .where(Photo.visit_id.in_(visit_ids), Photo.deleted_at.is_(None))
        .group_by(Photo.visit_id)
    )
    return dict(session.execute(counted).all())


def waiting_photos(session: Session, visit_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Those whose copies are still to be made."""
    waiting = (Photo.visit_id == visit_id, Photo.status == "received", Photo.deleted_at.is_(None))
    return session.scalars(select(Photo.id).where(*waiting).order_by(Photo.created_at, Photo.id)).all()
