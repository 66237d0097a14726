"""Tables of programmes, waves and scenarios."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base, Versioned


class Programme(Versioned, Base):
    """A programme cannot start (`started_on`) until notice to staff, purpose and retention are recorded."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint(
            "started_on IS NULL OR (purpose <> '' AND notice_text <> '' AND notice_on IS NOT NULL"
            " AND notice_audience <> '' AND retention_months > 0)",
            name="notice_before_start",
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(Text, default="")
    notice_text: Mapped[str] = mapped_column(Text, default="")
    notice_on: Mapped[dt.date | None]
    notice_audience: Mapped[str] = mapped_column(String(200), default="")
    retention_months: Mapped[int] = mapped_column(default=0)
    rotation_days: Mapped[int] = mapped_column(default=60)
    started_on: Mapped[dt.date | None]


class Wave(Base):
    """A period of visits in a programme; both days belong to it."""

    __tablename__ = "wave"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    starts_on: Mapped[dt.date] = mapped_column(index=True)
    ends_on: Mapped[dt.date]


class Scenario(Base):
    """Who the auditor plays and why. `brief` is {persona, story, ask_for, never_say, facts: [text], photos: [text]}."""

    __tablename__ = "scenario"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    brief: Mapped[dict[str, Any]]
