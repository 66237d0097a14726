"""Tables of webhooks and of wanted mails."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.kernel.db import Base, Versioned


class Webhook(Versioned, Base):
    """An address that wants to hear of `events`. Secrets are sealed with the installation's key.

    `old_secret` signs beside the new one until `old_secret_until`. `disabled_why`: "gone" (410), "failing", "by_hand".
    """

    __tablename__ = "webhook"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(String(1000))
    description: Mapped[str] = mapped_column(String(200), default="")
    events: Mapped[list[Any]]
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    old_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    old_secret_until: Mapped[dt.datetime | None]
    disabled_at: Mapped[dt.datetime | None]
    disabled_why: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[dt.datetime]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))


class HookDelivery(Base):
    """One message to one address. status: waiting, delivered, failed. `message_id` stays the same when it is replayed.

    `attempts` counts all tries; `reply_status` and `error` ("timeout", "blocked", "off", ...) are of the last one.
    "resting" is none: the address had let others wait for nothing just before.
    """

    __tablename__ = "hook_delivery"
    __table_args__ = (Index("ix_hook_delivery_webhook_created", "webhook_id", "created_at", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    webhook_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    message_id: Mapped[uuid.UUID] = mapped_column(index=True)
    event: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int] = mapped_column(default=0)
    reply_status: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[dt.datetime]
    tried_at: Mapped[dt.datetime | None]

    webhook: Mapped[Webhook] = relationship(lazy="joined", innerjoin=True)


class WaveClosure(Base):
    """A wave whose last day has passed, and when that was noticed: it is told once."""

    __tablename__ = "wave_closure"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("wave.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[dt.datetime]


class MailWish(Base):
    """Somebody wants a mail when this happens."""

    __tablename__ = "mail_wish"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    event: Mapped[str] = mapped_column(String(40), primary_key=True)
