"""The latest photos of a centre's approved visits."""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.checklists.queries import load_form
from backend.domain.visit_flow import Status
from backend.evidence.models import Photo
from backend.visits.models import Visit

MOST_PHOTOS: Final = 24


@dataclass(frozen=True)
class CentrePhoto:
    """A photo with the day of its visit, which is all of its time that anybody is told here."""

    visit_id: uuid.UUID
    photo_id: uuid.UUID
    question_id: str | None
    caption: str | None
    visited_on: dt.date


def latest_photos(session: Session, centre_id: uuid.UUID, first: dt.date, last: dt.date) -> list[CentrePhoto]:
    """Of visits from the first day to the last, the latest visit first; nothing deleted, damaged or not approved.

    Whoever signs is the one who came: no signature is shown.
    """
    of_centre = (Visit.centre_id == centre_id, Visit.status == Status.APPROVED, Visit.visited_on.between(first, last))
    shown = (Photo.deleted_at.is_(None), Photo.status != "unreadable")
    order = (Visit.visited_on.desc(), Visit.id, Photo.rank, Photo.created_at, Photo.id)
    photos = select(Visit.id, Photo.id, Photo.question_id, Photo.caption, Visit.visited_on, Visit.checklist_version_id)
    photos = photos.join(Visit, Visit.id == Photo.visit_id).where(*of_centre, *shown).order_by(*order)
    told = (
        CentrePhoto(visit_id, id_, key, words or None, day)
        for visit_id, id_, key, words, day, version_id in session.execute(photos)
        if day and not load_form(session, version_id).is_signature(key)
    )
    return list(islice(told, MOST_PHOTOS))
