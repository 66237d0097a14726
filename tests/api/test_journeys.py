"""A whole visit with persons met one by one and a clock, from the phone's first answer to the office's figures."""

import uuid

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select

from backend.kernel.unit_of_work import unit_of_work
from backend.visits.commands import show_visit
from backend.visits.models import ScoreCertificate, SectionScore
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.journeys import (
    JOURNEY,
    TWELVE_PAST_THREE,
    decide,
    journey_answers,
    make_journey,
    person,
    send,
    send_photo,
    submit,
)
from tests.factories.reports import make_wave
from tests.factories.visits import Chain, answer, make_chain

OKAY = {"privacy_confirmed": True}
GONE = {"state": "cleared", "value": None, "minute": 5}


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, JOURNEY)


@pytest.fixture
def filled(phone: ApiClient, visit_id: uuid.UUID) -> uuid.UUID:
    """Three persons were met, and one of them taken out again."""
    kept = send(phone, visit_id, journey_answers())
    assert set(kept.values()) == {("sent", None)}
    send(phone, visit_id, [answer("staff_role@3", **GONE)])
    return visit_id


@pytest.fixture
def approved(phone: ApiClient, manager: ApiClient, filled: uuid.UUID) -> uuid.UUID:
    assert send_photo(phone, filled, "staff_warm@2k3f9").status_code == 201
    assert submit(phone, filled, answers=9, tenths=600).json["score_agrees"] is True
    assert decide(manager, filled, "approval", OKAY).status_code == 200
    return filled


def test_a_key_has_an_entry_where_the_section_is_repeated_and_nowhere_else(
    phone: ApiClient, visit_id: uuid.UUID
) -> None:
    names = ("staff_warm", "staff_warm@0", "staff_warm@1-x", "staff_warm@", "staff_warm@1@1", "thanked@1", "coffee@1")
    kept = send(phone, visit_id, [answer(name, "yes") for name in names])
    assert set(kept.values()) == {("refused", "unknown_question")}
    assert send(phone, visit_id, [answer("staff_warm@99abcdef", "yes")]) == {"staff_warm@99abcdef": ("sent", None)}
    assert send_photo(phone, visit_id, "staff_warm@2").status_code == 201
    refused = send_photo(phone, visit_id, "staff_warm")
    assert (refused.status_code, refused.json["code"]) == (422, "photo.unknown_question")
    assert send_photo(phone, visit_id, "thanked@1").status_code == 422


