"""Tables of actions and of the photos that show what was done."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import User
from backend.centres.models import Centre
from backend.kernel.db import Base, Versioned


class Action(Versioned, Base):
    """Something agreed for one centre. `status`: "open", "done", "dropped" (domain/action_flow).

    `measure`, `visit_id` and `question_id` say which finding it is about, where it is about one. `done_note` is what
    was said at its end. `agreed_digest` makes agreeing idempotent under the client's id.
    """

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'done', 'dropped')", name="known_status"),
        CheckConstraint("question_id IS NULL OR visit_id IS NOT NULL", name="question_of_a_visit"),
        # The list is ordered by the day due: each way to narrow it down has an index in that order.
        Index("ix_action_due_on_id", "due_on", "id"),
        Index("ix_action_status_due", "status", "due_on", "id"),
        Index("ix_action_centre_due", "centre_id", "due_on", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"))
    title: Mapped[str] = mapped_column(String(200))
    measure: Mapped[str | None] = mapped_column(String(200))
    visit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    question_id: Mapped[str | None] = mapped_column(String(80))
    due_on: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(10))
    done_note: Mapped[str] = mapped_column(Text, default="")
    agreed_digest: Mapped[str] = mapped_column(String(64))
    opened_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    opened_at: Mapped[dt.datetime]
    closed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[dt.datetime | None]

    centre: Mapped[Centre] = relationship(lazy="joined", innerjoin=True)
    opened_by: Mapped[User] = relationship(lazy="select", foreign_keys=[opened_by_id])
    closed_by: Mapped[User | None] = relationship(lazy="select", foreign_keys=[closed_by_id])


class ActionPhoto(Base):
    """One photo of what was done. `sha256` is of the bytes as sent; the others of the 2048 and 320 px copies.

    What was sent is never kept: only the copies are stored, which hold neither position nor camera data. `deleted_at`
    is a tombstone, so that an upload sent again cannot bring a deleted photo back.
    """

    __tablename__ = "action_photo"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    full_sha256: Mapped[str] = mapped_column(String(64))
    thumb_sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[dt.datetime]
    deleted_at: Mapped[dt.datetime | None]
