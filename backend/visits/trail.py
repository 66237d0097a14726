"""The trail of a visit, for its auditor and those who review it."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.domain.problems import Forbidden
from backend.domain.roles import Actor
from backend.trail.models import TrailEntry
from backend.trail.queries import entries_of
from backend.visits.queries import load_visit, parties_to


def entries(session: Session, actor: Actor, visit_id: uuid.UUID) -> Select[Any]:
    """Everything recorded about a visit this person has a part in."""
    visit = load_visit(session, actor, visit_id)
    if not parties_to(actor, visit):
        raise Forbidden()
    return entries_of("visit", visit_id)


def show_entries(session: Session, found: Sequence[TrailEntry]) -> list[dict[str, Any]]:
    """The events with the names of those who caused them, read at once."""
    actors = {entry.actor_id for entry in found if entry.actor_id is not None}
    names = dict(session.execute(select(User.id, User.name).where(User.id.in_(actors))).all())
    return [
        {
            "at": entry.at,
            "actor_name": names.get(entry.actor_id) if entry.actor_id else None,
            "action": entry.action,
            "from_status": entry.from_state,
            "to_status": entry.to_state,
            "why": entry.why,
            "details": entry.details,
        }
        for entry in found
    ]
