"""Tables of engagement figures and results. Only aggregates are kept; nothing here names a person."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class EngagementWave(Base):
    """One survey period. It belongs to the period of `closed_on`."""

    __tablename__ = "engagement_wave"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    opened_on: Mapped[dt.date]
    closed_on: Mapped[dt.date] = mapped_column(index=True)


class EngagementFigure(Base):
    """Mean and sd on the wave's own scale (`scale_min`..`scale_max`) of `n` answers out of `invited` people.

    `team_code` "" is the whole centre (an empty text rather than NULL, so that the unique constraint holds).
    """

    __tablename__ = "engagement_figure"
    __table_args__ = (
        UniqueConstraint("wave_id", "centre_id", "team_code", "dimension_code"),
        CheckConstraint("n >= 1 AND (invited IS NULL OR n <= invited)", name="n_within_invited"),
        CheckConstraint("mean >= scale_min AND mean <= scale_max", name="mean_within_scale"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("engagement_wave.id"))
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), index=True)
    team_code: Mapped[str] = mapped_column(String(40), default="")
    dimension_code: Mapped[str] = mapped_column(String(60))
    scale_min: Mapped[float]
    scale_max: Mapped[float]
    mean: Mapped[float]
    sd: Mapped[float | None]
    n: Mapped[int]
    invited: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(120), default="")


class ResultFigure(Base):
    """A business result of a centre in a quarter, for example `measure` "revenue_growth_pct" (year on year)."""

    __tablename__ = "result_figure"
    __table_args__ = (UniqueConstraint("centre_id", "measure", "period"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"))
    measure: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(10))
    value: Mapped[float]
