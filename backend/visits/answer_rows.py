"""Answers on their way in: what one must look like, which of two wins, and how many are written at once."""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from backend.checklists.queries import Form
from backend.domain.answer import STATES, AnswerValue, check_answer
from backend.domain.positions import is_expired
from backend.domain.questions.base import REASONS
from backend.kernel.db import table_of
from backend.visits.models import Answer

LONGEST_WORDS: Final = 4000
LONGEST_TEXT: Final = 20_000
# Entries could be made without end; the longest checklist with all of its entries stays far below.
MOST_KEPT: Final = 6_000
# A phone whose clock runs ahead must not make every later correction look old.
FUTURE_ALLOWED: Final = dt.timedelta(minutes=2)
# Nearer to the first day of the calendar, a moment could not be read again in every time zone.
EARLIEST: Final = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


class Given(NamedTuple):
    """One answer as sent; `updated_at` is the phone's clock."""

    question_id: str
    revision_id: uuid.UUID
    state: str
    value: Any
    comment: str | None
    waiver: str | None
    updated_at: dt.datetime
    #: Which of the visit's devices gave it.
    device: int | None = None

    @property
    def content(self) -> tuple[Any, ...]:
        return self.state, self.value, self.comment, self.waiver

    def beats(self, other: "Given") -> bool:
        """Newer wins; at the same moment the later id, so that every order of arrival ends the same.

        The ids of one device follow each other in time, also where its clock runs ahead and was not believed.
        """
        if self.device is not None and self.device == other.device:
            return self.revision_id > other.revision_id
        return (self.updated_at, self.revision_id) > (other.updated_at, other.revision_id)

    def as_json(self) -> dict[str, Any]:
        return self._asdict() | {"revision_id": str(self.revision_id), "updated_at": self.updated_at.isoformat()}


@dataclass(frozen=True)
class Refused:
    """An answer that cannot be kept; the others of its request are."""

    question_id: str | None
    revision_id: str | None
    code: str
    message: str


def read_answer(sent: Any, at: dt.datetime, device: int | None = None) -> Given | Refused:
    """One answer of a request, written by hand because sixty come at once and one bad one must not stop the rest."""
    if not isinstance(sent, Mapping):
        return Refused(None, None, "invalid", "An answer is an object.")
    question_id, revision_id = sent.get("question_id"), sent.get("revision_id")
    try:
        return Given(
            question_id=_text(question_id, 80),
            revision_id=uuid.UUID(_text(revision_id, 36)),
            state=_one_of(sent.get("state"), STATES),
            # Other states have no value: nothing would ever check or show it.
            value=_bounded(sent.get("value")) if sent.get("state") == "answered" else None,
            comment=_words(sent.get("comment")),
            waiver=_words(sent.get("waiver")),
            updated_at=min(_moment(sent.get("updated_at")), at + FUTURE_ALLOWED),
            device=device,
        )
    except (ValueError, TypeError, OverflowError) as error:
        names = [name if isinstance(name, str) else None for name in (question_id, revision_id)]
        return Refused(names[0], names[1], "invalid", f"This is not an answer: {error}.")


def check_meaning(given: Given, form: Form, present: Collection[str]) -> Refused | None:
    """Whether the checklist has this question and the answer fits it; `present` are the keys of this visit so far."""
    question = form.question(given.question_id)
    if question is None:
        return _refused(given, "unknown_question", "This checklist has no such question.")
    for error in check_answer(question, AnswerValue(given.state, given.value)):
        return _refused(given, error.code, error.message)
    if is_expired(given.value):
        return _refused(given, "not_a_place", REASONS["not_a_place"])
    if len(present) >= MOST_KEPT and given.question_id not in present:
        return _refused(given, "too_many_answers", "This visit takes no answers to further questions.")
    return None


def stored_answers(session: Session, visit_id: uuid.UUID) -> dict[str, Given]:
    return {row.question_id: Given(*row) for row in session.execute(_stored(), {"visit_id": visit_id})}


def write_answers(session: Session, visit_id: uuid.UUID, answers: Iterable[Given]) -> None:
    """Insert or replace, all in one statement."""
    upsert = _upsert(session.get_bind().dialect.name)
    session.execute(upsert, [{"visit_id": visit_id, **answer._asdict()} for answer in answers])


@cache
def _stored() -> Any:
    answer = table_of(Answer).columns
    return select(*[answer[name] for name in Given._fields]).where(answer.visit_id == bindparam("visit_id"))


@cache
def _upsert(dialect_name: str) -> Any:
    table = table_of(Answer)
    dialect = postgresql if dialect_name == "postgresql" else sqlite
    insert = dialect.insert(table)
    changed = {name: insert.excluded[name] for name in Given._fields if name != "question_id"}
    return insert.on_conflict_do_update(index_elements=[table.c.visit_id, table.c.question_id], set_=changed)


def _refused(given: Given, code: str, message: str) -> Refused:
    return Refused(given.question_id, str(given.revision_id), code, message)


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError("an id is missing or too long")
    return value


def _one_of(value: Any, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"state must be one of {', '.join(allowed)}")
    return str(value)


def _words(value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or len(value) > LONGEST_WORDS):
        raise ValueError(f"comment and waiver are texts of at most {LONGEST_WORDS} characters")
    return value


def _bounded(value: Any) -> Any:
    size = len(value) if isinstance(value, str) else len(json.dumps(value)) if isinstance(value, list | dict) else 0
    if size > LONGEST_TEXT:
        raise ValueError("the value is too long")
    return value


def _moment(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("updated_at needs a time zone")
    if moment < EARLIEST:
        raise ValueError("updated_at is long past")
    return moment.astimezone(dt.UTC)
