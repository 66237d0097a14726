"""What the office does with a pulse: make it, and take it back while nobody has answered. Closing: `closing`."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete, exists, select

from backend.domain.problems import Conflict
from backend.domain.roles import Actor
from backend.engagement.models import EngagementFigure, EngagementWave
from backend.engagement.publishing import floor_of
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.pulse.models import Pulse, PulseCode, PulseLink
from backend.pulse.queries import has_answers, load_pulse
from backend.pulse.template import questions_in
from backend.trail.service import record

SUBJECT: Final = "pulse"


def put_pulse(uow: UnitOfWork, actor: Actor, pulse_id: uuid.UUID, data: Mapping[str, Any]) -> Pulse:
    """A new pulse with its wave and the template's questions; the same again finds it."""
    uow.alone("engagement")
    known = uow.session.get(Pulse, pulse_id)
    if known is not None:
        if known.wave.code != data["code"]:
            raise Conflict("id_taken", "This id belongs to another pulse.")
        return known
    wave = _new_wave(uow, pulse_id, data)
    pulse = Pulse(
        wave_id=pulse_id,
        wave=wave,
        languages=data["languages"],
        questions=questions_in(uow.session, data["languages"]),
        created_by_id=actor.user_id,
        created_at=now(),
    )
    uow.session.add(pulse)
    uow.session.flush()
    record(uow, actor, "pulse.made", SUBJECT, pulse_id, details={"code": wave.code, "questions": len(pulse.questions)})
    return pulse


def delete_pulse(uow: UnitOfWork, actor: Actor, pulse_id: uuid.UUID) -> None:
    """With its links and codes. Once somebody has answered, or figures are there, it can only be closed."""
    uow.alone("engagement")
    pulse = load_pulse(uow.session, pulse_id, lock=True)
    figures = select(exists().where(EngagementFigure.wave_id == pulse_id))
    if pulse.closed_at is not None or has_answers(uow.session, pulse_id) or uow.session.scalar(figures):
        raise Conflict("pulse.in_use", "Somebody has answered already. Close the pulse instead.")
    for table in (PulseLink, PulseCode):
        uow.session.execute(delete(table).where(table.wave_id == pulse_id))
    code, wave = pulse.wave.code, pulse.wave
    uow.session.delete(pulse)
    uow.session.flush()
    uow.session.delete(wave)
    record(uow, actor, "pulse.deleted", SUBJECT, pulse_id, details={"code": code})


def _new_wave(uow: UnitOfWork, wave_id: uuid.UUID, data: Mapping[str, Any]) -> EngagementWave:
    if data["closed_on"] < latest_today():
        raise Conflict("pulse.in_the_past", "The last day of this pulse is over already.")
    if uow.session.scalar(select(exists().where(EngagementWave.code == data["code"]))):
        raise Conflict("pulse.code_taken", "There is a wave of this name already. Choose another one.")
    wave = EngagementWave(
        id=wave_id,
        code=data["code"],
        opened_on=data["opened_on"],
        closed_on=data["closed_on"],
        floor=floor_of(uow.session),
        answers=0,
    )
    uow.session.add(wave)
    return wave


def latest_today() -> dt.date:
    """The day it is where a day ends last."""
    return (now() - dt.timedelta(hours=12)).date()
