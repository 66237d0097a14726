"""A later version of a checklist with entries and clocks: no answer is lost, and like stays with like."""

import uuid
from typing import Any

import pytest

from backend.kernel import jobs
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.checklists import make_version
from tests.factories.journeys import JOURNEY, journey_answers, make_journey
from tests.factories.reports import DAY
from tests.factories.visits import Chain, answer, make_chain

TAKEN_OUT = answer("staff_role@3", None, state="cleared")
RENAMED = JOURNEY.replace("id: staff_name\n", "id: staff_badge\n")
WITHOUT_ADVISERS = JOURNEY.replace("          - {id: adviser, label: {en: Adviser, de: Beratung}}\n", "")
ONCE = "\n".join(line for line in JOURNEY.splitlines() if "repeat:" not in line) + "\n"
SHORTER = JOURNEY.replace("closes: 518400", "closes: 7200")
OTHERWISE = JOURNEY.replace("by: staff_role", "by: staff_kind").replace("id: staff_role", "id: staff_kind")


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, JOURNEY)


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    said = {one["question_id"]: one for one in [*journey_answers(), answer("staff_name@1", "no"), TAKEN_OUT]}
    with work() as uow:
        return make_journey(uow, chain, list(said.values()), {})


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def rescored(boss: ApiClient, work: Work, visit_id: uuid.UUID, source: str) -> dict[str, Any]:
    with work() as uow:
        version_id = make_version(uow, source).id
    reply = boss.post(f"/visits/{visit_id}/rescores", {"version_id": str(version_id)})
    assert reply.status_code == 201
    (one,) = reply.json["rescores"]
    return one | {"gone": {item["question_id"]: item["text"] for item in one["no_longer_asked"]}}


def test_the_same_questions_give_the_same_score(boss: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    found = rescored(boss, work, visit_id, JOURNEY.replace("title: {en: The end", "title: {en: Goodbye"))
    assert (found["tenths"], found["gone"]) == (600, {})
    # Neither the automatic reply nor the second person's name tag was looked for.
    assert found["not_asked"] == 2


def test_a_renamed_question_is_listed_with_its_person(boss: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    found = rescored(boss, work, visit_id, RENAMED)
    assert found["gone"] == {"staff_name@1": "Person 1: Did the person wear a name tag?"}


def test_a_person_whose_role_is_gone_is_listed_with_all_answers(
    boss: ApiClient, work: Work, visit_id: uuid.UUID
) -> None:
    found = rescored(boss, work, visit_id, WITHOUT_ADVISERS)
    assert found["gone"] == {
        "staff_role@2k3f9": "Person 2: What was the role?",
        "staff_warm@2k3f9": "Person 2: Was the person warm?",
        "staff_cold@2k3f9": "Person 2: What was cold about it?",
    }
    assert found["tenths"] == 750


def test_a_section_that_is_no_longer_repeated_loses_no_answer(boss: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    gone = rescored(boss, work, visit_id, ONCE)["gone"]
    entries = {key for key in gone if key.startswith("staff_warm")}
    assert entries == {"staff_warm@1", "staff_warm@2k3f9", "staff_warm@3"}
    assert gone["staff_warm@3"] == "Person: Was the person warm?"


def test_entries_by_another_question_are_listed(boss: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    gone = rescored(boss, work, visit_id, OTHERWISE)["gone"]
    # The first is asked of as a blank entry; what it was about is not asked any more.
    assert {"staff_role@1", "staff_role@2k3f9", "staff_warm@2k3f9"} <= set(gone)
    assert "staff_warm@1" not in gone


def test_a_contact_after_a_shorter_window_does_not_fit_and_counts_nowhere(
    boss: ApiClient, work: Work, visit_id: uuid.UUID
) -> None:
    found = rescored(boss, work, visit_id, SHORTER)
    assert (found["not_asked"], found["gone"]) == (3, {})


def test_like_for_like_counts_every_person_and_leaves_a_changed_clock_out(
    boss: ApiClient, work: Work, chain: Chain, visit_id: uuid.UUID
) -> None:
    later = SHORTER.replace("up_to: 3600", "up_to: 1800")
    with work() as uow:
        version_id = make_version(uow, later).id
        said = [one for one in journey_answers() if one["question_id"] != "reply_after"]
        more = [*said, answer("reply_after", 60)]
        make_journey(uow, chain, more, {}, checklist_version_id=version_id, visited_on=DAY.replace(month=8))
    jobs.run_waiting(boss.runtime.engine)
    found = boss.get("/comparison?from=2026-07-01&to=2026-12-31").json
    (basis,) = found["like_for_like"]["bases"]
    assert (basis["kept"], basis["questions"]) == (7, 8)
    (centre,) = [one for one in found["series"] if one["kind"] == "centre" and any(one["values"])]
    headline = [round(value["mean"], 1) for value in centre["values"] if value]
    # Thanked, and the warmth of each person met: three in August, and two in November.
    alike = [round(value["mean"], 1) for value in centre["like_for_like"] if value]
    assert alike == [75.0, 66.7]
    assert headline != alike
