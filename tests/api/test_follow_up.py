"""A visit that waits: its clocks close by themselves, once, and never against what a person has said."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from backend.kernel.clock import now
from backend.visits import follow_up
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import Chain, make_chain, make_visit, submission
from tests.factories.waiting import ENQUIRY, ago, begin_waiting, given, send, written

LookAfter = Callable[..., list[follow_up.Looked]]
A, B = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, ENQUIRY)


@pytest.fixture
def look_after(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[LookAfter]:
    """`look_after(hours=24)`: what the worker does then."""

    def look(**span: float) -> list[follow_up.Looked]:
        moment = now() + dt.timedelta(**span)
        monkeypatch.setattr(follow_up, "now", lambda: moment)
        found = follow_up.look_at_clocks(engine)
        monkeypatch.undo()
        return found

    return look


def answers(phone: ApiClient, visit_id: uuid.UUID) -> dict[str, Any]:
    return {row["question_id"]: row for row in phone.get(f"/visits/{visit_id}").json["answers"]}


def trail(phone: ApiClient, visit_id: uuid.UUID) -> list[dict[str, Any]]:
    """The latest last."""
    return phone.get(f"/visits/{visit_id}/trail").json["items"][::-1]


def status(phone: ApiClient, visit_id: uuid.UUID) -> str:
    return phone.get(f"/visits/{visit_id}").json["status"]


def test_an_auditor_waits_and_saying_so_twice_changes_nothing(phone: ApiClient, visit_id: uuid.UUID) -> None:
    waiting = begin_waiting(phone, visit_id, ago(minutes=5))
    assert waiting["status"] == "awaiting_follow_up"
    assert set(waiting["allowed"]) >= {"answer", "submit"}
    again = phone.post(f"/visits/{visit_id}/waiting").json
    assert again["row_version"] == waiting["row_version"]
    accepted = phone.post(f"/visits/{visit_id}/acceptance").json
    assert accepted["row_version"] == waiting["row_version"]
    (row,) = [row for row in trail(phone, visit_id) if row["action"] == "visit.waiting"]
    assert (row["from_status"], row["to_status"]) == ("in_progress", "awaiting_follow_up")


def test_without_a_clock_there_is_nothing_to_wait_for(phone: ApiClient, visit_id: uuid.UUID) -> None:
    send(phone, visit_id, given("found", "yes"))
    reply = phone.post(f"/visits/{visit_id}/waiting")
    assert (reply.status_code, reply.json["code"]) == (409, "visit.nothing_to_wait_for")
    assert status(phone, visit_id) == "in_progress"


def test_nobody_else_makes_a_visit_wait(
    phone: ApiClient, manager: ApiClient, new_device: Device, chain: Chain, visit_id: uuid.UUID
) -> None:
    send(phone, visit_id, given("sent_at", written(ago(hours=1))))
    codes = [
        new_device().as_user(user).post(f"/visits/{visit_id}/waiting").status_code
        for user in (chain.other_auditor, chain.manager, chain.administrator)
    ]
    assert codes == [404, 403, 403]


def test_answers_arrive_while_it_waits_and_it_is_submitted_from_there(phone: ApiClient, visit_id: uuid.UUID) -> None:
    begin_waiting(phone, visit_id, ago(hours=3))
    merged = send(phone, visit_id, given("receipt", 60), given("reply", 7200), given("warm", "yes"))
    assert merged["status"] == status(phone, visit_id) == "awaiting_follow_up"
    body = submission(answers=5, tenths=1000)
    done = phone.post(f"/visits/{visit_id}/submission", body, headers={"Idempotency-Key": "k"})
    assert (done.status_code, done.json["status"]) == (200, "submitted")


def test_each_clock_closes_by_itself_and_then_the_visit_is_the_auditors_again(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    before = begin_waiting(phone, visit_id, ago(minutes=5))["row_version"]
    assert look_after(hours=23) == []
    assert phone.get(f"/visits/{visit_id}").json["row_version"] == before
    assert look_after(hours=24.5) == [follow_up.Looked(visit_id, ["receipt"], "awaiting_follow_up")]
    assert look_after(hours=24.5) == []
    assert look_after(hours=26) == [follow_up.Looked(visit_id, ["question"], "awaiting_follow_up")]
    assert "reply" not in answers(phone, visit_id)
    assert look_after(days=7) == [follow_up.Looked(visit_id, ["reply"], "in_progress")]
    assert look_after(days=8) == []
    found = answers(phone, visit_id)
    assert {key: found[key]["state"] for key in ("receipt", "question", "reply")} == dict.fromkeys(
        ("receipt", "question", "reply"), "no_contact"
    )
    rows = [row for row in trail(phone, visit_id) if row["actor_name"] is None][1:]
    assert [row["action"] for row in rows] == ["visit.no_contact_observed"] * 3 + ["visit.observation_ended"]
    assert [clock["question_id"] for row in rows[:3] for clock in row["details"]["clocks"]] == [
        "receipt",
        "question",
        "reply",
    ]
    assert (rows[3]["from_status"], rows[3]["to_status"]) == ("awaiting_follow_up", "in_progress")
    body = submission(answers=2, tenths=500)
    assert phone.post(f"/visits/{visit_id}/submission", body, headers={"Idempotency-Key": "k"}).status_code == 200


def test_one_look_closes_all_that_is_over(phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    (looked,) = look_after(days=30)
    assert (sorted(looked.closed), looked.status) == (["question", "receipt", "reply"], "in_progress")


def test_a_visit_whose_clocks_were_all_stopped_goes_back_without_a_word_about_contact(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    begin_waiting(phone, visit_id, ago(hours=3))
    send(phone, visit_id, given("receipt", 60), given("question", 60), given("reply", 7200))
    assert look_after() == [follow_up.Looked(visit_id, [], "in_progress")]
    assert "visit.no_contact_observed" not in [row["action"] for row in trail(phone, visit_id)]


def test_a_visit_that_does_not_wait_is_left_to_its_auditor(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    send(phone, visit_id, given("sent_at", written(ago(minutes=5))))
    assert look_after(days=30) == []
    assert set(answers(phone, visit_id)) == {"sent_at"}


@pytest.mark.parametrize("noted", [ago(minutes=1), dt.datetime(2020, 1, 1, tzinfo=dt.UTC)], ids=["well", "wrong clock"])
def test_a_contact_noted_without_signal_wins_over_a_window_that_was_closed_meanwhile(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter, noted: dt.datetime
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    look_after(days=7)
    assert answers(phone, visit_id)["reply"]["state"] == "no_contact"
    merged = send(phone, visit_id, given("reply", 240, noted), device=A)
    assert merged["answers"][0]["kept"] == "sent"
    assert (answers(phone, visit_id)["reply"]["value"], merged["status"]) == (240, "in_progress")
    look_after(days=8)
    assert answers(phone, visit_id)["reply"]["value"] == 240
    (row,) = [row for row in trail(phone, visit_id) if row["action"] == "visit.answers_replaced"]
    assert [lost["state"] for lost in row["details"]["answers"]] == ["no_contact"]


def test_a_call_that_came_before_its_promised_time_wins_although_its_clock_had_not_begun(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    send(phone, visit_id, given("promised_for", written(now() + dt.timedelta(days=1))))
    look_after(days=7)
    assert answers(phone, visit_id)["called"]["state"] == "no_contact"
    send(phone, visit_id, given("called", 0))
    assert answers(phone, visit_id)["called"]["value"] == 0


def test_an_answer_that_was_taken_back_is_closed_and_its_resending_does_not_open_it_again(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    noted = given("reply", 100, ago(minutes=2))
    back = given("reply", None, state="cleared", comment="Only a newsletter.")
    noted["revision_id"], back["revision_id"] = sorted((noted["revision_id"], back["revision_id"]))
    send(phone, visit_id, noted, back, device=A)
    look_after(days=7)
    assert send(phone, visit_id, back, device=A)["answers"][0]["kept"] == "stored"
    reply = answers(phone, visit_id)["reply"]
    assert (reply["state"], reply["comment"]) == ("no_contact", "Only a newsletter.")
    assert send(phone, visit_id, given("reply", 300, now()), device=B)["answers"][0]["kept"] == "sent"


def test_several_workers_close_a_clock_once(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_waiting(phone, visit_id, ago(minutes=5))
    moment = now() + dt.timedelta(days=7)
    monkeypatch.setattr(follow_up, "now", lambda: moment)
    start = Barrier(4)

    def look(_: int) -> list[follow_up.Looked]:
        start.wait()
        return follow_up.look_at_clocks(engine)

    with ThreadPoolExecutor(4) as threads:
        found = [looked for looks in threads.map(look, range(4)) for looked in looks]
    assert len(found) == 1
    actions = [row["action"] for row in trail(phone, visit_id)]
    assert actions.count("visit.no_contact_observed") == actions.count("visit.observation_ended") == 1


def test_an_answer_in_the_very_moment_of_closing_always_stands(
    phone: ApiClient, chain: Chain, work: Work, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes first: seen by the closing, or beating what it wrote."""
    orders = set()
    for number in range(8):
        with work() as uow:
            visit_id = make_visit(uow, chain, days=90 * (number + 1))
        begin_waiting(phone, visit_id, ago(minutes=5))
        moment, start = now() + dt.timedelta(days=7), Barrier(2)
        monkeypatch.setattr(follow_up, "now", lambda moment=moment: moment)

        def answer_now(start: Barrier = start, visit_id: uuid.UUID = visit_id) -> Any:
            start.wait()
            return send(phone, visit_id, given("reply", 240), device=A)

        with ThreadPoolExecutor(1) as threads:
            sent = threads.submit(answer_now)
            start.wait()
            follow_up.look_at_clocks(engine)
            sent.result()
        assert answers(phone, visit_id)["reply"]["value"] == 240
        actions = [row["action"] for row in trail(phone, visit_id)]
        orders.add("visit.answers_replaced" in actions)
        monkeypatch.undo()
    assert orders