def test_entries_cannot_be_made_without_end(
    phone: ApiClient, visit_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.visits.answer_rows.MOST_KEPT", 3)
    kept = send(phone, visit_id, [answer(f"staff_role@{number}", "adviser") for number in range(1, 5)])
    assert kept["staff_role@3"] == ("sent", None)
    assert kept["staff_role@4"] == ("refused", "too_many_answers")
    # What is there can still be corrected.
    assert send(phone, visit_id, [answer("staff_role@3", "reception", minute=1)])["staff_role@3"] == ("sent", None)


def test_no_contact_is_an_answer_of_clocks_alone_and_a_contact_lies_within_the_window(
    phone: ApiClient, visit_id: uuid.UUID
) -> None:
    nobody = {"state": "no_contact", "value": None}
    kept = send(phone, visit_id, [answer("reply_after", **nobody), answer("thanked", **nobody)])
    assert kept == {"reply_after": ("sent", None), "thanked": ("refused", "no_contact_not_offered")}
    late = send(phone, visit_id, [answer("reply_after", 518401, minute=1), answer("machine_after", 3601)])
    assert set(late.values()) == {("refused", "outside_window")}
    (held,) = phone.get(f"/visits/{visit_id}").json["answers"]
    assert (held["state"], held["value"]) == ("no_contact", None)


def test_what_is_open_is_named_by_its_key(phone: ApiClient, visit_id: uuid.UUID) -> None:
    reply = submit(phone, visit_id, answers=0)
    assert reply.json["code"] == "visit.open_items"
    # One person at least: the first entry is asked for although nobody has begun it.
    pointers = {error["pointer"] for error in reply.json["errors"]}
    assert pointers == {f"/answers/{key}" for key in ("sent_at", "staff_role@1", "staff_warm@1", "thanked")}
    crowd = [one for number in "12345" for one in person(number, "adviser", "yes")]
    send(phone, visit_id, [*journey_answers()[:3], *crowd])
    (error,) = submit(phone, visit_id, answers=13).json["errors"]
    assert (error["pointer"], error["code"]) == ("/answers/staff_role@5", "too_many_entries")


def test_persons_are_returned_corrected_approved_and_frozen(
    phone: ApiClient, manager: ApiClient, filled: uuid.UUID, work: Work, new_device: Device, chain: Chain
) -> None:
    sent = submit(phone, filled, answers=9, tenths=600).json
    assert (sent["score"]["tenths"], sent["score_agrees"]) == (600, True)
    keys = [score["id"] for score in sent["score_card"]["questions"]]
    people = [key for key in keys if "@" in key]
    assert [key.partition("@")[2] for key in people] == ["1"] * 4 + ["2k3f9"] * 4
    assert keys.index("staff_name@2k3f9") < keys.index("thanked")
    for key in ("staff_warm@7", "staff_warm@3", "staff_warm"):
        item = {"question_id": key, "reason": "Who?"}
        refused = decide(manager, filled, "return", {"items": [item]})
        assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/items/0/question_id")
    item = {"question_id": "staff_warm@2k3f9", "reason": "Your photo shows a smile."}
    assert decide(manager, filled, "return", {"items": [item]}).json["status"] == "returned"
    assert phone.get(f"/visits/{filled}").json["returns"][0]["items"] == [item]
    send(phone, filled, [answer("staff_warm@2k3f9", "yes", minute=9)])
    again = submit(phone, filled, "second", answers=9, tenths=800).json
    assert (again["score"]["tenths"], again["score_agrees"]) == (800, True)
    approved = decide(manager, filled, "approval", OKAY)
    assert approved.json["status"] == "approved"
    with work() as uow:
        content = uow.session.scalars(select(ScoreCertificate.content)).one()
        sections = {row.section_id: row for row in uow.session.scalars(select(SectionScore))}
    first, people_section, _ = content["checklist"]["sections"]
    assert people_section["repeat"] == {
        "by": "staff_role", "min": 1, "max": 4, "label": {"en": "Person", "de": "Person"}
    }  # fmt: skip
    assert first["questions"][1]["clock"] == {"start": "sent_at", "contact": "person", "opens": 0, "closes": 518400}
    assert "repeat" not in first and "clock" not in first["questions"][0]
    # The one who was taken out is kept with all that was said, and counts nowhere.
    frozen = {row["question_id"]: (row["state"], row["value"]) for row in content["answers"]}
    assert frozen["staff_role@3"] == ("cleared", None)
    assert frozen["staff_warm@3"] == ("answered", "yes")
    assert frozen["staff_cold@2k3f9"] == ("answered", "Looked away")
    assert (sections["people"].items, sections["people"].excluded, sections["people"].percent) == (2, 0, 100.0)


def test_a_centre_reads_who_was_met_but_not_when_nor_who_was_taken_out(
    approved: uuid.UUID, new_device: Device, chain: Chain
) -> None:
    page = new_device().as_user(chain.centre_manager).get(f"/visits/{approved}").json
    answers = {row["question_id"]: row["value"] for row in page["answers"]}
    assert (answers["staff_role@1"], answers["staff_role@2k3f9"]) == ("reception", "adviser")
    assert (answers["sent_at"], answers["reply_after"]) == (None, TWELVE_PAST_THREE)
    assert not [key for key in answers if key.endswith("@3")]


def test_the_command_line_shows_the_answers_person_by_person(
    filled: uuid.UUID, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.visits.commands.command_work", lambda **kind: unit_of_work(engine, **kind))
    head, *lines = CliRunner().invoke(show_visit, [str(filled)]).output.splitlines()
    assert head.endswith("0 photos")
    assert lines == [
        "  sent_at: answered 2026-11-14T09:02:00Z",
        "  reply_after: answered 11520",
        "  staff_role@1: answered reception",
        "  staff_warm@1: answered yes",
        "  staff_role@2k3f9: answered adviser",
        "  staff_warm@2k3f9: answered no",
        "  staff_cold@2k3f9: answered Looked away",
        "  thanked: answered yes",
        "  staff_role@3: cleared",
        "  staff_warm@3: answered yes",
    ]


def test_each_person_is_an_item_of_the_question(
    approved: uuid.UUID, new_device: Device, chain: Chain, phone: ApiClient
) -> None:
    office = new_device().as_user(chain.administrator)
    found = office.get(f"/checklist-versions/{chain.version.id}/items").json
    items = {item["question_id"]: item for item in found["items"]}
    warm = items["staff_warm"]
    assert (found["visits"], warm["visits"], warm["shown"]) == (1, 1, 2)
    assert (warm["passed"]["count"], warm["passed"]["base"], warm["answered"]["count"]) == (1, 2, 2)
    # Of a question without points the stored answers are counted, and of the one taken out none.
    assert (items["staff_role"]["answered"]["count"], items["staff_role"]["answered"]["base"]) == (2, 2)
    assert (items["staff_cold"]["shown"], items["staff_cold"]["visits"]) == (1, 1)
    assert (items["thanked"]["visits"], items["thanked"]["shown"]) == (1, 1)
    assert items["reply_after"]["passed"]["count"] == 0


def test_two_auditors_agree_on_the_visit_and_not_on_whom_they_met(work: Work, new_device: Device, chain: Chain) -> None:
    with work() as uow:
        wave_id = make_wave(uow)
        make_journey(uow, chain, journey_answers(), {}, wave_id=wave_id)
        one = [
            said for said in journey_answers() if "@2" not in said["question_id"] and "@3" not in said["question_id"]
        ]
        make_journey(uow, chain, one, {}, wave_id=wave_id, auditor_id=chain.other_auditor.id)
    found = new_device().as_user(chain.administrator).get(f"/checklist-versions/{chain.version.id}/items").json
    items = {item["question_id"]: item for item in found["items"]}
    assert (found["doubles"], found["agreement"]["pairs"], found["agreement"]["agreed"]) == (1, 2, 2)
    assert items["thanked"]["agreement"]["pairs"] == 1
    assert (items["staff_warm"]["agreement"], items["staff_warm"]["visits"], items["staff_warm"]["shown"]) == (
        None,
        2,
        4,
    )
