"""The score certificate: what an approved visit was scored on, frozen. Later versions of anything cannot change it."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.checklists.queries import Form, load_form
from backend.domain.positions import without_position
from backend.evidence.models import Photo
from backend.visits.models import ScoreCertificate, Visit
from backend.visits.queries import answers_of

# Everything of a question that its score, or the meaning of its score, depends on; what it does not have is left out.
OF_A_QUESTION: Final = (
    "id",
    "type",
    "text",
    "kind",
    "required",
    "critical",
    "weight",
    "scored",
    "bonus",
    "visible_if",
    "options",
    "cap",
    "scale",
    "bands",
    "unit",
    "clock",
)
OF_A_SECTION: Final = ("id", "title", "touchpoint", "team", "weight", "gate", "visible_if", "repeat")


def issue_certificate(session: Session, visit: Visit, photos: Sequence[Photo], at: dt.datetime) -> ScoreCertificate:
    """Add the next certificate of this visit; earlier ones stay."""
    form, card = load_form(session, visit.checklist_version_id), visit.score_card or {}
    number = visit.checklist_version.number
    content = certificate_content(session, visit, photos, form=form, number=number, card=card)
    return add_certificate(session, visit.id, content, at)


def add_certificate(
    session: Session, visit_id: uuid.UUID, content: Mapping[str, Any], at: dt.datetime
) -> ScoreCertificate:
    """Freeze this content under the visit's next number."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    numbers = select(func.max(ScoreCertificate.number)).where(ScoreCertificate.visit_id == visit_id)
    certificate = ScoreCertificate(
        visit_id=visit_id,
        number=(session.scalar(numbers) or 0) + 1,
        issued_at=at,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        content=dict(content),
    )
    session.add(certificate)
    return certificate


def certificate_content(
    session: Session, visit: Visit, photos: Sequence[Photo], *, form: Form, number: int, card: Mapping[str, Any]
) -> dict[str, Any]:
    """The frozen facts: checklist, answers, evidence, result."""
    return {
        "visit_id": str(visit.id),
        "visited_on": None if visit.visited_on is None else visit.visited_on.isoformat(),
        "rule_version": card.get("rule_version"),
        "checklist": _checklist(visit.checklist_version.checklist.slug, number, form),
        "answers": [_answer(row._asdict()) for row in answers_of(session, visit.id)],
        "evidence": [_evidence(photo) for photo in photos],
        "result": card,
    }


def _checklist(slug: str, number: int, form: Form) -> dict[str, Any]:
    return {
        "slug": slug,
        "number": number,
        "content_hash": form.content_hash,
        "title": form.definition["title"],
        "scoring": form.definition["scoring"],
        "sections": [
            {**_pick(section, OF_A_SECTION), "questions": [_pick(q, OF_A_QUESTION) for q in section["questions"]]}
            for section in form.definition["sections"]
        ],
    }


def _pick(source: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: source[name] for name in names if name in source}


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    """A position is never frozen: it is deleted after thirty days, and a certificate stays as it is."""
    plain = {"revision_id": str(answer["revision_id"]), "updated_at": answer["updated_at"].isoformat()}
    return answer | plain | {"value": without_position(answer["value"])}


def _evidence(photo: Photo) -> dict[str, Any]:
    return {
        "photo_id": str(photo.id),
        "question_id": photo.question_id,
        "sent_sha256": photo.sha256,
        "kept_sha256": photo.full_sha256,
        "status": photo.status,
    }
