"""Approved visits for comparisons and reports, written as rows: the way through the API is tested elsewhere."""

import datetime as dt
import hashlib
import itertools
import random
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from backend.centres.models import Centre
from backend.checklists.queries import load_form
from backend.domain.answer import AnswerValue
from backend.domain.scoring import score_visit
from backend.evidence.models import Photo
from backend.evidence.service import copy_key
from backend.insights.tallies import count_visit
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.programmes.models import Programme, Wave
from backend.reviews.certificate import issue_certificate
from backend.reviews.models import Review, ReviewItem
from backend.visits.models import Answer, Visit
from tests.factories.visits import NOON, Chain, Scene

_numbers = itertools.count(1)
DAY = dt.date(2026, 11, 20)


def make_scored(
    uow: UnitOfWork, chain: Chain, centre: Centre, scores: Sequence[float | None], day: dt.date, **changes: Any
) -> list[uuid.UUID]:
    """Visits of one centre on one day with these scores; approved ones are counted, as an approval counts them."""
    ids = [new_id() for _ in scores]
    rows = [
        {
            "id": id_,
            "centre_id": centre.id,
            "auditor_id": chain.auditor.id,
            "checklist_version_id": chain.version.id,
            "status": "approved",
            "window_from": NOON,
            "window_to": NOON,
            "plan_digest": "",
            "created_at": NOON,
            "updated_at": NOON,
            "visited_on": day,
            "score_percent": score,
            "row_version": 1,
            **changes,
        }
        for id_, score in zip(ids, scores, strict=True)
    ]
    uow.session.execute(insert(Visit), rows)
    if changes.get("status", "approved") == "approved":
        for id_ in ids:
            count_visit(uow, id_)
    return ids


def make_wave(uow: UnitOfWork) -> uuid.UUID:
    """A programme with one wave."""
    programme, wave = new_id(), new_id()
    uow.session.add(Programme(id=programme, code="p", name="P", purpose="x"))
    uow.session.flush()
    uow.session.add(Wave(id=wave, programme_id=programme, code="w", name="W", starts_on=DAY, ends_on=DAY))
    return wave


SECTIONS = (
    ("Web lead and phone", "web_lead"),
    ("Arrival and premises", "arrival"),
    ("Greeting", "greeting"),
    ("Needs", "needs"),
    ("Product presentation", "presentation"),
    ("Test drive", "test_drive"),
)
TEXTS = (
    "Was the first answer to the web lead written by a person, with a name and a direct number?",
    "Did somebody greet you within two minutes of entering?",
    "Were the customer places free, clean and signed?",
    "How well did the adviser find out what the car is needed for?",
    "Was a test drive offered without your asking for it?",
)
COMMENTS = (
    "",
    "",
    "Two advisers were at the desk and looked up; the one on the left came over after about forty seconds.",
    "Nobody asked about trailers, although I mentioned the boat twice.",
)


