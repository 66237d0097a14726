"""A visit from plan to submission, as a phone with a bad line does it: twice, late, and in the wrong order."""

import uuid

import pytest
from sqlalchemy import select

from backend.kernel.ids import new_id
from backend.trail.models import TrailEntry
from backend.visits.models import Answer, SectionScore, Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import (
    Chain,
    answer,
    make_visit,
    photo_bytes,
    photo_headers,
    short_answers,
    submission,
)


def send_answers(phone: ApiClient, visit_id: uuid.UUID, answers: list[dict]) -> list[dict]:
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": answers})
    assert reply.status_code == 200, reply.text
    return reply.json["answers"]


def submit(phone: ApiClient, visit_id: uuid.UUID, key: str = "k1", **body):
    return phone.post(f"/visits/{visit_id}/submission", submission(**body), headers={"Idempotency-Key": key})


def test_auditor_conducts_a_visit_from_acceptance_to_submission(phone: ApiClient, visit_id: uuid.UUID) -> None:
    assert phone.post(f"/visits/{visit_id}/acceptance").json["status"] == "accepted"
    assert [kept["kept"] for kept in send_answers(phone, visit_id, short_answers())] == ["sent", "sent"]
    data, photo_id = photo_bytes(), new_id()
    path = f"/photos/{photo_id}?visit_id={visit_id}&question_id=greeted&caption=Door"
    stored = phone.put(path, data=data, headers=photo_headers(data))
    assert stored.status_code == 201, stored.text
    reply = submit(phone, visit_id, photos=[{"id": str(photo_id), "sha256": stored.json["sha256"]}])
    assert reply.status_code == 200, reply.text
    visit = reply.json
    assert visit["status"] == "submitted"
    assert visit["score"] == {"percent": 87.5, "tenths": 875, "band": "good", "outcome": "pass"}
    assert visit["score_agrees"] is True
    assert visit["allowed"] == []
    assert visit["photo_count"] == 1
    assert visit["score_card"]["overall"] == {"num": "175", "den": "2", "tenths": 875}


def test_submission_stores_sections_and_the_day_at_the_centre(
    phone: ApiClient, visit_id: uuid.UUID, chain: Chain, work: Work
) -> None:
    with work() as uow:
        uow.session.merge(chain.centre).time_zone = "Europe/Berlin"
    send_answers(phone, visit_id, short_answers())
    # 23:30 in London is half past midnight in Berlin.
    assert submit(phone, visit_id).json["visited_on"] == "2026-11-21"
    with work() as uow:
        rows = uow.session.scalars(select(SectionScore).order_by(SectionScore.section_id)).all()
        found = [(row.section_id, row.touchpoint, row.percent, row.items, row.excluded) for row in rows]
    assert found == [("arrival", "arrival", 100.0, 1, 0), ("talk", "needs", 75.0, 1, 0)]


