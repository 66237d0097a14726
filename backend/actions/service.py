"""Agreeing actions, changing and ending them. Each change is one line of the trail."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from backend.actions import queries
from backend.actions.models import Action
from backend.centres.models import Centre
from backend.centres.queries import get_centre
from backend.checklists.queries import load_form
from backend.domain.action_flow import ActionParty, ActionStatus, check_move, check_open, possible_moves
from backend.domain.problems import Conflict, FieldError, Forbidden, Invalid, NotFound, PreconditionFailed
from backend.domain.roles import Actor, Permission, Role
from backend.domain.visit_flow import Status
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.queries import load_visit, manages

AGREED: Final = ("centre_id", "title", "measure", "visit_id", "question_id", "due_on")
# What is said when an action moves, and how the trail names it.
TRAIL: Final = {ActionStatus.DONE: "action.done", ActionStatus.DROPPED: "action.dropped"}


def put_action(uow: UnitOfWork, actor: Actor, action_id: uuid.UUID, data: Mapping[str, Any]) -> tuple[Action, bool]:
    """Agree an action under the client's id: the same again finds the first, however it stands by now."""
    uow.alone("action", action_id)
    agreed: dict[str, Any] = {name: data.get(name) for name in AGREED}
    digest = _digest(agreed)
    known = uow.session.get(Action, action_id)
    if known is not None:
        if known.agreed_digest != digest:
            raise Conflict("id_taken", "This id already belongs to something else.")
        return queries.load_action(uow.session, actor, action_id), False
    centre = _centre(uow.session, actor, agreed["centre_id"])
    _check_day(centre, agreed["due_on"])
    _check_finding(uow.session, actor, agreed)
    common = {"status": ActionStatus.OPEN, "opened_by_id": actor.user_id, "opened_at": now()}
    uow.session.add(Action(id=action_id, agreed_digest=digest, **common, **agreed))
    uow.session.flush()
    details = {"centre_id": str(centre.id), "due_on": agreed["due_on"].isoformat()}
    record(uow, actor, "action.agreed", "action", action_id, to_state=ActionStatus.OPEN, details=details)
    return queries.load_action(uow.session, actor, action_id), True


def change_action(uow: UnitOfWork, actor: Actor, action_id: uuid.UUID, version: int, data: Mapping[str, Any]) -> Action:
    """Other words or another day while it is open; or its end, or its return from there."""
    action = queries.load_action(uow.session, actor, action_id, lock=True)
    if action.row_version != version:
        raise PreconditionFailed()
    words = {name: data[name] for name in ("title", "due_on") if name in data}
    if words:
        _change_words(uow, actor, action, words)
    if "status" in data:
        _move(uow, actor, action, ActionStatus(data["status"]), data)
    uow.session.flush()
    return queries.load_action(uow.session, actor, action_id)


def show_actions(session: Session, actor: Actor, actions: Sequence[Action]) -> list[dict[str, Any]]:
    """The actions as one person sees them, with what that person may do."""
    photos = queries.photos_of(session, [action.id for action in actions])
    return [_show(actor, action, photos.get(action.id, [])) for action in actions]


def parties_to(actor: Actor, action: Action) -> frozenset[ActionParty]:
    """What this person is to the action."""
    own = any(grant.centre_id == action.centre_id for grant in actor.grants_of(Role.CENTRE_MANAGER))
    parties = {ActionParty.CENTRE} if own else set()
    if manages(actor, action.centre.area.path):
        parties.add(ActionParty.MANAGER)
    return frozenset(parties)


