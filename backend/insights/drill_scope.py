"""What a drill-down looks into: one centre, area or the chain, in one period, and only what this person may open."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.centres.queries import below, get_centre
from backend.domain.problems import FieldError, Forbidden, Invalid
from backend.domain.roles import Actor, Permission
from backend.domain.visit_flow import Status
from backend.insights import periods
from backend.insights.queries import get_managed_area
from backend.programmes.models import Wave
from backend.visits.models import Visit
from backend.visits.queries import managed_by, visible_to


@dataclass(frozen=True)
class Scope:
    """`id` as the tallies know it, "" for the chain; `visits` narrows visits down to the scope."""

    kind: str
    id: str
    visits: ColumnElement[bool]


def scope_of(session: Session, actor: Actor, area_id: uuid.UUID | None, centre_id: uuid.UUID | None) -> Scope:
    """The scope asked for, if this person may open every visit in it: else a number could not show its whole base."""
    person = actor.only(Permission.COMPARISON_READ)
    if centre_id is not None:
        centre = get_centre(session, person, centre_id)
        if area_id is not None and area_id != centre.area_id:
            raise _refused("/area_id", "order", "Ask for an area or for a centre, not for both.")
        return Scope("centre", str(centre_id), Visit.centre_id == centre_id)
    if area_id is not None:
        get_managed_area(session, person, area_id)
        centres = select(Centre.id).where(Centre.area_id.in_(below(area_id)))
        return Scope("area", str(area_id), Visit.centre_id.in_(centres))
    if not sees_chain(person):
        raise Forbidden("figures.choose_place", "Choose an area or a centre of yours.")
    return Scope("chain", "", true())


def sees_chain(person: Actor) -> bool:
    """Whether every visit of the chain is open to this person."""
    return managed_by(person).compare(true())


def counted_visits(actor: Actor, scope: Scope, kind: str, code: str) -> ColumnElement[bool]:
    """The approved visits of the scope in this period: those that its figures rest on."""
    return (Visit.status == Status.APPROVED) & scope.visits & within(kind, code) & visible_to(actor)


def within(kind: str, code: str) -> ColumnElement[bool]:
    """Visits of one period, by its code."""
    if kind == "wave":
        return Visit.wave_id.in_(select(Wave.id).where(Wave.code == code))
    first, last = days_of(kind, code)
    return Visit.visited_on.between(first, last)


def days_of(kind: str, code: str) -> tuple[dt.date, dt.date]:
    """First and last day of "2026-11", "2026-Q4" or "2026"."""
    found = periods.days_of(kind, code)
    if found is None:
        raise _refused("/at", "unknown", f"There is no such {kind}.")
    return found


def _refused(pointer: str, code: str, message: str) -> Invalid:
    return Invalid("invalid", message, errors=[FieldError(pointer, code, message)])
