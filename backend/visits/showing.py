"""What one person sees of a visit. A centre sees neither who came nor at what time somebody was on duty."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.orm import Session

from backend.checklists.queries import Form, load_form
from backend.domain.entries import entry_of, question_of
from backend.domain.roles import Actor, Permission
from backend.domain.visit_flow import OPEN, Action, Party, Status, allowed_actions
from backend.evidence.models import Photo
from backend.evidence.positions import note_on
from backend.evidence.queries import photo_numbers, photos_of
from backend.visits.entry_names import entries_seen, named_text
from backend.visits.leases import lease_of
from backend.visits.models import ScoreCertificate, Visit
from backend.visits.notes import notes_of
from backend.visits.queries import answers_of, certificates_of, load_visit, parties_to

NEEDS: Final = {
    Action.ACCEPT: Permission.VISIT_CONDUCT,
    Action.ANSWER: Permission.VISIT_CONDUCT,
    Action.WAIT: Permission.VISIT_CONDUCT,
    Action.SUBMIT: Permission.VISIT_CONDUCT,
    Action.REPLAN: Permission.VISIT_PLAN,
    Action.REPORT: Permission.REPORT_CREATE,
}

_TIMES: Final = ("arrived_at", "left_at", "attested_at", "completed_after_s", "clock_ahead_s")
NOT_FOR_CENTRES: Final = ("brief", "client_score", "score_agrees", *_TIMES)


@dataclass(frozen=True)
class Decision:
    """A review as the visit's page shows it; `items` are (question id, reason)."""

    id: uuid.UUID
    decision: str
    at: dt.datetime
    note: str
    due_at: dt.datetime | None
    reviewer_name: str
    items: Sequence[tuple[str, str]]


# What higher features add to a visit's page; filled in by `features.py`.
PARTS: dict[str, Callable[[Session, uuid.UUID], Sequence[Decision]]] = {}


