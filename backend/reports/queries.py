"""Reading reports, and the rule of who sees which edition: it follows the visibility of the visit."""

import uuid

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from backend.accounts.models import RoleGrant, User
from backend.centres.queries import below, visible_centre_ids
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Permission, Role
from backend.domain.visit_flow import Status
from backend.kernel.jobs_models import Job
from backend.reports.models import Report
from backend.visits.models import Visit
from backend.visits.queries import approved_of_own_centres, managed_by


def visible_reports(actor: Actor) -> Select[Report]:
    """Of visits: administrators all, area managers those of their areas, auditors those of their own approved visits.

    A centre manager sees the centre's edition of approved visits of the centre and what is about the centre itself;
    what compares centres is for those who manage all of it.
    """
    reports = select(Report).outerjoin(Visit, Visit.id == Report.visit_id)
    return reports.where(_visible(actor))


def load_report(session: Session, actor: Actor, report_id: uuid.UUID) -> Report:
    report = session.scalar(visible_reports(actor).where(Report.id == report_id))
    if report is None:
        raise NotFound()
    return report


def jobs_of(session: Session, reports: list[Report]) -> dict[uuid.UUID, Job]:
    """The jobs that make these reports, in one query and freshly read."""
    ids = [report.job_id for report in reports if report.job_id is not None]
    jobs = select(Job).where(Job.id.in_(ids)).execution_options(populate_existing=True)
    return {job.id: job for job in session.scalars(jobs)} if ids else {}


def finished_twin(session: Session, content_hash: str, format_: str, report_id: uuid.UUID | None) -> Report | None:
    """Another report with the same content that has its file still; locked, so that it keeps it meanwhile."""
    same = (Report.content_hash == content_hash, Report.file_sha256.is_not(None), Report.id.is_distinct_from(report_id))
    kept = select(Report).where(*same, Report.format == format_, Report.removed_at.is_(None))
    return session.scalar(kept.order_by(Report.created_at).limit(1).with_for_update())


def language_of(session: Session, user_id: uuid.UUID | None) -> str:
    return session.scalar(select(User.language).where(User.id == user_id)) or "en"


def centre_language(session: Session, centre_id: uuid.UUID) -> str | None:
    """The language of those who manage this centre; the first of them decides."""
    managing = (RoleGrant.centre_id == centre_id, RoleGrant.role == Role.CENTRE_MANAGER, User.active.is_(True))
    rows = select(User.language).join(RoleGrant, RoleGrant.user_id == User.id).where(*managing)
    return session.scalar(rows.order_by(User.created_at, User.id).limit(1))


def area_language(session: Session, path: str) -> str | None:
    """The language of those who manage the area with this path, the nearest first."""
    for area_id in reversed(path.strip("/").split("/")):
        managing = (RoleGrant.area_id == uuid.UUID(area_id), RoleGrant.role == Role.AREA_MANAGER)
        rows = select(User.language).join(RoleGrant, RoleGrant.user_id == User.id).where(*managing)
        found = session.scalar(rows.where(User.active.is_(True)).order_by(User.created_at, User.id).limit(1))
        if found is not None:
            return found
    return None


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Who manages a visit sees all its reports, its auditor those once it is approved, a centre its own edition."""
    of_visit = managed_by(actor) | approved_of_own_centres(actor) & (Report.edition == "centre")
    if actor.is_a(Role.AUDITOR):
        of_visit |= (Visit.auditor_id == actor.user_id) & (Visit.status == Status.APPROVED)
    of_analysis = true() if actor.may(Permission.LINK_READ) else false()
    # An auditor sees all centres, but not how they compare.
    comparing = actor.only(Permission.COMPARISON_READ)
    of_centre = Report.centre_id.in_(visible_centre_ids(comparing))
    return or_(
        Report.visit_id.is_not(None) & of_visit,
        Report.visit_id.is_(None) & Report.centre_id.is_not(None) & of_centre,
        Report.visit_id.is_(None) & Report.centre_id.is_(None) & Report.lag.is_(None) & _of_managed_area(comparing),
        Report.lag.is_not(None) & of_analysis,
    )


def _of_managed_area(actor: Actor) -> ColumnElement[bool]:
    managed = actor.grants_of(Role.AREA_MANAGER)
    if actor.is_a(Role.ADMINISTRATOR) or any(grant.scope == "chain" for grant in managed):
        return true()
    return Report.area_id.in_(below(*[grant.area_id for grant in managed])) if managed else false()
