"""A visit on two devices: the auditor is told which has it, and of two answers to one question neither is lost."""

import uuid
from typing import Any

import pytest

from tests.api.client import ApiClient, Device
from tests.factories.visits import Chain, answer, short_answers, submission

A, B = (str(uuid.uuid4()) for _ in range(2))
# The server believes no later moment than its own.
FUTURE = "2199-01-01T00:00:00Z"


def give(phone: ApiClient, visit_id: uuid.UUID, device: str | None, *answers: dict[str, Any]) -> Any:
    headers = {"X-Device": device} if device else {}
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": answers}, headers=headers)
    assert reply.status_code == 200, reply.text
    return reply.json


def take(phone: ApiClient, visit_id: uuid.UUID, device: str, at: str = "2026-11-20T14:03:00Z") -> Any:
    return phone.post(f"/visits/{visit_id}/lease", {"taken_at": at}, headers={"X-Device": device})


def two_answers(manager: ApiClient, visit_id: uuid.UUID) -> list[Any]:
    rows = manager.get(f"/visits/{visit_id}/trail").json["items"]
    return [row["details"]["questions"] for row in rows if row["action"] == "visit.two_answers"]


def test_the_device_that_begins_has_the_visit(phone: ApiClient, visit_id: uuid.UUID) -> None:
    assert phone.get(f"/visits/{visit_id}").json["lease"] is None
    at_home = phone.post(f"/visits/{visit_id}/acceptance", headers={"X-Device": A}).json
    assert (at_home["lease"]["device_id"], at_home["lease"]["phone"]) == (A, "A")
    there = give(phone, visit_id, B, answer("greeted", "yes"))
    assert (there["lease"]["device_id"], there["lease"]["phone"]) == (B, "B")
    again = give(phone, visit_id, A, answer("interest", 3))
    assert again["lease"] == there["lease"] == phone.get(f"/visits/{visit_id}").json["lease"]


def test_going_on_elsewhere_takes_the_visit_along_and_is_written_down(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    first = give(phone, visit_id, A, answer("greeted", "yes"))
    taken = take(phone, visit_id, B, FUTURE).json
    assert (taken["lease"]["device_id"], taken["lease"]["phone"]) == (B, "B")
    assert taken["row_version"] == first["row_version"] + 1
    again = take(phone, visit_id, B, FUTURE).json
    assert again["row_version"] == taken["row_version"]
    (row,) = [row for row in manager.get(f"/visits/{visit_id}/trail").json["items"] if "lease" in row["action"]]
    assert row["details"] == {"from": "A", "to": "B"}


def test_a_choice_that_arrives_late_does_not_undo_a_later_one(phone: ApiClient, visit_id: uuid.UUID) -> None:
    give(phone, visit_id, A, answer("greeted", "yes"))
    late = take(phone, visit_id, B, "2026-11-20T00:00:00Z")
    assert (late.status_code, late.json["lease"]["device_id"]) == (200, A)


@pytest.mark.parametrize(
    ("headers", "code"), [({}, "device_required"), ({"X-Device": "phone of Sam"}, "device_invalid")]
)
def test_a_lease_is_taken_by_a_device(
    phone: ApiClient, visit_id: uuid.UUID, headers: dict[str, str], code: str
) -> None:
    reply = phone.post(f"/visits/{visit_id}/lease", {"taken_at": "2026-11-20T14:03:00Z"}, headers=headers)
    assert (reply.status_code, reply.json["code"]) == (422, code)


def test_only_its_auditor_takes_a_visit_and_only_while_it_is_open(
    phone: ApiClient, visit_id: uuid.UUID, new_device: Device, chain: Chain
) -> None:
    assert take(new_device().as_user(chain.other_auditor), visit_id, B).status_code == 404
    give(phone, visit_id, A, *short_answers())
    done = phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "k"})
    assert (done.status_code, done.json["lease"]) == (200, None)
    assert take(phone, visit_id, B).json["code"] == "visit.wrong_state"


def test_two_answers_from_two_phones_are_both_in_the_trail(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    give(phone, visit_id, A, answer("greeted", "yes", minute=1))
    give(phone, visit_id, B, answer("greeted", "no", minute=3))
    ((row,),) = two_answers(manager, visit_id)
    assert row["question_id"] == "greeted"
    told = [(one["phone"], one["value"], one["updated_at"][11:16], one["kept"]) for one in row["answers"]]
    assert told == [("A", "yes", "12:01", False), ("B", "no", "12:03", True)]


def test_an_older_answer_that_arrives_late_is_told_once_however_often_it_is_sent(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    give(phone, visit_id, B, answer("greeted", "no", minute=3))
    late = answer("greeted", "yes", minute=1)
    for _ in range(3):
        (kept,) = give(phone, visit_id, A, late)["answers"]
        assert kept["kept"] == "stored"
    ((row,),) = two_answers(manager, visit_id)
    assert [(one["phone"], one["value"], one["kept"]) for one in row["answers"]] == [
        ("B", "yes", False),
        ("A", "no", True),
    ]


def test_the_same_answer_from_two_phones_and_a_change_on_one_are_no_contradiction(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    give(phone, visit_id, A, answer("greeted", "yes", minute=1))
    give(phone, visit_id, B, answer("greeted", "yes", minute=2))
    give(phone, visit_id, B, answer("greeted", "no", minute=3))
    give(phone, visit_id, None, answer("greeted", "yes", minute=4))
    assert two_answers(manager, visit_id) == []
    rows = manager.get(f"/visits/{visit_id}/trail").json["items"]
    assert [row["action"] for row in rows].count("visit.answers_replaced") == 3


def test_a_clock_that_runs_ahead_does_not_make_a_delayed_answer_the_newer_one(
    phone: ApiClient, visit_id: uuid.UUID
) -> None:
    """The server believes no future: by the time of arrival alone the first answer, held up on its way, would win."""
    first, second = (answer("greeted", value, updated_at="2126-01-01T10:00:00Z") for value in ("yes", "no"))
    first["revision_id"], second["revision_id"] = sorted([first["revision_id"], second["revision_id"]])
    give(phone, visit_id, A, second)
    (kept,) = give(phone, visit_id, A, first)["answers"]
    assert (kept["kept"], kept["revision_id"]) == ("stored", second["revision_id"])


def test_a_centre_is_not_told_of_phones(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, new_device: Device, chain: Chain
) -> None:
    give(phone, visit_id, A, *short_answers())
    done = phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "k"})
    manager.post(
        f"/visits/{visit_id}/approval", {"privacy_confirmed": True}, headers={"If-Match": done.headers["ETag"]}
    )
    page = new_device().as_user(chain.centre_manager).get(f"/visits/{visit_id}").json
    assert page["lease"] is None
    assert not any("device" in row for row in page["answers"])
