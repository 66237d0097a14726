"""The visits behind a number, page by page: what each was worth, what was answered, and its photos."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, lazyload, load_only, undefer

from backend.domain.entries import question_of
from backend.domain.measures import Measure
from backend.domain.statistics.tally import MILLION, Tally
from backend.evidence.models import Photo
from backend.http.paging import Page, paginate
from backend.insights.drill_distribution import Where
from backend.insights.drill_forms import Asked
from backend.insights.drill_words import answer_text, local, words
from backend.insights.tallies_facts import Reader
from backend.visits.models import Answer, Visit

KEYS: Final = [(Visit.visited_on, "desc"), (Visit.id, "desc")]
# Of a question that is seldom asked, so many rounds of visits are looked through before a short page is sent.
MOST_ROUNDS: Final = 20
OF_A_QUESTION: Final = ("question", "duration")
_LEAN: Final = (
    load_only(Visit.centre_id, Visit.visited_on, Visit.checklist_version_id),
    undefer(Visit.score_card),
    lazyload(Visit.auditor),
    lazyload(Visit.checklist_version),
    lazyload(Visit.wave),
)


@dataclass(frozen=True)
class Behind:
    """One visit behind a number; `value` in the measure's unit, None where it was left out: `state` says why."""

    visit_id: uuid.UUID
    centre_id: uuid.UUID
    centre_name: str
    visited_on: dt.date
    value: float | None
    state: str
    answer: str | None
    comment: str | None
    photos: list[uuid.UUID]


class _Held(NamedTuple):
    visit: Visit
    tally: Tally


def page_of_visits(session: Session, where: Where, language: str, paging: Mapping[str, Any]) -> Page:
    """Every visit that the figure counts or leaves out, the latest first; visits that were not asked are no part."""
    held: list[_Held] = []
    cursor, reader = paging["cursor"], Reader(session)
    visits = select(Visit).where(where.visits).options(*_LEAN)
    for _ in range(MOST_ROUNDS):
        page = paginate(session, visits, keys=KEYS, cursor=cursor, limit=paging["limit"] - len(held))
        held += _counted(reader, where.measure, page.items)
        cursor = page.next
        if cursor is None or len(held) == paging["limit"]:
            break
    return Page(_told(session, held, where, language), cursor)


def _counted(reader: Reader, measure: Measure, visits: Sequence[Visit]) -> list[_Held]:
    tallies = {one.visit_id: one.tallies.get(measure.code) for one in reader.read([visit.id for visit in visits])}
    found = [(visit, tallies[visit.id]) for visit in visits]
    return [_Held(visit, tally) for visit, tally in found if tally is not None]


def _told(session: Session, held: Sequence[_Held], where: Where, language: str) -> list[Behind]:
    ids = [one.visit.id for one in held]
    answers = _answers(session, ids, where.measure) if where.measure.kind in OF_A_QUESTION else {}
    photos = _photos(session, ids)
    return [_behind(one, where, answers.get(one.visit.id, ()), photos[one.visit.id], language) for one in held]


def _behind(
    held: _Held, where: Where, answers: Sequence[Any], photos: Sequence[tuple[str, uuid.UUID]], language: str
) -> Behind:
    (visit, tally), kind = held, where.measure.kind
    asked, shown = where.asked[visit.checklist_version_id], _shown(visit)
    mine = [one for one in answers if one.question_id in shown]
    # Whoever signs is the one who came: no signature is shown.
    return Behind(
        visit_id=visit.id,
        centre_id=visit.centre_id,
        centre_name=visit.centre.name,
        visited_on=visit.visited_on or visit.window_from.date(),
        value=tally.total / MILLION if tally.n else None,
        state="scored" if tally.n else _state(visit, where.measure, mine),
        answer=_missed(visit, asked, language) if kind == "compliance" else _said(asked, mine, language),
        comment="\n".join(one.comment for one in mine if one.comment) or None,
        photos=[
            photo_id
            for name, photo_id in photos
            if (kind == "overall" or name in asked.questions) and not asked.form.is_signature(name)
        ],
    )


def _answers(session: Session, ids: Sequence[uuid.UUID], measure: Measure) -> dict[uuid.UUID, list[Any]]:
    """The answers to the question, in a repeated section those of every entry."""
    columns = (Answer.visit_id, Answer.question_id, Answer.state, Answer.value, Answer.comment)
    same = or_(Answer.question_id == measure.name, Answer.question_id.startswith(f"{measure.name}@", autoescape=True))
    found: defaultdict[uuid.UUID, list[Any]] = defaultdict(list)
    query = select(*columns).where(Answer.visit_id.in_(ids), same).order_by(Answer.question_id)
    for row in session.execute(query):
        found[row.visit_id].append(row)
    return found


def _photos(session: Session, ids: Sequence[uuid.UUID]) -> defaultdict[uuid.UUID, list[tuple[str, uuid.UUID]]]:
    """The question and the id of each photo that can be shown."""
    shown = (Photo.visit_id.in_(ids), Photo.deleted_at.is_(None), Photo.status != "unreadable")
    query = select(Photo.visit_id, Photo.question_id, Photo.id).where(*shown)
    found: defaultdict[uuid.UUID, list[tuple[str, uuid.UUID]]] = defaultdict(list)
    for visit_id, key, photo_id in session.execute(query.order_by(Photo.rank, Photo.created_at, Photo.id)):
        found[visit_id].append((question_of(key or ""), photo_id))
    return found


def _shown(visit: Visit) -> set[str]:
    """The answers that the visit stands on: not those of hidden questions, nor of entries that were taken out."""
    return {one["id"] for one in (visit.score_card or {}).get("questions", ()) if one["state"] != "hidden"}


def _state(visit: Visit, measure: Measure, answers: Sequence[Any]) -> str:
    """Why a visit was left out; of a question by its own state, of several questions together by their commonest."""
    if measure.kind == "duration" and answers:
        return str(answers[0].state)
    scores = (visit.score_card or {}).get("questions", ())
    states = [one["state"] for one in scores if measure.kind != "question" or question_of(one["id"]) == measure.name]
    out = [state for state in states if state in ("not_applicable", "not_observed")]
    return max(sorted(set(out)), key=out.count) if out else "unanswered"


def _said(asked: Asked, answers: Sequence[Any], language: str) -> str | None:
    texts = [
        answer_text(asked.form, asked.question(question_of(one.question_id)), one.state, one.value, language)
        for one in answers
    ]
    return "; ".join(text for text in texts if text) or None


def _missed(visit: Visit, asked: Asked, language: str) -> str | None:
    """The must-dos that were not met, by their texts."""
    reasons = (visit.score_card or {}).get("reasons", ())
    names = [question_of(reason["id"]) for reason in reasons if reason["code"] == "critical_failed"]
    texts = [local(asked.form, asked.form.questions[name]["text"], language) for name in dict.fromkeys(names)]
    return words(language)["missed_these"].format(texts="; ".join(texts)) if texts else None
