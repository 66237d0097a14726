"""What may be ordered by whom: kind and subject fit, the person answers for it, and there is something to show."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.centres.queries import get_area, get_centre
from backend.domain.problems import Conflict, FieldError, Forbidden, Invalid
from backend.domain.roles import Actor, Permission, Role
from backend.domain.visit_flow import Action, Status, allowed_actions, may_ever
from backend.reports.inside.facts import is_kept
from backend.reports.kinds import KINDS, Kind
from backend.reports.scope import PERIOD_KINDS, approved_visits, check_period
from backend.reports.subjects import Order, Subject
from backend.visits.queries import load_visit, manages, parties_to

MOST_VISITS: Final = 250
PLACE: Final[Mapping[str, set[str]]] = {
    "visit": {"visit_id"},
    "centre": {"centre_id"},
    "area": set(),
    "chain": {"lag"},
}


def check_order(session: Session, actor: Actor, order: Order) -> None:
    """Refuse with one clear sentence, or return."""
    kind = KINDS[order.kind]
    _check_choice("edition", order.edition, kind.editions)
    _check_choice("format", order.format, kind.formats)
    _check_fields(kind, order.subject)
    makers = actor.only(Permission.REPORT_CREATE)
    if kind.about == "visit":
        _check_visit(session, actor, order)
        return
    if kind.about == "chain":
        _check_analysis(session, actor, order)
        return
    if kind.timed:
        check_period(session, order.subject.period_kind or "", order.subject.period or "")
    _check_place(session, makers, kind.about, order.subject)
    _check_visits(session, order.subject, MOST_VISITS if kind.parts else None, timed=kind.timed)


def _check_place(session: Session, makers: Actor, about: str, subject: Subject) -> None:
    if about == "centre" and subject.centre_id is not None:
        get_centre(session, makers, subject.centre_id)
    else:
        _check_area(session, makers, subject)


def _check_visits(session: Session, subject: Subject, most: int | None, *, timed: bool) -> None:
    """There is something to show, and a pack stays one that can be opened."""
    found = session.scalar(select(func.count()).select_from(approved_visits(subject).limit((most or 1) + 1).subquery()))
    if not found:
        where = "in this period" if timed else "of this centre yet"
        raise Conflict("report.no_visits", f"There is no approved visit {where}.")
    if most is not None and found > most:
        raise Conflict(
            "report.too_many_visits", f"A pack holds at most {most} visits: choose a smaller area or period."
        )


def _check_visit(session: Session, actor: Actor, order: Order) -> None:
    """Only what was submitted can be printed; the centre's edition only of what was approved."""
    assert order.subject.visit_id is not None
    visit = load_visit(session, actor, order.subject.visit_id)
    status = Status(visit.status)
    if not may_ever(Action.REPORT, parties_to(actor, visit)):
        raise Forbidden()
    printable = Action.REPORT in allowed_actions(status, parties_to(actor, visit))
    if not printable or (order.edition == "centre" and status is not Status.APPROVED):
        raise Conflict("visit.wrong_state", "There is no report of this visit yet.")


def _check_analysis(session: Session, actor: Actor, order: Order) -> None:
    """The link is read by the programme office alone, and only what was analysed can be printed."""
    if not actor.may(Permission.LINK_READ):
        raise Forbidden("forbidden", "This report is for the programme office.")
    if not is_kept(session, order.subject.lag or 0, order.language):
        raise Conflict(
            "report.not_analysed", "This was not analysed yet: open the inside-outside page and have it computed."
        )


def _check_area(session: Session, makers: Actor, subject: Subject) -> None:
    """An area report compares its centres by name: for who manages that area, and the chain's for who manages all."""
    if subject.area_id is not None:
        area = get_area(session, makers, subject.area_id)
        if manages(makers, area.path):
            return
    elif makers.is_a(Role.ADMINISTRATOR) or any(one.scope == "chain" for one in makers.grants_of(Role.AREA_MANAGER)):
        return
    raise Forbidden("forbidden", "This report is for those who manage the whole of what it covers.")


def _check_choice(name: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        error = FieldError(f"/{name}", "invalid", f"One of: {', '.join(allowed)}.")
        raise Invalid("invalid", f"There is no such {name} of this report.", errors=[error])


def _check_fields(kind: Kind, subject: Subject) -> None:
    """Exactly the fields that say what it is about: an area may be left out, which is the whole chain."""
    needed = PLACE[kind.about] | ({"period_kind", "period"} if kind.timed else set())
    given = {name for name, value in vars(subject).items() if value is not None}
    allowed = needed | ({"area_id"} if kind.about == "area" else set())
    wrong = sorted((needed - given) | (given - allowed))
    if wrong:
        errors = [FieldError(f"/{name}", "invalid", f"Needed or not, by the kind: {name}.") for name in wrong]
        raise Invalid("invalid", f"This report is about one {kind.about}: check {', '.join(wrong)}.", errors=errors)
    if subject.period_kind is not None and subject.period_kind not in PERIOD_KINDS:
        error = FieldError("/period_kind", "invalid", f"One of: {', '.join(PERIOD_KINDS)}.")
        raise Invalid("invalid", "There is no such kind of period.", errors=[error])
