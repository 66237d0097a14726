"""Writing the trail. Every change of state, of rights and of content passes through `record`."""

import uuid
from typing import Any, Final

from sqlalchemy import insert, update

from backend.domain.roles import Actor
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.models import TrailEntry

_ENTRY: Final = insert(table_of(TrailEntry))


def record(
    uow: UnitOfWork,
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    *,
    from_state: str | None = None,
    to_state: str | None = None,
    why: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Add one event, in the same transaction as what it tells of."""
    entry = {
        "id": new_id(),
        "at": now(),
        "actor_id": actor.user_id,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "action": action,
        "from_state": from_state,
        "to_state": to_state,
        "why": why,
        "details": details,
    }
    uow.session.execute(_ENTRY, entry)


def replace_details(uow: UnitOfWork, entry_id: uuid.UUID, details: dict[str, Any]) -> None:
    """Only to delete from an event what may no longer be kept about a person; the event itself stays."""
    uow.session.execute(update(TrailEntry).where(TrailEntry.id == entry_id).values(details=details))
