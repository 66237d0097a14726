"""Drafts of checklists: started, changed by two people, checked, published."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backend.kernel.ids import new_id
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.checklists import SHORT
from tests.factories.visits import Chain, make_chain

Device = Callable[[], ApiClient]
AUDITS = Path(__file__).parents[2] / "audits"
CHECKLISTS = sorted(path for path in AUDITS.rglob("*.yaml") if not path.name.endswith(".cases.yaml"))
BLANK = {"id": "new-list", "title": "New list", "language": "en", "scoring": {"mode": "sections"}}


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow)


@pytest.fixture
def office(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def start(device: ApiClient, **origin: Any) -> dict[str, Any]:
    reply = device.put(f"/checklist-drafts/{new_id()}", origin)
    assert reply.status_code == 200, reply.json
    return reply.json


def test_published_version_comes_back_as_the_same_version(office: ApiClient, chain: Chain) -> None:
    draft = start(office, version_id=str(chain.version.id))
    check = office.post(f"/checklist-drafts/{draft['id']}/check").json
    version = office.get(f"/checklist-versions/{chain.version.id}").json
    assert (check["problems"], check["definition"]) == ([], version["definition"])
    reply = office.post(f"/checklist-drafts/{draft['id']}/publication", headers={"If-Match": '"1"'})
    assert (reply.status_code, reply.json["id"]) == (200, str(chain.version.id))
    assert office.get(f"/checklist-drafts/{draft['id']}").status_code == 404


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_every_checklist_goes_through_a_draft_without_loss(office: ApiClient, path: Path) -> None:
    source = path.read_text()
    first = office.post(f"/checklists/{path.stem}/versions", {"source": source}).json
    draft = start(office, version_id=first["id"])
    assert office.post(f"/checklist-drafts/{draft['id']}/check").json["definition"] == first["definition"]
    again = office.post(f"/checklist-drafts/{draft['id']}/publication", headers={"If-Match": '"1"'})
    assert (again.status_code, again.json["id"]) == (200, first["id"])


def test_draft_from_nothing_is_checked_then_published(office: ApiClient) -> None:
    draft = start(office, document=BLANK)
    (problem,) = office.post(f"/checklist-drafts/{draft['id']}/check").json["problems"]
    assert (problem["pointer"], problem["code"]) == ("/sections", "missing")
    question = {"id": "greeted", "type": "yes_no", "text": "Were you greeted?"}
    section = {"id": "arrival", "title": "Arrival", "touchpoint": "arrival", "questions": [question]}
    changed = office.patch(
        f"/checklist-drafts/{draft['id']}", {"document": {**BLANK, "sections": [section]}}, version=1
    )
    assert (changed.status_code, changed.json["row_version"]) == (200, 2)
    first = office.get(f"/checklist-drafts/{draft['id']}/differences").json
    assert first == {"before": None, "items": [], "effects": None}
    reply = office.post(f"/checklist-drafts/{draft['id']}/publication", headers={"If-Match": '"2"'})
    assert (reply.status_code, reply.json["slug"], reply.json["number"]) == (201, "new-list", 1)
    assert "new-list" in [checklist["slug"] for checklist in office.get("/checklists").json["items"]]


def test_differences_from_the_newest_version_are_told(office: ApiClient) -> None:
    draft = start(office, source=SHORT.replace("Were you greeted?", "Were you greeted at once?"))
    told = office.get(f"/checklist-drafts/{draft['id']}/differences").json
    assert told["before"]["number"] == 1
    assert [item["id"] for item in told["items"]] == ["greeted"]


def test_second_of_two_editors_is_told_and_keeps_an_own_copy(office: ApiClient) -> None:
    draft = start(office, document=BLANK)
    mine, theirs = ({**BLANK, "title": title} for title in ("Mine", "Theirs"))
    path = f"/checklist-drafts/{draft['id']}"
    assert office.patch(path, {"document": theirs}, version=1).status_code == 200
    assert office.patch(path, {"document": mine}, version=1).status_code == 412
    assert office.patch(path, {"document": mine}).status_code == 428
    assert office.get(path).json["document"] == theirs
    assert start(office, document=mine)["document"] == mine
    assert {item["title"] for item in office.get("/checklist-drafts").json["items"]} == {"Mine", "Theirs"}


def test_state_of_a_draft_says_who_changed_it_without_its_document(office: ApiClient, chain: Chain) -> None:
    draft = start(office, document=BLANK)
    path = f"/checklist-drafts/{draft['id']}"
    office.patch(path, {"document": {**BLANK, "title": "Theirs"}}, version=1)
    state = office.get(f"{path}/state").json
    assert (state["row_version"], state["changed_by"]) == (2, chain.administrator.name)
    assert "document" not in state
    assert office.get(f"/checklist-drafts/{new_id()}/state").status_code == 404


def test_what_publishing_would_refuse_is_told_by_the_check(office: ApiClient) -> None:
    weightless = start(office, source=SHORT.replace("    touchpoint:", "    weight: 0\n    touchpoint:"))
    problems = office.post(f"/checklist-drafts/{weightless['id']}/check").json["problems"]
    assert [problem["code"] for problem in problems] == ["nothing_counts"]


def test_problem_brings_what_its_sentence_needs(office: ApiClient) -> None:
    draft = start(office, document={**BLANK, "colour": "red", "scoring": {"mode": "magic"}})
    found = {one["pointer"]: one for one in office.post(f"/checklist-drafts/{draft['id']}/check").json["problems"]}
    assert found["/colour"]["values"]["key"] == "colour"
    assert (found["/scoring/mode"]["kind"], found["/scoring/mode"]["values"]) == (
        "choice",
        {"choices": "sections, pooled"},
    )


def test_nothing_is_published_that_was_not_seen(office: ApiClient) -> None:
    draft = start(office, source=SHORT)
    path = f"/checklist-drafts/{draft['id']}"
    office.patch(path, {"document": BLANK}, version=1)
    assert office.post(f"{path}/publication", headers={"If-Match": '"1"'}).status_code == 412
    refused = office.post(f"{path}/publication", headers={"If-Match": '"2"'})
    assert (refused.status_code, refused.json["code"]) == (422, "checklist.invalid")


def test_same_id_again_is_the_same_draft_and_deleting_ends_it(office: ApiClient) -> None:
    draft = start(office, document=BLANK)
    path = f"/checklist-drafts/{draft['id']}"
    assert office.put(path, {"source": SHORT}).json["document"] == BLANK
    assert office.delete(path).status_code == 204
    assert office.get(path).status_code == 404


@pytest.mark.parametrize(
    "origin", [{}, {"document": BLANK, "source": SHORT}, {"source": "- a list"}, {"source": "["}, {"document": []}]
)
def test_what_is_no_beginning_is_refused(office: ApiClient, origin: dict[str, Any]) -> None:
    assert office.put(f"/checklist-drafts/{new_id()}", origin).status_code == 422


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"id": [], "title": 7, "language": {}, "languages": "en", "scoring": [], "sections": {}},
        {"sections": [None, 1, {"questions": [None, {"type": [], "id": {}}, {"visible_if": {"q": [], "op": {}}}]}]},
    ],
)
def test_any_document_is_kept_and_checked(office: ApiClient, document: dict[str, Any]) -> None:
    draft = start(office, document=document)
    reply = office.post(f"/checklist-drafts/{draft['id']}/check")
    assert reply.status_code == 200
    assert reply.json["problems"]