def show_visits(session: Session, actor: Actor, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """The lines of a list; what they count is read for all of them at once."""
    numbers = photo_numbers(session, [visit.id for visit in visits])
    return [_summary(visit, parties_to(actor, visit), numbers.get(visit.id, 0)) for visit in visits]


def show_visit(session: Session, actor: Actor, visit_id: uuid.UUID) -> dict[str, Any]:
    """One visit with answers, photos, score and decisions."""
    visit = load_visit(session, actor, visit_id)
    return show_whole(session, actor, visit, answers_of(session, visit_id), photos_of(session, visit_id))


def show_whole(
    session: Session,
    actor: Actor,
    visit: Visit,
    answers: Sequence[Row[*tuple[Any, ...]]],
    photos: Sequence[Photo],
    decided: bool = True,
) -> dict[str, Any]:
    """The same, of what was read already; `decided` is false where nobody can have decided anything yet."""
    parties = parties_to(actor, visit)
    decisions = PARTS["decisions"](session, visit.id) if decided and "decisions" in PARTS else ()
    page = {
        **_summary(visit, parties, len(photos)),
        "brief": visit.scenario.brief if visit.scenario is not None else None,
        "answers": [row._asdict() for row in answers],
        "photos": [show_photo(photo, reviewed=bool(parties - {Party.CONDUCTOR})) for photo in photos],
        "score_card": visit.score_card,
        "client_score": visit.client_score,
        "score_agrees": visit.score_agrees,
        "returns": [_return(decision) for decision in decisions if decision.decision == Status.RETURNED],
        "review": next((_review(decision) for decision in reversed(decisions)), None),
        "arrived_at": visit.arrived_at,
        "left_at": visit.left_at,
        "attested_at": visit.attested_at,
        "completed_after_s": visit.completed_after_s,
        "clock_ahead_s": visit.clock_ahead_s,
        "notes": notes_of(session, visit.id) if parties else [],
        "lease": lease_of(session, visit.id) if visit.status in OPEN and Party.CONDUCTOR in parties else None,
        "rescores": _rescores(session, visit) if visit.status == Status.APPROVED else [],
        "allowed": _allowed(actor, visit, parties),
    }
    return page if parties else _for_centre(session, visit, page)


def _rescores(session: Session, visit: Visit) -> list[dict[str, Any]]:
    """Results with other versions, which are not the visit's."""
    form = load_form(session, visit.checklist_version_id)
    found = [one for one in certificates_of(session, visit.id) if "rescore" in one.content]
    return [_rescore(one, form, visit.score_card or {}) for one in found]


def _rescore(certificate: ScoreCertificate, form: Form, card: Mapping[str, Any]) -> dict[str, Any]:
    content, result = certificate.content, certificate.content["result"]
    gone = content["rescore"]["no_longer_asked"]
    return {
        "number": certificate.number,
        "issued_at": certificate.issued_at,
        "version_id": content["rescore"]["version_id"],
        "version_number": content["checklist"]["number"],
        "tenths": result["overall"]["tenths"],
        "outcome": result["outcome"],
        "not_asked": len(content["rescore"]["not_asked"]),
        "no_longer_asked": [{"question_id": key, "text": named_text(form, card, key)} for key in gone],
    }


def show_photo(photo: Photo, *, reviewed: bool) -> dict[str, Any]:
    names = ("id", "visit_id", "question_id", "sha256", "size", "width", "height", "caption", "rank", "taken_at")
    shown = {name: getattr(photo, name) for name in (*names, "status", "created_at")}
    return shown | {"place_note": note_on(photo) if reviewed else None}


def _summary(visit: Visit, parties: frozenset[Party], photo_count: int) -> dict[str, Any]:
    return {
        "id": visit.id,
        "status": visit.status,
        "centre": visit.centre,
        "auditor": visit.auditor if parties else None,
        "wave": visit.wave,
        "checklist": visit.checklist_version,
        "window_from": visit.window_from if parties else _midnight(visit, visit.window_from),
        "window_to": visit.window_to if parties else _midnight(visit, visit.window_to),
        "due_at": visit.due_at if parties else None,
        "visited_on": visit.visited_on,
        "submitted_at": visit.submitted_at if parties else None,
        "decided_at": visit.decided_at,
        "score": visit if visit.submitted_at is not None else None,
        "open_return": visit.status == Status.RETURNED,
        "photo_count": photo_count,
        "row_version": visit.row_version,
        "updated_at": visit.updated_at,
    }


def _allowed(actor: Actor, visit: Visit, parties: frozenset[Party]) -> list[str]:
    actions = allowed_actions(Status(visit.status), parties)
    return [action for action in actions if actor.may(NEEDS.get(action, Permission.VISIT_REVIEW))]


def _return(decision: Decision) -> dict[str, Any]:
    items = [{"question_id": question_id, "reason": reason} for question_id, reason in decision.items]
    return {
        "id": decision.id,
        "at": decision.at,
        "note": decision.note,
        "due_at": decision.due_at,
        "reviewer_name": decision.reviewer_name,
        "items": items,
    }


def _review(decision: Decision) -> dict[str, Any]:
    names = ("decision", "note", "at", "reviewer_name")
    return {name: getattr(decision, name) for name in names}


def _for_centre(session: Session, visit: Visit, page: dict[str, Any]) -> dict[str, Any]:
    """The centre's edition: no brief, no clock, no signature, no talk between auditor and reviewer."""
    form = load_form(session, visit.checklist_version_id)
    hidden = dict.fromkeys(NOT_FOR_CENTRES)
    told = _without_taken_out(page["answers"], page["score_card"] or {})
    answers = [_without_clock(answer, visit, _kind(form, answer)) for answer in told]
    seen = [photo for photo in page["photos"] if not form.is_signature(photo["question_id"])]
    photos = [photo | {"taken_at": None, "created_at": _day(visit)} for photo in seen]
    review = page["review"] and page["review"] | {"note": ""}
    return page | hidden | {"answers": answers, "photos": photos, "returns": [], "review": review}


def _without_taken_out(answers: Sequence[dict[str, Any]], card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an auditor took back about somebody is no word to the centre."""
    seen = entries_seen(card)
    keys = [(answer, question_of(answer["question_id"]), entry_of(answer["question_id"])) for answer in answers]
    return [answer for answer, name, entry in keys if entry is None or entry in seen.get(name, ())]


def _kind(form: Form, answer: Mapping[str, Any]) -> str:
    """An answer whose question is no longer asked may be a time: then nothing of it is shown here."""
    question = form.question(answer["question_id"])
    return "timestamp" if question is None else str(question["type"])


def _without_clock(answer: dict[str, Any], visit: Visit, kind: str) -> dict[str, Any]:
    value = None if kind in ("timestamp", "place") else answer["value"]
    # A phone's ids hold the time they were made at.
    revision_id = uuid.uuid5(visit.id, answer["question_id"])
    return answer | {"value": value, "updated_at": _day(visit), "revision_id": revision_id}


def _midnight(visit: Visit, moment: dt.datetime) -> dt.datetime:
    """Only the day there: a window of an hour would name who was on duty."""
    there = moment.astimezone(ZoneInfo(visit.centre.time_zone)).date()
    return dt.datetime.combine(there, dt.time(), dt.UTC)


def _day(visit: Visit) -> dt.datetime:
    day = visit.visited_on or visit.window_from.date()
    return dt.datetime.combine(day, dt.time(), dt.UTC)
