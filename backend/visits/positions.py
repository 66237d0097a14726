"""Positions given as answers are deleted after thirty days, wherever they stand: in answers, and in the trail.

`visit.positions_until` is the moment at which the next one is due, so that nobody looks through answers to find it.
Certificates never hold one (reviews/certificate).
"""

import copy
import datetime as dt
import logging
import uuid
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Engine, or_, select, update

from backend.domain.positions import gone_at, holds_position, without_position
from backend.domain.roles import SYSTEM
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.trail.models import TrailEntry
from backend.trail.service import replace_details
from backend.visits.answer_merge import REPLACED, TWO_ANSWERS, told_answers
from backend.visits.answer_rows import Given, stored_answers, write_answers
from backend.visits.changes import change_visit
from backend.visits.models import Visit
from backend.visits.queries import lock_visit

log = logging.getLogger(__name__)

AT_MOST: Final = 500


def watch_positions(uow: UnitOfWork, visit_id: uuid.UUID, given: Iterable[Given]) -> None:
    """Note when the first of these is due; the visit is locked. `read_answer` believes no moment later than ours."""
    due = [gone_at(answer.updated_at) for answer in given if holds_position(answer.value)]
    if due:
        later = or_(Visit.positions_until.is_(None), Visit.positions_until > min(due))
        uow.session.execute(update(Visit).where(Visit.id == visit_id, later).values(positions_until=min(due)))


def forget_given_positions(engine: Engine) -> int:
    """Delete every position whose time is over, visit by visit; of how many visits. Any number may do this at once."""
    at = now()
    due = select(Visit.id).where(Visit.positions_until <= at).order_by(Visit.positions_until).limit(AT_MOST)
    with unit_of_work(engine, write=False) as uow:
        visit_ids = uow.session.scalars(due).all()
    forgotten = 0
    for visit_id in visit_ids:
        try:
            with unit_of_work(engine) as uow:
                forgotten += _forget(uow, visit_id, at)
        except Exception:
            # One that cannot be read must not keep the others waiting.
            log.exception("the positions of visit %s could not be deleted", visit_id)
    return forgotten


def _forget(uow: UnitOfWork, visit_id: uuid.UUID, at: dt.datetime) -> bool:
    """With the visit locked. Its version goes up, so that phones fetch it again and drop their copies, too."""
    visit = lock_visit(uow.session, SYSTEM, visit_id)
    held = [given for given in stored_answers(uow.session, visit_id).values() if holds_position(given.value)]
    over = [given for given in held if gone_at(given.updated_at) <= at]
    if over:
        write_answers(uow.session, visit_id, [given._replace(value=without_position(given.value)) for given in over])
    in_trail, waiting = _forget_in_trail(uow, visit_id, at)
    waiting += [gone_at(given.updated_at) for given in held if given not in over]
    values = {"positions_until": min(waiting, default=None)}
    if over or in_trail:
        change_visit(uow, visit, **values)
        return True
    uow.session.execute(update(Visit).where(Visit.id == visit_id).values(values))
    return False


def _forget_in_trail(uow: UnitOfWork, visit_id: uuid.UUID, at: dt.datetime) -> tuple[bool, list[dt.datetime]]:
    """Answers that lost are kept there. Whether anything was deleted, and when what stays is due."""
    mine = (TrailEntry.subject_kind == "visit", TrailEntry.subject_id == visit_id)
    told = select(TrailEntry.id, TrailEntry.details).where(*mine, TrailEntry.action.in_((REPLACED, TWO_ANSWERS)))
    forgotten, waiting = False, list[dt.datetime]()
    for entry_id, stored in uow.session.execute(told).all():
        details = copy.deepcopy(stored)
        for answer in told_answers(details):
            if not holds_position(answer["value"]):
                continue
            due = gone_at(dt.datetime.fromisoformat(answer["updated_at"]))
            if due > at:
                waiting.append(due)
            else:
                answer["value"] = without_position(answer["value"])
        if details != stored:
            replace_details(uow, entry_id, details)
            forgotten = True
    return forgotten, waiting
