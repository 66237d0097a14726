"""Item statistics of a checklist version, by the API."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from backend.checklists.queries import load_form
from backend.domain.scoring import score_visit
from backend.insights import items
from backend.kernel.ids import new_id
from backend.visits.models import Answer
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.reports import make_scored, make_wave
from tests.factories.visits import NOON, Chain, make_chain

Device = Callable[[], ApiClient]
DAY = dt.date(2026, 11, 3)


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow)


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


@pytest.fixture
def wave_id(work: Work) -> uuid.UUID:
    with work() as uow:
        return make_wave(uow)


def visit(work: Work, chain: Chain, greeted: str, interest: int | None, **changes: object) -> None:
    said = {"state": "not_applicable"} if interest is None else {"state": "answered", "value": interest}
    answers = {"greeted": {"state": "answered", "value": greeted}, "interest": said}
    with work() as uow:
        card = score_visit(load_form(uow.session, chain.version.id).definition, answers, {})
        percent = float(card.overall.percent or 0)
        (visit_id,) = make_scored(uow, chain, chain.centre, [percent], DAY, score_card=card.as_json(), **changes)
        row = {"revision_id": new_id(), "updated_at": NOON, "state": "answered", "value": 12}
        uow.session.add(Answer(visit_id=visit_id, question_id="waited", comment=None, waiver=None, **row))


def test_every_question_has_its_shares_and_bases(boss: ApiClient, work: Work, chain: Chain) -> None:
    visit(work, chain, "yes", 4)
    visit(work, chain, "no", None)
    visit(work, chain, "yes", 0, status="void")
    found = boss.get(f"/checklist-versions/{chain.version.id}/items").json
    assert (found["visits"], found["visits_in_all"], found["doubles"], found["agreement"]) == (2, 2, 0, None)
    by_id = {item["question_id"]: item for item in found["items"]}
    passed = by_id["greeted"]["passed"]
    assert (passed["count"], passed["base"], passed["share"]) == (1, 2, 0.5)
    assert 0 < passed["interval"]["low"] < 0.5 < passed["interval"]["high"] < 1
    assert by_id["interest"]["not_applicable"]["share"] == 0.5
    assert by_id["interest"]["passed"]["base"] == 1
    assert (by_id["waited"]["answered"]["count"], by_id["waited"]["passed"]) == (2, None)


def test_without_visits_there_is_nothing_to_say(boss: ApiClient, chain: Chain) -> None:
    found = boss.get(f"/checklist-versions/{chain.version.id}/items").json
    assert (found["visits"], len(found["items"])) == (0, 4)
    assert found["items"][0]["passed"] == {"count": 0, "base": 0, "share": None, "interval": None}
    assert boss.get(f"/checklist-versions/{uuid.uuid4()}/items").status_code == 404


def test_two_auditors_of_one_wave_are_compared(boss: ApiClient, work: Work, chain: Chain, wave_id: uuid.UUID) -> None:
    other = chain.other_auditor.id
    visit(work, chain, "yes", 4, wave_id=wave_id)
    visit(work, chain, "no", 4, wave_id=wave_id, auditor_id=other)
    visit(work, chain, "no", 4, auditor_id=other)
    found = boss.get(f"/checklist-versions/{chain.version.id}/items").json
    assert found["doubles"] == 1
    assert (found["agreement"]["pairs"], found["agreement"]["agreed"]) == (2, 1)
    greeted = found["items"][0]["agreement"]
    assert (greeted["pairs"], greeted["share"], greeted["kappa"]) == (1, 0.0, 0.0)


def test_only_the_latest_visits_are_read(
    boss: ApiClient, work: Work, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "MOST_VISITS", 1)
    visit(work, chain, "yes", 4)
    visit(work, chain, "yes", 4)
    found = boss.get(f"/checklist-versions/{chain.version.id}/items").json
    assert (found["visits"], found["visits_in_all"], found["items"][0]["shown"]) == (1, 2, 1)
