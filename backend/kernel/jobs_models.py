"""The job table: the truth about background work. The queue carries ids; a lost message is sent again from here."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class Job(Base):
    """One piece of background work. status: queued, running, done, failed, cancelled.

    A running job holds a lease until `lease_until`; when that passes, the sweep queues it again, at most `max_attempts`
    times. A queued job is sent again then. `dedup_key` keeps equal work from waiting twice. `problem` is what it was
    refused for, with its code; `error` is for whoever looks after the server.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_status_lease", "status", "lease_until"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(20), default="queued")
    step: Mapped[str] = mapped_column(String(60), default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=3)
    dedup_key: Mapped[str | None] = mapped_column(String(120), index=True)
    error: Mapped[str | None] = mapped_column(String(500))
    problem: Mapped[dict[str, Any] | None]
    created_at: Mapped[dt.datetime]
    lease_until: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