def rich_checklist(questions: int = 60) -> str:
    """A car sales checklist in six sections: questions of several kinds, one critical, some for delight."""
    lines = ["id: sales", "title: Sales visit", "language: en"]
    lines += ["scoring: {mode: sections}", "sections:"]
    for index, (title, touchpoint) in enumerate(SECTIONS):
        lines += [f"  - id: s{index}", f"    title: {title}", f"    touchpoint: {touchpoint}"]
        lines += ["    gate: 60"] if index == 1 else []
        lines += ["    questions:"]
        lines += [_question(index, n) for n in range(questions // len(SECTIONS))]
    return "\n".join(lines) + "\n"


def _question(section: int, number: int) -> str:
    text = TEXTS[(section + number) % len(TEXTS)]
    both = "        allow_na: true\n        allow_not_observed: true\n"
    head = f'      - id: q{section}_{number}\n        text: "{text}"\n{both}'
    if number % 10 == 9:
        return (
            head
            + "        kind: delight\n        required: false\n        type: scale\n        scale: {min: 0, max: 5}"
        )
    if number % 5 == 4:
        return head + "        type: duration\n        bands: [{up_to: 120, points: 5}, {up_to: null, points: 0}]"
    if number % 3 == 1:
        return head + '        type: scale\n        scale: {min: 0, max: 10, labels: {"0": poor, "10": excellent}}'
    critical = "        critical: true\n" if (section, number) == (2, 0) else ""
    return head + critical + "        type: yes_no"


def make_rich_visit(
    uow: UnitOfWork, chain: Chain, *, photos: Sequence[bytes] = (), comments: Sequence[str] = COMMENTS, seed: int = 3
) -> uuid.UUID:
    """An approved visit of `rich_checklist`, answered by chance, with photos, a return and a certificate."""
    random_ = random.Random(seed)
    form = load_form(uow.session, chain.version.id)
    answers = {
        question["id"]: _answer(question, random_, comments)
        for section in form.definition["sections"]
        for question in section["questions"]
    }
    card = score_visit(form.definition, answers, {})
    overall, delight = card.overall.percent, card.delight.percent
    (visit_id,) = make_scored(
        uow, chain, chain.centre, [None if overall is None else float(overall)], DAY,
        score_tenths=card.overall.tenths, delight_percent=None if delight is None else float(delight),
        band=card.band, outcome=card.outcome, score_card=card.as_json(), submitted_at=NOON + dt.timedelta(hours=3),
        arrived_at=NOON - dt.timedelta(hours=1), left_at=NOON + dt.timedelta(minutes=20), decided_at=now(),
    )  # fmt: skip
    for question_id, value in answers.items():
        row = {"revision_id": new_id(), "updated_at": NOON, "state": value.state, "value": value.value}
        uow.session.add(Answer(visit_id=visit_id, question_id=question_id, comment=value.comment, waiver=None, **row))
    stored = [
        make_photo(visit_id, data, list(answers)[index % len(answers)], _caption()) for index, data in enumerate(photos)
    ]
    uow.session.add_all(stored)
    _decide(uow, chain, visit_id, list(answers))
    uow.session.flush()
    visit = uow.session.get_one(Visit, visit_id)
    issue_certificate(uow.session, visit, stored, visit.decided_at or now())
    return visit_id


SHORT_REPORT = Scene(rich_checklist(6), make_rich_visit)


def _answer(question: dict[str, Any], random_: random.Random, comments: Sequence[str]) -> AnswerValue:
    said = random_.choice(comments)
    dice = random_.random()
    if dice < 0.04:
        return AnswerValue("not_applicable", None, said or None, None)
    if dice < 0.08:
        return AnswerValue("not_observed", None, said or None, None)
    values = {"yes_no": "yes" if dice < 0.85 else "no", "duration": random_.choice([45, 90, 340])}
    scale = question.get("scale") or {"max": 5}
    return AnswerValue(
        "answered", values.get(question["type"], random_.randint(scale["max"] // 2, scale["max"])), said, None
    )


def make_photo(visit_id: uuid.UUID, data: bytes, key: str, caption: str) -> Photo:
    """A photo with its copies in the store; the row is still to be added."""
    sha256 = hashlib.sha256(data).hexdigest()
    photo = Photo(
        id=new_id(), visit_id=visit_id, question_id=key, sha256=sha256, size=len(data), media_type="image/jpeg",
        width=1600, height=1200, full_sha256=sha256, thumb_sha256=sha256, status="ready", created_at=NOON,
        taken_at=NOON, caption=caption,
    )  # fmt: skip
    files.put(copy_key(photo.id, sha256), data)
    return photo


def _caption() -> str:
    number = next(_numbers)
    return f"The customer parking from the street, picture {number}" if number % 3 else ""


def _decide(uow: UnitOfWork, chain: Chain, visit_id: uuid.UUID, question_ids: Sequence[str]) -> None:
    common = {"visit_id": visit_id, "reviewer_id": chain.manager.id}
    returned = Review(
        id=new_id(), decision="returned", note="Two small gaps.", at=NOON + dt.timedelta(hours=5), **common
    )
    returned.items = [
        ReviewItem(question_id=question_ids[3], position=0, reason="Which desk was it? Please say where.")
    ]
    approved = Review(
        id=new_id(), decision="approved", note="Clear and complete.", at=NOON + dt.timedelta(days=1),
        privacy_confirmed=True, **common,
    )  # fmt: skip
    uow.session.add_all([returned, approved])
