"""Answers that meet others: the newest of each question stays, and what loses is written down, by phone."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from backend.domain.roles import Actor
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.models import TrailEntry
from backend.trail.service import record
from backend.visits.answer_rows import Given
from backend.visits.leases import phone_name

REPLACED: Final = "visit.answers_replaced"
TWO_ANSWERS: Final = "visit.two_answers"


class Meeting(NamedTuple):
    """Two answers to one question; `late`: the one that lost came after the one that stays."""

    lost: Given
    kept: Given
    late: bool

    @property
    def contradicts(self) -> bool:
        """They came from two devices and say different things."""
        devices = {self.lost.device, self.kept.device}
        return len(devices - {None}) == 2 and self.lost.content != self.kept.content


class Merge:
    """The answers of a visit while new ones come in one by one."""

    def __init__(self, stored: dict[str, Given]) -> None:
        self.present = stored
        self.winners: dict[str, Given] = {}
        self.meetings: list[Meeting] = []

    def take(self, given: Given) -> str:
        held = self.present.get(given.question_id)
        if held is not None and held.revision_id == given.revision_id:
            return "sent"
        if held is not None and not given.beats(held):
            self.meetings.append(Meeting(given, held, late=True))
            return "stored"
        if held is not None:
            self.meetings.append(Meeting(held, given, late=False))
        self.present[given.question_id] = self.winners[given.question_id] = given
        return "sent"


def record_meetings(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, meetings: Sequence[Meeting]) -> None:
    """Into the trail: no value that was given is lost. One whose reply was lost is sent, and met, again."""
    if any(meeting.late for meeting in meetings):
        known = _known_revisions(uow, visit_id)
        meetings = [meeting for meeting in meetings if str(meeting.lost.revision_id) not in known]
    two = [meeting for meeting in meetings if meeting.contradicts]
    if replaced := [meeting.lost.as_json() for meeting in meetings if not meeting.contradicts]:
        record(uow, actor, REPLACED, "visit", visit_id, details={"answers": replaced})
    if two:
        record(uow, actor, TWO_ANSWERS, "visit", visit_id, details={"questions": [_both(meeting) for meeting in two]})


def _both(meeting: Meeting) -> dict[str, Any]:
    """Both answers in the order they were given."""
    answers = [_told(meeting.lost, kept=False), _told(meeting.kept, kept=True)]
    return {
        "question_id": meeting.kept.question_id,
        "answers": sorted(answers, key=lambda answer: str(answer["updated_at"])),
    }


def _told(given: Given, *, kept: bool) -> dict[str, Any]:
    assert given.device is not None
    return given.as_json() | {"phone": phone_name(given.device), "kept": kept}


def _known_revisions(uow: UnitOfWork, visit_id: uuid.UUID) -> set[str]:
    mine = (TrailEntry.subject_kind == "visit", TrailEntry.subject_id == visit_id)
    told = select(TrailEntry.details).where(*mine, TrailEntry.action.in_((REPLACED, TWO_ANSWERS)))
    known = set()
    for details in uow.session.scalars(told):
        known |= {answer["revision_id"] for answer in told_answers(details)}
    return known


def told_answers(details: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The answers in what `record_meetings` wrote down."""
    yield from details.get("answers", [])
    for both in details.get("questions", []):
        yield from both["answers"]
