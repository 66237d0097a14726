"""Reading photos. Whether a person may see a photo is decided by the visit it belongs to, in `visits`."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.evidence.models import Photo


def photos_of(session: Session, visit_id: uuid.UUID) -> Sequence[Photo]:
    """The photos of one visit that were not deleted, in the order they came."""
    mine = (Photo.visit_id == visit_id, Photo.deleted_at.is_(None))
    return session.scalars(select(Photo).where(*mine).order_by(Photo.created_at, Photo.id)).all()


def photo_numbers(session: Session, visit_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many photos each of these visits has, in one query."""
    counted = (
        select(Photo.visit_id, func.count())
        .where(Photo.visit_id.in_(visit_ids), Photo.deleted_at.is_(None))
        .group_by(Photo.visit_id)
    )
    return dict(session.execute(counted).all())


def photo_facts(session: Session, visit_id: uuid.UUID) -> list[tuple[uuid.UUID, str, str | None]]:
    """Id, hash of the sent bytes and question of each photo: all that a submission has to check."""
    columns = select(Photo.id, Photo.sha256, Photo.question_id)
    mine = columns.where(Photo.visit_id == visit_id, Photo.deleted_at.is_(None))
    return [(row.id, row.sha256, row.question_id) for row in session.execute(mine)]


def waiting_photos(session: Session, visit_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Those whose copies are still to be made."""
    waiting = (Photo.visit_id == visit_id, Photo.status == "received", Photo.deleted_at.is_(None))
    return session.scalars(select(Photo.id).where(*waiting).order_by(Photo.created_at, Photo.id)).all()
