"""A checklist with everything a journey needs: persons met one by one, and a clock that waits for days."""

import uuid
from typing import Any

from tests.api.client import ApiClient
from tests.factories.visits import answer, photo_bytes, photo_headers, submission

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
