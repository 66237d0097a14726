"""An enquiry of the tests: three clocks from one moment, and one from a promised time."""

import datetime as dt
import uuid
from typing import Any

from backend.kernel.clock import now
from tests.api.client import ApiClient
from tests.factories.visits import answer

HOUR = 3600
ENQUIRY = """\
id: enquiry
title: An enquiry
language: en
scoring: {mode: sections}
sections:
  - id: enquiry
    title: The enquiry
    touchpoint: web_lead
    questions:
      - {id: found, type: yes_no, text: "Did you find the form?"}
      - {id: sent_at, type: timestamp, text: "When did you send it?"}
      - id: receipt
        type: duration
        text: "When did the automatic reply come?"
        clock: {start: sent_at, contact: automatic, closes: 86400}
      - id: question
        type: duration
        text: "When did somebody ask something back?"
        required: false
        clock: {start: sent_at, contact: person, closes: 90000}
      - id: reply
        type: duration
        text: "When did a person reply?"
        clock: {start: sent_at, contact: person, closes: 518400}
        bands: [{up_to: 86400, points: 2}, {up_to: 518400, points: 1}, {points: 0}]
      - {id: warm, type: yes_no, text: "Was it friendly?", visible_if: {q: reply, op: answered}}
  - id: promise
    title: The promised call
    touchpoint: follow_up
    questions:
      - {id: promised_for, type: timestamp, required: false, text: "For when was a call promised?"}
      - id: called
        type: duration
        text: "When did it come?"
        clock: {start: promised_for, contact: person, opens: 0, closes: 7200}
"""


def written(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ago(**span: float) -> dt.datetime:
    return now() - dt.timedelta(**span)


def given(question_id: str, value: Any, at: dt.datetime | None = None, **changes: Any) -> dict[str, Any]:
    """As a phone says it at that moment, by default a minute ago."""
    return answer(question_id, value, updated_at=written(at or ago(minutes=1)), **changes)


def send(phone: ApiClient, visit_id: uuid.UUID, *answers: dict[str, Any], device: uuid.UUID | None = None) -> Any:
    headers = {"X-Device": str(device)} if device else {}
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": answers}, headers=headers)
    assert reply.status_code == 200, reply.text
    assert {row["kept"] for row in reply.json["answers"]} <= {"sent", "stored"}, reply.json
    return reply.json


def begin_waiting(phone: ApiClient, visit_id: uuid.UUID, sent: dt.datetime) -> Any:
    """The enquiry was sent at that moment, and its auditor waits."""
    send(phone, visit_id, given("found", "yes", sent), given("sent_at", written(sent), sent))
    reply = phone.post(f"/visits/{visit_id}/waiting")
    assert reply.status_code == 200, reply.text
    return reply.json
