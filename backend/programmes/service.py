"""Programmes: what must be recorded before a programme starts, and that it starts once."""

import datetime as dt
import uuid
from typing import Any, Final

from backend.domain.problems import Conflict, FieldError, Invalid, PreconditionFailed
from backend.domain.roles import Actor
from backend.kernel.unit_of_work import UnitOfWork
from backend.programmes.models import Programme
from backend.programmes.queries import load_programme
from backend.trail.service import record

NEEDED: Final = {
    "purpose": "Say what the programme is for.",
    "notice_text": "Write the notice that staff are given.",
    "notice_on": "Say on which day staff were told.",
    "notice_audience": "Say who was told.",
    "retention_months": "Say how many months records are kept.",
}


def change_programme(
    uow: UnitOfWork, actor: Actor, programme_id: uuid.UUID, row_version: int, changes: dict[str, Any]
) -> Programme:
    """Record purpose, notice and retention; what a started programme rests on can be changed, but never emptied."""
    programme = load_programme(uow.session, programme_id)
    if programme.row_version != row_version:
        raise PreconditionFailed()
    before = {name: getattr(programme, name) for name in changes}
    for name, value in changes.items():
        setattr(programme, name, value)
    if programme.started_on is not None:
        _check_complete(programme)
    details = {name: {"from": _plain(before[name]), "to": _plain(value)} for name, value in changes.items()}
    record(uow, actor, "programme.changed", "programme", programme.id, details=details)
    uow.session.flush()
    return programme


def start_programme(uow: UnitOfWork, actor: Actor, programme_id: uuid.UUID, day: dt.date) -> Programme:
    """Start it, once staff have been told why and how, and how long records are kept. Twice changes nothing."""
    programme = load_programme(uow.session, programme_id)
    if programme.started_on is not None:
        return programme
    _check_complete(programme)
    if programme.notice_on is not None and programme.notice_on > day:
        late = "Staff have not been told yet: the notice is dated later."
        raise Invalid("programme.not_ready", late, errors=[FieldError("/notice_on", "in_future", late)])
    programme.started_on = day
    record(uow, actor, "programme.started", "programme", programme.id, to_state="started")
    uow.session.flush()
    return programme


def require_started(programme: Programme) -> None:
    """No visit is planned for a programme that staff have not been told about."""
    if programme.started_on is None:
        raise Conflict("programme.not_started", f"“{programme.name}” has not started: its notice to staff comes first.")


def _check_complete(programme: Programme) -> None:
    errors = [FieldError(f"/{name}", "required", text) for name, text in NEEDED.items() if not getattr(programme, name)]
    if errors:
        raise Invalid("programme.not_ready", "The programme is not ready to start.", errors=errors)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
