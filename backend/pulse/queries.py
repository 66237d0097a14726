"""Reading pulses: which there are, whether one is open at a place, how many have answered where."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.domain.problems import NotFound
from backend.engagement.models import EngagementWave
from backend.kernel.clock import now
from backend.pulse.models import Pulse, PulseAnswer, PulseLink


def all_pulses() -> Select[Pulse]:
    return select(Pulse)


def load_pulse(session: Session, pulse_id: uuid.UUID, *, lock: bool = False) -> Pulse:
    """`lock`: nobody answers or closes it meanwhile."""
    wanted = select(Pulse).where(Pulse.wave_id == pulse_id)
    found = session.scalar(wanted.with_for_update(of=Pulse) if lock else wanted)
    if found is None:
        raise NotFound()
    return found


def state_of(pulse: Pulse, today: dt.date) -> str:
    """planned, open or closed."""
    if pulse.closed_at is not None or today > pulse.wave.closed_on:
        return "closed"
    return "planned" if today < pulse.wave.opened_on else "open"


def today_at(centre: Centre) -> dt.date:
    return now().astimezone(ZoneInfo(centre.time_zone)).date()


def pulses_to_close(session: Session, today: dt.date) -> list[uuid.UUID]:
    """Those whose last day is before this one."""
    over = select(Pulse.wave_id).join(EngagementWave, EngagementWave.id == Pulse.wave_id)
    return list(session.scalars(over.where(Pulse.closed_at.is_(None), EngagementWave.closed_on < today)))


def active_centres() -> Select[Centre]:
    return select(Centre).where(Centre.active.is_(True))


def answered(session: Session, pulse_id: uuid.UUID) -> dict[tuple[uuid.UUID, str], int]:
    """How many answered, by centre and team. Not for anybody's eyes before the floor was applied."""
    place = (PulseAnswer.centre_id, PulseAnswer.team_code)
    counted = select(*place, func.count()).where(PulseAnswer.wave_id == pulse_id).group_by(*place)
    return {(centre, team): count for centre, team, count in session.execute(counted)}


def links_of(session: Session, pulse_id: uuid.UUID, centre_ids: list[uuid.UUID]) -> list[PulseLink]:
    mine = select(PulseLink).where(PulseLink.wave_id == pulse_id, PulseLink.centre_id.in_(centre_ids))
    return list(session.scalars(mine))


def has_answers(session: Session, pulse_id: uuid.UUID) -> bool:
    return bool(session.scalar(select(exists().where(PulseAnswer.wave_id == pulse_id))))
