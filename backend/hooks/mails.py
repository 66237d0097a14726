"""Mails to those who asked for them, in their language. Who may not see it any more gets none."""

import uuid
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.accounts.queries import acting
from backend.domain.roles import Actor, Permission, Role
from backend.hooks import queries
from backend.hooks.events import REPORT_READY, VISIT_APPROVED, WAVE_CLOSED
from backend.kernel import mail
from backend.kernel.jobs import JobRun, enqueue
from backend.kernel.mail import Letter
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.programmes.models import Wave
from backend.reports.models import Report
from backend.settings import Settings
from backend.visits.models import Visit

ASK: Final = "hooks.ask_around"
MAIL: Final = "hooks.mail"
TRIES: Final = 10

FOOT: Final = {
    "en": "\n\nYou get this mail because you asked for it; your account page ends it: {account}\n",
    "de": "\n\nSie erhalten diese Mail, weil Sie es so wollten; auf Ihrer Kontoseite endet das: {account}\n",
}
TEXTS: Final = {
    ("en", VISIT_APPROVED): (
        "Approved: a visit of {what}",
        "Hello {name},\n\na visit of {what} was approved. Here it is:\n\n{link}",
    ),
    ("de", VISIT_APPROVED): (
        "Freigegeben: ein Besuch von {what}",
        "Guten Tag {name},\n\nein Besuch von {what} ist freigegeben. Hier ist er:\n\n{link}",
    ),
    ("en", REPORT_READY): ("Your report is ready", "Hello {name},\n\nyour report is ready:\n\n{link}"),
    ("de", REPORT_READY): ("Ihr Bericht ist fertig", "Guten Tag {name},\n\nIhr Bericht ist fertig:\n\n{link}"),
    ("en", WAVE_CLOSED): (
        "{what} has ended",
        "Hello {name},\n\nthe last day of {what} has passed. Its figures so far:\n\n{link}",
    ),
    ("de", WAVE_CLOSED): (
        "{what} ist zu Ende",
        "Guten Tag {name},\n\nder letzte Tag von {what} ist vorbei. Die Zahlen bis jetzt:\n\n{link}",
    ),
}


def ask_around(uow: UnitOfWork, event: str, subject_id: uuid.UUID) -> None:
    """Where anybody wants to know, a job finds out who may."""
    if queries.wishers(uow.session, event):
        enqueue(uow, ASK, {"event": event, "subject_id": str(subject_id)})


def write_to_each(run: JobRun) -> None:
    """One job a mail, so that one that fails is tried again alone."""
    event, subject_id = run.payload["event"], uuid.UUID(run.payload["subject_id"])
    with unit_of_work(run.engine) as uow:
        for user_id in queries.wishers(uow.session, event):
            actor = acting(uow.session, user_id)
            if actor is not None and _concerns(uow.session, actor, event, subject_id):
                enqueue(uow, MAIL, {**run.payload, "user_id": str(user_id)}).max_attempts = TRIES


def send_mail(settings: Settings, run: JobRun) -> None:
    event, subject_id = run.payload["event"], uuid.UUID(run.payload["subject_id"])
    with unit_of_work(run.engine, write=False) as uow:
        actor = acting(uow.session, uuid.UUID(run.payload["user_id"]))
        if actor is None or not _concerns(uow.session, actor, event, subject_id):
            return
        user = uow.session.get_one(User, actor.user_id)
        about = _about(uow.session, settings.origin, actor, event, subject_id)
        letter = write_letter(settings.origin, user, event, about)
    mail.send(settings.mail_url, settings.mail_from, letter)


def write_letter(origin: str, user: User, event: str, about: Mapping[str, str]) -> Letter:
    language = user.language[:2] if (user.language[:2], event) in TEXTS else "en"
    subject, text = TEXTS[language, event]
    foot = FOOT[language].format(account=f"{origin}/account")
    return Letter(user.email, subject.format(**about), text.format(name=user.name, **about) + foot)


def _concerns(session: Session, actor: Actor, event: str, subject_id: uuid.UUID) -> bool:
    """Approved visits: whoever may see them; a report: whoever asked for it; the end of a wave: all of the office."""
    if not actor.may(Permission.MAIL_CHOOSE):
        return False
    if event == VISIT_APPROVED:
        return queries.sees_visit(session, actor, subject_id)
    if event == REPORT_READY:
        report = session.get(Report, subject_id)
        return report is not None and report.requested_by_id == actor.user_id
    return session.get(Wave, subject_id) is not None


def _about(session: Session, origin: str, actor: Actor, event: str, subject_id: uuid.UUID) -> dict[str, str]:
    if event == VISIT_APPROVED:
        visit = session.get_one(Visit, subject_id)
        office = actor.is_a(Role.ADMINISTRATOR) or actor.is_a(Role.AREA_MANAGER)
        return {"what": visit.centre.name, "link": f"{origin}/{'review' if office else 'reports'}/{visit.id}"}
    if event == REPORT_READY:
        report = session.get_one(Report, subject_id)
        return {"what": "", "link": f"{origin}/reports/{report.visit_id}" if report.visit_id else f"{origin}/reports"}
    wave = session.get_one(Wave, subject_id)
    page = f"/waves/{wave.code}" if actor.may(Permission.WAVE_REPORT_READ) else ""
    return {"what": wave.name, "link": f"{origin}/insights{page}"}