def test_one_visit_that_cannot_be_read_does_not_keep_the_others_waiting(
    phone: ApiClient, chain: Chain, work: Work, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    with work() as uow:
        other = make_visit(uow, chain, days=90)
    for one in (visit_id, other):
        begin_waiting(phone, one, ago(minutes=5))
    look, broken = follow_up._look, []

    def stumble(uow: Any, of: uuid.UUID, at: dt.datetime) -> list[follow_up.Looked]:
        if of == visit_id:
            broken.append(of)
            raise ValueError("unreadable")
        return look(uow, of, at)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(follow_up, "_look", stumble)
        assert [looked.visit_id for looked in look_after(days=7)] == [other]
    assert broken == [visit_id]


def test_the_command_closes_what_is_due_and_says_what_it_did(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.visits.commands import visits_group

    begin_waiting(phone, visit_id, ago(days=7))
    monkeypatch.setattr("backend.kernel.command_line.make_engine", lambda _: engine)
    monkeypatch.setattr(type(engine), "dispose", lambda *_: None)
    ran = CliRunner().invoke(visits_group, ["close-observations", "--json"])
    assert ran.exit_code == 0, ran.output
    (item,) = json.loads(ran.output)["items"]
    assert (item["visit_id"], item["status"]) == (str(visit_id), "in_progress")
    assert set(item["closed"]) == {"receipt", "question", "reply"}
    again = CliRunner().invoke(visits_group, ["close-observations", "--json"])
    assert json.loads(again.output) == {"items": []}
