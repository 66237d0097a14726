"""Reads everything a visit report shows, in one short transaction; nothing is formatted here."""

import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from backend.checklists.queries import load_form
from backend.domain.roles import SYSTEM
from backend.domain.visit_flow import Status
from backend.evidence.models import Photo
from backend.evidence.queries import photos_of
from backend.insights.service import Comparison, Question, compare_centres
from backend.kernel.unit_of_work import UnitOfWork
from backend.reports.subjects import Order
from backend.reviews.queries import decisions_of
from backend.visits.models import ScoreCertificate, Visit, VisitNote
from backend.visits.notes import notes_of
from backend.visits.queries import answers_of, certificates_of, load_visit
from backend.visits.showing import Decision


@dataclass(frozen=True)
class VisitFacts:
    """One submitted visit, as stored. `signed` are the questions with a signature; a centre is not shown whose."""

    visit: Visit
    definition: Mapping[str, Any]
    content_hash: str
    card: Mapping[str, Any]
    answers: Mapping[str, Row[Any]]
    photos: Sequence[Photo]
    signed: Set[str]
    notes: Sequence[VisitNote]
    decisions: Sequence[Decision]
    certificate: ScoreCertificate | None
    rescores: Sequence[ScoreCertificate]
    comparison: Comparison

    @property
    def visits(self) -> list[uuid.UUID]:
        return [self.visit.id]

    @property
    def approved(self) -> bool:
        return self.visit.status == Status.APPROVED


def read_facts(uow: UnitOfWork, order: Order) -> VisitFacts:
    """Who may read it was decided when the report was asked for."""
    session, visit_id = uow.session, order.subject.visit_id
    assert visit_id is not None
    visit = load_visit(session, SYSTEM, visit_id)
    form = load_form(session, visit.checklist_version_id)
    certificates = certificates_of(session, visit_id)
    photos = photos_of(session, visit_id)
    signatures = [photo for photo in photos if form.is_signature(photo.question_id)]
    around = Question(centre_ids=[visit.centre_id], last=visit.visited_on, language=order.language)
    return VisitFacts(
        visit=visit,
        definition=form.definition,
        content_hash=form.content_hash,
        card=visit.score_card or {},
        answers={row.question_id: row for row in answers_of(session, visit_id) if row.state != "cleared"},
        photos=[photo for photo in photos if photo not in signatures] if order.edition == "centre" else photos,
        signed={photo.question_id for photo in signatures if photo.question_id},
        notes=[note for note in notes_of(session, visit_id) if not note.removed],
        decisions=decisions_of(session, visit_id),
        certificate=next((one for one in reversed(certificates) if "rescore" not in one.content), None),
        rescores=[one for one in certificates if "rescore" in one.content],
        comparison=compare_centres(uow, SYSTEM, around),
    )
