"""Reading the trail of one thing. Whether a person may see that thing is decided by the feature that owns it."""

import uuid

from sqlalchemy import Select, select

from backend.trail.models import TrailEntry


def entries_of(subject_kind: str, subject_id: uuid.UUID) -> Select[TrailEntry]:
    """All events of one visit, account or checklist."""
    return select(TrailEntry).where(TrailEntry.subject_kind == subject_kind, TrailEntry.subject_id == subject_id)
