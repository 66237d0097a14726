"""Who wants to be reminded on which device, and what is still to be said. Sending is the matter of `jobs`."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Engine, delete, select

from backend.accounts.models import AuthSession, User
from backend.domain.problems import FieldError, Invalid
from backend.domain.reminders import RETURN_DUE, RETURN_LEAD
from backend.domain.roles import Actor, SignedIn
from backend.domain.visit_flow import Status
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.jobs import enqueue
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.notices.addresses import is_push_service
from backend.notices.models import PushReminder, PushSubscription
from backend.visits.models import Visit

KIND: Final = "notices.push"
# Ten tries are spread over about half an hour.
TRIES: Final = 10
MOST_DEVICES: Final = 10
AT_MOST: Final = 200


def subscribe(uow: UnitOfWork, who: SignedIn, data: Mapping[str, Any], hosts: str) -> uuid.UUID:
    """One row a device. Somebody else who signs in on it takes it over; the oldest of too many go."""
    endpoint, user_id = data["endpoint"], who.actor.user_id
    assert user_id is not None
    if not is_push_service(endpoint, hosts):
        raise Invalid(
            "push.unknown_service",
            "Reminders are only sent to the push services of known browsers.",
            errors=[FieldError("/endpoint", "unknown_service", "This is not a known push service.")],
        )
    digest = hashlib.sha256(endpoint.encode()).hexdigest()
    uow.alone("push subscription", digest)
    row = uow.session.scalar(select(PushSubscription).where(PushSubscription.endpoint_hash == digest))
    if row is None:
        row = PushSubscription(id=new_id(), endpoint=endpoint, endpoint_hash=digest)
        uow.session.add(row)
    row.user_id, row.session_id = user_id, who.session_id
    row.p256dh, row.auth, row.created_at = data["keys"]["p256dh"], data["keys"]["auth"], now()
    uow.session.flush()
    mine = select(PushSubscription.id).where(PushSubscription.user_id == user_id)
    oldest = mine.order_by(PushSubscription.created_at.desc(), PushSubscription.id.desc()).offset(MOST_DEVICES)
    if surplus := uow.session.scalars(oldest).all():
        uow.session.execute(delete(PushSubscription).where(PushSubscription.id.in_(surplus)))
    return row.id


def unsubscribe(uow: UnitOfWork, actor: Actor, subscription_id: uuid.UUID) -> None:
    mine = (PushSubscription.id == subscription_id, PushSubscription.user_id == actor.user_id)
    uow.session.execute(delete(PushSubscription).where(*mine))


def on_visit_reminders(uow: UnitOfWork, visit_id: uuid.UUID, auditor_id: uuid.UUID, kinds: Iterable[str]) -> None:
    """Hears of clocks (with their visit locked): what was not said yet is sent to each of the auditor's devices."""
    devices = _devices(uow, auditor_id)
    if not devices:
        return
    said = set(uow.session.scalars(select(PushReminder.kind).where(PushReminder.visit_id == visit_id)))
    new = sorted(set(kinds) - said)
    uow.session.add_all(PushReminder(visit_id=visit_id, kind=kind, at=now()) for kind in new)
    if new:
        # Several at once are one reminder on the device: it only says that there is one.
        for device in devices:
            enqueue(uow, KIND, {"subscription_id": str(device)}).max_attempts = TRIES


def remind_of_returned(engine: Engine) -> int:
    """Returned visits that are due soon, of people who want to be reminded; how many were found."""
    at = now()
    said = select(PushReminder.visit_id).where(PushReminder.kind == RETURN_DUE)
    due = (Visit.status == Status.RETURNED, Visit.due_at <= at + RETURN_LEAD, Visit.id.not_in(said))
    wanted = Visit.auditor_id.in_(select(PushSubscription.user_id))
    with unit_of_work(engine, write=False) as uow:
        found = uow.session.execute(select(Visit.id, Visit.auditor_id).where(*due, wanted).limit(AT_MOST)).all()
    for visit_id, auditor_id in found:
        with unit_of_work(engine) as uow:
            if _is_still_due(uow, visit_id, at):
                on_visit_reminders(uow, visit_id, auditor_id, [RETURN_DUE])
    return len(found)


def _is_still_due(uow: UnitOfWork, visit_id: uuid.UUID, at: dt.datetime) -> bool:
    """Locked: two workers must not both find that nothing was said."""
    due = (Visit.id == visit_id, Visit.status == Status.RETURNED, Visit.due_at <= at + RETURN_LEAD)
    return uow.session.scalar(select(Visit.id).where(*due).with_for_update(of=Visit)) is not None


def _devices(uow: UnitOfWork, user_id: uuid.UUID) -> list[uuid.UUID]:
    """Where this person is signed in and wants to be reminded."""
    living = select(PushSubscription.id).join(AuthSession, AuthSession.id == PushSubscription.session_id)
    mine = (PushSubscription.user_id == user_id, AuthSession.expires_at > now(), User.active)
    return list(uow.session.scalars(living.join(User, User.id == PushSubscription.user_id).where(*mine)))
