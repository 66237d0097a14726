"""A position that was given as an answer: thirty days after, nothing of it is left anywhere, but that it was given."""

import copy
import datetime as dt
import io
import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, select, text, update

from backend.kernel import migrate
from backend.kernel.clock import now
from backend.reports.issue import issue_with
from backend.reports.making import compose
from backend.reports.subjects import Order, Subject
from backend.tables import METADATA
from backend.visits import positions
from backend.visits.models import Answer, ScoreCertificate, Visit
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.checklists import SHORT
from tests.factories.visits import Chain, answer, make_chain, short_answers, submission

PLACE = """\
      - id: where
        type: place
        text: {en: "Where are you?", de: "Wo sind Sie?"}
        required: false
"""
HERE = {"lat": 53.79971, "lon": -1.54921, "accuracy_m": 12}
THERE = {"lat": 48.13713, "lon": 11.57542, "accuracy_m": 9}
FIGURES = ("53.79971", "1.54921", "48.13713", "11.57542")
EXPIRED = {"expired": True}
REFUSED = {"refused": True, "reason": "Not on my own phone"}
A, B = (str(uuid.uuid4()) for _ in range(2))

LookAfter = Callable[..., int]


@pytest.fixture
def chain(work: Work) -> Chain:
    marker = "      - id: came_at\n"
    with work() as uow:
        return make_chain(uow, SHORT.replace(marker, PLACE + marker))


