"""The photo table. Bytes live in the file store under content-addressed keys."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class Photo(Base):
    """One photo. `sha256` is of the bytes as sent; `full_sha256` and `thumb_sha256` of the 2048 and 320 px copies.

    status: "received" (stored, derivatives not made yet), "ready", "unreadable" (kept, but cannot be shown).
    The original is deleted once the derivatives exist, because it may hold a position. `deleted_at` is a tombstone,
    so that a late upload cannot bring a deleted photo back; a photo deleted before it arrived is one from the start,
    without a hash. Pixel sizes are those of the upright picture. `rank` is the phone's order within a question.

    `position` is where the phone was, if its auditor allowed that: {lat, lon, accuracy_m}, {refused: true}, or
    {expired: true} once the raw figures are forgotten, at `position_until`. `away_m` is what stays of it: the metres
    from the centre, where they are worth a reviewer's question.
    """

    __tablename__ = "photo"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    # The type is named because visits load later: a statement built before that would not know it.
    visit_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("visit.id"), index=True)
    question_id: Mapped[str | None] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    full_sha256: Mapped[str | None] = mapped_column(String(64))
    thumb_sha256: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(20), default="received")
    caption: Mapped[str] = mapped_column(String(500), default="")
    rank: Mapped[int] = mapped_column(default=0, server_default="0")
    taken_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]
    deleted_at: Mapped[dt.datetime | None]
    position: Mapped[dict[str, Any] | None]
    position_until: Mapped[dt.datetime | None] = mapped_column(index=True)
    away_m: Mapped[int | None]
