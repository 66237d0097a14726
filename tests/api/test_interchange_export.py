"""Checklists leave as YAML, XLSForm and printed forms, and come back as the same checklist."""

import copy
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from backend.checklists.interchange.compact import compact
from backend.checklists.interchange.exporting import Found
from backend.checklists.interchange.reading import Wishes, import_file
from backend.checklists.interchange.xlsform_out import write_xlsform
from backend.checklists.interchange.yaml_out import write_yaml
from backend.checklists.service import read_checklist
from backend.domain.checklist import content_hash, parse_checklist
from backend.domain.problems import Invalid
from backend.reports.blank_form.report import make_form
from tests.audits.test_checklists import CHECKLISTS, read
from tests.factories.checklists import SHORT

VECTORS = sorted((Path(__file__).parents[1] / "vectors").glob("*.json"))
DEFINITIONS = {path.stem: read(path) for path in CHECKLISTS}
DEFINITIONS |= {path.stem: json.loads(path.read_text())["definition"] for path in VECTORS}
SHORT_ONE = dict(read_checklist(SHORT, "short"))


def again(definition: dict[str, Any], path: Path) -> dict[str, Any]:
    """Through an XLSForm workbook and back; nothing may be lost on the way."""
    path.write_bytes(write_xlsform(definition, content_hash(definition)))
    made = import_file(path, Wishes())
    assert [finding.as_text() for finding in made.report.findings if finding.kind == "lost"] == []
    return made.definition


@pytest.mark.parametrize("name", DEFINITIONS)
def test_yaml_says_the_same(name: str) -> None:
    definition = DEFINITIONS[name]
    text = write_yaml(compact(definition))
    assert content_hash(dict(read_checklist(text, name))) == content_hash(definition)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_an_xlsform_comes_back_as_the_same_checklist(name: str, tmp_path: Path) -> None:
    definition = DEFINITIONS[name]
    assert again(definition, tmp_path / "form.xlsx") == definition


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_characters="\r\ufffe\uffff"), min_size=1, max_size=60))
def test_any_text_survives_both_ways(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    definition = copy.deepcopy(SHORT_ONE)
    for question in definition["sections"][0]["questions"]:
        question["text"] = {"en": text, "de": text}
    try:
        definition = parse_checklist(compact(definition), {})
        read_checklist(write_yaml(compact(definition)), "any")
    except Invalid:
        return  # blank, or of characters that no checklist may have
    assert read_checklist(write_yaml(compact(definition)), "any") == definition
    assert again(definition, tmp_path_factory.mktemp("f") / "form.xlsx") == definition


def test_a_text_that_no_workbook_holds_loses_only_those_characters(tmp_path: Path) -> None:
    definition = copy.deepcopy(SHORT_ONE)
    definition["sections"][0]["title"] = {"en": "A\uffff\r\nB\rC", "de": "D"}
    found = again(definition, tmp_path / "form.xlsx")
    assert found["sections"][0]["title"]["en"] == "A\nB\nC"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://example.com","x")', "+1", "-1", "@SUM(A1)", "=1+1"])
def test_a_text_like_a_formula_stays_a_text(text: str, tmp_path: Path) -> None:
    definition = copy.deepcopy(SHORT_ONE)
    definition["sections"][0]["questions"][0]["text"] = {"en": text, "de": text}
    path = tmp_path / "form.xlsx"
    assert again(definition, path) == definition
    cells = [cell for row in load_workbook(path)["survey"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == text} == {"s"}
    assert all(cell.data_type != "f" for cell in cells)


def test_other_tools_find_what_they_know(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    definition = DEFINITIONS["showroom-visit"]
    path.write_bytes(write_xlsform(definition, content_hash(definition)))
    book = load_workbook(path)
    survey, settings_sheet = list(book["survey"].values), list(book["settings"].values)
    rows = {row[1]: dict(zip(survey[0], row, strict=True)) for row in survey[1:]}
    assert rows["licence_checked"]["relevant"] == "${drive_happened} = 'today'"
    assert rows["comforts"]["constraint"] == "not(selected(., 'nothing') and count-selected(.) > 1)"
    assert rows["warmth"]["parameters"] == "start=0 end=4 step=1 tick_labelset=warmth_steps"
    assert rows["confirmation"]["appearance"] == "signature"
    assert dict(zip(*settings_sheet, strict=True))["default_language"] == "English (en)"
    assert {row[0] for row in survey[1:]} >= {"begin_group", "end_group", "note", "dateTime", "image", "geopoint"}


# ---- on paper


def form(name: str, language: str | None = None, number: int | None = None) -> PdfReader:
    definition = DEFINITIONS[name]
    return PdfReader(io.BytesIO(make_form(Found(definition, content_hash(definition), number), language).data))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module")
def paper() -> PdfReader:
    return form("showroom-visit", number=3)


def test_the_form_is_tagged_and_says_what_it_is(paper: PdfReader) -> None:
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert paper.metadata is not None
    assert paper.metadata.title == "Showroom visit: Blank form"


def test_the_form_has_every_question_option_and_page_number(paper: PdfReader) -> None:
    text, definition = text_of(paper), DEFINITIONS["showroom-visit"]
    for section in definition["sections"]:
        assert section["title"]["en"] in text
        for question in section["questions"]:
            assert re.sub(r"\s+", " ", question["text"]["en"]) in text
            assert all(option["label"]["en"] in text for option in question.get("options", ()))
    assert "version 3" in text
    assert content_hash(definition) in text
    assert f"{len(paper.pages)} / {len(paper.pages)}" in text


def test_the_form_says_in_words_when_a_question_is_asked(paper: PdfReader) -> None:
    text = text_of(paper)
    assert "Only if 5.2 is “Yes, today”." in text
    assert "Comment, if the answer is “No”" in text


def test_the_form_speaks_the_reader_s_language() -> None:
    text = text_of(form("showroom-visit", "de"))
    assert "leeres formular · nicht veröffentlicht" in text.lower()
    assert "Nur wenn 5.2 „Ja, heute“ ist." in text
    with pytest.raises(Invalid, match="only in: en, de"):
        form("showroom-visit", "fr")


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_checklist_can_be_put_into_words(name: str) -> None:
    from backend.reports.blank_form.report import context_of

    definition = DEFINITIONS[name]
    context = context_of(Found(definition, content_hash(definition)), None)
    assert all(group["questions"] for section in context["sections"] for group in section["groups"])
