"""The background work of reminders: one job sends one reminder to one device.

On a lock screen nobody may read that somebody audits: the words say that there is something, never what.
"""

import logging
import uuid
from typing import Final

from sqlalchemy import delete, select

from backend.accounts.models import AuthSession, User
from backend.kernel.clock import now
from backend.kernel.jobs import JobRefused, JobRun
from backend.kernel.unit_of_work import unit_of_work
from backend.notices.addresses import is_push_service
from backend.notices.models import PushSubscription
from backend.notices.push_key import private_key
from backend.settings import Settings

log = logging.getLogger(__name__)

WORDS: Final = {
    "en": {"title": "Notes", "body": "One reminder"},
    "de": {"title": "Notizen", "body": "Eine Erinnerung"},
}
# The device is gone, or subscribed with another key: no later try will reach it.
GONE: Final = (403, 404, 410)
LATER: Final = (408, 425, 429)


def push(settings: Settings, run: JobRun) -> None:
    """Send it. The job is tried again, later and later, while the push service is away or busy."""
    from backend.notices import sending

    subscription_id = uuid.UUID(run.payload["subscription_id"])
    with unit_of_work(run.engine, write=False) as uow:
        device = uow.session.get(PushSubscription, subscription_id)
        key = private_key(uow.session)
        living = (AuthSession.expires_at > now(), User.active)
        mine = select(User.language).join(AuthSession, AuthSession.user_id == User.id)
        if device is None or key is None:
            return
        language = uow.session.scalar(mine.where(AuthSession.id == device.session_id, *living))
    if language is None:
        return
    if not is_push_service(device.endpoint, settings.push_hosts):
        raise JobRefused("This push service is not among those of INSIDEOUT_PUSH_HOSTS.")
    try:
        body = sending.encrypt(device, WORDS.get(language[:2], WORDS["en"]))
    except ValueError:
        raise JobRefused("The keys of this device are no keys.") from None
    status = sending.send(device.endpoint, body, key, settings.mail_from)
    if status in GONE:
        with unit_of_work(run.engine) as uow:
            uow.session.execute(delete(PushSubscription).where(PushSubscription.id == subscription_id))
        log.info("push subscription %s is gone (%s)", subscription_id, status)
    elif status in LATER or status >= 500:
        raise ConnectionError(f"the push service answers {status}")
    elif status >= 300:
        raise JobRefused(f"The push service answers {status}.")
