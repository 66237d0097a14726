"""Persons met one by one and clocks, on paper: who is who, how long it took, and nothing that was said is lost."""

import uuid
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from backend.domain.roles import SYSTEM
from backend.reviews.rescoring import rescore_visit
from tests.conftest import Work
from tests.factories.checklists import make_version
from tests.factories.journeys import JOURNEY, journey_answers, make_journey
from tests.factories.visits import Chain, answer, make_chain
from tests.pdf.visit_report import printed, structure, text_of

PHOTOS = {"staff_warm@2k3f9": "The desk, nobody looked up", "staff_warm@3": "The bay"}
TAKEN_OUT = answer("staff_role@3", None, state="cleared")
NOBODY = answer("reply_after", None, state="no_contact")
# In version 2 the question about name tags is gone, and the one about warmth has another id.
LATER = JOURNEY.replace("q: staff_warm,", "q: staff_kind,").replace("id: staff_warm", "id: staff_kind")


@pytest.fixture
def chain(work: Work, shared_app) -> Chain:
    with work() as uow:
        chain = make_chain(uow, JOURNEY)
        chain.centre.time_zone = "Europe/Berlin"
    return chain


def visit(work: Work, chain: Chain, *changed: dict[str, Any]) -> uuid.UUID:
    said = {one["question_id"]: one for one in [*journey_answers(), *changed]}
    with work() as uow:
        return make_journey(uow, chain, list(said.values()), PHOTOS)


def bookmarks(reader: PdfReader, items: list[Any] | None = None) -> list[str]:
    found = reader.outline if items is None else items
    return [name for one in found for name in (bookmarks(reader, one) if isinstance(one, list) else [one.title])]


def test_each_person_has_a_heading_and_a_bookmark(engine: Engine, work: Work, chain: Chain) -> None:
    visit_id = visit(work, chain)
    for language, names in (("en", ("Reception", "Adviser", "Workshop")), ("de", ("Empfang", "Beratung", "Werkstatt"))):
        reader = printed(engine, visit_id, language=language)
        heads = [f"Person {number}: {name}" for number, name in enumerate(names, 1)]
        text = text_of(reader)
        assert [head for head in bookmarks(reader) if head.startswith("Person")] == heads
        assert all(head in text for head in heads)
        warm = "Was the person warm?" if language == "en" else "War die Person herzlich?"
        assert text.count(f"2.2 {warm}") == 3
    levels = {node.get("/S") for node in structure(reader.trailer["/Root"]["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/H3"} <= levels


def test_a_clock_says_how_long_after_what_and_a_centre_is_not_told_from_when(
    engine: Engine, work: Work, chain: Chain
) -> None:
    visit_id = visit(work, chain, answer("machine_after", 0))
    text = text_of(printed(engine, visit_id))
    # The centre's own time zone: an hour later than UTC.
    assert "3 h 12 min after 14 Nov 10:02" in text
    assert "By 14 Nov 10:02" in text
    assert "3 h 12 min nach dem 14. Nov. 10:02" in text_of(printed(engine, visit_id, language="de"))
    centre = text_of(printed(engine, visit_id, "centre"))
    assert "3 h 12 min" in centre
    assert "10:02" not in centre


def test_nobody_in_touch_is_said_with_the_window(engine: Engine, work: Work, chain: Chain) -> None:
    visit_id = visit(work, chain, NOBODY, answer("machine_after", None, state="no_contact"))
    text = text_of(printed(engine, visit_id))
    assert "No contact within 6 days" in text
    assert "No contact within 1 h" in text
    assert "Kein Kontakt innerhalb von 6 Tagen" in text_of(printed(engine, visit_id, "centre", "de"))


def test_photos_name_their_question_and_their_person(engine: Engine, work: Work, chain: Chain) -> None:
    text = text_of(printed(engine, visit(work, chain)))
    assert "Photo 1, question 2.2, Person 2" in text
    assert "Photo 2, question 2.2, Person 3" in text


def test_somebody_taken_out_again_is_set_aside_and_not_lost(engine: Engine, work: Work, chain: Chain) -> None:
    # The second person's words belong to a question that a later answer has closed.
    visit_id = visit(work, chain, TAKEN_OUT, answer("staff_warm@2k3f9", "yes"))
    text = text_of(printed(engine, visit_id))
    assert "Person 3:" not in text
    _, _, aside = text.partition("Set aside")
    assert "Person, taken out: Was the person warm?" in aside
    assert "Person 2: What was cold about it?" in aside
    assert "Looked away" in aside
    assert "Photo 2, question 2.2, Person, taken out" in aside
    centre = text_of(printed(engine, visit_id, "centre"))
    assert "Set aside" not in centre and "Looked away" not in centre


def test_a_section_in_which_nobody_was_met_says_so(engine: Engine, work: Work, shared_app) -> None:
    with work() as uow:
        chain = make_chain(uow, JOURNEY.replace("min: 1, max: 4", "min: 0, max: 4"))
        around = [one for one in journey_answers() if "@" not in one["question_id"]]
        visit_id = make_journey(uow, chain, around, {})
    assert "No entry: Person" in text_of(printed(engine, visit_id))
    assert "Kein Eintrag: Person" in text_of(printed(engine, visit_id, "centre", "de"))


def test_what_another_version_no_longer_asks_of_a_person_is_printed_with_its_answer(
    engine: Engine, work: Work, chain: Chain
) -> None:
    visit_id = visit(work, chain)
    with work() as uow:
        rescore_visit(uow, SYSTEM, visit_id, make_version(uow, LATER).id)
    for edition in ("review", "centre"):
        _, _, again = text_of(printed(engine, visit_id, edition)).partition("Re-scored with version 2")
        assert "Person 1: Was the person warm? Yes" in again
        assert "Person 2: Was the person warm? No" in again
