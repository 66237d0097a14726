"""Tables of people, their roles, sessions and one-time tokens. Tokens are stored as SHA-256 only."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.kernel.db import Base, Versioned


class User(Versioned, Base):
    """A person who signs in. `email` is stored lower-case; no password hash means: invited, not yet joined."""

    __tablename__ = "user_account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(8), default="en")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]

    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", lazy="selectin", order_by="RoleGrant.role"
    )


class RoleGrant(Base):
    """One role of one person, over an area (with all below it), a centre, or, with neither, the whole chain."""

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "area_id", "centre_id"),
        CheckConstraint("area_id IS NULL OR centre_id IS NULL", name="one_scope"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    area_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("area.id"))
    centre_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("centre.id"))

    user: Mapped[User] = relationship(back_populates="grants")


class AuthSession(Base):
    """One signed-in device. The cookie holds the token, this row its SHA-256 (hex)."""

    __tablename__ = "auth_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
    user_agent: Mapped[str] = mapped_column(String(300), default="")

    user: Mapped[User] = relationship(lazy="joined")


class OneTimeToken(Base):
    """An invitation or a reset that can be redeemed once. `purpose` is "invitation" or "password_reset"."""

    __tablename__ = "one_time_token"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(30))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[dt.datetime]
