"""Tables of reviews. One row for each decision; a return has one item per question it queries."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import User
from backend.kernel.db import Base


class Review(Base):
    """A decision: "returned", "approved", "cancelled", "void". `privacy_confirmed`: no persons, plates or papers."""

    __tablename__ = "review"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    decision: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    privacy_confirmed: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[dt.datetime | None]
    at: Mapped[dt.datetime]

    reviewer: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    items: Mapped[list["ReviewItem"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ReviewItem.position"
    )


class ReviewItem(Base):
    """One question that was sent back, and why."""

    __tablename__ = "review_item"

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
