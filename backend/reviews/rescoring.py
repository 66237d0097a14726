"""Re-scoring an approved visit with another version of its checklist: a further certificate, labelled as such."""

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from backend.checklists.queries import Form, load_form, load_version
from backend.domain.problems import Conflict, FieldError, Forbidden, Invalid
from backend.domain.rescoring import rescore
from backend.domain.roles import Actor, Permission
from backend.domain.visit_flow import Status
from backend.evidence.queries import photos_of
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.certificate import add_certificate, certificate_content
from backend.trail.service import record
from backend.visits.models import ScoreCertificate, Visit
from backend.visits.queries import answers_of, certificates_of, load_visit
from backend.visits.submission import answer_values


class Rescored(NamedTuple):
    """The certificate, and whether it was new."""

    certificate: ScoreCertificate
    created: bool


def rescore_visit(uow: UnitOfWork, actor: Actor, visit_id: uuid.UUID, version_id: uuid.UUID) -> Rescored:
    """Certify what the visit's answers give with that version. The visit's own score stays as it is."""
    if not actor.may(Permission.VISIT_RESCORE):
        raise Forbidden()
    visit = load_visit(uow.session, actor, visit_id, lock=True)
    version = load_version(uow.session, version_id)
    _check(visit, version.checklist_id, version_id)
    known = [one for one in certificates_of(uow.session, visit_id) if rescored_with(one) == str(version_id)]
    if known:
        return Rescored(known[0], False)
    content = _content(uow, visit, load_form(uow.session, version_id), version_id, version.number)
    certificate = add_certificate(uow.session, visit_id, content, now())
    details = {"certificate": certificate.number, "sha256": certificate.sha256, "version": version.number}
    details["tenths"] = content["result"]["overall"]["tenths"]
    record(uow, actor, "visit.rescored", "visit", visit_id, details=details)
    uow.session.flush()
    uow.emit("visit.rescored", visit_id=visit_id)
    return Rescored(certificate, True)


def rescored_with(certificate: ScoreCertificate) -> str | None:
    """The version of a re-score; None for the certificate of the visit's own score."""
    found: str | None = certificate.content.get("rescore", {}).get("version_id")
    return found


def _check(visit: Visit, checklist_id: uuid.UUID, version_id: uuid.UUID) -> None:
    if visit.status != Status.APPROVED:
        raise Conflict("visit.wrong_state", "Only an approved visit can be scored again.")
    if visit.checklist_version.checklist_id != checklist_id:
        raise _refused("other_checklist", "Choose a version of the visit's own checklist.")
    if visit.checklist_version_id == version_id:
        raise _refused("own_version", "This is the version the visit was scored with.")


def _refused(code: str, message: str) -> Invalid:
    return Invalid("visit.rescore_invalid", message, errors=[FieldError("/version_id", code, message)])


def _content(uow: UnitOfWork, visit: Visit, form: Form, version_id: uuid.UUID, number: int) -> Mapping[str, Any]:
    """The same frozen facts as the first certificate, with the other version's questions and result."""
    photos = photos_of(uow.session, visit.id)
    counts = Counter(photo.question_id for photo in photos if photo.question_id is not None)
    found = rescore(form.definition, answer_values(answers_of(uow.session, visit.id)), counts)
    about = {"version_id": str(version_id), "not_asked": found.not_asked, "no_longer_asked": found.no_longer_asked}
    card = found.card.as_json()
    return certificate_content(uow.session, visit, photos, form=form, number=number, card=card) | {"rescore": about}
