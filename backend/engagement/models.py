"""Tables of engagement figures and results. Only aggregates are kept; nothing here names a person."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.domain.suppression import FLOOR
from backend.kernel.db import Base


class EngagementWave(Base):
    """One survey period. It belongs to the period of `closed_on`.

    `floor` is the least number of answers a group is shown with; `answers` how many there were when the pattern of
    groups that may be shown was made (`published_at`, None: not closed yet, nothing is shown).
    """

    __tablename__ = "engagement_wave"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    opened_on: Mapped[dt.date]
    closed_on: Mapped[dt.date] = mapped_column(index=True)
    floor: Mapped[int] = mapped_column(default=FLOOR, server_default=str(FLOOR))
    published_at: Mapped[dt.datetime | None]
    answers: Mapped[int] = mapped_column(default=0, server_default="0")


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
    import_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("engagement_import.id"), index=True)


class Publication(Base):
    """A group whose figures of a wave may be shown: all others may not, to anybody.

    `kind` is chain, area, centre or team; `node` "" for the chain, an id, or "centre id:team code".
    """

    __tablename__ = "publication"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("engagement_wave.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    node: Mapped[str] = mapped_column(String(80), primary_key=True)
    answers: Mapped[int]


class EngagementPolicy(Base):
    """The floor of waves to come, one row. It may rise for all waves, fall only for later ones; never under 3."""

    __tablename__ = "engagement_policy"
    __table_args__ = (CheckConstraint("floor >= 3", name="floor_at_least_3"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    floor: Mapped[int]
    changed_at: Mapped[dt.datetime]


class EngagementImport(Base):
    """One file taken in: `kind` figures, answers, results or starts. Undone as a whole (`undone_at`).

    The same file with the same columns chosen finds the first import by `digest`.
    """

    __tablename__ = "engagement_import"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    columns: Mapped[dict[str, Any]]
    rows: Mapped[int]
    created_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[dt.datetime]
    undone_at: Mapped[dt.datetime | None]


class Dimension(Base):
    """What a group of questions asks about, for example "voice"; `name` is {language: text}.

    The code "engagement" is the whole: each person's mean over the dimensions.
    """

    __tablename__ = "dimension"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[dict[str, Any]]
    position: Mapped[int]


class TouchpointTeam(Base):
    """Which team delivers a touchpoint from a day on (`valid_to` None: until further notice). Without a row the
    touchpoint's own `team_code` counts."""

    __tablename__ = "touchpoint_team"

    touchpoint_code: Mapped[str] = mapped_column(ForeignKey("touchpoint.code"), primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    team_code: Mapped[str] = mapped_column(String(40))
    valid_to: Mapped[dt.date | None]


class NextTeam(Base):
    """The internal customer: to whom a team hands over, from a day on. `checklist_slug` audits this arrow, if any."""

    __tablename__ = "next_team"

    team_code: Mapped[str] = mapped_column(String(40), primary_key=True)
    next_team_code: Mapped[str] = mapped_column(String(40), primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    checklist_slug: Mapped[str | None] = mapped_column(String(80))


class RolloutStart(Base):
    """The day a centre started a change programme."""

    __tablename__ = "rollout_start"

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    programme: Mapped[str] = mapped_column(String(40), primary_key=True)
    started_on: Mapped[dt.date]
    import_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("engagement_import.id"), index=True)


class ResultFigure(Base):
    """A business result of a centre in a quarter, for example `measure` "revenue_growth_pct" (year on year)."""

    __tablename__ = "result_figure"
    __table_args__ = (UniqueConstraint("centre_id", "measure", "period"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"))
    measure: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(10))
    value: Mapped[float]
    import_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("engagement_import.id"), index=True)
