"""Asking for reports, watching and cancelling them. The making itself is the worker's."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.domain.problems import Conflict, NotFound
from backend.domain.roles import Actor
from backend.domain.visit_flow import Action, Status, allowed_actions
from backend.kernel import files, jobs
from backend.kernel.clock import now
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork
from backend.reports import queries
from backend.reports.models import Report
from backend.visits.models import Visit
from backend.visits.queries import load_visit, parties_to

KIND = "report.visit"
STATUSES = {"queued": "queued", "running": "running", "failed": "failed", "cancelled": "cancelled"}
FAILED = "The report could not be made. Please ask for it again."


@dataclass(frozen=True)
class Shown:
    """A report with how far it is."""

    report: Report
    job: Job | None

    @property
    def status(self) -> str:
        if self.report.file_sha256 is not None:
            return "ready"
        return STATUSES.get(self.job.status, "failed") if self.job is not None else "queued"

    @property
    def error(self) -> str | None:
        return FAILED if self.status == "failed" else None

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


def request_report(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID, data: Mapping[str, Any]) -> Shown:
    """Have a visit's report made, in the language of who asks. The same id and request again finds the first."""
    uow.alone("report", report_id)
    known = uow.session.get(Report, report_id)
    if known is not None:
        return _same_or_refused(uow, actor, known, data)
    visit = load_visit(uow.session, actor, data["visit_id"])
    _check_state(actor, visit, data["edition"])
    language = queries.language_of(uow.session, actor.user_id)
    return order_report(uow, visit.id, data["edition"], language, report_id=report_id, by=actor.user_id)


def order_report(
    uow: UnitOfWork, visit_id: uuid.UUID, edition: str, language: str, *, report_id: uuid.UUID, by: uuid.UUID | None
) -> Shown:
    """Write the report down and queue its making."""
    job = jobs.enqueue(uow, KIND, {"report_id": str(report_id), "language": language})
    uow.session.flush()
    report = Report(
        id=report_id,
        kind="visit",
        edition=edition,
        visit_id=visit_id,
        requested_by_id=by,
        job_id=job.id,
        created_at=now(),
    )
    uow.session.add(report)
    uow.session.flush()
    return Shown(report, job)


def show_report(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID) -> Shown:
    return show_reports(uow, [queries.load_report(uow.session, actor, report_id)])[0]


def show_reports(uow: UnitOfWork, reports: list[Report]) -> list[Shown]:
    found = queries.jobs_of(uow.session, reports)
    return [Shown(report, found.get(report.job_id) if report.job_id else None) for report in reports]


def read_file(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID) -> tuple[Report, bytes]:
    """The finished document; 404 while there is none."""
    report = queries.load_report(uow.session, actor, report_id)
    if report.file_sha256 is None:
        raise NotFound("report.not_ready", "This report is not ready yet.")
    return report, files.get(file_key(report.file_sha256))


def cancel_report(uow: UnitOfWork, actor: Actor, report_id: uuid.UUID) -> None:
    """Stop making it. A finished report stays."""
    report = queries.load_report(uow.session, actor, report_id)
    if report.job_id is not None:
        jobs.cancel(uow, report.job_id)


def file_key(sha256: str) -> str:
    return f"reports/{sha256}.pdf"


def _same_or_refused(uow: UnitOfWork, actor: Actor, known: Report, data: Mapping[str, Any]) -> Shown:
    same = (known.visit_id, known.edition, known.kind) == (data["visit_id"], data["edition"], data["kind"])
    if not same or known.requested_by_id != actor.user_id:
        raise Conflict("id_taken", "This id belongs to another report.")
    return show_reports(uow, [known])[0]


def _check_state(actor: Actor, visit: Visit, edition: str) -> None:
    """Only what was submitted can be printed; the centre's edition only of what was approved."""
    status = Status(visit.status)
    printable = Action.REPORT in allowed_actions(status, parties_to(actor, visit))
    if not printable or (edition == "centre" and status is not Status.APPROVED):
        raise Conflict("visit.wrong_state", "There is no report of this visit yet.")
