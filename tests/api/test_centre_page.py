"""The page of one centre: the comparison's own figures, extremes with their base, only what is approved."""

import datetime as dt
import json
import uuid

import pytest
from sqlalchemy import select

from backend.centres.models import Touchpoint
from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.service import approve_visit, void_visit
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.checklists import make_version
from tests.factories.figures import FULL, LATER, as_actor, given, left_out, make_submitted
from tests.factories.reports import make_photo
from tests.factories.visits import Chain, make_chain, photo_bytes

BEFORE, AFTER = dt.date(2026, 8, 3), dt.date(2026, 11, 3)
GOOD = {"greeted": given("yes"), "minutes": given(90), "surprise": given(3), "interest": given(3)}
GOOD |= {"offered": given("yes")}
BAD = GOOD | {"greeted": given("no"), "interest": given(0), "surprise": given(0)}


def approved(
    uow: UnitOfWork, chain: Chain, centre: object, day: dt.date, answers: dict, **changes: object
) -> uuid.UUID:
    visit_id = make_submitted(uow, chain, centre, changes.pop("version", chain.version.id), day, answers, **changes)
    version = uow.session.scalars(select(Visit.row_version).where(Visit.id == visit_id)).one()
    approve_visit(uow, as_actor(chain.administrator), visit_id, version, {"note": ""})
    return visit_id


