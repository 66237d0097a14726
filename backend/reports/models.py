"""The report table: one requested document and where its file is."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class Report(Base):
    """A document of `kind` ("visit") in an `edition` ("review" or "centre"). Its progress is that of its job.

    `content_hash` is SHA-256 of everything the document shows (data, template, edition): the same content is rendered
    once. `file_sha256` (hex) is of the PDF and its key in the file store.
    """

    __tablename__ = "report"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    edition: Mapped[str] = mapped_column(String(20))
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    requested_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("job.id"))
    content_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    pages: Mapped[int | None]
    created_at: Mapped[dt.datetime]
