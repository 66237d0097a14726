"""Visits that wait for what happens afterwards: the auditor says so, and observation clocks close by themselves.

A clock whose window has ended without an answer gets "no contact" as its answer, older than anything a person can have
said: whatever a phone still holds wins over it, whenever that arrives (decision 0044).
"""

import datetime as dt
import logging
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from backend.checklists.queries import Form, load_form
from backend.domain.answer import AnswerValue
from backend.domain.answers import walk
from backend.domain.clocks import Clock, clocks
from backend.domain.problems import Conflict
from backend.domain.reminders import ENDED, RUNNING, next_change, reminders
from backend.domain.roles import SYSTEM, Actor
from backend.domain.visit_flow import Action, Party, Status, next_status
from backend.evidence.queries import photos_of
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.trail.service import record
from backend.visits.answer_rows import Given, stored_answers, write_answers
from backend.visits.changes import change_visit, conducts
from backend.visits.leases import note_device
from backend.visits.models import Visit
from backend.visits.queries import lock_visit

log = logging.getLogger(__name__)

#: Nobody's word: no phone says that something was earlier.
NOBODY: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
NO_REVISION: Final = uuid.UUID(int=0)
TICK: Final = dt.timedelta(milliseconds=1)
STARTED: Final = ("early", "running", "over")
WATCHED: Final = (Status.IN_PROGRESS, Status.AWAITING_FOLLOW_UP)
AT_MOST: Final = 500


@dataclass(frozen=True)
class Looked:
    """What a look at one visit did: the clocks it closed, and where the visit stands now."""

    visit_id: uuid.UUID
    closed: Sequence[str]
    status: str


def wait_for_follow_up(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, device_id: uuid.UUID | None = None) -> None:
    """The auditor has left, and waits. Saying so twice changes nothing."""
    visit = lock_visit(uow.session, actor, visit_id)
    if visit.status == Status.AWAITING_FOLLOW_UP and conducts(actor, visit):
        return
    status = next_status(Action.WAIT, Status(visit.status), conducts(actor, visit))
    form = load_form(uow.session, visit.checklist_version_id)
    at = now()
    found = _clocks(uow.session, visit_id, form, stored_answers(uow.session, visit_id), at)
    if not any(clock.state in STARTED for clock in found):
        raise Conflict("visit.nothing_to_wait_for", "No clock of this visit is running.")
    change_visit(uow, visit, status=status, look_at=at)
    note_device(uow, visit_id, device_id)
    record(uow, actor, "visit.waiting", "visit", visit_id, from_state=visit.status, to_state=status)


def look_soon(form: Form, at: dt.datetime) -> dict[str, Any]:
    """What to change with answers that may have moved a clock: the worker looks at the visit again."""
    return {"look_at": at} if any("clock" in question for question in form.questions.values()) else {}


def look_at_clocks(engine: Engine) -> list[Looked]:
    """Look at every visit whose time has come, each in a transaction of its own. Any number may do this at once."""
    at = now()
    due = select(Visit.id).where(Visit.look_at <= at, Visit.status.in_(WATCHED)).order_by(Visit.look_at).limit(AT_MOST)
    with unit_of_work(engine, write=False) as uow:
        visit_ids = uow.session.scalars(due).all()
    found = []
    for visit_id in visit_ids:
        try:
            with unit_of_work(engine) as uow:
                found += _look(uow, visit_id, at)
        except Exception:
            # One that cannot be read must not keep the others waiting.
            log.exception("the clocks of visit %s could not be looked at", visit_id)
    return found


def _look(uow: UnitOfWork, visit_id: uuid.UUID, at: dt.datetime) -> list[Looked]:
    """With the visit locked: an answer that comes at the same moment is either seen here, or beats what is written."""
    visit = lock_visit(uow.session, SYSTEM, visit_id)
    due = (Visit.id == visit_id, Visit.status.in_(WATCHED), Visit.look_at <= at)
    if uow.session.scalar(select(Visit.id).where(*due)) is None:
        return []
    form = load_form(uow.session, visit.checklist_version_id)
    answers = stored_answers(uow.session, visit_id)
    standing = _clocks(uow.session, visit_id, form, answers, at)
    kinds, status, closed = reminders(standing, at), visit.status, list[str]()
    if status == Status.AWAITING_FOLLOW_UP:
        closed = _close(uow, visit_id, standing, answers)
        if not any(clock.state in RUNNING for clock in standing):
            # The visit is its auditor's again, to be completed and submitted.
            status, kinds = next_status(Action.END_OBSERVATION, Status(status), {Party.SYSTEM}), kinds | {ENDED}
            states = {"from_state": visit.status, "to_state": status}
            record(uow, SYSTEM, "visit.observation_ended", "visit", visit_id, **states)
    if closed or status != visit.status:
        change_visit(uow, visit, status=status)
    uow.session.execute(update(Visit).where(Visit.id == visit_id).values(look_at=next_change(standing, at)))
    if kinds:
        uow.emit("visit.reminders", visit_id=visit_id, auditor_id=visit.auditor_id, kinds=kinds)
    return [Looked(visit_id, closed, status)] if closed or status != visit.status else []


def _close(uow: UnitOfWork, visit_id: uuid.UUID, standing: Sequence[Clock], answers: Mapping[str, Given]) -> list[str]:
    """Answer every clock that is over. For conditions nothing changes: no contact is no value either."""
    over = [clock for clock in standing if clock.state == "over"]
    if over:
        write_answers(uow.session, visit_id, [_no_contact(clock.key, answers.get(clock.key)) for clock in over])
        told = [{"question_id": clock.key, "closed_at": clock.closes_at} for clock in over]
        record(uow, SYSTEM, "visit.no_contact_observed", "visit", visit_id, details={"clocks": told})
    return [clock.key for clock in over]


def _no_contact(key: str, held: Given | None) -> Given:
    """After an answer that was taken back, and before any other that a person has given or will give."""
    if held is None:
        return Given(key, NO_REVISION, "no_contact", None, None, None, NOBODY)
    return Given(key, NO_REVISION, "no_contact", None, held.comment, held.waiver, held.updated_at + TICK)


def _clocks(
    session: Session, visit_id: uuid.UUID, form: Form, answers: Mapping[str, Given], at: dt.datetime
) -> list[Clock]:
    photos = Counter(photo.question_id for photo in photos_of(session, visit_id) if photo.question_id is not None)
    values = {key: AnswerValue(given.state, given.value, given.comment, given.waiver) for key, given in answers.items()}
    return clocks(walk(form.definition, values, photos), at)
