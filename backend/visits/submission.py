"""Submitting a visit: all that the phone counts must be here, nothing may be open, and the server scores it itself."""

import datetime as dt
import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, delete, insert, select

from backend.checklists.queries import load_form
from backend.domain.answer import AnswerValue
from backend.domain.answers import Item, open_among, walk
from backend.domain.problems import Conflict, FieldError, Invalid, Problem
from backend.domain.roles import Actor
from backend.domain.score_card import RULE_VERSION, ScoreCard
from backend.domain.scoring import score_items
from backend.domain.visit_flow import Action, Status, next_status
from backend.evidence.models import Photo
from backend.evidence.queries import photos_of
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record
from backend.visits.changes import change_visit, conducts
from backend.visits.models import SectionScore, Visit
from backend.visits.notes import TIMES, noted_times
from backend.visits.queries import answers_of, load_visit

LONGEST_KEY: Final = 80
# A flat battery sets some phones back to 1970; further off than this is only more nonsense.
FARTHEST: Final = dt.timedelta(days=365 * 60)
NOT_SUBMITTED: Final = (Status.PLANNED, Status.ACCEPTED, Status.IN_PROGRESS, Status.AWAITING_FOLLOW_UP)
# Built once, like the insert below: every submission sends them.
_VISIT: Final = table_of(Visit).columns
_HOLDER: Final = select(_VISIT.id).where(_VISIT.submission_key == bindparam("key"))
_SECTIONS: Final = insert(table_of(SectionScore))

Answers = Mapping[str, AnswerValue]


class Submitted(NamedTuple):
    """The visit as it now is, with what was read of it."""

    visit: Visit
    answers: Sequence[Row[*tuple[Any, ...]]]
    photos: Sequence[Photo]
    decided: bool


