"""The trend over a new checklist version: the same visits on the questions that kept their meaning."""

import datetime as dt

import pytest

from backend.checklists.queries import load_form
from backend.domain.scoring import score_visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.checklists import SHORT, make_version
from tests.factories.figures import run_rebuilds
from tests.factories.reports import make_scored
from tests.factories.visits import Chain

Q3, Q4 = dt.date(2026, 8, 3), dt.date(2026, 11, 3)
WINDOW = "/comparison?from=2026-07-01&to=2026-12-31"
# The scale of “interest” is another one, so only “greeted” means the same before and after.
LATER = SHORT.replace("scale: {min: 0, max: 4}", "scale: {min: 0, max: 5}")


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def visit(work: Work, chain: Chain, version_id, day: dt.date, greeted: str, interest: int) -> float:
    answers = {
        "greeted": {"state": "answered", "value": greeted},
        "interest": {"state": "answered", "value": interest},
    }
    with work() as uow:
        card = score_visit(load_form(uow.session, version_id).definition, answers, {})
        percent = float(card.overall.percent or 0)
        facts = {"checklist_version_id": version_id, "score_card": card.as_json()}
        make_scored(uow, chain, chain.centre, [percent], day, **facts)
    return percent


def test_one_version_has_no_second_line(boss: ApiClient, work: Work, chain: Chain) -> None:
    visit(work, chain, chain.version.id, Q3, "yes", 4)
    found = boss.get(WINDOW).json
    assert found["like_for_like"] is None
    assert all(series["like_for_like"] == [] for series in found["series"])


def test_two_versions_are_compared_on_what_both_asked_alike(boss: ApiClient, work: Work, chain: Chain) -> None:
    with work() as uow:
        later = make_version(uow, LATER).id
    headline = [
        visit(work, chain, chain.version.id, Q3, "yes", 1),
        visit(work, chain, later, Q4, "yes", 1),
    ]
    visit(work, chain, later, Q4, "no", 5)
    run_rebuilds(work)
    found = boss.get(WINDOW).json
    assert found["like_for_like"] == {
        "bases": [{"checklist": "short", "versions": [1, 2], "kept": 3, "questions": 4}],
        "visits": 3,
        "computed": True,
    }
    centre = found["series"][0]
    assert centre["values"][0]["mean"] == headline[0] == 62.5
    assert [value["mean"] for value in centre["like_for_like"]] == [100.0, 50.0]
    assert [value["visits"] for value in found["series"][-1]["like_for_like"]] == [1, 2]
    picture = boss.get(f"/charts/trend.svg?{WINDOW.partition('?')[2]}").text
    assert "Fine dots: like for like" in picture
    assert "short 2" in picture


def test_other_measures_have_no_second_line(boss: ApiClient, work: Work, chain: Chain) -> None:
    with work() as uow:
        later = make_version(uow, LATER).id
    for version_id, day in ((chain.version.id, Q3), (later, Q4)):
        visit(work, chain, version_id, day, "yes", 1)
    assert boss.get(f"{WINDOW}&measure=delight").json["like_for_like"] is None
    assert boss.get(f"{WINDOW}&period=wave").json["like_for_like"] is None


def test_while_it_is_being_made_that_is_said(boss: ApiClient, work: Work, chain: Chain) -> None:
    with work() as uow:
        later = make_version(uow, LATER).id
    for version_id, day in ((chain.version.id, Q3), (later, Q4)):
        visit(work, chain, version_id, day, "yes", 1)
    found = boss.get(WINDOW).json
    assert (found["like_for_like"]["computed"], found["series"][-1]["like_for_like"]) == (False, [])
    assert found["being_made"] == {"done": 0, "total": None}
    run_rebuilds(work)
    found = boss.get(WINDOW).json
    assert (found["like_for_like"]["computed"], found["being_made"]) == (True, None)
