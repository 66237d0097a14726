"""One-time links, the other choke point: issued by the worker, sent by mail, redeemed once, stored as a hash only."""

import datetime as dt
import uuid
from enum import StrEnum

from sqlalchemy import delete

from backend.accounts.models import OneTimeToken
from backend.domain.problems import Gone
from backend.kernel.clock import now
from backend.kernel.tokens import new_token, token_hash
from backend.kernel.unit_of_work import UnitOfWork


class Purpose(StrEnum):
    """What a link is for. A link of one purpose opens nothing else."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 (a name, not a password)


LIFETIMES = {Purpose.INVITATION: dt.timedelta(days=14), Purpose.PASSWORD_RESET: dt.timedelta(hours=1)}


def issue(uow: UnitOfWork, user_id: uuid.UUID, purpose: Purpose) -> str:
    """A fresh token; earlier ones of the same purpose end."""
    same = (OneTimeToken.user_id == user_id) & (OneTimeToken.purpose == purpose)
    uow.session.execute(delete(OneTimeToken).where(same))
    token = new_token()
    expires_at = now() + LIFETIMES[purpose]
    uow.session.add(OneTimeToken(token_hash=token_hash(token), purpose=purpose, user_id=user_id, expires_at=expires_at))
    return token


def redeem(uow: UnitOfWork, token: str, purpose: Purpose) -> uuid.UUID:
    """Whose token it was. It is gone by the same statement, so that of two at once only one succeeds."""
    mine = (OneTimeToken.token_hash == token_hash(token)) & (OneTimeToken.purpose == purpose)
    alive = OneTimeToken.expires_at > now()
    burnt = delete(OneTimeToken).where(mine, alive).returning(OneTimeToken.user_id)
    user_id = uow.session.execute(burnt).scalar_one_or_none()
    if user_id is None:
        raise Gone("link.invalid", "This link has been used already, or it is too old. Ask for a new one.")
    return user_id


def end_all_links(uow: UnitOfWork, user_id: uuid.UUID) -> None:
    uow.session.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user_id))
