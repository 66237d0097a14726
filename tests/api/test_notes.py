"""What was noted while there: kept once however often it is sent, the newer version stands, and no centre sees it."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from backend.accounts.people import create_user
from backend.domain.roles import SYSTEM, Grant, Role
from backend.kernel.ids import new_id
from backend.visits.rescue import import_visits
from backend.visits.rescue_file import RescueFile
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.rescue import rescued_visit, write_rescue
from tests.factories.visits import Chain, answer, short_answers, submission

LINE = "0198f2c4-0000-7000-8000-000000000001"
A, B = (str(uuid.uuid4()) for _ in range(2))


def note(note_id: str, minute: int = 0, **changes: Any) -> dict[str, Any]:
    """As a phone sends it, `minute` minutes after ten."""
    at = f"2026-11-20T10:{minute:02}:00Z"
    return {"id": note_id, "revision_id": str(new_id()), "at": at, "updated_at": at, **changes}


def send(phone: ApiClient, visit_id: uuid.UUID, *notes: dict[str, Any], device: str = A) -> Any:
    return phone.put(f"/visits/{visit_id}/notes", {"notes": notes}, headers={"X-Device": device})


def shown(client: ApiClient, visit_id: uuid.UUID) -> list[Any]:
    return client.get(f"/visits/{visit_id}").json["notes"]


def submit(phone: ApiClient, visit_id: uuid.UUID, clock: str | None = None) -> Any:
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    headers = {"Idempotency-Key": "key-1"} | ({"X-Clock": clock} if clock else {})
    return phone.post(f"/visits/{visit_id}/submission", submission(), headers=headers)


def decide(manager: ApiClient, visit_id: uuid.UUID, what: str, body: dict[str, Any]) -> None:
    version = manager.get(f"/visits/{visit_id}").json["row_version"]
    reply = manager.post(f"/visits/{visit_id}/{what}", body, headers={"If-Match": f'"{version}"'})
    assert reply.status_code == 200, reply.text


def test_stamps_lines_and_the_stopwatch_are_kept_in_their_order(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    sent = [
        note(LINE, 9, text="Coffee was offered"),
        note("greeted", 7),
        note("stopwatch", 3, until="2026-11-20T10:05:30Z"),
    ]
    reply = send(phone, visit_id, *sent)
    assert (reply.status_code, reply.json["status"]) == (200, "in_progress")
    assert [row["id"] for row in reply.json["notes"]] == ["stopwatch", "greeted", LINE]
    assert reply.json["lease"]["device_id"] == A
    seen = shown(manager, visit_id)
    assert [(row["text"], row["until"], row["removed"]) for row in seen] == [
        (None, "2026-11-20T10:05:30Z", False),
        (None, None, False),
        ("Coffee was offered", None, False),
    ]
    assert seen == shown(phone, visit_id)


def test_sent_again_nothing_changes_and_the_trail_says_only_that_the_visit_began(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    one = note("greeted", 7)
    first = send(phone, visit_id, one).json
    assert send(phone, visit_id, one).json == first
    actions = [row["action"] for row in manager.get(f"/visits/{visit_id}/trail").json["items"]]
    assert actions == ["visit.begun", "visit.planned"]


def test_of_two_versions_the_newer_stands_in_every_order_of_arrival(phone: ApiClient, visit_id: uuid.UUID) -> None:
    tapped = note("greeted", 7)
    corrected = note("greeted", 8, at="2026-11-20T10:06:00Z")
    for one in (corrected, tapped):
        send(phone, visit_id, one)
    assert [row["at"] for row in shown(phone, visit_id)] == ["2026-11-20T10:06:00Z"]
    send(phone, visit_id, note("greeted", 9, removed=True), device=B)
    assert [row["removed"] for row in shown(phone, visit_id)] == [True]


def test_two_phones_lose_nothing_of_each_other(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send(phone, visit_id, note("greeted", 7), device=A)
    there = send(phone, visit_id, note(LINE, 8, text="Seen from the other phone"), device=B).json["notes"]
    assert [row["id"] for row in there] == ["greeted", LINE]


def times(client: ApiClient, visit_id: uuid.UUID) -> tuple[str | None, str | None]:
    page = client.get(f"/visits/{visit_id}").json
    return page["arrived_at"], page["left_at"]


def test_arriving_and_leaving_are_times_of_the_visit_before_it_is_submitted(
    phone: ApiClient, visit_id: uuid.UUID
) -> None:
    arrived, left = note("arrived", 1), note("left", 40)
    for _ in range(2):
        send(phone, visit_id, arrived, left, device=A)
    assert times(phone, visit_id) == ("2026-11-20T10:01:00Z", "2026-11-20T10:40:00Z")
    corrected, back = note("arrived", 45, at="2026-11-20T10:03:00Z"), note("left", 46, removed=True)
    send(phone, visit_id, corrected, back, device=B)
    send(phone, visit_id, arrived, left, device=A)
    assert times(phone, visit_id) == ("2026-11-20T10:03:00Z", None)


def test_a_phone_that_knows_less_submits_the_times_that_were_merged(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    send(phone, visit_id, note("arrived", 1), note("left", 40))
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    body = submission(arrived_at="2026-11-20T09:00:00Z", left_at=None, submitted_at="2026-11-20T11:00:00Z")
    reply = phone.post(f"/visits/{visit_id}/submission", body, headers={"Idempotency-Key": "key-1"})
    assert reply.status_code == 200, reply.text
    assert times(manager, visit_id) == ("2026-11-20T10:01:00Z", "2026-11-20T10:40:00Z")
    assert manager.get(f"/visits/{visit_id}").json["completed_after_s"] == 20 * 60


def test_the_words_of_a_removed_line_are_gone(phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID) -> None:
    send(phone, visit_id, note(LINE, 8, text="About somebody"))
    send(phone, visit_id, note(LINE, 9, removed=True))
    assert [(row["text"], row["removed"]) for row in shown(manager, visit_id)] == [(None, True)]


def test_a_clock_far_ahead_does_not_make_later_versions_look_old(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send(phone, visit_id, note("greeted", 7, updated_at="2199-01-01T00:00:00Z"))
    ahead = (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=30)).isoformat()
    send(phone, visit_id, note("greeted", 9, updated_at=ahead))
    assert [row["at"] for row in shown(phone, visit_id)] == ["2026-11-20T10:09:00Z"]


@pytest.mark.parametrize(
    "wrong",
    [
        note("parked"),
        note("arrived", text="A time has no text"),
        note("greeted", text="A stamp has no text"),
        note("greeted", until="2026-11-20T10:05:30Z"),
        note(LINE),
        note(LINE, text="Removed, and still there", removed=True),
        note(LINE, text="x" * 2001),
        note("greeted", at="soon"),
        note("greeted", by="somebody"),
    ],
)
def test_what_no_phone_would_note_is_refused(phone: ApiClient, visit_id: uuid.UUID, wrong: dict[str, Any]) -> None:
    assert send(phone, visit_id, note("seated"), wrong).status_code == 422
    assert shown(phone, visit_id) == []


def test_a_visit_takes_no_notes_without_end(phone: ApiClient, visit_id: uuid.UUID) -> None:
    many = [note(str(uuid.uuid4()), text="Line") for _ in range(500)]
    assert send(phone, visit_id, *many).status_code == 200
    reply = send(phone, visit_id, note("greeted"))
    assert (reply.status_code, reply.json["code"]) == (422, "visit.too_many_notes")


def test_notes_are_taken_as_long_as_answers_are(phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID) -> None:
    send(phone, visit_id, note("greeted"))
    submit(phone, visit_id)
    reply = send(phone, visit_id, note("seated"))
    assert (reply.status_code, reply.json["code"]) == (409, "visit.wrong_state")
    decide(
        manager, visit_id, "return", {"note": "Nearly", "items": [{"question_id": "greeted", "reason": "Who was it?"}]}
    )
    again = send(phone, visit_id, note("seated", 9))
    assert (again.status_code, again.json["status"]) == (200, "returned")


def test_only_the_auditor_of_the_visit_notes(
    new_device: Device, manager: ApiClient, visit_id: uuid.UUID, chain: Chain, work: Work
) -> None:
    assert send(manager, visit_id, note("greeted")).status_code == 403
    assert send(new_device().as_user(chain.other_auditor), visit_id, note("greeted")).status_code == 404
    with work() as uow:
        grants = [Grant(Role.AUDITOR), Grant(Role.ADMINISTRATOR)]
        both = create_user(uow, SYSTEM, new_id(), "both@example.com", "Both", "en", grants)
    reply = send(new_device().as_user(both), visit_id, note("greeted"))
    assert (reply.status_code, reply.json["code"]) == (403, "visit.not_yours")


def test_administrators_see_notes_and_centres_never(
    phone: ApiClient, manager: ApiClient, new_device: Device, chain: Chain, visit_id: uuid.UUID
) -> None:
    send(phone, visit_id, note("greeted", 7), note(LINE, 8, text="Only for the reviewer"))
    submit(phone, visit_id, clock="2026-11-21T00:05:00Z")
    assert len(shown(new_device().as_user(chain.administrator), visit_id)) == 2
    decide(manager, visit_id, "approval", {"privacy_confirmed": True})
    page = new_device().as_user(chain.centre_manager).get(f"/visits/{visit_id}")
    assert [page.json[name] for name in ("notes", "completed_after_s", "clock_ahead_s", "left_at")] == [[], *[None] * 3]
    assert "Only for the reviewer" not in page.text


@pytest.mark.parametrize("hours", [2, -3, 0])
def test_how_far_the_phones_clock_was_off_is_kept_with_the_submission(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, hours: int
) -> None:
    clock = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    assert submit(phone, visit_id, clock=clock.isoformat()).status_code == 200
    ahead = manager.get(f"/visits/{visit_id}").json["clock_ahead_s"]
    assert abs(ahead - hours * 3600) < 60


def test_completing_counts_from_leaving_and_a_correction_does_not_count_again(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    submit(phone, visit_id, clock="2026-11-21T00:05:00Z")
    page = manager.get(f"/visits/{visit_id}").json
    assert (page["left_at"], page["completed_after_s"]) == ("2026-11-20T23:59:00Z", 6 * 60)
    ahead = page["clock_ahead_s"]
    reasons = [{"question_id": "greeted", "reason": "Who was it?"}]
    decide(manager, visit_id, "return", {"note": "Nearly", "items": reasons})
    later = submission(submitted_at="2026-11-24T10:00:00Z")
    headers = {"Idempotency-Key": "key-2", "X-Clock": "2026-11-24T10:00:00Z"}
    assert phone.post(f"/visits/{visit_id}/submission", later, headers=headers).status_code == 200
    again = manager.get(f"/visits/{visit_id}").json
    assert (again["attested_at"], again["completed_after_s"]) == ("2026-11-24T10:00:00Z", 6 * 60)
    assert again["clock_ahead_s"] == ahead


@pytest.mark.parametrize("clock", [None, "noon", "2026-11-21T00:05:00"])
def test_a_clock_that_says_nothing_refuses_nothing(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, clock: str | None
) -> None:
    assert submit(phone, visit_id, clock=clock).status_code == 200
    assert manager.get(f"/visits/{visit_id}").json["clock_ahead_s"] is None


def test_notes_come_in_with_a_rescue_file_once(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, phone: ApiClient, tmp_path: Path
) -> None:
    visit = rescued_visit(visit_id, answers=[answer("greeted", "yes")]) | {"notes": [note("greeted", 7)]}
    path = write_rescue(tmp_path / "phone.zip", chain.auditor, [visit], {})
    for _ in range(2):
        with RescueFile(path) as file:
            (outcome,) = import_visits(engine, file, dry_run=False)
        assert outcome.problems == []
    assert [row["id"] for row in shown(phone, visit_id)] == ["greeted"]


def test_times_centuries_apart_are_kept_as_far_as_they_can_be(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    headers = {"Idempotency-Key": "key-1", "X-Clock": "9999-12-31T23:59:59Z"}
    body = submission(arrived_at=None, left_at="2199-01-01T00:00:00Z", submitted_at="1900-01-02T00:00:00Z")
    assert phone.post(f"/visits/{visit_id}/submission", body, headers=headers).status_code == 200
    page = manager.get(f"/visits/{visit_id}").json
    assert page["clock_ahead_s"] == -page["completed_after_s"] == 60 * 365 * 86_400
