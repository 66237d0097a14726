"""Reviewing: returns with reasons, approval with a frozen score, and ends."""

import uuid

import pytest
from sqlalchemy import select

from backend.kernel.unit_of_work import subscribe
from backend.visits.models import ScoreCertificate
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import (
    Chain,
    answer,
    make_visit,
    photo_bytes,
    photo_headers,
    short_answers,
    submission,
)

YES = {"privacy_confirmed": True}
REASONS = {"note": "Nearly", "items": [{"question_id": "interest", "reason": "Please say what they asked"}]}


@pytest.fixture
def visit_id(work: Work, chain: Chain, phone: ApiClient) -> uuid.UUID:
    """A submitted visit with one photo."""
    with work() as uow:
        visit_id = make_visit(uow, chain)
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    data = photo_bytes()
    phone.put(f"/photos/{uuid.uuid4()}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    assert submit(phone, visit_id).status_code == 200
    return visit_id


def submit(phone: ApiClient, visit_id: uuid.UUID, key: str = "first", **body):
    return phone.post(f"/visits/{visit_id}/submission", submission(**body), headers={"Idempotency-Key": key})


def decide(device: ApiClient, visit_id: uuid.UUID, what: str, body: dict, version: int | None = None):
    version = version or device.get(f"/visits/{visit_id}").json.get("row_version", 1)
    return device.post(f"/visits/{visit_id}/{what}", body, headers={"If-Match": f'"{version}"'})


def test_visit_is_returned_corrected_and_approved(phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID) -> None:
    assert manager.get(f"/visits/{visit_id}").json["allowed"] == ["return", "approve", "void", "report"]
    returned = decide(manager, visit_id, "return", REASONS).json
    assert (returned["status"], returned["open_return"], returned["decided_at"]) == ("returned", True, None)
    (one,) = phone.get(f"/visits/{visit_id}").json["returns"]
    assert one["items"] == REASONS["items"]
    assert one["due_at"] is not None
    phone.patch(f"/visits/{visit_id}/answers", {"answers": [answer("interest", 4, minute=99)]})
    old_key = submit(phone, visit_id)
    assert (old_key.status_code, old_key.json["status"]) == (200, "returned")
    again = submit(phone, visit_id, key="second", tenths=1000)
    assert (again.json["status"], again.json["score"]["tenths"]) == ("submitted", 1000)
    approved = decide(manager, visit_id, "approval", YES | {"note": "Thank you"}).json
    assert (approved["status"], approved["review"]["decision"]) == ("approved", "approved")
    assert len(approved["returns"]) == 1
    actions = [entry["action"] for entry in manager.get(f"/visits/{visit_id}/trail").json["items"]]
    assert actions == [
        "visit.approved",
        "visit.submitted",
        "visit.answers_replaced",
        "visit.returned",
        "visit.submitted",
        "visit.begun",
        "visit.planned",
    ]


def test_approval_freezes_what_the_score_rests_on(
    manager: ApiClient, visit_id: uuid.UUID, work: Work, chain: Chain
) -> None:
    heard: list[str] = []

    def hear(uow, visit_id: uuid.UUID) -> None:
        heard.append(str(visit_id))

    subscribe({"visit.approved": [hear]})
    try:
        assert decide(manager, visit_id, "approval", YES).status_code == 200
    finally:
        subscribe({})
    assert heard == [str(visit_id)]
    with work() as uow:
        certificate = uow.session.scalars(select(ScoreCertificate)).one()
    content = certificate.content
    assert content["checklist"]["content_hash"] == chain.version.content_hash
    assert content["result"]["overall"]["tenths"] == 875
    assert {row["question_id"]: row["value"] for row in content["answers"]} == {"greeted": "yes", "interest": 3}
    question = content["checklist"]["sections"][0]["questions"][0]
    assert (question["text"]["en"], question["weight"]) == ("Were you greeted?", 1)
    # The copies had not been made: approval made them, so that the certificate can name them.
    assert [len(photo["kept_sha256"]) for photo in content["evidence"]] == [64]
    assert len(certificate.sha256) == 64


def test_approval_needs_the_confirmation_about_photos(manager: ApiClient, visit_id: uuid.UUID) -> None:
    for body in ({}, {"privacy_confirmed": False}):
        reply = decide(manager, visit_id, "approval", body)
        assert (reply.status_code, reply.json["errors"][0]["pointer"]) == (422, "/privacy_confirmed")


@pytest.mark.parametrize("what", ["return", "approval"])
def test_reviewer_says_which_version_was_read(manager: ApiClient, visit_id: uuid.UUID, what: str) -> None:
    body = YES if what == "approval" else REASONS
    assert manager.post(f"/visits/{visit_id}/{what}", body).status_code == 428
    assert decide(manager, visit_id, what, body, version=999).status_code == 412


def test_of_two_reviewers_the_second_is_told(
    manager: ApiClient, visit_id: uuid.UUID, chain: Chain, new_device: Device
) -> None:
    second = new_device().as_user(chain.administrator)
    version = second.get(f"/visits/{visit_id}").json["row_version"]
    assert decide(manager, visit_id, "return", REASONS, version).status_code == 200
    reply = decide(second, visit_id, "approval", YES, version)
    assert (reply.status_code, reply.json["code"]) == (409, "visit.wrong_state")


@pytest.mark.parametrize("who", ["other_manager", "other_auditor", "centre_manager", "auditor"])
def test_only_reviewers_of_the_area_decide(chain: Chain, visit_id: uuid.UUID, new_device: Device, who: str) -> None:
    device = new_device().as_user(getattr(chain, who))
    expected = 404 if who == "other_manager" else 403
    for what, body in (
        ("return", REASONS),
        ("approval", YES),
        ("cancellation", {"reason": "x"}),
        ("void", {"reason": "x"}),
    ):
        assert device.post(f"/visits/{visit_id}/{what}", body, headers={"If-Match": '"3"'}).status_code == expected


@pytest.mark.parametrize(
    "items",
    [
        [],
        [{"question_id": "nowhere", "reason": "x"}],
        [{"question_id": "interest", "reason": " "}],
        [{"question_id": "interest", "reason": "x"}, {"question_id": "interest", "reason": "y"}],
    ],
)
def test_return_without_good_reasons_is_refused(manager: ApiClient, visit_id: uuid.UUID, items: list) -> None:
    assert decide(manager, visit_id, "return", {"items": items}).status_code == 422
    assert manager.get(f"/visits/{visit_id}").json["status"] == "submitted"


def test_return_that_is_due_in_the_past_is_refused(manager: ApiClient, visit_id: uuid.UUID) -> None:
    reply = decide(manager, visit_id, "return", REASONS | {"due_at": "2020-01-01T00:00:00Z"})
    assert (reply.status_code, reply.json["errors"][0]["pointer"]) == (422, "/due_at")


def test_void_visit_keeps_its_reason_and_never_comes_back(
    manager: ApiClient, visit_id: uuid.UUID, phone: ApiClient
) -> None:
    gone = manager.post(f"/visits/{visit_id}/void", {"reason": "Wrong centre"}).json
    assert (gone["status"], gone["review"]["note"], gone["allowed"]) == ("void", "Wrong centre", [])
    assert submit(phone, visit_id, key="again").status_code == 409
    assert decide(manager, visit_id, "approval", YES).status_code == 409


def test_only_an_administrator_voids_an_approved_visit(
    manager: ApiClient, visit_id: uuid.UUID, chain: Chain, new_device: Device
) -> None:
    decide(manager, visit_id, "approval", YES)
    assert manager.post(f"/visits/{visit_id}/void", {"reason": "Mistake"}).status_code == 409
    administrator = new_device().as_user(chain.administrator)
    assert administrator.post(f"/visits/{visit_id}/void", {"reason": "Mistake"}).status_code == 200
    assert new_device().as_user(chain.centre_manager).get(f"/visits/{visit_id}").status_code == 404


def test_planned_visit_is_cancelled_with_a_reason(manager: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        visit_id = make_visit(uow, chain)
    assert manager.post(f"/visits/{visit_id}/cancellation", {}).status_code == 422
    assert manager.post(f"/visits/{visit_id}/cancellation", {"reason": "Closed"}).json["status"] == "cancelled"
    assert manager.post(f"/visits/{visit_id}/cancellation", {"reason": "Closed"}).status_code == 409


def test_who_conducts_a_visit_never_reviews_it(
    chain: Chain, visit_id: uuid.UUID, work: Work, new_device: Device
) -> None:
    """Also when the same person manages the area."""
    from backend.accounts.models import RoleGrant

    with work() as uow:
        uow.session.add(
            RoleGrant(id=uuid.uuid4(), user_id=chain.auditor.id, role="area_manager", area_id=chain.area.id)
        )
    both = new_device().as_user(chain.auditor)
    reply = decide(both, visit_id, "approval", YES)
    assert (reply.status_code, reply.json["code"]) == (403, "visit.not_yours")
