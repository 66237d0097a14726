"""A checklist with everything a journey needs: persons met one by one, and a clock that waits for days."""

import uuid
from collections import Counter
from typing import Any

from backend.checklists.queries import load_form
from backend.domain.answer import AnswerValue
from backend.domain.scoring import score_visit
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.certificate import issue_certificate
from backend.visits.models import Answer, Visit
from tests.api.client import ApiClient
from tests.factories.reports import DAY, make_photo, make_scored
from tests.factories.visits import NOON, Chain, answer, photo_bytes, photo_headers, submission

JOURNEY = """\
id: journey
title: {en: A journey, de: Eine Reise}
language: en
languages: [en, de]
scoring: {mode: pooled}
sections:
  - id: before
    title: {en: Before the visit, de: Vor dem Besuch}
    touchpoint: web_lead
    questions:
      - id: sent_at
        type: timestamp
        text: {en: "When was the request sent?", de: "Wann wurde die Anfrage abgeschickt?"}
      - id: reply_after
        type: duration
        text: {en: "How long until a person was in touch?", de: "Wie lange, bis sich jemand meldete?"}
        clock: {start: sent_at, contact: person, closes: 518400}
        bands: [{up_to: 3600, points: 2}, {up_to: 86400, points: 1}, {up_to: null, points: 0}]
      - id: machine_after
        type: duration
        required: false
        text: {en: "How long until the automatic reply?", de: "Wie lange bis zur automatischen Antwort?"}
        clock: {start: sent_at, contact: automatic, opens: 0, closes: 3600}
  - id: people
    title: {en: The people you met, de: Wen Sie getroffen haben}
    touchpoint: greeting
    repeat: {by: staff_role, min: 1, max: 4, label: {en: Person, de: Person}}
    questions:
      - id: staff_role
        type: single_choice
        scored: false
        text: {en: "What was the role?", de: "Welche Rolle war es?"}
        options:
          - {id: reception, label: {en: Reception, de: Empfang}}
          - {id: adviser, label: {en: Adviser, de: Beratung}}
          - {id: workshop, label: {en: Workshop, de: Werkstatt}}
      - id: staff_warm
        type: yes_no
        text: {en: "Was the person warm?", de: "War die Person herzlich?"}
        photo: {min: 0}
      - id: staff_cold
        type: text
        visible_if: {q: staff_warm, op: eq, v: "no"}
        text: {en: "What was cold about it?", de: "Was war kühl daran?"}
      - id: staff_name
        type: yes_no
        scored: false
        required: false
        text: {en: "Did the person wear a name tag?", de: "Trug die Person ein Namensschild?"}
  - id: end
    title: {en: The end, de: Das Ende}
    touchpoint: follow_up
    questions:
      - id: thanked
        type: yes_no
        text: {en: "Were you thanked?", de: "Wurde Ihnen gedankt?"}
"""

SENT = "2026-11-14T09:02:00Z"
TWELVE_PAST_THREE = 3 * 3600 + 12 * 60


def person(entry: str, role: str, warm: str, **changes: Any) -> list[dict[str, Any]]:
    """One of those met, as a phone sends them."""
    said = [answer(f"staff_role@{entry}", role, **changes), answer(f"staff_warm@{entry}", warm, **changes)]
    return said + ([answer(f"staff_cold@{entry}", "Looked away", **changes)] if warm == "no" else [])


def journey_answers() -> list[dict[str, Any]]:
    """Three persons, the second with the suffix of another device; everything else in place: 4 of 6 points."""
    around = [answer("sent_at", SENT), answer("reply_after", TWELVE_PAST_THREE), answer("thanked", "yes")]
    return [
        *around,
        *person("1", "reception", "yes"),
        *person("2k3f9", "adviser", "no"),
        *person("3", "workshop", "yes"),
    ]


def send(phone: ApiClient, visit_id: uuid.UUID, answers: list[dict[str, Any]]) -> dict[str, tuple[str, str | None]]:
    """What became of each answer."""
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": answers})
    assert reply.status_code == 200, reply.json
    return {one["question_id"]: (one["kept"], one["code"]) for one in reply.json["answers"]}


def send_photo(phone: ApiClient, visit_id: uuid.UUID, key: str):
    data, photo_id = photo_bytes(), uuid.uuid4()
    path = f"/photos/{photo_id}?visit_id={visit_id}&question_id={key}"
    return phone.put(path, data=data, headers=photo_headers(data))


def submit(phone: ApiClient, visit_id: uuid.UUID, key: str = "first", **changes: Any):
    body = submission(**changes)
    return phone.post(f"/visits/{visit_id}/submission", body, headers={"Idempotency-Key": key})


def decide(device: ApiClient, visit_id: uuid.UUID, what: str, body: dict[str, Any]):
    version = device.get(f"/visits/{visit_id}").json["row_version"]
    return device.post(f"/visits/{visit_id}/{what}", body, headers={"If-Match": f'"{version}"'})


def make_journey(
    uow: UnitOfWork, chain: Chain, said: list[dict[str, Any]], photos: dict[str, str], **changes: Any
) -> uuid.UUID:
    """An approved visit with these answers, and one photo for each key with this caption; written as rows."""
    answers = {one["question_id"]: AnswerValue(one["state"], one["value"], one["comment"]) for one in said}
    card = score_visit(load_form(uow.session, chain.version.id).definition, answers, Counter(photos.keys()))
    overall = card.overall.percent
    (visit_id,) = make_scored(
        uow, chain, chain.centre, [None if overall is None else float(overall)], DAY, score_tenths=card.overall.tenths,
        band=card.band, outcome=card.outcome, score_card=card.as_json(), submitted_at=NOON, arrived_at=NOON,
        decided_at=NOON, **changes,
    )  # fmt: skip
    for key, value in answers.items():
        row = {"revision_id": new_id(), "updated_at": NOON, **value._asdict()}
        uow.session.add(Answer(visit_id=visit_id, question_id=key, **row))
    stored = [make_photo(visit_id, photo_bytes((800, 600)), key, caption) for key, caption in photos.items()]
    uow.session.add_all(stored)
    uow.session.flush()
    issue_certificate(uow.session, uow.session.get_one(Visit, visit_id), stored, NOON)
    return visit_id
