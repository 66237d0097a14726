"""What staff do, without an account: open a pulse with a link or a code, and send their answers once."""

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Team
from backend.domain.problems import Conflict, FieldError, Gone, Invalid
from backend.kernel.unit_of_work import UnitOfWork
from backend.pulse.dealing import deal_in, wipe_what_is_deleted
from backend.pulse.models import Pulse, PulseCode, PulseLink
from backend.pulse.queries import state_of, today_at
from backend.pulse.tokens import stored


class Place(NamedTuple):
    """Where a token leads. `once`: it is a code."""

    pulse: Pulse
    centre: Centre
    team: str
    once: bool


def open_survey(session: Session, token: str) -> dict[str, Any]:
    """The questions of an open pulse; Gone or Conflict with a sentence for staff."""
    place = _open_place(session, token)
    pulse = place.pulse
    team = Team.centre_id == place.centre.id, Team.code == place.team
    return {
        "centre": place.centre.name,
        "team": session.scalar(select(Team.name).where(*team)) or place.team,
        "languages": pulse.languages,
        "questions": [{"id": one["id"], "text": one["text"]} for one in pulse.questions],
        "closed_on": pulse.wave.closed_on,
        "floor": pulse.wave.floor,
        "once": place.once,
    }


def take_answers(uow: UnitOfWork, token: str, answers: Mapping[str, int]) -> None:
    """Keep one person's answers. A code is gone by the same transaction."""
    place = _open_place(uow.session, token, lock=True)
    _check(answers, place.pulse.questions)
    if place.once:
        _burn(uow.session, token)
    deal_in(uow, place.pulse.wave_id, place.centre.id, place.team, answers)


def _open_place(session: Session, token: str, *, lock: bool = False) -> Place:
    found = _find(session, token)
    pulse = _pulse(session, found.wave_id, lock=lock)
    wave = pulse.wave
    state = state_of(pulse, today_at(found.centre))
    if state == "closed":
        raise Gone("pulse.closed", "This survey is closed: answers are no longer taken. Thank you for coming by.")
    if state == "planned":
        raise Conflict(
            "pulse.not_yet", f"This survey opens on {wave.opened_on}.", extra={"opens_on": wave.opened_on.isoformat()}
        )
    return Place(pulse, found.centre, found.team_code, isinstance(found, PulseCode))


def _find(session: Session, token: str) -> PulseLink | PulseCode:
    hashed = stored(token)
    link = session.scalar(select(PulseLink).where(PulseLink.token_hash == hashed))
    found = link or session.get(PulseCode, hashed)
    if found is None:
        raise Gone(
            "pulse.unknown",
            "This code opens no survey: it was used already, it was mistyped, or the survey is over.",
        )
    return found


def _pulse(session: Session, pulse_id: uuid.UUID, *, lock: bool) -> Pulse:
    """`lock`: it may not be closed before these answers are in; others may answer at the same time."""
    wanted = select(Pulse).where(Pulse.wave_id == pulse_id)
    return session.scalars(wanted.with_for_update(read=True, of=Pulse) if lock else wanted).one()


def _check(answers: Mapping[str, int], questions: list[Any]) -> None:
    asked = {one["id"] for one in questions}
    unknown = [
        FieldError(f"/answers/{key}", "unknown", "This survey does not ask that.")
        for key in answers
        if key not in asked
    ]
    if unknown:
        raise Invalid("invalid", "Some answers belong to no question of this survey.", errors=unknown)
    if not answers:
        raise Invalid("pulse.nothing_answered", "Answer at least one question.")


def _burn(session: Session, token: str) -> None:
    """Of two at once only one succeeds."""
    wipe_what_is_deleted(session)
    mine = PulseCode.token_hash == stored(token)
    burnt = delete(PulseCode).where(mine).returning(PulseCode.wave_id)
    if session.execute(burnt, execution_options={"synchronize_session": False}).scalar_one_or_none() is None:
        raise Gone("pulse.unknown", "This code was used already.")