@pytest.fixture
def chain(work: Work, monkeypatch: pytest.MonkeyPatch) -> Chain:
    noon = dt.datetime.combine(AFTER + dt.timedelta(days=9), dt.time(12), dt.UTC)
    monkeypatch.setattr("backend.insights.service.now", lambda: noon)
    with work() as uow:
        chain = make_chain(uow, FULL)
        uow.session.add_all(
            [
                Touchpoint(code="needs", name={"en": "Needs", "de": "Bedarf"}, position=1, team_code="sales"),
                Touchpoint(code="arrival", name={"en": "Arrival"}, position=2, team_code="sales"),
                Touchpoint(code="never", name={"en": "Never"}, position=3, team_code=None),
            ]
        )
        for day in (BEFORE, AFTER):
            for number in range(4):
                answers = (GOOD if day == BEFORE else BAD) | {"minutes": given(60 * number)}
                approved(uow, chain, chain.centre, day, answers)
            approved(uow, chain, chain.elsewhere, day, GOOD)
    return chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def ask(device: ApiClient, chain: Chain, query: str = "period=quarter") -> dict:
    reply = device.get(f"/centres/{chain.centre.id}/figures?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_the_page_tells_what_the_comparison_tells(boss: ApiClient, chain: Chain) -> None:
    found = ask(boss, chain)
    compared = boss.get(f"/comparison?period=quarter&centre_id={chain.centre.id}").json
    centre, network = compared["series"]
    assert found["periods"] == compared["periods"]
    for mine, theirs in ((found["headline"], centre), (found["chain"], network)):
        assert mine["values"] == theirs["values"] and (mine["kind"], mine["id"]) == (theirs["kind"], theirs["id"])
    assert found["headline"]["change"] == centre["change"] and found["headline"]["change"]["clear"]
    assert found["compliance"]["values"][-1]["mean"] == 0.0 and found["delight"]["values"][-1]["mean"] == 0.0
    assert found["centre"] == {
        "id": str(chain.centre.id),
        "name": chain.centre.name,
        "city": chain.centre.city,
        "area_id": str(chain.area.id),
        "area_name": chain.area.name,
    }
    assert found["sentence"].startswith(f"From Q3 26 to Q4 26, {chain.centre.name} fell by")
    assert "The chain stands at" in found["sentence"]


def test_steps_of_the_journey_stand_beside_the_chain_in_its_order(boss: ApiClient, chain: Chain) -> None:
    steps = ask(boss, chain, "lang=de")["touchpoints"]
    assert [(step["code"], step["name"]) for step in steps] == [("needs", "Bedarf"), ("arrival", "Arrival")]
    needs = steps[0]
    assert (needs["figure"]["mean"], needs["figure"]["visits"], needs["figure"]["period"]) == (25.0, 4, "2026-Q4")
    assert (needs["chain"]["mean"], needs["chain"]["visits"], needs["chain"]["centres"]) == (40.0, 5, 2)
    assert needs["change"]["diff"] == -75.0


def test_the_strongest_and_weakest_have_a_base(boss: ApiClient, chain: Chain, work: Work) -> None:
    found = ask(boss, chain)
    weak, strong = ([item["question_id"] for item in found[name]] for name in ("weakest", "strongest"))
    assert (set(weak), strong) == ({"greeted", "interest"}, ["offered", "minutes"])
    worst = next(item for item in found["weakest"] if item["question_id"] == "greeted")
    assert (worst["text"], worst["touchpoint"], worst["checklist"]) == ("Greeted?", "arrival", "full")
    assert (worst["figure"]["mean"], worst["figure"]["applicable"], worst["chain"]["mean"]) == (0.0, 4, 20.0)
    assert worst["change"]["diff"] == -100.0 and worst["change"]["q"] is not None


def test_under_four_answers_nothing_is_called_strong_or_weak(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        for answers in (BAD, BAD, BAD, BAD | {"greeted": left_out()}):
            approved(uow, chain, chain.centre, dt.date(2026, 5, 4), answers)
        later = dt.date(2026, 2, 4)
        for answers in (BAD, BAD, BAD):
            approved(uow, chain, chain.centre, later, answers)
    # The year holds them all, the quarter told of still four.
    found = ask(boss, chain, "period=year")
    assert found["weakest"] and {
        item["figure"]["applicable"] for name in ("weakest", "strongest") for item in found[name]
    } <= {14, 15}
    with work() as uow:
        gone = uow.session.scalars(
            select(Visit.id).where(Visit.visited_on == AFTER, Visit.centre_id == chain.centre.id)
        )
        void_visit(uow, as_actor(chain.administrator), gone.first(), "A mistake.")
    found = ask(boss, chain)
    assert found["headline"]["values"][-1]["visits"] == 3 and found["headline"]["values"][-1]["low_base"]
    assert (found["weakest"], found["strongest"]) == ([], [])


def test_photos_of_approved_visits_only(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        shown = approved(uow, chain, chain.centre, AFTER, GOOD)
        hidden = make_submitted(uow, chain, chain.centre, chain.version.id, AFTER, GOOD, status="returned")
        foreign = approved(uow, chain, chain.elsewhere, AFTER, GOOD)
        old = approved(uow, chain, chain.centre, dt.date(2019, 1, 1), GOOD)
        photos = [make_photo(visit, photo_bytes(), "greeted", "The desk") for visit in (shown, hidden, foreign, old)]
        broken = make_photo(shown, photo_bytes(), "greeted", "")
        broken.status = "unreadable"
        uow.session.add_all([*photos, broken])
    (photo,) = ask(boss, chain)["photos"]
    assert photo == {
        "visit_id": str(shown),
        "photo_id": str(photos[0].id),
        "question_id": "greeted",
        "caption": "The desk",
        "visited_on": str(AFTER),
    }


@pytest.mark.parametrize("status", ["submitted", "returned", "void", "cancelled"])
def test_what_is_not_approved_changes_nothing(boss: ApiClient, chain: Chain, work: Work, status: str) -> None:
    before = ask(boss, chain)
    with work() as uow:
        make_submitted(uow, chain, chain.centre, chain.version.id, AFTER, GOOD, status=status)
    assert ask(boss, chain) == before


def test_each_sees_the_own_centres_and_no_auditor(new_device: Device, chain: Chain) -> None:
    for user in (chain.manager, chain.centre_manager):
        page = ask(new_device().as_user(user), chain)
        assert chain.auditor.name not in json.dumps(page) and str(chain.auditor.id) not in json.dumps(page)
    path = f"/centres/{chain.centre.id}/figures"
    for user in (chain.other_manager, chain.other_centre_manager):
        assert new_device().as_user(user).get(path).status_code == 404
    assert new_device().as_user(chain.auditor).get(path).status_code == 403


def test_a_centre_without_a_visit_says_so(work: Work, new_device: Device) -> None:
    with work() as uow:
        chain = make_chain(uow, FULL)
    found = ask(new_device().as_user(chain.centre_manager), chain, "period=wave")
    assert found["sentence"] == "No approved visits in this period yet."
    assert (found["touchpoints"], found["strongest"], found["photos"]) == ([], [], [])


def test_a_new_version_stands_beside_the_questions_that_stayed(boss: ApiClient, chain: Chain, work: Work) -> None:
    assert ask(boss, chain)["headline"]["like_for_like"] == []
    with work() as uow:
        approved(uow, chain, chain.centre, AFTER, GOOD, version=make_version(uow, LATER).id)
    assert ask(boss, chain)["headline"]["values"][-1]["checklists"] == ["full 1", "full 2"]
