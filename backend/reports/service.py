"""Asking for reports, watching and cancelling them. The making itself is the worker's."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.domain.problems import Conflict, NotFound, Problem
from backend.domain.roles import Actor
from backend.kernel import files, jobs
from backend.kernel.clock import now
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork
from backend.reports import queries
from backend.reports.models import Report
from backend.reports.ordering import check_order
from backend.reports.subjects import Order, Subject

KIND = "report.make"
STATUSES = {"queued": "queued", "running": "running", "failed": "failed", "cancelled": "cancelled"}
FAILED = Problem("report.failed", "The report could not be made. Please ask for it again.")
ABOUT = ("visit_id", "centre_id", "area_id", "period_kind", "period", "lag")


@dataclass(frozen=True)
class Shown:
    """A report with how far it is."""

    report: Report
    job: Job | None

    @property
    def status(self) -> str:
        if self.report.file_sha256 is not None:
            return "ready" if self.report.removed_at is None else "expired"
        return STATUSES.get(self.job.status, "failed") if self.job is not None else "queued"

    @property
    def problem(self) -> dict[str, Any] | None:
        """What a job refuses for is said with its code; what broke is not said."""
        if self.status != "failed":
            return None
        return (self.job.problem if self.job is not None else None) or FAILED.as_json()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.report, name)

    @property
    def done(self) -> int:
        return self.job.done if self.job is not None else 0

    @property
    def total(self) -> int | None:
        return self.job.total if self.job is not None else None

    @property
    def step(self) -> str:
        return self.job.step if self.job is not None else ""


def subject_of(report: Report) -> Subject:
    return Subject(**{name: getattr(report, name) for name in ABOUT})


def order_of(report: Report) -> Order:
    return Order(report.kind, report.edition, report.language, subject_of(report), report.format)


def request_report(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID, data: Mapping[str, Any]) -> Shown:
    """Have a report made, in the language of who asks. The same id and request again finds the first."""
    uow.alone("report", report_id)
    subject = Subject(**{name: data[name] for name in ABOUT})
    known = uow.session.get(Report, report_id)
    if known is not None:
        return _same_or_refused(uow, actor, known, subject, data)
    language = queries.language_of(uow.session, actor.user_id)
    order = Order(data["kind"], data["edition"], language, subject, data["format"])
    check_order(uow.session, actor, order)
    return place_order(uow, order, report_id=report_id, by=actor.user_id)


def place_order(uow: UnitOfWork, order: Order, *, report_id: uuid.UUID, by: uuid.UUID | None) -> Shown:
    """Write the report down and queue its making."""
    job = jobs.enqueue(uow, KIND, {"report_id": str(report_id)})
    uow.session.flush()
    report = new_report(order, report_id, by, job.id)
    uow.session.add(report)
    uow.session.flush()
    return Shown(report, job)


def new_report(order: Order, report_id: uuid.UUID, by: uuid.UUID | None, job_id: uuid.UUID | None) -> Report:
    """The row of an order; its file is still to be made."""
    subject = order.subject
    return Report(
        id=report_id,
        kind=order.kind,
        edition=order.edition,
        format=order.format,
        language=order.language,
        subject=subject.key,
        **{name: getattr(subject, name) for name in ABOUT},
        requested_by_id=by,
        job_id=job_id,
        created_at=now(),
    )


def show_report(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID) -> Shown:
    return show_reports(uow, [queries.load_report(uow.session, actor, report_id)])[0]


def show_reports(uow: UnitOfWork, reports: list[Report]) -> list[Shown]:
    found = queries.jobs_of(uow.session, reports)
    return [Shown(report, found.get(report.job_id) if report.job_id else None) for report in reports]


def read_file(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID) -> tuple[Report, bytes]:
    """The finished document; 404 while there is none, and when it has gone again."""
    report = queries.load_report(uow.session, actor, report_id)
    if report.file_sha256 is None:
        raise NotFound("report.not_ready", "This report is not ready yet.")
    if report.removed_at is not None:
        raise NotFound("report.expired", "This report was kept long enough. Please have it made again.")
    return report, files.get(file_key(report.file_sha256, report.format))


def cancel_report(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID) -> None:
    """Stop making it. A finished report stays."""
    report = queries.load_report(uow.session, actor, report_id)
    if report.job_id is not None:
        jobs.cancel(uow, report.job_id)


def file_key(sha256: str, format_: str = "pdf") -> str:
    return f"reports/{sha256}.{format_}"


def _same_or_refused(uow: UnitOfWork, actor: Actor, known: Report, subject: Subject, data: Mapping[str, Any]) -> Shown:
    asked = (data["kind"], data["edition"], data["format"], subject.key)
    same = (known.kind, known.edition, known.format, known.subject) == asked
    if not same or known.requested_by_id != actor.user_id:
        raise Conflict("id_taken", "This id belongs to another report.")
    return show_reports(uow, [known])[0]
