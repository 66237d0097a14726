"""The table of exports made in the background."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class DataExport(Base):
    """One file somebody asked for. `wanted` is what was asked, as it was sent; progress is that of its job.

    `size` (bytes) is there once the file is; it goes at `expires_at`, and `removed_at` says so.
    """

    __tablename__ = "data_export"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(10))
    wanted: Mapped[dict[str, Any]]
    requested_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("job.id"))
    size: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
    removed_at: Mapped[dt.datetime | None]
