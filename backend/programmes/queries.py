"""Reading programmes, waves and scenarios: the same for everybody whose role may read them."""

import uuid

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.domain.problems import NotFound
from backend.programmes.models import Programme, Scenario, Wave


def all_programmes() -> Select[tuple[Programme]]:
    return select(Programme)


def all_waves() -> Select[tuple[Wave]]:
    return select(Wave)


def all_scenarios() -> Select[tuple[Scenario]]:
    return select(Scenario)


def load_programme(session: Session, programme_id: uuid.UUID) -> Programme:
    programme = session.get(Programme, programme_id)
    if programme is None:
        raise NotFound()
    return programme


def programme_of_wave(session: Session, wave_id: uuid.UUID) -> Programme | None:
    return session.scalar(select(Programme).join(Wave, Wave.programme_id == Programme.id).where(Wave.id == wave_id))


def programme_of_scenario(session: Session, scenario_id: uuid.UUID) -> Programme | None:
    same = Scenario.programme_id == Programme.id
    return session.scalar(select(Programme).join(Scenario, same).where(Scenario.id == scenario_id))
