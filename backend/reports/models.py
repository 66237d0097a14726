"""The report table: one requested document, what it is about, and where its file is."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base, JSONDoc


class Report(Base):
    """A document of a kind (see catalogue) in an `edition`, about a visit, or a centre or an area in a period.

    `subject` is the same as one text, for finding reports about the same. Neither visit, centre nor area: the chain.
    `lag` (quarters) is of its inside-outside analysis.
    `content_hash` is SHA-256 of everything the document shows (data, template, edition): the same content is rendered
    once. `file_sha256` (hex) is of the file and its key in the file store. `code` is printed in the document and leads
    to its verification; two requests for the same content share file and code. `read_at` is when its data were read,
    `visits` which visits they came from (None: all of the subject). The file is kept until `expires_at` and gone from
    `removed_at` on.
    """

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_subject", "subject", "kind", "edition"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    edition: Mapped[str] = mapped_column(String(20))
    format: Mapped[str] = mapped_column(String(4), default="pdf", server_default="pdf")
    language: Mapped[str] = mapped_column(String(10), default="en", server_default="en")
    subject: Mapped[str] = mapped_column(String(160))
    visit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    centre_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("centre.id"), index=True)
    area_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("area.id"), index=True)
    period_kind: Mapped[str | None] = mapped_column(String(10))
    period: Mapped[str | None] = mapped_column(String(60))
    lag: Mapped[int | None]
    requested_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("job.id"))
    content_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    code: Mapped[str | None] = mapped_column(String(16), index=True)
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int | None]
    pages: Mapped[int | None]
    visits: Mapped[list[str] | None] = mapped_column(JSONDoc)
    created_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    removed_at: Mapped[dt.datetime | None]
