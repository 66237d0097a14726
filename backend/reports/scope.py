"""Which visits a subject covers: those of its centre or area in its period. Only approved ones go into any document."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.centres.queries import below
from backend.domain.problems import FieldError, Invalid
from backend.domain.visit_flow import Status
from backend.insights.periods import days_of
from backend.programmes.models import Wave
from backend.reports.subjects import Subject
from backend.visits.models import Visit

PERIOD_KINDS: Final = ("month", "quarter", "year", "wave")


def check_period(session: Session, kind: str, code: str) -> None:
    """Whether there is such a period: a calendar code, or a wave."""
    if kind == "wave":
        known = session.scalar(select(Wave.id).where(Wave.code == code).limit(1)) is not None
    else:
        known = days_of(kind, code) is not None
    if not known:
        said = {"month": "2026-08", "quarter": "2026-Q3", "year": "2026", "wave": "the code of a wave"}[kind]
        raise Invalid("invalid", "There is no such period.", errors=[FieldError("/period", "unknown", f"Give {said}.")])


def first_and_last_day(kind: str, code: str) -> tuple[dt.date, dt.date]:
    """Both days belong to the period; not for waves, whose visits are named by the wave."""
    found = days_of(kind, code)
    assert found is not None
    return found


def covered(subject: Subject) -> ColumnElement[bool]:
    """The visits of this subject, whatever their state."""
    if subject.visit_id is not None:
        return Visit.id == subject.visit_id
    return and_(_place(subject), _time(subject))


def approved_visits(subject: Subject) -> Select[uuid.UUID]:
    """Their ids, by centre and day."""
    found = select(Visit.id).join(Centre, Centre.id == Visit.centre_id)
    return found.where(covered(subject), Visit.status == Status.APPROVED).order_by(
        Centre.name, Visit.visited_on, Visit.id
    )


def _place(subject: Subject) -> ColumnElement[bool]:
    if subject.centre_id is not None:
        return Visit.centre_id == subject.centre_id
    if subject.area_id is None:
        return true()
    return Visit.centre_id.in_(select(Centre.id).where(Centre.area_id.in_(below(subject.area_id))))


def _time(subject: Subject) -> ColumnElement[bool]:
    kind, code = subject.period_kind, subject.period
    if kind is None or code is None:
        return true()
    if kind == "wave":
        return Visit.wave_id.in_(select(Wave.id).where(Wave.code == code))
    return Visit.visited_on.between(*first_and_last_day(kind, code))
