"""What an auditor noted while there. For the auditor and those who review, never for a centre, and not in the trail."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.domain.problems import Invalid
from backend.domain.roles import Actor
from backend.domain.visit_flow import Action, Status, next_status
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.answer_rows import FUTURE_ALLOWED
from backend.visits.changes import change_visit, conducts
from backend.visits.leases import Lease, note_device
from backend.visits.models import VisitNote
from backend.visits.queries import lock_visit

MOST_NOTES: Final = 500
# Told as notes, so that the phones of one auditor merge them; the visit has them as times of its own.
TIMES: Final = {"arrived": "arrived_at", "left": "left_at"}
CONTENT: Final = ("revision_id", "at", "until", "text", "removed", "updated_at")


class Kept(NamedTuple):
    """The notes of the visit as they now are."""

    notes: Sequence[VisitNote]
    status: str
    row_version: int
    lease: Lease | None


def notes_of(session: Session, visit_id: uuid.UUID) -> list[VisitNote]:
    """In the order of what happened; removed ones too, so that another phone hears of it."""
    mine = select(VisitNote).where(VisitNote.visit_id == visit_id)
    return list(session.scalars(mine.order_by(VisitNote.at, VisitNote.id)))


def keep_notes(
    uow: UnitOfWork,
    actor: Actor,
    visit_id: uuid.UUID,
    sent: Sequence[Mapping[str, Any]],
    device_id: uuid.UUID | None = None,
) -> Kept:
    """Keep what is newer than what is here. Sent twice, nothing changes. Taken as long as answers are."""
    visit = lock_visit(uow.session, actor, visit_id)
    status = next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    device = note_device(uow, visit_id, device_id, begins=status != visit.status)
    changed = _merge(uow.session, visit_id, sent)
    version = visit.row_version
    if changed:
        version = change_visit(uow, visit, status=status, **_times(changed))
        if status != visit.status:
            record(uow, actor, "visit.begun", "visit", visit_id, from_state=visit.status, to_state=status)
    uow.session.flush()
    return Kept(notes_of(uow.session, visit_id), status if changed else visit.status, version, device.lease)


def noted_times(session: Session, visit_id: uuid.UUID) -> dict[str, dt.datetime | None]:
    """What was noted of arriving and leaving, as columns of the visit: None where that was taken back."""
    mine = select(VisitNote).where(VisitNote.visit_id == visit_id, VisitNote.id.in_(TIMES))
    return _times(session.scalars(mine))


def _times(notes: Iterable[VisitNote]) -> dict[str, dt.datetime | None]:
    return {TIMES[note.id]: None if note.removed else note.at for note in notes if note.id in TIMES}


def _merge(session: Session, visit_id: uuid.UUID, sent: Sequence[Mapping[str, Any]]) -> list[VisitNote]:
    """Those that were new here."""
    here = {note.id: note for note in notes_of(session, visit_id)}
    latest = now() + FUTURE_ALLOWED
    changed = list[VisitNote]()
    for one in sent:
        new = {**one, "updated_at": min(one["updated_at"], latest)}
        old = here.get(new["id"])
        if old is None:
            here[new["id"]] = VisitNote(visit_id=visit_id, **new)
            session.add(here[new["id"]])
        elif _order(new) > _order(vars(old)) and new["revision_id"] != old.revision_id:
            for name in CONTENT:
                setattr(old, name, new[name])
        else:
            continue
        changed.append(here[new["id"]])
    if len(here) > MOST_NOTES:
        raise Invalid("visit.too_many_notes", f"A visit takes at most {MOST_NOTES} notes.")
    return changed


def _order(note: Mapping[str, Any]) -> tuple[Any, uuid.UUID]:
    return note["updated_at"], note["revision_id"]
