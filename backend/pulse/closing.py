"""The end of a pulse: answers become figures of their wave, and are deleted; the wave is published like any other."""

import logging
import uuid
from typing import Final

from sqlalchemy import Engine, delete, select, text
from sqlalchemy.orm import Session

from backend.domain.problems import Conflict
from backend.domain.roles import SYSTEM, Actor
from backend.engagement import publishing
from backend.engagement.dimensions import add_dimensions
from backend.engagement.models import EngagementFigure
from backend.engagement.published import WHOLE
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.pulse.adding import HIGH, LOW, Said, Sum, add_up
from backend.pulse.dealing import wipe_what_is_deleted
from backend.pulse.models import Pulse, PulseAnswer, PulseCode
from backend.pulse.queries import load_pulse, pulses_to_close
from backend.pulse.service import SUBJECT, latest_today
from backend.trail.service import record

log = logging.getLogger(__name__)

SOURCE: Final = "pulse"


def close_pulses(engine: Engine) -> int:
    """Close those whose last day has passed everywhere on earth; how many there were."""
    with unit_of_work(engine, write=False) as uow:
        due = pulses_to_close(uow.session, latest_today())
    for pulse_id in due:
        with unit_of_work(engine) as uow:
            close_pulse(uow, SYSTEM, pulse_id)
    return len(due)


def close_early(uow: UnitOfWork, actor: Actor, pulse_id: uuid.UUID) -> Pulse:
    """Close one now; its wave then belongs to the period of today."""
    pulse = close_pulse(uow, actor, pulse_id)
    today = now().date()
    pulse.wave.closed_on = max(pulse.wave.opened_on, min(pulse.wave.closed_on, today))
    uow.session.flush()
    return pulse


def close_pulse(uow: UnitOfWork, actor: Actor, pulse_id: uuid.UUID) -> Pulse:
    """Add up, delete, publish. A pulse that is closed stays as it is."""
    uow.alone("engagement")
    session = uow.session
    pulse = load_pulse(session, pulse_id, lock=True)
    if pulse.closed_at is not None:
        return pulse
    sums = add_up(_said(session, pulse_id), pulse.questions)
    pulse.closed_at = now()
    _forget(session, pulse_id)
    refused = _publish(session, pulse, sums)
    record(uow, actor, "pulse.closed", SUBJECT, pulse_id, why=refused)
    uow.after_commit(_clean_up, uow.engine)
    return pulse


def _said(session: Session, pulse_id: uuid.UUID) -> list[Said]:
    columns = (PulseAnswer.centre_id, PulseAnswer.team_code, PulseAnswer.answers)
    return [Said(*row) for row in session.execute(select(*columns).where(PulseAnswer.wave_id == pulse_id))]


def _forget(session: Session, pulse_id: uuid.UUID) -> None:
    """Answers, and codes nobody used. Links stay: who comes late is told that it is over."""
    wipe_what_is_deleted(session)
    for table in (PulseAnswer, PulseCode):
        session.execute(delete(table).where(table.wave_id == pulse_id))


def _publish(session: Session, pulse: Pulse, sums: list[Sum]) -> str | None:
    """None; or why the figures are lost: the wave was published already, and may not be again with so few answers.

    No wave is published while its pulse is open (`publishing.collects`), so only one of former times comes to that.
    """
    try:
        with session.begin_nested():
            _store(session, pulse.wave_id, sums)
            publishing.publish(session, pulse.wave)
    except Conflict as refused:
        log.error("figures of a pulse were not taken into its wave: %s", refused.message)
        return f"The figures were not taken into the wave. {refused.message}"
    return None


def _store(session: Session, wave_id: uuid.UUID, sums: list[Sum]) -> None:
    """Imported figures of the same centres in the same wave make room."""
    figures = EngagementFigure
    centres = {one.centre for one in sums}
    session.execute(delete(figures).where(figures.wave_id == wave_id, figures.centre_id.in_(centres)))
    if sums:
        session.execute(table_of(figures).insert(), [_row(wave_id, one) for one in sums])
    add_dimensions(session, sorted({one.dimension for one in sums}, key=lambda code: (code != WHOLE, code)))


def _row(wave_id: uuid.UUID, one: Sum) -> dict[str, object]:
    return {
        "id": new_id(),
        "wave_id": wave_id,
        "centre_id": one.centre,
        "team_code": one.team,
        "dimension_code": one.dimension,
        "scale_min": LOW,
        "scale_max": HIGH,
        "mean": one.mean,
        "sd": one.sd,
        "n": one.n,
        "invited": None,
        "source": SOURCE,
        "import_id": None,
    }


def _clean_up(engine: Engine) -> None:
    """PostgreSQL keeps deleted rows in its files until it sweeps; here it does so at once."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (PulseAnswer, PulseCode):
            connection.execute(text(f"VACUUM {table.__tablename__}"))