@pytest.fixture
def look_after(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[LookAfter]:
    """`look_after(days=31)`: what the worker does then."""

    def look(**span: float) -> int:
        moment = now() + dt.timedelta(**span)
        monkeypatch.setattr(positions, "now", lambda: moment)
        found = positions.forget_given_positions(engine)
        monkeypatch.undo()
        return found

    return look


def where(value: Any, *, ago: dt.timedelta = dt.timedelta(), **changes: Any) -> dict[str, Any]:
    return answer("where", value, updated_at=(now() - ago).isoformat(), **changes)


def give(phone: ApiClient, visit_id: uuid.UUID, *answers: dict[str, Any], device: str = A) -> list[dict[str, Any]]:
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": answers}, headers={"X-Device": device})
    assert reply.status_code == 200, reply.text
    return reply.json["answers"]


def held(device: ApiClient, visit_id: uuid.UUID) -> Any:
    return {row["question_id"]: row for row in device.get(f"/visits/{visit_id}").json["answers"]}["where"]["value"]


def everything(engine: Engine) -> str:
    """All that the database holds, as text."""
    with engine.connect() as connection:
        return str([tuple(row) for table in METADATA.sorted_tables for row in connection.execute(table.select())])


def printed(engine: Engine, visit_id: uuid.UUID, language: str) -> str:
    composition = compose(engine, Order("visit", "review", language, Subject(visit_id=visit_id)))
    reader = PdfReader(io.BytesIO(composition.print(issue_with("ABCD", "https://x")).data))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def submit(phone: ApiClient, visit_id: uuid.UUID) -> None:
    body = submission(answers=3)
    reply = phone.post(f"/visits/{visit_id}/submission", body, headers={"Idempotency-Key": "done"})
    assert reply.status_code == 200, reply.text


def approve(manager: ApiClient, visit_id: uuid.UUID) -> None:
    version = manager.get(f"/visits/{visit_id}").json["row_version"]
    headers = {"If-Match": f'"{version}"'}
    assert manager.post(f"/visits/{visit_id}/approval", {"privacy_confirmed": True}, headers=headers).status_code == 200


def test_a_position_is_there_for_thirty_days_and_then_no_more(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    give(phone, visit_id, where(HERE, comment="At the door"), *short_answers())
    before = manager.get(f"/visits/{visit_id}").json
    assert look_after(days=29, hours=23) == 0
    assert held(manager, visit_id) == HERE
    assert [look_after(days=30, minutes=1), look_after(days=60)] == [1, 0]
    after = manager.get(f"/visits/{visit_id}").json
    assert held(manager, visit_id) == held(phone, visit_id) == EXPIRED
    # Phones and desks fetch a visit again when its version went up.
    assert after["row_version"] == before["row_version"] + 1
    without = copy.deepcopy(before["answers"])
    next(row for row in without if row["question_id"] == "where")["value"] = EXPIRED
    assert sorted(after["answers"], key=str) == sorted(without, key=str)


def test_no_copy_is_left_in_answers_trail_or_certificate(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, engine: Engine, work: Work, look_after: LookAfter
) -> None:
    """One answer lost against a later one of the same phone, one against that of another phone."""
    give(phone, visit_id, where(HERE, ago=dt.timedelta(minutes=3)))
    give(phone, visit_id, where(THERE, ago=dt.timedelta(minutes=2)))
    give(phone, visit_id, where(HERE, ago=dt.timedelta(minutes=1)), *short_answers(), device=B)
    stored = everything(engine)
    assert [figure for figure in FIGURES if figure not in stored] == []
    submit(phone, visit_id)
    approve(manager, visit_id)
    with work() as uow:
        (certificate,) = uow.session.scalars(select(ScoreCertificate)).all()
        frozen = json.dumps(certificate.content)
    assert not any(figure in frozen for figure in FIGURES)
    assert look_after(days=30, minutes=1) == 1
    left = everything(engine)
    assert not any(figure in left for figure in FIGURES)
    rows = manager.get(f"/visits/{visit_id}/trail").json["items"]
    (replaced,) = [row["details"]["answers"] for row in rows if row["action"] == "visit.answers_replaced"]
    (two,) = [row["details"]["questions"] for row in rows if row["action"] == "visit.two_answers"]
    assert [one["value"] for one in (*replaced, *two[0]["answers"])] == [EXPIRED] * 3


def test_each_goes_at_its_own_time(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, look_after: LookAfter
) -> None:
    give(phone, visit_id, where(THERE, ago=dt.timedelta(days=10)))
    give(phone, visit_id, where(HERE))
    assert look_after(days=20, minutes=1) == 1
    assert (held(phone, visit_id), "48.13713" in everything(engine)) == (HERE, False)
    assert look_after(days=30, minutes=1) == 1
    assert held(phone, visit_id) == EXPIRED


def test_a_refusal_stays_and_nobody_looks_for_it(phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter) -> None:
    give(phone, visit_id, where(REFUSED), *short_answers())
    assert look_after(days=31) == 0
    assert held(phone, visit_id) == REFUSED


def test_a_refusal_that_brings_a_position_loses_it(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    give(phone, visit_id, where(REFUSED | HERE))
    assert look_after(days=31) == 1
    assert held(phone, visit_id) == REFUSED


def test_a_clock_that_runs_ahead_does_not_keep_it_longer(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    give(phone, visit_id, where(HERE, ago=-dt.timedelta(days=400)))
    assert look_after(days=30, minutes=5) == 1
    assert held(phone, visit_id) == EXPIRED


def test_a_position_that_waited_on_a_phone_for_too_long_is_gone_with_the_next_look(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    give(phone, visit_id, where(HERE, ago=dt.timedelta(days=40)))
    assert look_after() == 1
    assert held(phone, visit_id) == EXPIRED


def test_the_same_answer_sent_again_does_not_bring_it_back(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, look_after: LookAfter
) -> None:
    first, second = where(THERE, ago=dt.timedelta(minutes=1)), where(HERE)
    give(phone, visit_id, first)
    give(phone, visit_id, second, device=B)
    look_after(days=31)
    assert [give(phone, visit_id, sent)[0]["kept"] for sent in (first, second)] == ["stored", "sent"]
    left = everything(engine)
    assert not any(figure in left for figure in FIGURES)


def test_no_phone_gives_a_deleted_position_as_an_answer(
    phone: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    refused, kept = give(phone, visit_id, where(EXPIRED), answer("interest", 3))
    assert (refused["kept"], refused["code"], kept["kept"]) == ("refused", "not_a_place", "sent")
    give(phone, visit_id, where(HERE))
    look_after(days=31)
    assert give(phone, visit_id, where(EXPIRED))[0]["kept"] == "refused"


def test_a_visit_with_a_deleted_position_is_submitted_and_approved_as_ever(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, look_after: LookAfter
) -> None:
    give(phone, visit_id, where(HERE), *short_answers())
    look_after(days=31)
    submit(phone, visit_id)
    approve(manager, visit_id)
    assert manager.get(f"/visits/{visit_id}").json["score_card"]["overall"]["tenths"] == 875


@pytest.mark.parametrize(
    ("language", "given", "deleted"),
    [
        ("en", "Position given", "Position deleted after 30 days"),
        ("de", "Position angegeben", "Position nach 30 Tagen gelöscht"),
    ],
)
def test_a_report_says_what_became_of_it(
    phone: ApiClient,
    manager: ApiClient,
    visit_id: uuid.UUID,
    engine: Engine,
    look_after: LookAfter,
    language: str,
    given: str,
    deleted: str,
) -> None:
    give(phone, visit_id, where(HERE), *short_answers())
    submit(phone, visit_id)
    approve(manager, visit_id)
    first = printed(engine, visit_id, language)
    look_after(days=31)
    second = printed(engine, visit_id, language)
    assert (given in first, deleted in first) == (True, False)
    assert (given in second, deleted in second) == (False, True)
    assert not any(figure in first + second for figure in FIGURES)


def test_nobody_looks_through_answers_to_find_what_is_due(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, statements: Any
) -> None:
    give(phone, visit_id, where(HERE))
    with statements() as sent:
        positions.forget_given_positions(engine)
    (only,) = [one for one in sent if "SELECT" in one]
    assert "FROM visit" in only and "positions_until" in only
    with engine.connect() as connection:
        explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET enable_seqscan = off"))
        sql = "SELECT id FROM visit WHERE positions_until <= '2026-01-01' ORDER BY positions_until LIMIT 500"
        plan = str(connection.execute(text(f"{explain} {sql}")).all())
    assert "ix_visit_positions_until" in plan


def test_what_was_stored_before_this_rule_is_found_by_the_migration(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, engine: Engine, work: Work
) -> None:
    give(phone, visit_id, where(HERE), *short_answers())
    submit(phone, visit_id)
    approve(manager, visit_id)
    with work() as uow:
        (certificate,) = uow.session.scalars(select(ScoreCertificate)).all()
        content = copy.deepcopy(certificate.content)
        next(one for one in content["answers"] if one["question_id"] == "where")["value"] = HERE
        certificate.content, old = content, certificate.sha256
        uow.session.execute(update(Answer).values(updated_at=now() - dt.timedelta(days=31)))
    migrate.downgrade(engine, "0008")
    migrate.upgrade(engine)
    with work() as uow:
        (certificate,) = uow.session.scalars(select(ScoreCertificate)).all()
        assert certificate.content["before_positions_were_deleted"] == {"sha256": old}
        assert certificate.sha256 != old
        assert uow.session.scalars(select(Visit.positions_until)).one() is not None
    assert positions.forget_given_positions(engine) == 1
    left = everything(engine)
    assert not any(figure in left for figure in FIGURES)
