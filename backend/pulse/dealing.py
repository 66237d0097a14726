"""Putting an answer among those of its team so that no order of arrival is left in the table.

Every answer that comes takes up all rows of its team and deals them anew: new ids of pure chance, in a shuffled
order, in one transaction. Then neither the ids nor the places in the table nor, on PostgreSQL, the number of the
transaction tell them apart. Decision 0138 says what remains below the tables.
"""

import random
import uuid
from collections.abc import Mapping

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from backend.kernel.db import table_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.pulse.models import PulseAnswer


def deal_in(uow: UnitOfWork, pulse_id: uuid.UUID, centre_id: uuid.UUID, team: str, answers: Mapping[str, int]) -> None:
    uow.alone("pulse answers", pulse_id, centre_id, team)
    wipe_what_is_deleted(uow.session)
    place = {"wave_id": pulse_id, "centre_id": centre_id, "team_code": team}
    taken_up = delete(PulseAnswer).filter_by(**place).returning(PulseAnswer.answers)
    held = [*uow.session.scalars(taken_up), dict(sorted(answers.items()))]
    random.SystemRandom().shuffle(held)
    rows = [{"id": uuid.uuid4(), "answers": one, **place} for one in held]
    uow.session.execute(insert(table_of(PulseAnswer)), rows)


def wipe_what_is_deleted(session: Session) -> None:
    """SQLite leaves deleted rows in its file until their room is needed, unless it is told to overwrite them."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))
