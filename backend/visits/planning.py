"""Planning visits: who goes where and when. The client makes the id, so that planning twice plans once."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import RoleGrant, User
from backend.centres.models import Centre
from backend.checklists.models import ChecklistVersion
from backend.domain.problems import Conflict, FieldError, Forbidden, Invalid, PreconditionFailed
from backend.domain.roles import Actor, Role
from backend.domain.visit_flow import ENDED, Action, Status, next_status
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.programmes.models import Programme, Scenario, Wave
from backend.programmes.queries import programme_of_scenario, programme_of_wave
from backend.programmes.service import require_started
from backend.trail.service import record
from backend.visits.models import Visit
from backend.visits.queries import load_visit, manages, parties_to

REPORT_WITHIN: Final = dt.timedelta(hours=24)
ROTATION_DAYS: Final = 60
PLANNED_FIELDS: Final = (
    "centre_id",
    "auditor_id",
    "checklist_version_id",
    "wave_id",
    "scenario_id",
    "window_from",
    "window_to",
)


class Planned(NamedTuple):
    """A visit's id, and whether it was new."""

    visit_id: uuid.UUID
    created: bool


def plan_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, data: Mapping[str, Any]) -> Planned:
    """Plan a visit under the client's id: the same plan again changes nothing, another one under its id is refused."""
    plan = {name: data.get(name) for name in PLANNED_FIELDS}
    _alone(uow, plan)
    digest = _digest(plan)
    known = uow.session.execute(select(Visit.plan_digest).where(Visit.id == visit_id)).scalar_one_or_none()
    if known is not None:
        if known != digest:
            raise Conflict("visit.id_taken", "Another visit has this id.")
        load_visit(uow.session, actor, visit_id)
        return Planned(visit_id, False)
    programme = _check_plan(uow.session, actor, plan)
    why = _check_rotation(uow.session, actor, visit_id, plan, programme, data)
    _add_visit(uow, visit_id, plan, digest)
    record(uow, actor, "visit.planned", "visit", visit_id, to_state=Status.PLANNED, why=why)
    return Planned(visit_id, True)


def replan_visit(
    uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, row_version: int, changes: Mapping[str, Any]
) -> None:
    """Another auditor or another time, before the visit has begun. A new auditor has to accept it first."""
    visit = load_visit(uow.session, actor, visit_id)
    next_status(Action.REPLAN, Status(visit.status), parties_to(actor, visit))
    if visit.row_version != row_version:
        raise PreconditionFailed()
    plan = {name: changes.get(name, getattr(visit, name)) for name in PLANNED_FIELDS}
    _alone(uow, plan)
    programme = _check_plan(uow.session, actor, plan)
    why = _check_rotation(uow.session, actor, visit_id, plan, programme, changes)
    before = visit.status
    if plan["auditor_id"] != visit.auditor_id:
        visit.status, visit.accepted_at = Status.PLANNED, None
    for name in ("auditor_id", "window_from", "window_to"):
        setattr(visit, name, plan[name])
    visit.due_at, visit.updated_at = plan["window_to"] + REPORT_WITHIN, now()
    details = {name: str(changes[name]) for name in ("auditor_id", "window_from", "window_to") if name in changes}
    states = {"from_state": before, "to_state": visit.status}
    record(uow, actor, "visit.replanned", "visit", visit_id, **states, why=why, details=details)
    uow.session.flush()


def _alone(uow: UnitOfWork, plan: Mapping[str, Any]) -> None:
    """Two plans at once would each not see the other, and send the same auditor twice."""
    uow.alone("plan", plan["centre_id"], plan["auditor_id"])


def _add_visit(uow: UnitOfWork, visit_id: uuid.UUID, plan: Mapping[str, Any], digest: str) -> None:
    at = now()
    uow.session.add(
        Visit(
            id=visit_id,
            status=Status.PLANNED,
            due_at=plan["window_to"] + REPORT_WITHIN,
            plan_digest=digest,
            created_at=at,
            updated_at=at,
            **plan,
        )
    )
    uow.session.flush()


