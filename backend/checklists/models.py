"""Tables of checklists, their versions, and drafts. A version row is never updated; a draft is nothing but that."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import User
from backend.kernel.db import Base, Versioned


class Checklist(Base):
    """The stable identity behind the versions. `slug` is the `id` of the YAML file."""

    __tablename__ = "checklist"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[dt.datetime]


class ChecklistVersion(Base):
    """One published definition. `content_hash` is SHA-256 (hex) of the canonical JSON; `source` the YAML as given."""

    __tablename__ = "checklist_version"
    __table_args__ = (
        UniqueConstraint("checklist_id", "number"),
        UniqueConstraint("checklist_id", "content_hash"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    checklist_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checklist.id"), index=True)
    number: Mapped[int]
    title: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(String(64))
    definition: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    source: Mapped[str] = mapped_column(deferred=True)
    published_at: Mapped[dt.datetime]
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"))

    checklist: Mapped[Checklist] = relationship(lazy="joined", innerjoin=True)


class ChecklistDraft(Versioned, Base):
    """A checklist being written: `document` is plain data in the shape of the YAML, right or not yet."""

    __tablename__ = "checklist_draft"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[dict[str, Any]]
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime] = mapped_column(index=True)
    changed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))

    changed_by: Mapped[User] = relationship(lazy="joined", innerjoin=True)
