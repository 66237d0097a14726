"""Reading actions, and the rule of who sees which: those of the centres they may compare, in that role."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session, selectinload

from backend.accounts.models import User
from backend.actions.models import Action, ActionPhoto
from backend.centres.models import Centre
from backend.centres.queries import below, get_centre, visible_centre_ids
from backend.domain.action_flow import ActionStatus
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Permission
from backend.kernel.clock import now

_PEOPLE = (
    selectinload(Action.opened_by).load_only(User.name).lazyload(User.grants),
    selectinload(Action.closed_by).load_only(User.name).lazyload(User.grants),
)


def visible_actions(actor: Actor) -> Select[Action]:
    """Administrators all, area managers those of their areas, centre managers those of their own centre."""
    centres = visible_centre_ids(actor.only(Permission.ACTION_READ))
    return select(Action).where(Action.centre_id.in_(centres)).options(*_PEOPLE)


def matching_actions(session: Session, actor: Actor, wanted: Mapping[str, Any]) -> Select[Action]:
    """The visible ones that fit every filter that is given."""
    actions = visible_actions(actor)
    if statuses := wanted.get("status"):
        actions = actions.where(Action.status.in_(statuses))
    if (centre_id := wanted.get("centre_id")) is not None:
        actions = actions.where(Action.centre_id == centre_id)
    if (area_id := wanted.get("area_id")) is not None:
        actions = actions.where(Action.centre_id.in_(select(Centre.id).where(Centre.area_id.in_(below(area_id)))))
    if (overdue := wanted.get("overdue")) is not None:
        late = _overdue(session)
        actions = actions.where(late if overdue else ~late)
    return actions


def actions_of_centre(session: Session, actor: Actor, centre_id: uuid.UUID, wanted: Mapping[str, Any]) -> Select[Any]:
    """Those of one centre; 404 where this person does not see its actions."""
    get_centre(session, actor.only(Permission.ACTION_READ), centre_id)
    return matching_actions(session, actor, {**wanted, "centre_id": centre_id})


def load_action(session: Session, actor: Actor, action_id: uuid.UUID, *, lock: bool = False) -> Action:
    """One visible action, freshly read; `lock` keeps others out until the commit."""
    actions = visible_actions(actor).where(Action.id == action_id).execution_options(populate_existing=True)
    action = session.scalar(actions.with_for_update(of=Action) if lock else actions)
    if action is None:
        raise NotFound()
    return action


def photos_of(session: Session, action_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """The ids of the photos of each action, the first sent first, in one query."""
    kept = (ActionPhoto.action_id.in_(action_ids), ActionPhoto.deleted_at.is_(None))
    rows = select(ActionPhoto.action_id, ActionPhoto.id).where(*kept).order_by(ActionPhoto.created_at, ActionPhoto.id)
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for action_id, photo_id in session.execute(rows):
        found.setdefault(action_id, []).append(photo_id)
    return found


def today_in(time_zone: str) -> dt.date:
    """The day at a centre: an action is overdue when the day it was due on is over there."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def _overdue(session: Session) -> ColumnElement[bool]:
    """Open, and its day is over where the centre is."""
    zones = session.scalars(select(Centre.time_zone).distinct()).all()
    late = [
        Action.centre_id.in_(select(Centre.id).where(Centre.time_zone == zone)) & (Action.due_on < today_in(zone))
        for zone in zones
    ]
    return (Action.status == ActionStatus.OPEN) & or_(false(), *late)
