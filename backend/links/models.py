"""The table of analyses: what was computed, of which data."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class LinkAnalysis(Base):
    """One computed document. `wish` is what was asked (SHA-256 of it), `data_version` the state of all it was made of:
    the same two are computed once."""

    __tablename__ = "link_analysis"

    wish: Mapped[str] = mapped_column(String(64), primary_key=True)
    data_version: Mapped[str] = mapped_column(String(64), primary_key=True)
    document: Mapped[dict[str, Any]]
    job_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("job.id"))
    computed_at: Mapped[dt.datetime]
