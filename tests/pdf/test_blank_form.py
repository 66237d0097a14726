"""The blank form of a checklist with persons met one by one and clocks: room for three, and each window in words."""

import io

import pytest
from pypdf import PdfReader

from backend.checklists.interchange.exporting import Found
from backend.checklists.service import read_checklist
from backend.domain.checklist import content_hash
from backend.reports.blank_form.report import make_form
from backend.reports.blank_form.words import WORDS
from tests.factories.journeys import JOURNEY
from tests.pdf.checking import check_pdf
from tests.pdf.visit_report import structure, text_of


def form(language: str, source: str = JOURNEY) -> PdfReader:
    definition = read_checklist(source, "journey")
    document = make_form(Found(definition, content_hash(definition)), language)
    check_pdf(document.data)
    return PdfReader(io.BytesIO(document.data))


@pytest.mark.parametrize(("most", "rooms"), [(4, 3), (2, 2), (1, 1)])
def test_there_is_room_for_three_or_as_many_as_there_may_be(most: int, rooms: int) -> None:
    text = text_of(form("en", JOURNEY.replace("max: 4", f"max: {most}")))
    assert [text.count(f"Person {number}") for number in (1, 2, 3)] == [int(number <= rooms) for number in (1, 2, 3)]
    assert text.count("2.2 Was the person warm?") == rooms
    assert text.count("Only if 2.2 is “No”.") == rooms
    assert f"at least 1, at most {most}" in text
    assert ("further copies" in text) is (most > 3)


def test_guidance_is_printed_once_and_not_for_every_person() -> None:
    source = JOURNEY.replace(
        "      - id: staff_warm\n", "      - id: staff_warm\n        guidance: {en: Eyes, de: Augen}\n"
    )
    assert text_of(form("en", source)).count("Eyes") == 1


def test_a_clock_says_from_when_how_long_and_who_stops_it() -> None:
    text, german = text_of(form("en")), text_of(form("de"))
    assert "The clock runs from the moment in 1.1. Only a person stops it" in text
    assert "Wait up to 6 days." in text
    assert "The first automatic reply stops it. Wait up to 1 h." in text
    assert "No contact within 6 days" in text and "Kein Kontakt innerhalb von 6 Tagen" in german
    later = JOURNEY.replace(
        "contact: automatic, opens: 0, closes: 3600", "contact: person, opens: 86400, closes: 172800"
    )
    assert "Watch from 1 day to 2 days after it." in text_of(form("en", later))


def test_the_form_stays_tagged_and_both_languages_have_all_words() -> None:
    reader = form("de")
    levels = {node.get("/S") for node in structure(reader.trailer["/Root"]["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/H3", "/H4"} <= levels
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    assert WORDS["en"].keys() == WORDS["de"].keys()
