"""Tables of reminders: the installation's key, the devices that want them, and what was said already."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class PushKey(Base):
    """The one key this installation signs with (VAPID), made when somebody first asks; raw, as base64url."""

    __tablename__ = "push_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    private_key: Mapped[str] = mapped_column(String(43))
    created_at: Mapped[dt.datetime]


class PushSubscription(Base):
    """A device's own address at the push service of its browser. It ends with the session it was made in."""

    __tablename__ = "push_subscription"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("auth_session.id", ondelete="CASCADE"), index=True)
    endpoint: Mapped[str] = mapped_column(String(1000))
    endpoint_hash: Mapped[str] = mapped_column(String(64), unique=True)
    p256dh: Mapped[str] = mapped_column(String(87))
    auth: Mapped[str] = mapped_column(String(22))
    created_at: Mapped[dt.datetime]


class PushReminder(Base):
    """One kind of reminder of one visit: it is sent once."""

    __tablename__ = "push_reminder"

    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[dt.datetime]
