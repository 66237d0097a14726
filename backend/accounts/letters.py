"""The letters with one-time links, in the reader's language.

The worker issues the token just before it sends, so that no table ever holds one.
"""

import uuid

from backend.accounts import one_time
from backend.accounts.models import User
from backend.accounts.one_time import Purpose
from backend.kernel import mail
from backend.kernel.jobs import JobRun, enqueue
from backend.kernel.mail import Letter
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.settings import Settings

KIND = "accounts.letter"
# Ten tries are spread over about half an hour: a mail server may restart meanwhile.
TRIES = 10
PAGES = {Purpose.INVITATION: "welcome", Purpose.PASSWORD_RESET: "reset"}

TEXTS = {
    ("en", Purpose.INVITATION): (
        "Your invitation to Inside Out",
        "Hello {name},\n\nyou have been invited to Inside Out. Choose your password here within 14 days:\n\n{link}\n",
    ),
    ("de", Purpose.INVITATION): (
        "Ihre Einladung zu Inside Out",
        "Guten Tag {name},\n\nSie sind zu Inside Out eingeladen. Wählen Sie hier innerhalb von 14 Tagen"
        " Ihr Passwort:\n\n{link}\n",
    ),
    ("en", Purpose.PASSWORD_RESET): (
        "Your new password for Inside Out",
        "Hello {name},\n\nsomebody, probably you, asked for a new password. Choose it here within one hour:\n\n"
        "{link}\n\nIf it was not you, there is nothing to do: your password stays as it is.\n",
    ),
    ("de", Purpose.PASSWORD_RESET): (
        "Ihr neues Passwort für Inside Out",
        "Guten Tag {name},\n\njemand, vermutlich Sie, hat ein neues Passwort verlangt. Wählen Sie es hier innerhalb"
        " einer Stunde:\n\n{link}\n\nWaren Sie es nicht, ist nichts zu tun: Ihr Passwort bleibt, wie es ist.\n",
    ),
}


def queue_letter(uow: UnitOfWork, user_id: uuid.UUID | None, purpose: Purpose) -> None:
    """Ask the worker to write. Without a person the same row is written, so that nobody can tell by the time."""
    payload = {"user_id": str(user_id) if user_id else None, "purpose": purpose.value}
    enqueue(uow, KIND, payload).max_attempts = TRIES


def send_letter(settings: Settings, run: JobRun) -> None:
    """Issue a token and send it. When sending fails, the next try issues another and ends this one."""
    if run.payload["user_id"] is None:
        return
    purpose = Purpose(run.payload["purpose"])
    with unit_of_work(run.engine) as uow:
        user = uow.session.get(User, uuid.UUID(run.payload["user_id"]))
        if user is None or not user.active:
            return
        token = one_time.issue(uow, user.id, purpose)
        letter = write_letter(settings.origin, user, purpose, token)
    mail.send(settings.mail_url, settings.mail_from, letter)


def write_letter(origin: str, user: User, purpose: Purpose, token: str) -> Letter:
    subject, text = TEXTS.get((user.language[:2], purpose)) or TEXTS["en", purpose]
    return Letter(user.email, subject, text.format(name=user.name, link=link_of(origin, purpose, token)))


def link_of(origin: str, purpose: Purpose, token: str) -> str:
    """The token is in the fragment, which browsers never send to a server or write into its log."""
    return f"{origin}/{PAGES[purpose]}#{token}"
