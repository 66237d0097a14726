"""Tables of pulses. No row of them says who answered, from where, or when; nothing leads from a code to an answer."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.centres.models import Centre
from backend.engagement.models import EngagementWave
from backend.kernel.db import Base, Versioned

TEAM_LENGTH = 40


class Pulse(Base):
    """A survey of one wave, whose days and floor are the wave's. `questions` as they were when it was made.

    `closed_at`: its answers were added up and deleted.
    """

    __tablename__ = "pulse"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("engagement_wave.id"), primary_key=True)
    languages: Mapped[list[Any]]
    questions: Mapped[list[Any]]
    created_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[dt.datetime] = mapped_column(index=True)
    closed_at: Mapped[dt.datetime | None]

    wave: Mapped[EngagementWave] = relationship(lazy="joined", innerjoin=True)


class PulseLink(Base):
    """The way in for everybody of a team (`team_code` "": of the centre), as often as somebody comes."""

    __tablename__ = "pulse_link"
    __table_args__ = (UniqueConstraint("wave_id", "centre_id", "team_code"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pulse.wave_id", ondelete="CASCADE"))
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), index=True)
    team_code: Mapped[str] = mapped_column(String(TEAM_LENGTH))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)

    centre: Mapped[Centre] = relationship(lazy="joined", innerjoin=True)


class PulseCode(Base):
    """A way in that is deleted by its use. Ordered by its hash, which is chance, also within the file of SQLite."""

    __tablename__ = "pulse_code"
    __table_args__ = (Index("ix_pulse_code_place", "wave_id", "centre_id", "team_code"), {"sqlite_with_rowid": False})

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pulse.wave_id", ondelete="CASCADE"))
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"))
    team_code: Mapped[str] = mapped_column(String(TEAM_LENGTH))

    centre: Mapped[Centre] = relationship(lazy="joined", innerjoin=True)


class PulseAnswer(Base):
    """One person's answers, {question id: 1 to 5}. The id is chance (UUID version 4) and changes with every answer
    that comes after it (`dealing`), so that rows have no order in time."""

    __tablename__ = "pulse_answer"
    __table_args__ = (
        Index("ix_pulse_answer_place", "wave_id", "centre_id", "team_code"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("pulse.wave_id"))
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"))
    team_code: Mapped[str] = mapped_column(String(TEAM_LENGTH))
    answers: Mapped[dict[str, Any]]


class PulseTemplate(Versioned, Base):
    """The chain's own questions, one row; without it the starter questions count."""

    __tablename__ = "pulse_template"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questions: Mapped[list[Any]]
    changed_at: Mapped[dt.datetime]
