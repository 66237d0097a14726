"""The page of a wave: what was planned, visited and approved, in whose sight."""

import datetime as dt
import uuid

import pytest

from backend.programmes.models import Wave
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import DAY, make_scored, make_wave
from tests.factories.visits import Chain, make_chain

LATER = DAY + dt.timedelta(days=80)


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        chain, wave_id = make_chain(uow), make_wave(uow)
        uow.session.flush()
        for status in ("approved", "approved", "submitted", "returned", "planned", "in_progress", "cancelled", "void"):
            make_scored(uow, chain, chain.centre, [70.0], DAY, status=status, wave_id=wave_id)
        make_scored(uow, chain, chain.centre, [70.0], DAY)
        make_scored(uow, chain, chain.elsewhere, [50.0], DAY, status="planned", wave_id=wave_id)
    return chain


def ask(device: ApiClient, query: str = "") -> dict:
    reply = device.get(f"/waves/w/figures?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_coverage_counts_the_plan_what_came_and_what_counts(new_device: Device, chain: Chain) -> None:
    found = ask(new_device().as_user(chain.administrator))
    assert (found["wave"]["code"], found["wave"]["name"]) == ("w", "W")
    rows = {row["id"]: (row["planned"], row["visited"], row["approved"]) for row in found["coverage"]}
    assert rows == {str(chain.centre.id): (6, 4, 2), str(chain.elsewhere.id): (1, 0, 0)}
    assert [row["name"] for row in found["coverage"]] == sorted(row["name"] for row in found["coverage"])
    assert found["coverage_sentence"] == (
        "2 of 7 planned visits are approved, 2 more are in review. 1 of 2 centres have no approved visit yet."
    )


def test_area_managers_see_their_centres(new_device: Device, chain: Chain) -> None:
    manager, boss = (new_device().as_user(user) for user in (chain.manager, chain.administrator))
    for found in (ask(manager), ask(boss, f"area_id={chain.area.id}")):
        assert [row["id"] for row in found["coverage"]] == [str(chain.centre.id)]
    german = ask(new_device().as_user(chain.other_manager), "lang=de")["coverage_sentence"]
    assert german.startswith("0 von 1 geplanten Besuchen")
    assert manager.get(f"/waves/w/figures?area_id={chain.elsewhere.area_id}").status_code == 404
    assert manager.get("/waves/nothing/figures").status_code == 404
    assert manager.get(f"/waves/w/figures?area_id={uuid.uuid4()}").status_code == 404
    for user in (chain.centre_manager, chain.auditor):
        assert new_device().as_user(user).get("/waves/w/figures").status_code == 403


def test_a_wave_tells_of_itself_however_few_its_visits(new_device: Device, work: Work) -> None:
    with work() as uow:
        chain, first = make_chain(uow), make_wave(uow)
        uow.session.flush()
        programme = uow.session.get_one(Wave, first).programme_id
        later = Wave(id=uuid.uuid4(), programme_id=programme, code="w2", name="W2", starts_on=LATER, ends_on=LATER)
        uow.session.add(later)
        uow.session.flush()
        for centre, scores in ((chain.centre, [70.0, 72.0, 71.0, 75.0]), (chain.elsewhere, [50.0, 51.0, 52.0, 53.0])):
            make_scored(uow, chain, centre, scores, DAY, wave_id=first)
        make_scored(uow, chain, chain.centre, [90.0], LATER, wave_id=later.id)
    boss = new_device().as_user(chain.administrator)
    early, late = ask(boss), boss.get("/waves/w2/figures").json
    assert [period["code"] for period in early["overview"]["periods"]] == ["w"]
    assert [value["visits"] for value in early["overview"]["headline"]["values"]] == [8]
    assert [value["visits"] for value in late["overview"]["headline"]["values"]] == [8, 1]
    assert (early["league"]["period"]["code"], late["league"]["period"]["code"]) == ("w", "w2")
    assert [row["name"] for row in early["league"]["rows"]] == [chain.centre.name, chain.elsewhere.name]
    assert [row["figure"]["mean"] for row in early["league"]["rows"]] == [72.0, 51.5]
    assert all(row["rank"] is not None for row in early["league"]["rows"])
    manager = ask(new_device().as_user(chain.manager))
    assert manager["overview"]["scope"]["id"] == manager["league"]["scope"]["id"] == str(chain.area.id)
    assert [row["id"] for row in manager["league"]["rows"]] == [str(chain.centre.id)]
