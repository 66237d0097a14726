"""Hears what happened, and has it told: to webhooks at once, to people by a job that asks who wants to know."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Engine

from backend.hooks import events, mails, queries, service
from backend.hooks.models import WaveClosure
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.programmes.models import Wave
from backend.reports.models import Report
from backend.settings import Settings
from backend.visits.models import Visit

Ask = Callable[[], Settings]

# A day is over when it is over everywhere.
LATEST_ZONE: Final = dt.timedelta(hours=12)
# A wave that ended longer ago is old news: it was there before anybody listened.
NEWS: Final = dt.timedelta(days=7)
AT_MOST: Final = 200


def on_visit_approved(settings: Ask, uow: UnitOfWork, *, visit_id: uuid.UUID, **_: Any) -> None:
    visit = uow.session.get_one(Visit, visit_id)
    service.tell(uow, events.VISIT_APPROVED, events.visit_data(settings().origin, visit_id, visit.centre_id))
    mails.ask_around(uow, events.VISIT_APPROVED, visit_id)


def on_report_ready(settings: Ask, uow: UnitOfWork, *, report_id: uuid.UUID, **_: Any) -> None:
    report = uow.session.get_one(Report, report_id)
    service.tell(uow, events.REPORT_READY, events.report_data(settings().origin, report_id, report.kind))
    mails.ask_around(uow, events.REPORT_READY, report_id)


def on_wave_closed(settings: Ask, uow: UnitOfWork, *, wave_id: uuid.UUID, **_: Any) -> None:
    wave = uow.session.get_one(Wave, wave_id)
    data = events.wave_data(settings().origin, wave_id, wave.code, wave.ends_on)
    service.tell(uow, events.WAVE_CLOSED, data)
    mails.ask_around(uow, events.WAVE_CLOSED, wave_id)


def close_waves(engine: Engine) -> int:
    """A wave closes when its last day has passed everywhere on earth. Each is told once; how many were found."""
    today = (now() - LATEST_ZONE).date()
    with unit_of_work(engine, write=False) as uow:
        found = queries.waves_to_close(uow.session, today, AT_MOST)
    for wave_id in found:
        with unit_of_work(engine) as uow:
            uow.alone("wave", wave_id)
            if uow.session.get(WaveClosure, wave_id) is None:
                _close(uow, wave_id, today)
    return len(found)


def _close(uow: UnitOfWork, wave_id: uuid.UUID, today: dt.date) -> None:
    wave = uow.session.get_one(Wave, wave_id)
    uow.session.add(WaveClosure(wave_id=wave_id, at=now()))
    uow.session.flush()
    if wave.ends_on >= today - NEWS:
        uow.emit("wave.closed", wave_id=wave_id)
