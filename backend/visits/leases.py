"""Which of an auditor's devices a visit is made on. Advice, not a lock: what any of them sends is kept."""

import datetime as dt
import string
import uuid
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from backend.domain.roles import Actor
from backend.domain.visit_flow import Action, Status, next_status
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.changes import change_visit, conducts
from backend.visits.models import VisitLease
from backend.visits.queries import lock_visit

_LEASE: Final = table_of(VisitLease).columns
_DEVICES: Final = select(*_LEASE).where(_LEASE.visit_id == bindparam("visit_id")).order_by(_LEASE.number)
_ADD: Final = insert(table_of(VisitLease))

Devices = Sequence[Row[*tuple[Any, ...]]]


class Lease(NamedTuple):
    """The device that a visit was last opened on to go on with it."""

    device_id: uuid.UUID
    phone: str
    taken_at: dt.datetime


class Noted(NamedTuple):
    """The device that has just sent something: its number within the visit, and who holds the lease."""

    number: int | None = None
    lease: Lease | None = None


def phone_name(number: int) -> str:
    """A, B, C: told apart by people, and nothing else is known of them."""
    return string.ascii_uppercase[number - 1] if number <= len(string.ascii_uppercase) else str(number)


def lease_of(session: Session, visit_id: uuid.UUID) -> Lease | None:
    return _held(session.execute(_DEVICES, {"visit_id": visit_id}).all())


def note_device(uow: UnitOfWork, visit_id: uuid.UUID, device_id: uuid.UUID | None, *, begins: bool = False) -> Noted:
    """Remember that this device works on the (locked) visit. The first has the lease, or the one that begins it."""
    if device_id is None:
        return Noted()
    devices = uow.session.execute(_DEVICES, {"visit_id": visit_id}).all()
    lease = _held(devices)
    mine = next((device for device in devices if device.device_id == device_id), None)
    takes = lease is None or (begins and lease.device_id != device_id)
    number = mine.number if mine is not None else len(devices) + 1
    if mine is None or takes:
        at = now()
        _write(uow, visit_id, device_id, number, at if takes else None, new=mine is None)
        lease = Lease(device_id, phone_name(number), at) if takes else lease
    return Noted(number, lease)


def take_lease(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, device_id: uuid.UUID, at: dt.datetime) -> None:
    """The auditor goes on with the visit on this device, since `at`; a later choice for another one stands."""
    visit = lock_visit(uow.session, actor, visit_id)
    next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    noted = note_device(uow, visit_id, device_id)
    assert noted.number is not None and noted.lease is not None
    at = min(at, now())
    if noted.lease.device_id == device_id or noted.lease.taken_at >= at:
        return
    _write(uow, visit_id, device_id, noted.number, at, new=False)
    change_visit(uow, visit)
    details = {"from": noted.lease.phone, "to": phone_name(noted.number)}
    record(uow, actor, "visit.lease_taken", "visit", visit_id, details=details)


def _held(devices: Devices) -> Lease | None:
    taken = [device for device in devices if device.taken_at is not None]
    last = max(taken, key=lambda device: device.taken_at, default=None)
    return Lease(last.device_id, phone_name(last.number), last.taken_at) if last is not None else None


def _write(
    uow: UnitOfWork, visit_id: uuid.UUID, device_id: uuid.UUID, number: int, at: dt.datetime | None, *, new: bool
) -> None:
    if new:
        row = {"visit_id": visit_id, "device_id": device_id, "number": number, "opened_at": now(), "taken_at": at}
        uow.session.execute(_ADD, row)
        return
    mine = (_LEASE.visit_id == visit_id, _LEASE.device_id == device_id)
    uow.session.execute(update(table_of(VisitLease)).where(*mine).values(taken_at=at))
