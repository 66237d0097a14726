"""Tables of the organisation. A touchpoint names the team code that delivers it, the same across the chain."""

import uuid
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.kernel.db import Base, Versioned


class Area(Versioned, Base):
    """A node of the area tree. `path` is the ids from the root to this area, "/id/id/": a prefix is a subtree."""

    __tablename__ = "area"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("area.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(400), index=True)


class Centre(Versioned, Base):
    """A customer-facing place. `time_zone` is an IANA name; `country` ISO 3166 alpha-2; `lat`, `lon` may be unknown."""

    __tablename__ = "centre"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("area.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    city: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2), default="GB")
    address: Mapped[str] = mapped_column(String(300), default="")
    time_zone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    active: Mapped[bool] = mapped_column(default=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]

    area: Mapped[Area] = relationship(lazy="joined", innerjoin=True)


class Team(Base):
    """A team of one centre. `code` ("sales", "service") is shared by the chain."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("centre_id", "code"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))


class Touchpoint(Base):
    """A step of the customer's journey, in order. `name` is {language: text}."""

    __tablename__ = "touchpoint"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[dict[str, Any]]
    position: Mapped[int]
    team_code: Mapped[str | None] = mapped_column(String(40))
