"""What an auditor does before submitting: accepts the visit and sends answers, in any order and any number of times."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, Update, bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from backend.checklists.queries import Form, load_form
from backend.domain.problems import Invalid
from backend.domain.roles import Actor
from backend.domain.visit_flow import Action, Party, Status, next_status
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.answer_rows import Given, Refused, check_meaning, read_answer, stored_answers, write_answers
from backend.visits.models import Visit
from backend.visits.queries import lock_visit

MOST_ANSWERS: Final = 500


class Kept(NamedTuple):
    """What became of one sent answer: "sent" was kept, a newer "stored" one stayed, or it was "refused"."""

    question_id: str | None
    revision_id: str | None
    updated_at: Any
    kept: str
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Merged:
    """The result of sending answers."""

    answers: Sequence[dict[str, Any]]
    status: str
    row_version: int


def accept_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID) -> None:
    """The auditor takes the visit on. Saying so twice, or after having begun, changes nothing."""
    visit = lock_visit(uow.session, actor, visit_id)
    if visit.status in (Status.ACCEPTED, Status.IN_PROGRESS) and conducts(actor, visit):
        return
    status = next_status(Action.ACCEPT, Status(visit.status), conducts(actor, visit))
    change_visit(uow, visit, status=status, accepted_at=now())
    record(uow, actor, "visit.accepted", "visit", visit_id, from_state=visit.status, to_state=status)


def merge_answers(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, sent: Sequence[Any]) -> Merged:
    """Keep the newest answer of each question; those that lose, on either side, go to the trail."""
    if len(sent) > MOST_ANSWERS:
        raise Invalid("visit.too_many_answers", f"Send at most {MOST_ANSWERS} answers at once.")
    visit = lock_visit(uow.session, actor, visit_id)
    status = next_status(Action.ANSWER, Status(visit.status), conducts(actor, visit))
    form = load_form(uow.session, visit.checklist_version_id)
    at = now()
    read = [read_answer(answer, at) for answer in sent]
    merge = _Merge(stored_answers(uow.session, visit_id))
    results = [_judge(merge, answer, form) for answer in read]
    version = visit.row_version
    if merge.winners:
        write_answers(uow.session, visit_id, merge.winners.values())
        version = change_visit(uow, visit, status=status)
        if status != visit.status:
            record(uow, actor, "visit.begun", "visit", visit_id, from_state=visit.status, to_state=status)
    if merge.losers:
        details = {"answers": [loser.as_json() for loser in merge.losers]}
        record(uow, actor, "visit.answers_replaced", "visit", visit_id, details=details)
    return Merged([kept._asdict() for kept in results], status if merge.winners else visit.status, version)


def conducts(actor: Actor, visit: Visit | Row[*tuple[Any, ...]]) -> frozenset[Party]:
    """For moves that only the auditor may make, nothing else about the person matters."""
    return frozenset({Party.CONDUCTOR}) if visit.auditor_id == actor.user_id else frozenset()


class _Merge:
    """The answers of a visit while new ones come in one by one."""

    def __init__(self, stored: dict[str, Given]) -> None:
        self.present = stored
        self.winners: dict[str, Given] = {}
        self.losers: list[Given] = []

    def take(self, given: Given) -> str:
        held = self.present.get(given.question_id)
        if held is not None and held.revision_id == given.revision_id:
            return "sent"
        if held is not None and not given.beats(held):
            self.losers.append(given)
            return "stored"
        if held is not None:
            self.losers.append(held)
        self.present[given.question_id] = self.winners[given.question_id] = given
        return "sent"


def _judge(merge: _Merge, answer: Given | Refused, form: Form) -> Kept:
    refused = answer if isinstance(answer, Refused) else check_meaning(answer, form)
    if refused is not None:
        return Kept(refused.question_id, refused.revision_id, None, "refused", refused.code, refused.message)
    assert isinstance(answer, Given)
    kept = merge.take(answer)
    present = merge.present[answer.question_id]
    return Kept(answer.question_id, str(present.revision_id), present.updated_at, kept)


def change_visit(uow: UnitOfWork, visit: Visit | Row[*tuple[Any, ...]], **values: Any) -> int:
    """Change the locked row; its version goes up by one. An object that was loaded from it follows."""
    values |= {"row_version": visit.row_version + 1, "updated_at": now()}
    uow.session.execute(_change(tuple(values)), {"of": visit.id, **{f"new_{name}": values[name] for name in values}})
    if isinstance(visit, Visit):
        for name, value in values.items():
            set_committed_value(visit, name, value)
    return int(values["row_version"])


@cache
def _change(names: tuple[str, ...]) -> Update:
    """The UPDATE of these columns, built once: a flush of the object costs three times as much."""
    table = table_of(Visit)
    values = {name: bindparam(f"new_{name}", type_=table.columns[name].type) for name in names}
    return update(table).where(table.columns.id == bindparam("of")).values(values)