def submit_visit(
    uow: UnitOfWork,
    actor: Actor,
    visit_id: uuid.UUID,
    key: str,
    data: Mapping[str, Any],
    phone_clock: dt.datetime | None = None,
) -> Submitted:
    """Take the visit in as a whole, once for each key; a retry after a lost reply finds it done.

    `phone_clock`: what the phone's clock says now, so that a wrong one can be told from a late visit.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise Problem("idempotency_key_required", f"Send Idempotency-Key, at most {LONGEST_KEY} characters.")
    visit = load_visit(uow.session, actor, visit_id, lock=True)
    before, digest = Status(visit.status), _digest(data)
    decided = before not in NOT_SUBMITTED
    found = Submitted(visit, answers_of(uow.session, visit_id), photos_of(uow.session, visit_id), decided)
    if visit.submission_key == key:
        _check_same(visit, actor, digest)
        return found
    status = next_status(Action.SUBMIT, before, conducts(actor, visit))
    _check_key_is_free(uow, key)
    card = _check_and_score(uow, found, data)
    _store(uow, visit, status, key, digest, data, card, phone_clock)
    _record(uow, actor, visit, before, data, card)
    uow.emit("visit.submitted", visit_id=visit_id)
    return found


def _check_and_score(uow: UnitOfWork, found: Submitted, data: Mapping[str, Any]) -> ScoreCard:
    form = load_form(uow.session, found.visit.checklist_version_id)
    answers = answer_values(found.answers)
    _check_manifest(data, answers, found.photos)
    counts = Counter(photo.question_id for photo in found.photos if photo.question_id is not None)
    items = list(walk(form.definition, answers, counts))
    _check_open_items(items)
    return score_items(form.definition, items)


def answer_values(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[str, AnswerValue]:
    """Stored answers, as the domain reads them."""
    return {row.question_id: AnswerValue(row.state, row.value, row.comment, row.waiver) for row in rows}


def _check_same(visit: Visit, actor: Actor, digest: str) -> None:
    if not conducts(actor, visit) or visit.submission_digest != digest:
        raise Conflict("visit.submission_key_reused", "This Idempotency-Key was used for another submission.")


def _check_key_is_free(uow: UnitOfWork, key: str) -> None:
    if uow.session.execute(_HOLDER, {"key": key}).first() is not None:
        raise Conflict("visit.submission_key_reused", "This Idempotency-Key was used for another submission.")


def _check_manifest(data: Mapping[str, Any], answers: Answers, photos: Sequence[Photo]) -> None:
    """What the phone counted must have arrived; the phone sends what is missing and submits again."""
    arrived = {photo.id: photo.sha256 for photo in photos}
    missing: list[dict[str, Any]] = [
        {"kind": "photo", "id": str(photo["id"])}
        for photo in data["photos"]
        if arrived.get(photo["id"]) != photo["sha256"].lower()
    ]
    if sum(answer.state != "cleared" for answer in answers.values()) < data["answer_count"]:
        missing.append({"kind": "answers"})
    if missing:
        text = "Some of this visit has not arrived yet."
        raise Conflict("visit.submission_incomplete", text, extra={"missing": missing})


def _check_open_items(items: Iterable[Item]) -> None:
    if found := open_among(items):
        errors = [FieldError(f"/answers/{item.question_id}", item.code, item.message) for item in found]
        raise Invalid("visit.open_items", "Some questions are still open.", errors=errors)


def _store(
    uow: UnitOfWork,
    visit: Visit,
    status: Status,
    key: str,
    digest: str,
    data: Mapping[str, Any],
    card: ScoreCard,
    phone_clock: dt.datetime | None,
) -> None:
    at = now()
    overall, delight = card.overall.percent, card.delight.percent
    times = _times(uow, visit, data)
    moment = times["arrived_at"] or times["left_at"] or data["submitted_at"]
    if visit.status == Status.RETURNED:
        uow.session.execute(delete(SectionScore).where(SectionScore.visit_id == visit.id))
    change_visit(
        uow,
        visit,
        status=status,
        **times,
        attested_at=data["submitted_at"],
        submitted_at=at,
        **_lateness(visit, times["left_at"], data["submitted_at"], None if phone_clock is None else phone_clock - at),
        visited_on=moment.astimezone(ZoneInfo(visit.centre.time_zone)).date(),
        submission_key=key,
        submission_digest=digest,
        score_percent=None if overall is None else float(overall),
        score_tenths=card.overall.tenths,
        delight_percent=None if delight is None else float(delight),
        excluded_items=card.counts["not_applicable"] + card.counts["not_observed"],
        band=card.band,
        outcome=card.outcome,
        score_card=card.as_json(),
        client_score=dict(data["client_score"]),
        score_agrees=agrees(data["client_score"], card),
    )
    if rows := section_rows(visit.id, card):
        uow.session.execute(_SECTIONS, rows)


def _times(uow: UnitOfWork, visit: Visit, data: Mapping[str, Any]) -> dict[str, dt.datetime | None]:
    """When the auditor arrived and left. What the phones noted was merged, and one of them may know less than that."""
    said = {name: data[name] for name in TIMES.values()}
    if all(said[name] == getattr(visit, name) for name in said):
        return said
    return said | noted_times(uow.session, visit.id)


def _lateness(
    visit: Visit, left_at: dt.datetime | None, completed_at: dt.datetime, ahead: dt.timedelta | None
) -> dict[str, int | None]:
    """How long after leaving it was completed, and how far off the phone's clock is. A correction is no completion."""
    if visit.status == Status.RETURNED:
        return {}
    after = None if left_at is None else completed_at - left_at
    spans = [None if span is None else max(-FARTHEST, min(span, FARTHEST)) for span in (after, ahead)]
    seconds = [None if span is None else round(span.total_seconds()) for span in spans]
    return dict(zip(("completed_after_s", "clock_ahead_s"), seconds, strict=True))


def section_rows(visit_id: uuid.UUID, card: ScoreCard) -> list[dict[str, Any]]:
    """One row a section with a score; `items` is its base, `excluded` what was not applicable or not observed."""
    return [
        {
            "visit_id": visit_id,
            "section_id": section.id,
            "touchpoint": section.touchpoint,
            "percent": float(section.score.percent),
            "items": section.counts["scored"] + section.counts["unanswered"],
            "excluded": section.counts["not_applicable"] + section.counts["not_observed"],
        }
        for section in card.sections
        if section.score.percent is not None
    ]


def agrees(client: Mapping[str, Any], card: ScoreCard) -> bool:
    """Digit for digit, or somebody has to look."""
    ours = (card.overall.tenths, card.outcome, RULE_VERSION)
    return (client["tenths"], client["outcome"], client["rule_version"]) == ours


def _record(
    uow: UnitOfWork,
    actor: Actor,
    visit: Visit,
    before: Status,
    data: Mapping[str, Any],
    card: ScoreCard,
) -> None:
    details: dict[str, Any] = {"tenths": card.overall.tenths, "outcome": card.outcome}
    if not agrees(data["client_score"], card):
        details |= {"score_agrees": False, "client_score": dict(data["client_score"])}
    record(uow, actor, "visit.submitted", "visit", visit.id, from_state=before, to_state=visit.status, details=details)


def _digest(data: Mapping[str, Any]) -> str:
    canonical = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
