"""Which visits leave, and for whom: filters, what is not approved, and what a centre is never told."""

import io
import uuid
import zipfile
from typing import Any

import pytest
from sqlalchemy import Engine, update

from backend.domain.visit_flow import Status
from backend.insights.tallies import ask_for_rebuild
from backend.kernel import jobs
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.exports import EXPORTED, fetch, table
from tests.factories.reports import make_wave
from tests.factories.visits import Chain, Scene


@pytest.fixture
def scene() -> Scene:
    return EXPORTED


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.APPROVED])
def test_what_is_not_approved_is_in_no_table(
    engine: Engine, administrator: ApiClient, visit_id: uuid.UUID, work: Work, status: str
) -> None:
    with work() as uow:
        uow.session.execute(update(Visit).values(status=status))
        ask_for_rebuild(uow)
    jobs.run_waiting(engine)
    for path in ("visits.csv", "answers.csv", "answers.csv?shape=wide", "scores.csv", "comparison.csv"):
        assert table(administrator, path) == []
    asked = administrator.get(f"/exports/visits.csv?include={status}")
    if status in ("submitted", "returned", "void"):
        assert [row["status"] for row in table(administrator, f"answers.csv?include={status}")][:1] == [status]
        archive = zipfile.ZipFile(io.BytesIO(fetch(administrator, f"visits.zip?include={status}")))
        assert f"and also {status}" in archive.read("README.txt").decode()
    else:
        assert asked.json["code"] == "invalid"


def test_only_administrators_ask_for_more(new_device: Device, chain: Chain, visit_id: uuid.UUID) -> None:
    for user in (chain.manager, chain.centre_manager):
        reply = new_device().as_user(user).get("/exports/visits.csv?include=void")
        assert (reply.status_code, reply.json["code"]) == (403, "export.include")


def test_each_person_gets_their_own_rows(new_device: Device, chain: Chain, visit_id: uuid.UUID) -> None:
    def rows_of(user: Any) -> int:
        return len(table(new_device().as_user(user), "visits.csv"))

    assert [rows_of(user) for user in (chain.administrator, chain.manager, chain.centre_manager)] == [1, 1, 1]
    assert [rows_of(user) for user in (chain.other_manager, chain.other_centre_manager)] == [0, 0]
    assert new_device().as_user(chain.auditor).get("/exports/visits.csv").status_code == 403


def test_a_centre_learns_neither_who_came_nor_the_minute(new_device: Device, chain: Chain, visit_id: uuid.UUID) -> None:
    centre = new_device().as_user(chain.centre_manager)
    (row,) = table(centre, "visits.csv")
    assert (row["auditor"], row["arrived_at"], row["left_at"], row["submitted_at"]) == ("", "", "", "")
    assert row["part_of_day"] == "afternoon"
    sent = next(row for row in table(centre, "answers.csv") if row["question"] == "sent_at")
    assert (sent["answer"], sent["state"]) == ("", "unscored")
    for form in ("visits.csv", "answers.csv", "answers.csv?shape=wide"):
        assert chain.auditor.name.encode() not in fetch(centre, form)
        assert b"09:02" not in fetch(centre, form)


def test_filters(administrator: ApiClient, visit_id: uuid.UUID, chain: Chain, work: Work) -> None:
    with work() as uow:
        wave = make_wave(uow)
        uow.session.execute(update(Visit).values(wave_id=wave))
    finds = {
        "from=2026-11-20&to=2026-11-20": 1,
        "from=2026-11-21": 0,
        "to=2026-11-19": 0,
        "wave=w": 1,
        "wave=x": 0,
        "checklist=journey": 1,
        "checklist=other": 0,
        f"area_id={chain.area.id}": 1,
        f"area_id={chain.elsewhere.area_id}": 0,
        f"centre_id={chain.centre.id}": 1,
        f"centre_id={chain.elsewhere.id}": 0,
    }
    assert {query: len(table(administrator, f"visits.csv?{query}")) for query in finds} == finds
