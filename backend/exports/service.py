"""Asking for exports in the background, watching, fetching and cancelling them; and what an order may say."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.domain.problems import Conflict, FieldError, Forbidden, Invalid, NotFound, Problem
from backend.domain.roles import Actor, Role
from backend.exports.models import DataExport
from backend.exports.queries import Selection
from backend.exports.tables import SHAPED, Order
from backend.kernel import files, jobs
from backend.kernel.clock import now
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.models import TrailEntry
from backend.trail.queries import entries_of
from backend.trail.service import record

KIND: Final = "exports.make"
KEPT: Final = dt.timedelta(days=7)
STATUSES: Final = {"queued": "queued", "running": "running", "failed": "failed", "cancelled": "cancelled"}
OF_COMPARISON: Final = ("measure", "period", "aggregate", "by")
FAILED: Final = Problem("export.failed", "The export could not be made. Please ask for it again.")


@dataclass(frozen=True)
class Shown:
    """An export with how far it is."""

    export: DataExport
    job: Job | None

    @property
    def status(self) -> str:
        if self.export.size is not None:
            return "expired" if self.export.removed_at else "ready"
        return STATUSES.get(self.job.status, "failed") if self.job is not None else "queued"

    @property
    def problem(self) -> dict[str, Any] | None:
        if self.status != "failed":
            return None
        return (self.job.problem if self.job is not None else None) or FAILED.as_json()

    @property
    def done(self) -> int:
        return self.job.done if self.job is not None else 0

    @property
    def total(self) -> int | None:
        return self.job.total if self.job is not None else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.export, name)


def read_order(actor: Actor, table: str, wanted: Mapping[str, Any]) -> Order:
    """The order in what was sent. Only administrators may ask for visits that count nowhere."""
    include = tuple(dict.fromkeys(wanted.get("include") or ()))
    if include and not actor.is_a(Role.ADMINISTRATOR):
        raise Forbidden("export.include", "Only administrators export visits that are not approved.")
    if wanted.get("shape") == "wide" and table not in SHAPED:
        text = "Only answers and scores have a wide form."
        raise Invalid("export.no_wide_form", text, errors=[FieldError("/shape", "no_wide_form", text)])
    shared = {name: wanted.get(name) for name in ("first", "last", "area_id")}
    centres = tuple(wanted.get("centre_ids") or ())
    question = {name: wanted[name] for name in OF_COMPARISON if wanted.get(name) is not None}
    return Order(
        table=table,
        shape=wanted.get("shape") or "long",
        language=wanted.get("language") or "en",
        selection=Selection(
            include=include, centre_ids=centres, wave=wanted.get("wave"), checklist=wanted.get("checklist"), **shared
        ),
        question={**question, **shared, "centre_ids": centres},
    )


def request_export(
    uow: UnitOfWork, actor: Actor, export_id: uuid.UUID, table: str, form: str, wanted: Mapping[str, Any]
) -> Shown:
    """Have it made by the worker. The same id and request again finds the first. `wanted` is as it was sent: JSON."""
    uow.alone("data export", export_id)
    known = uow.session.get(DataExport, export_id)
    if known is not None:
        same = (known.table_name, known.form, known.wanted) == (table, form, dict(wanted))
        if not same or known.requested_by_id != actor.user_id:
            raise Conflict("id_taken", "This id belongs to another export.")
        return show_exports(uow.session, [known])[0]
    assert actor.user_id is not None
    job = jobs.enqueue(uow, KIND, {"export_id": str(export_id)})
    at = now()
    export = DataExport(
        id=export_id, table_name=table, form=form, wanted=dict(wanted), requested_by_id=actor.user_id, job_id=job.id,
        created_at=at, expires_at=at + KEPT,
    )  # fmt: skip
    uow.session.flush()
    uow.session.add(export)
    record(uow, actor, "export.asked", "export", export_id, details={"table": table, "form": form, **wanted})
    uow.session.flush()
    return Shown(export, job)


def own_exports(actor: Actor) -> Select[DataExport]:
    """One's own: what is in an export is what its owner may see."""
    return select(DataExport).where(DataExport.requested_by_id == actor.user_id)


def load_export(session: Session, actor: Actor, export_id: uuid.UUID) -> DataExport:
    found = session.scalar(own_exports(actor).where(DataExport.id == export_id))
    if found is None:
        raise NotFound()
    return found


def show_exports(session: Session, exports: list[DataExport]) -> list[Shown]:
    ids = [export.job_id for export in exports if export.job_id is not None]
    found = select(Job).where(Job.id.in_(ids)).execution_options(populate_existing=True)
    known = {job.id: job for job in session.scalars(found)} if ids else {}
    return [Shown(export, known.get(export.job_id) if export.job_id else None) for export in exports]


def open_file(session: Session, actor: Actor, export_id: uuid.UUID) -> tuple[DataExport, Iterator[bytes]]:
    """The finished file in pieces; 404 while there is none, when it is gone, and once its owner has other roles."""
    export = load_export(session, actor, export_id)
    if export.size is None:
        raise NotFound("export.not_ready", "This export is not ready yet.")
    if export.removed_at is not None:
        raise NotFound("export.expired", "This export is gone: exports are kept for seven days.")
    if _has_other_roles(session, export):
        raise NotFound("export.roles_changed", "What you may see has changed. Please ask for this export again.")
    return export, files.pieces(file_key(export))


def _has_other_roles(session: Session, export: DataExport) -> bool:
    """Whether its owner's roles were changed since: the file may hold what they no longer show."""
    since = (TrailEntry.action == "user.roles", TrailEntry.at >= export.created_at)
    return session.scalar(entries_of("user", export.requested_by_id).where(*since).limit(1)) is not None


def cancel_export(uow: UnitOfWork, actor: Actor, export_id: uuid.UUID) -> None:
    """Stop making it; a finished one stays until it expires."""
    export = load_export(uow.session, actor, export_id)
    if export.job_id is not None:
        jobs.cancel(uow, export.job_id)


def file_key(export: DataExport) -> str:
    return f"exports/{export.id}.{export.form}"
