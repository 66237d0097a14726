"""Tables of visits, answers, section scores and certificates."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import User
from backend.centres.models import Centre
from backend.checklists.models import ChecklistVersion
from backend.kernel.db import Base, JSONDoc, Versioned
from backend.programmes.models import Scenario, Wave


class Visit(Versioned, Base):
    """One visit. `status` follows domain/visit_flow; the server fills the score columns at submission.

    `score_percent` and `delight_percent` are unrounded (None: nothing was assessed); `visited_on` is the day in the
    centre's time zone and decides the period; `excluded_items` counts questions not applicable or not observed;
    `plan_digest` makes planning idempotent under the client's id. `look_at`: when the worker looks at its clocks next;
    `positions_until`: when it deletes the next position that was given as an answer (domain/positions).
    `completed_after_s`: seconds from leaving to the first submission, both by the phone's clock (below zero where the
    time of leaving was set later); `clock_ahead_s`: by how many seconds that clock was ahead of ours then (or behind).
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_centre_status_day", "centre_id", "status", "visited_on"),
        # The list is ordered by its window: each way to narrow it down has an index in that order.
        Index("ix_visit_window_from_id", "window_from", "id"),
        Index("ix_visit_status_window", "status", "window_from", "id"),
        Index("ix_visit_auditor_window", "auditor_id", "window_from", "id"),
        Index("ix_visit_centre_window", "centre_id", "window_from", "id"),
        # All that the comparison reads of a visit, so that it never touches the rows with their score cards.
        Index(
            "ix_visit_figures",
            "status",
            "centre_id",
            "visited_on",
            "checklist_version_id",
            "score_percent",
            "excluded_items",
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"))
    auditor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    checklist_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checklist_version.id"), index=True)
    wave_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("wave.id"), index=True)
    scenario_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("scenario.id"))
    status: Mapped[str] = mapped_column(String(30))
    window_from: Mapped[dt.datetime]
    window_to: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime | None]
    plan_digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime] = mapped_column(index=True)
    look_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    positions_until: Mapped[dt.datetime | None] = mapped_column(index=True)
    accepted_at: Mapped[dt.datetime | None]
    arrived_at: Mapped[dt.datetime | None]
    left_at: Mapped[dt.datetime | None]
    attested_at: Mapped[dt.datetime | None]
    submitted_at: Mapped[dt.datetime | None]
    decided_at: Mapped[dt.datetime | None]
    visited_on: Mapped[dt.date | None]
    submission_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    submission_digest: Mapped[str | None] = mapped_column(String(64))
    score_percent: Mapped[float | None]
    score_tenths: Mapped[int | None]
    delight_percent: Mapped[float | None]
    excluded_items: Mapped[int] = mapped_column(default=0, server_default="0")
    band: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(10))
    score_card: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    client_score: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    score_agrees: Mapped[bool | None]
    completed_after_s: Mapped[int | None]
    clock_ahead_s: Mapped[int | None]

    centre: Mapped[Centre] = relationship(lazy="joined", innerjoin=True)
    auditor: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    checklist_version: Mapped[ChecklistVersion] = relationship(lazy="joined", innerjoin=True)
    wave: Mapped[Wave | None] = relationship(lazy="joined")
    scenario: Mapped[Scenario | None] = relationship(lazy="select")


class Answer(Base):
    """The present answer to one question of one visit; `revision_id` and `updated_at` are the phone's.

    `device` is the number of the device that gave it, among those of its visit.
    """

    __tablename__ = "answer"

    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(String(20))
    value: Mapped[Any | None] = mapped_column(JSONDoc)
    comment: Mapped[str | None] = mapped_column(Text)
    waiver: Mapped[str | None] = mapped_column(Text)
    updated_at: Mapped[dt.datetime]
    device: Mapped[int | None]


class VisitLease(Base):
    """One device of the auditor's that worked on a visit: a random id it made itself, and its number within the visit.

    `taken_at` is when the auditor chose to go on with the visit there; the latest has the lease.
    """

    __tablename__ = "visit_lease"

    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    device_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    opened_at: Mapped[dt.datetime]
    taken_at: Mapped[dt.datetime | None]


class VisitNote(Base):
    """One thing noted while there: a stamp by its name, the stopwatch (`until`: when it stopped), or a line of text.

    `revision_id` and `updated_at` are the phone's, as with answers. What was removed stays as a row without text.
    """

    __tablename__ = "visit_note"

    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    revision_id: Mapped[uuid.UUID]
    at: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]
    text: Mapped[str | None] = mapped_column(Text)
    removed: Mapped[bool]
    updated_at: Mapped[dt.datetime]


class SectionScore(Base):
    """The score of one section of one visit, unrounded, for comparison by touchpoint. No row where it is undefined."""

    __tablename__ = "section_score"

    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    section_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    touchpoint: Mapped[str] = mapped_column(String(40), index=True)
    percent: Mapped[float]
    items: Mapped[int]
    excluded: Mapped[int]


class ScoreCertificate(Base):
    """What an approved visit was scored on, frozen: definition hash, questions, points, evidence hashes, result.

    `sha256` is of the canonical JSON of `content`. A re-score adds a row with a higher `number`; nothing is replaced.
    """

    __tablename__ = "score_certificate"

    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    issued_at: Mapped[dt.datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]]