def _show(actor: Actor, action: Action, photos: Sequence[uuid.UUID]) -> dict[str, Any]:
    names = ("id", "centre_id", "title", "measure", "visit_id", "question_id", "due_on", "status", "done_note")
    shown = {name: getattr(action, name) for name in (*names, "opened_at", "closed_at", "row_version")}
    status, parties = ActionStatus(action.status), parties_to(actor, action)
    is_open = status is ActionStatus.OPEN
    return shown | {
        "centre_name": action.centre.name,
        "opened_by": action.opened_by.name,
        "closed_by": action.closed_by.name if action.closed_by is not None else None,
        "overdue": is_open and action.due_on < queries.today_in(action.centre.time_zone),
        "photos": photos,
        "may_become": possible_moves(status, parties),
        "may_change": is_open and ActionParty.MANAGER in parties,
    }


def _centre(session: Session, actor: Actor, centre_id: uuid.UUID) -> Centre:
    """An open centre among those this person answers for."""
    try:
        centre = get_centre(session, actor.only(Permission.ACTION_AGREE), centre_id)
    except NotFound:
        centre = None
    if centre is None or not centre.active:
        raise _refused("/centre_id", "unknown", "There is no such centre among yours.")
    return centre


def _check_day(centre: Centre, due_on: Any) -> None:
    if due_on < queries.today_in(centre.time_zone):
        raise _refused("/due_on", "past", "The day is past. Give a later one.")


def _check_finding(session: Session, actor: Actor, agreed: Mapping[str, Any]) -> None:
    """The visit it is about was approved and is the centre's, and its checklist asks the question."""
    if agreed["visit_id"] is None:
        if agreed["question_id"] is not None:
            raise _refused("/question_id", "without_visit", "Say which visit the question was asked on.")
        return
    try:
        visit = load_visit(session, actor, agreed["visit_id"])
    except NotFound:
        visit = None
    if visit is None or visit.centre_id != agreed["centre_id"] or visit.status != Status.APPROVED:
        raise _refused("/visit_id", "unknown", "There is no such approved visit of this centre.")
    question_id = agreed["question_id"]
    if question_id is not None and load_form(session, visit.checklist_version_id).question(question_id) is None:
        raise _refused("/question_id", "unknown", "This checklist has no such question.")


def _change_words(uow: UnitOfWork, actor: Actor, action: Action, words: Mapping[str, Any]) -> None:
    check_open(ActionStatus(action.status))
    if ActionParty.MANAGER not in parties_to(actor, action):
        raise Forbidden("action.not_yours", "Somebody else has to do this with this action.")
    if "due_on" in words:
        _check_day(action.centre, words["due_on"])
    before = {name: str(getattr(action, name)) for name in words}
    for name, value in words.items():
        setattr(action, name, value)
    details = {"from": before, "to": {name: str(value) for name, value in words.items()}}
    record(uow, actor, "action.changed", "action", action.id, details=details)


def _move(uow: UnitOfWork, actor: Actor, action: Action, after: ActionStatus, data: Mapping[str, Any]) -> None:
    before, note = ActionStatus(action.status), data.get("note", "")
    check_move(before, after, parties_to(actor, action))
    photos = queries.photos_of(uow.session, [action.id]).get(action.id, [])
    if after is ActionStatus.DONE and photos and not data.get("privacy_confirmed"):
        text = "Confirm that the photos show no other people, number plates or documents."
        raise _refused("/privacy_confirmed", "required", text)
    ended = after is not ActionStatus.OPEN
    action.status, action.done_note = after, note if ended else ""
    action.closed_by_id, action.closed_at = (actor.user_id, now()) if ended else (None, None)
    confirmed = bool(data.get("privacy_confirmed"))
    details = {"privacy_confirmed": confirmed, "photos": [str(one) for one in photos]} if ended and photos else None
    event = TRAIL.get(after, "action.reopened")
    record(uow, actor, event, "action", action.id, from_state=before, to_state=after, why=note, details=details)


def _refused(pointer: str, code: str, message: str) -> Invalid:
    return Invalid("action.invalid", message, errors=[FieldError(pointer, code, message)])


def _digest(agreed: Mapping[str, Any]) -> str:
    canonical = json.dumps({name: None if v is None else str(v) for name, v in agreed.items()}, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
