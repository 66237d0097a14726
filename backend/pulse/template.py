"""The questions a new pulse begins with: the chain's own, or the starter questions that come with the product."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.domain.problems import Conflict, PreconditionFailed
from backend.domain.roles import Actor
from backend.engagement.dimensions import NAMES
from backend.engagement.models import Dimension
from backend.engagement.published import WHOLE
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.pulse.models import PulseTemplate
from backend.trail.service import record

STARTER: Final = Path(__file__).parent / "starter.json"
ONLY: Final = 1


@cache
def starter() -> dict[str, Any]:
    """The file as it is shipped: questions under CC0, not validated."""
    found: dict[str, Any] = json.loads(STARTER.read_text("utf-8"))
    return found


def show_template(session: Session) -> dict[str, Any]:
    own = session.get(PulseTemplate, ONLY)
    return {
        "questions": own.questions if own else starter()["questions"],
        "starter": own is None,
        "licence": starter()["licence"],
        "dimensions": _dimensions(session),
        "row_version": own.row_version if own else 0,
    }


def save_template(uow: UnitOfWork, actor: Actor, version: int, questions: list[dict[str, Any]]) -> dict[str, Any]:
    """For pulses to come; those there are keep theirs. `version` 0: the starter questions were read."""
    uow.alone("pulse template")
    own = uow.session.get(PulseTemplate, ONLY)
    if version != (own.row_version if own else 0):
        raise PreconditionFailed()
    if own is None:
        uow.session.add(PulseTemplate(id=ONLY, questions=questions, changed_at=now()))
    else:
        own.questions, own.changed_at = questions, now()
    uow.session.flush()
    record(uow, actor, "pulse.template", "pulse_template", new_id(), details={"questions": len(questions)})
    return show_template(uow.session)


def forget_template(uow: UnitOfWork, actor: Actor) -> None:
    """Back to the starter questions."""
    own = uow.session.get(PulseTemplate, ONLY)
    if own is not None:
        uow.session.delete(own)
        record(uow, actor, "pulse.template_starter", "pulse_template", new_id())


def questions_in(session: Session, languages: list[str]) -> list[dict[str, Any]]:
    """The template's questions, each written in all of these languages."""
    questions: list[dict[str, Any]] = show_template(session)["questions"]
    for number, question in enumerate(questions, start=1):
        missing = [language for language in languages if not question["text"].get(language)]
        if missing:
            names = ", ".join(missing)
            raise Conflict("pulse.language_missing", f"Question {number} is not written in: {names}.")
    return [{**one, "text": {language: one["text"][language] for language in languages}} for one in questions]


def _dimensions(session: Session) -> list[dict[str, Any]]:
    """Those there are and those of the starter questions, by code."""
    stored = session.execute(select(Dimension.code, Dimension.name).order_by(Dimension.position))
    found = {code: dict(name) for code, name in stored}
    return [{"code": code, "name": name} for code, name in {**NAMES, **found}.items() if code != WHOLE]
