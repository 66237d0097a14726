"""Re-scoring an approved visit: a further certificate with its label; the visit's own score never moves."""

import json
import uuid

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from backend.kernel.unit_of_work import unit_of_work
from backend.reviews.commands import rescore
from backend.visits.models import ScoreCertificate
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.checklists import SHORT, make_version, wide_checklist
from tests.factories.visits import Chain, make_visit, short_answers, submission

# “interest” is renamed to “attention”, and “greeted” counts double.
LATER = SHORT.replace("id: interest", "id: attention").replace("id: greeted\n", "id: greeted\n        weight: 2\n")


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


@pytest.fixture
def submitted(work: Work, chain: Chain, new_device: Device) -> uuid.UUID:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    phone = new_device().as_user(chain.auditor)
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "one"})
    return visit_id


@pytest.fixture
def visit_id(boss: ApiClient, submitted: uuid.UUID) -> uuid.UUID:
    version = boss.get(f"/visits/{submitted}").json["row_version"]
    body, headers = {"privacy_confirmed": True}, {"If-Match": f'"{version}"'}
    assert boss.post(f"/visits/{submitted}/approval", body, headers=headers).status_code == 200
    return submitted


@pytest.fixture
def later(work: Work, chain: Chain) -> str:
    with work() as uow:
        return str(make_version(uow, LATER).id)


def test_a_rescore_is_a_second_labelled_result(
    boss: ApiClient, visit_id: uuid.UUID, later: str, work: Work, new_device: Device, chain: Chain
) -> None:
    before = boss.get(f"/visits/{visit_id}").json
    reply = boss.post(f"/visits/{visit_id}/rescores", {"version_id": later})
    assert reply.status_code == 201
    (one,) = reply.json["rescores"]
    assert (one["number"], one["version_number"], one["tenths"], one["outcome"]) == (2, 2, 1000, "pass")
    # “attention” was not asked; neither was the optional number of minutes answered, nor the time of coming.
    assert one["not_asked"] == 3
    assert one["no_longer_asked"] == [{"question_id": "interest", "text": "How interested were they?"}]
    kept = {name: reply.json[name] for name in ("score", "score_card", "row_version", "answers")}
    assert kept == {name: before[name] for name in kept}
    with work() as uow:
        own, second = uow.session.scalars(select(ScoreCertificate).order_by(ScoreCertificate.number))
        assert "rescore" not in own.content
        assert own.content["result"]["overall"]["tenths"] == 875
        assert second.content["checklist"]["number"] == 2
        assert {answer["question_id"] for answer in second.content["answers"]} == {"greeted", "interest"}
    entry = boss.get(f"/visits/{visit_id}/trail").json["items"][0]
    assert (entry["action"], entry["details"]["version"], entry["from_status"]) == ("visit.rescored", 2, None)
    centre = new_device().as_user(chain.centre_manager).get(f"/visits/{visit_id}").json
    assert centre["rescores"][0]["tenths"] == 1000


def test_the_same_rescore_is_made_once(boss: ApiClient, visit_id: uuid.UUID, later: str) -> None:
    replies = [boss.post(f"/visits/{visit_id}/rescores", {"version_id": later}) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 200]
    assert len(replies[1].json["rescores"]) == 1


def test_only_another_version_of_the_own_checklist(
    boss: ApiClient, visit_id: uuid.UUID, chain: Chain, work: Work
) -> None:
    with work() as uow:
        other = make_version(uow, wide_checklist(10)).id
    for version_id, code in ((other, "other_checklist"), (chain.version.id, "own_version")):
        reply = boss.post(f"/visits/{visit_id}/rescores", {"version_id": str(version_id)})
        assert (reply.status_code, reply.json["errors"][0]["code"]) == (422, code)
    unknown = boss.post(f"/visits/{visit_id}/rescores", {"version_id": str(chain.area.id)})
    assert unknown.status_code == 404


def test_only_approved_visits_are_rescored(boss: ApiClient, submitted: uuid.UUID, later: str) -> None:
    reply = boss.post(f"/visits/{submitted}/rescores", {"version_id": later})
    assert (reply.status_code, reply.json["code"]) == (409, "visit.wrong_state")


def test_command_rescores_one_visit(visit_id: uuid.UUID, later: str, engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.reviews.commands.command_work", lambda: unit_of_work(engine))

    def run(*words: str):
        return CliRunner().invoke(rescore, [str(visit_id), *words])

    assert run("--version", "short@2").output == "100.0 with short@2 (certificate 2; not the visit's result)\n"
    fact = json.loads(run("--version", "short@2", "--json").output)
    assert (fact["new"], fact["tenths"], fact["no_longer_asked"]) == (False, 1000, ["interest"])
    assert run("--version", "short@7").exit_code == 2
    assert run("--version", "short").exit_code == 2
    refused = run("--version", "short@1")
    assert (refused.exit_code, "scored with" in refused.output) == (1, True)
