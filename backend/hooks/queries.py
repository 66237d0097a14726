"""Reading webhooks, their deliveries, and who wants mails."""

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.domain.problems import NotFound
from backend.domain.roles import Actor
from backend.hooks.models import HookDelivery, MailWish, WaveClosure, Webhook
from backend.programmes.models import Wave
from backend.visits.models import Visit
from backend.visits.queries import approved_of_own_centres, managed_by


def all_webhooks() -> Select[Webhook]:
    """Only administrators come here: the permission of the routes says so."""
    return select(Webhook)


def load_webhook(session: Session, webhook_id: uuid.UUID) -> Webhook:
    found = session.get(Webhook, webhook_id)
    if found is None:
        raise NotFound()
    return found


def deliveries_of(webhook_id: uuid.UUID) -> Select[HookDelivery]:
    return select(HookDelivery).where(HookDelivery.webhook_id == webhook_id)


def listening(session: Session, event: str) -> list[Webhook]:
    """The switched-on webhooks that want this event; there are a handful in all."""
    found = session.scalars(select(Webhook).where(Webhook.disabled_at.is_(None)).order_by(Webhook.id))
    return [webhook for webhook in found if event in webhook.events]


def delivered_since(session: Session, webhook_id: uuid.UUID, moment: dt.datetime) -> bool:
    good = (HookDelivery.webhook_id == webhook_id, HookDelivery.status == "delivered", HookDelivery.tried_at >= moment)
    return session.scalar(select(HookDelivery.id).where(*good).limit(1)) is not None


def wishers(session: Session, event: str) -> Sequence[uuid.UUID]:
    """Who may still come in and wants a mail of this."""
    mine = select(User.id).join(MailWish, MailWish.user_id == User.id).where(MailWish.event == event, User.active)
    return session.scalars(mine.order_by(User.id)).all()


def wishes_of(session: Session, user_id: uuid.UUID | None) -> list[str]:
    return list(session.scalars(select(MailWish.event).where(MailWish.user_id == user_id).order_by(MailWish.event)))


def sees_visit(session: Session, actor: Actor, visit_id: uuid.UUID) -> bool:
    """As the one who manages it, or as the centre it was approved for."""
    mine = select(Visit.id).where(Visit.id == visit_id, managed_by(actor) | approved_of_own_centres(actor))
    return session.scalar(mine) is not None


def waves_to_close(session: Session, before: dt.date, limit: int) -> Sequence[uuid.UUID]:
    """Waves whose last day lies before this one, and that nobody noticed yet."""
    over = (Wave.ends_on < before, Wave.id.not_in(select(WaveClosure.wave_id)))
    return session.scalars(select(Wave.id).where(*over).order_by(Wave.ends_on).limit(limit)).all()