def _check_plan(session: Session, actor: Actor, plan: Mapping[str, Any]) -> Programme | None:
    """Everything the plan names exists and may be used; the programme it belongs to, if any."""
    errors = [error for error in _plan_errors(session, actor, plan) if error is not None]
    if errors:
        raise Invalid("visit.plan_invalid", "This visit cannot be planned.", errors=errors)
    programme = None
    if plan["wave_id"] is not None:
        programme = programme_of_wave(session, plan["wave_id"])
    elif plan["scenario_id"] is not None:
        programme = programme_of_scenario(session, plan["scenario_id"])
    if programme is not None:
        require_started(programme)
    return programme


def _plan_errors(session: Session, actor: Actor, plan: Mapping[str, Any]) -> list[FieldError | None]:
    centre = session.get(Centre, plan["centre_id"])
    reachable = centre is not None and centre.active and manages(actor, centre.area.path)
    return [
        None if reachable else FieldError("/centre_id", "unknown", "There is no such centre among yours."),
        None if _is_auditor(session, plan["auditor_id"]) else _unknown("auditor_id", "auditor"),
        _must_exist(session, ChecklistVersion, plan, "checklist_version_id"),
        _must_exist(session, Wave, plan, "wave_id"),
        _must_exist(session, Scenario, plan, "scenario_id"),
        None
        if plan["window_to"] > plan["window_from"]
        else FieldError("/window_to", "order", "It ends after it begins."),
    ]


def _must_exist(session: Session, kind: Any, plan: Mapping[str, Any], name: str) -> FieldError | None:
    key = plan[name]
    return None if key is None or session.get(kind, key) is not None else _unknown(name, name.removesuffix("_id"))


def _unknown(name: str, what: str) -> FieldError:
    return FieldError(f"/{name}", "unknown", f"There is no such {what.replace('_', ' ')}.")


def _is_auditor(session: Session, user_id: uuid.UUID) -> bool:
    held = select(RoleGrant.id).where(RoleGrant.user_id == user_id, RoleGrant.role == Role.AUDITOR)
    active = held.join(User, User.id == RoleGrant.user_id).where(User.active)
    return session.execute(active.limit(1)).first() is not None


def _check_rotation(
    session: Session,
    actor: Actor,
    visit_id: uuid.UUID,
    plan: Mapping[str, Any],
    programme: Programme | None,
    data: Mapping[str, Any],
) -> str | None:
    """Not the same face too soon. Administrators may override it with a reason, which the trail keeps."""
    days = programme.rotation_days if programme is not None else ROTATION_DAYS
    if not _visits_near(session, visit_id, plan, dt.timedelta(days=days)):
        return None
    if not data.get("override_rotation"):
        text = f"This auditor visits this centre within {days} days of the planned visit."
        raise Conflict("visit.rotation", text, errors=[FieldError("/auditor_id", "visit.rotation", text)])
    if not actor.is_a(Role.ADMINISTRATOR):
        raise Forbidden("visit.rotation_override", "Only an administrator may override the rotation.")
    if not data.get("reason"):
        raise Invalid("invalid", "Say why.", errors=[FieldError("/reason", "required", "Say why.")])
    return f"Rotation overridden: {data['reason']}"


def _visits_near(session: Session, visit_id: uuid.UUID, plan: Mapping[str, Any], distance: dt.timedelta) -> bool:
    """Whether another living visit of this auditor to this centre comes closer than this, window to window."""
    near = select(Visit.id).where(
        Visit.id != visit_id,
        Visit.centre_id == plan["centre_id"],
        Visit.auditor_id == plan["auditor_id"],
        Visit.status.not_in(ENDED),
        Visit.window_to > plan["window_from"] - distance,
        Visit.window_from < plan["window_to"] + distance,
    )
    return session.execute(near.limit(1)).first() is not None


def _digest(plan: Mapping[str, Any]) -> str:
    canonical = json.dumps({name: None if v is None else str(v) for name, v in plan.items()}, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
