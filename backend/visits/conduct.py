"""What an auditor does before submitting: accepts the visit and sends answers, in any order and any number of times."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from backend.checklists.queries import Form, load_form
from backend.domain.problems import Invalid
from backend.domain.roles import Actor
from backend.domain.visit_flow import Action, Status, next_status
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.answer_merge import Merge, record_meetings
from backend.visits.answer_rows import Given, Refused, check_meaning, read_answer, stored_answers, write_answers
from backend.visits.changes import change_visit, conducts
from backend.visits.follow_up import look_soon
from backend.visits.leases import Lease, note_device
from backend.visits.positions import watch_positions
from backend.visits.queries import lock_visit

MOST_ANSWERS: Final = 500
BEGUN: Final = (Status.ACCEPTED, Status.IN_PROGRESS, Status.AWAITING_FOLLOW_UP)


class Kept(NamedTuple):
    """What became of one sent answer: "sent" was kept, a newer "stored" one stayed, or it was "refused"."""

    question_id: str | None
    revision_id: str | None
    updated_at: Any
    kept: str
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Merged:
    """The result of sending answers."""

    answers: Sequence[dict[str, Any]]
    status: str
    row_version: int
    lease: Lease | None


def accept_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, device_id: uuid.UUID | None = None) -> None:
    """The auditor takes the visit on. Saying so twice, or after having begun, changes nothing."""
    visit = lock_visit(uow.session, actor, visit_id)
    if visit.status in BEGUN and conducts(actor, visit):
        return
    status = next_status(Action.ACCEPT, Status(visit.status), conducts(actor, visit))
    change_visit(uow, visit, status=status, accepted_at=now())
    note_device(uow, visit_id, device_id)
    record(uow, actor, "visit.accepted", "visit", visit_id, from_state=visit.status, to_state=status)


def merge_answers(
    uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, sent: Sequence[Any], device_id: uuid.UUID | None = None
) -> Merged:
    """Keep the newest answer of each question; those that lose, on either side, go to the trail."""
    if len(sent) > MOST_ANSWERS:
        raise Invalid("visit.too_many_answers", f"Send at most {MOST_ANSWERS} answers at once.")
    visit = lock_visit(uow.session, actor, visit_id)
    status = next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    form = load_form(uow.session, visit.checklist_version_id)
    device = note_device(uow, visit_id, device_id, begins=status != visit.status)
    at = now()
    read = [read_answer(answer, at, device.number) for answer in sent]
    merge = Merge(stored_answers(uow.session, visit_id))
    results = [_judge(merge, answer, form) for answer in read]
    version = visit.row_version
    if merge.winners:
        write_answers(uow.session, visit_id, merge.winners.values())
        version = change_visit(uow, visit, status=status, **look_soon(form, at))
        if status != visit.status:
            record(uow, actor, "visit.begun", "visit", visit_id, from_state=visit.status, to_state=status)
    record_meetings(uow, actor, visit_id, merge.meetings)
    watch_positions(uow, visit_id, [*merge.winners.values(), *(meeting.lost for meeting in merge.meetings)])
    status_now = status if merge.winners else visit.status
    return Merged([kept._asdict() for kept in results], status_now, version, device.lease)


def _judge(merge: Merge, answer: Given | Refused, form: Form) -> Kept:
    refused = answer if isinstance(answer, Refused) else check_meaning(answer, form, merge.present)
    if refused is not None:
        return Kept(refused.question_id, refused.revision_id, None, "refused", refused.code, refused.message)
    assert isinstance(answer, Given)
    kept = merge.take(answer)
    present = merge.present[answer.question_id]
    return Kept(answer.question_id, str(present.revision_id), present.updated_at, kept)