def test_auditor_submits_twice_after_a_lost_reply_and_gets_one_result(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send_answers(phone, visit_id, short_answers())
    first, again = submit(phone, visit_id), submit(phone, visit_id)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    trail = phone.get(f"/visits/{visit_id}/trail").json["items"]
    assert [entry["action"] for entry in trail].count("visit.submitted") == 1


def test_auditor_reuses_a_key_for_something_else_and_is_refused(
    phone: ApiClient, visit_id: uuid.UUID, chain: Chain, work: Work
) -> None:
    with work() as uow:
        other = make_visit(uow, chain, days=90)
    send_answers(phone, visit_id, short_answers())
    send_answers(phone, other, short_answers())
    submit(phone, visit_id)
    for reply in (submit(phone, visit_id, answers=1), submit(phone, other)):
        assert (reply.status_code, reply.json["code"]) == (409, "visit.submission_key_reused")
    reply = submit(phone, visit_id, key="k2")
    assert (reply.status_code, reply.json["code"]) == (409, "visit.wrong_state")


def test_submission_waits_for_everything_the_phone_counts(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send_answers(phone, visit_id, short_answers()[:1])
    photo_id = str(new_id())
    reply = submit(phone, visit_id, photos=[{"id": photo_id, "sha256": "0" * 64}])
    assert (reply.status_code, reply.json["code"]) == (409, "visit.submission_incomplete")
    assert reply.json["missing"] == [{"kind": "photo", "id": photo_id}, {"kind": "answers"}]
    assert phone.get(f"/visits/{visit_id}").json["status"] == "in_progress"


def test_submission_names_the_open_questions(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send_answers(phone, visit_id, [answer("greeted", "no")])
    reply = submit(phone, visit_id, answers=1)
    assert (reply.status_code, reply.json["code"]) == (422, "visit.open_items")
    found = [(error["pointer"], error["code"]) for error in reply.json["errors"]]
    assert found == [("/answers/greeted", "photo_required"), ("/answers/interest", "unanswered")]


def test_a_score_that_differs_is_kept_beside_ours_and_recorded(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send_answers(phone, visit_id, short_answers())
    visit = submit(phone, visit_id, tenths=900).json
    assert (visit["score"]["tenths"], visit["client_score"]["tenths"], visit["score_agrees"]) == (875, 900, False)
    (entry,) = [e for e in phone.get(f"/visits/{visit_id}/trail").json["items"] if e["action"] == "visit.submitted"]
    assert entry["details"]["score_agrees"] is False


@pytest.mark.parametrize("change", [{"attested": False}, {"answer_count": -1}, {"submitted_at": None}])
def test_submission_that_says_too_little_is_refused(phone: ApiClient, visit_id: uuid.UUID, change: dict) -> None:
    reply = submit(phone, visit_id, **change)
    assert reply.status_code == 422
    assert reply.json["errors"][0]["pointer"] == "/" + next(iter(change))


def test_submission_without_a_key_is_refused(phone: ApiClient, visit_id: uuid.UUID) -> None:
    reply = phone.post(f"/visits/{visit_id}/submission", submission())
    assert (reply.status_code, reply.json["code"]) == (400, "idempotency_key_required")


def test_newest_answer_wins_and_the_loser_goes_to_the_trail(phone: ApiClient, visit_id: uuid.UUID, work: Work) -> None:
    late, early = answer("interest", 4, minute=10), answer("interest", 1, minute=5)
    assert send_answers(phone, visit_id, [late])[0]["kept"] == "sent"
    lost = send_answers(phone, visit_id, [early])[0]
    assert (lost["kept"], lost["revision_id"]) == ("stored", late["revision_id"])
    newer = answer("interest", 2, minute=20)
    assert send_answers(phone, visit_id, [newer])[0]["kept"] == "sent"
    with work() as uow:
        assert uow.session.scalars(select(Answer.value)).all() == [2]
        entries = uow.session.scalars(select(TrailEntry).where(TrailEntry.action == "visit.answers_replaced")).all()
        assert [entry.details["answers"][0]["value"] for entry in sorted(entries, key=lambda e: e.id)] == [1, 4]


def test_the_same_answer_again_changes_nothing(phone: ApiClient, visit_id: uuid.UUID) -> None:
    sent = short_answers()
    send_answers(phone, visit_id, sent)
    before = phone.get(f"/visits/{visit_id}").json
    assert [kept["kept"] for kept in send_answers(phone, visit_id, sent)] == ["sent", "sent"]
    assert phone.get(f"/visits/{visit_id}").json == before


def test_one_bad_answer_is_refused_and_the_others_are_kept(phone: ApiClient, visit_id: uuid.UUID) -> None:
    bad = [
        answer("interest", 9),
        answer("nowhere", 1),
        answer("waited", "ten"),
        answer("greeted", "yes", state="maybe"),
        answer("greeted", "yes", revision_id="1"),
        answer("greeted", "yes", updated_at="today"),
        answer("greeted", "yes", comment="x" * 5000),
        {"question_id": "greeted"},
        {"question_id": 5, "revision_id": None},
        "greeted",
        None,
    ]
    kept = send_answers(phone, visit_id, [*bad, answer("greeted", "yes"), answer("came_at", "2026-11-20T12:00:00Z")])
    assert [row["kept"] for row in kept] == ["refused"] * len(bad) + ["sent", "sent"]
    assert all(row["code"] and row["message"] for row in kept[: len(bad)])
    stored = phone.get(f"/visits/{visit_id}").json["answers"]
    assert sorted(row["question_id"] for row in stored) == ["came_at", "greeted"]


def test_a_clock_that_runs_ahead_does_not_lock_an_answer(phone: ApiClient, visit_id: uuid.UUID, work: Work) -> None:
    send_answers(phone, visit_id, [answer("interest", 1, updated_at="2999-01-01T00:00:00Z")])
    with work() as uow:
        assert uow.session.scalars(select(Answer.updated_at)).one().year < 2999


def test_answers_that_are_no_list_are_refused(phone: ApiClient, visit_id: uuid.UUID) -> None:
    assert phone.patch(f"/visits/{visit_id}/answers", {"answers": {"a": 1}}).status_code == 422


def test_nobody_answers_after_submission(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send_answers(phone, visit_id, short_answers())
    submit(phone, visit_id)
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": [answer("interest", 0, minute=50)]})
    assert (reply.status_code, reply.json["code"]) == (409, "visit.wrong_state")


def test_only_its_auditor_conducts_a_visit(new_device: Device, chain: Chain, visit_id: uuid.UUID) -> None:
    administrator = new_device().as_user(chain.administrator)
    for reply in (
        administrator.post(f"/visits/{visit_id}/acceptance"),
        administrator.patch(f"/visits/{visit_id}/answers", {"answers": []}),
        submit(administrator, visit_id),
    ):
        assert (reply.status_code, reply.json["code"]) == (403, "visit.not_yours")


def test_a_queue_of_another_account_is_refused(phone: ApiClient, visit_id: uuid.UUID, chain: Chain) -> None:
    headers = {"X-Account": str(chain.other_auditor.id)}
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()}, headers=headers)
    assert (reply.status_code, reply.json["code"]) == (409, "account_mismatch")


def test_submission_sends_few_statements(phone: ApiClient, visit_id: uuid.UUID, statements, work: Work) -> None:
    send_answers(phone, visit_id, short_answers())
    with statements() as sent:
        assert submit(phone, visit_id).status_code == 200
    assert len([s for s in sent if "visit" in s.lower()]) <= 14, "\n".join(sent)
    with work() as uow:
        assert uow.session.scalars(select(Visit.status)).all() == ["submitted"]
