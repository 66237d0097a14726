"""The visit report as a document: tagged, an archive with its data, in both languages, loud about what is missing."""

import copy
import json
import re
from html import unescape
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from backend.kernel.pdf import PdfProblem, Style, render_pdf
from backend.reports import press
from backend.reports.catalogue import HERE
from backend.reports.visit.words import WORDS
from tests.pdf.visit_report import ISSUE, KIND, images_of, read, structure

SAMPLE = json.loads((KIND.folder / "sample.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sample() -> PdfReader:
    return read(press.print_report(KIND, SAMPLE, images_of(SAMPLE), ISSUE))


def test_the_sample_is_tagged_and_says_its_language(sample: PdfReader) -> None:
    root = sample.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert sample.metadata.title == "Visit report: Park Lane"
    assert b"pdfuaid" in sample.xmp_metadata.stream.get_data()


def test_no_style_is_worked_out_and_no_margin_measured_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.css import StyleFor
    from weasyprint.layout.page import HorizontalBox

    pseudo, measured = [], []
    set_style, measure = StyleFor.set_computed_styles, HorizontalBox.max_content_size.fget

    def watched(self, element, *args, pseudo_type=None, **options):
        if pseudo_type and not pseudo_type.startswith("@") and not isinstance(element, tuple):
            pseudo.append((element.tag.rpartition("}")[2], pseudo_type))
        return set_style(self, element, *args, pseudo_type=pseudo_type, **options)

    monkeypatch.setattr(StyleFor, "set_computed_styles", watched)
    monkeypatch.setattr(HorizontalBox, "max_content_size", property(lambda box: measured.append(box) or measure(box)))
    data = press.print_report(KIND, SAMPLE, images_of(SAMPLE), ISSUE).data
    assert {tag for tag, kind in pseudo if kind == "marker"} <= {"li"} and len(pseudo) < 40
    assert measured == []
    # The second byte says how hard zlib tried: 9c as usual, da the highest.
    assert set(re.findall(rb"stream\n\x78([\x9c\xda])", data)) == {b"\x9c"}


def test_it_is_an_archive_too_with_its_data_inside(sample: PdfReader) -> None:
    metadata = sample.xmp_metadata.stream.get_data().decode()
    assert 'pdfaid:part="3"' in metadata and 'pdfaid:conformance="A"' in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    root = sample.trailer["/Root"]
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert {one.get_object()["/AFRelationship"] for one in root["/AF"]} == {"/Data"}
    data = json.loads(sample.attachments["data.json"][0])
    assert (data["report"], data["score"]["text"]) == ("visit", SAMPLE["score"]["text"])
    assert len(data["sections"]) == len(SAMPLE["sections"])
    assert "<svg" not in json.dumps(data)


def test_the_cover_has_contents_with_pages_and_a_code_to_verify(sample: PdfReader) -> None:
    cover = sample.pages[0].extract_text()
    assert ISSUE.shown in cover and f"audits.example.com/verify/{ISSUE.shown}" in re.sub(r"\s", "", cover)
    places = {item.title: sample.get_destination_page_number(item) + 1 for item in chapters(sample)}
    for name in ("Summary", "Questions and answers", "Photos", "Score certificate"):
        assert re.search(rf"{name}\s+{places[name]}\b", cover)
    assert (
        len([one for one in sample.pages[0]["/Annots"] if one.get_object()["/Subtype"] == "/Link"]) >= len(places) - 1
    )


def test_no_page_is_laid_out_again_for_the_page_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import page

    made, remake = [], page.remake_page
    monkeypatch.setattr(page, "remake_page", lambda index, *rest: made.append(index) or remake(index, *rest))
    pages = press.print_report(KIND, SAMPLE, images_of(SAMPLE), ISSUE).pages
    assert made == list(range(pages))


def test_a_link_in_the_contents_to_nowhere_has_no_number() -> None:
    link = '<a class="page-number" href="#{0}">00</a>'
    body = f"<p>{link.format('there')}</p><p>{link.format('gone')}</p><h1 class='chapter' id='there'>There</h1>"
    html = f"<html lang='en'><head><title>t</title></head><body>{body}</body></html>"
    first = read(render_pdf(html, press.style_of(KIND), {})).pages[0].extract_text()
    assert re.findall(r"^\d+$", first, re.MULTILINE) == ["2"]


def chapters(reader: PdfReader) -> list:
    return [item for item in reader.outline if not isinstance(item, list)]


def test_every_figure_has_a_description(sample: PdfReader) -> None:
    figures = [node for node in structure(sample.trailer["/Root"]["/StructTreeRoot"]) if node.get("/S") == "/Figure"]
    assert len(figures) > 4
    assert all(node.get("/Alt") for node in figures)


def test_only_our_own_font_is_used(sample: PdfReader) -> None:
    fonts = {
        font.get_object()["/BaseFont"].rpartition("+")[2]
        for page in sample.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts and all(font.startswith("Inter") for font in fonts)


def test_chapters_are_bookmarks_and_pages_are_numbered(sample: PdfReader) -> None:
    titles = [item.title for item in sample.outline if not isinstance(item, list)]
    own = ["Park Lane", "Summary", "Questions and answers", "Photos", "Score certificate"]
    assert titles == [*own, "Scored again with another version"]
    for number, page in enumerate(sample.pages[1:], 2):
        text = page.extract_text()
        assert f"{number} / {len(sample.pages)}" in text
        assert "Park Lane" in text


@pytest.mark.parametrize("path", ["score", "score.gauge", "sections", "trend.chart", "certificate.sha256", "words"])
def test_a_missing_value_stops_the_report_loudly(path: str) -> None:
    broken = copy.deepcopy(SAMPLE)
    *way, last = path.split(".")
    target = broken
    for step in way:
        target = target[step]
    del target[last]
    with pytest.raises(ValueError, match="does not fit"):
        press.to_html(KIND, broken, ISSUE)


def test_a_word_the_template_needs_is_never_silently_empty() -> None:
    broken = copy.deepcopy(SAMPLE)
    del broken["words"]["summary"]
    with pytest.raises(Exception, match="summary"):
        press.to_html(KIND, broken, ISSUE)


def test_both_languages_have_all_words_and_all_glyphs() -> None:
    glyphs = TTFont(HERE / "fonts" / "inter.woff2").getBestCmap()
    assert WORDS["en"].keys() == WORDS["de"].keys()
    said = "".join(text for language in WORDS.values() for text in language.values())
    assert {c for c in said if ord(c) not in glyphs} == set()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:image/png;base64,AA==", "other.jpg", "//a/b"]
)
def test_a_document_loads_nothing_but_what_it_was_given(address: str) -> None:
    with pytest.raises(PdfProblem, match="may not load"):
        render_pdf(f"<html lang='en'><img alt='x' src='{address}'/></html>", press.style_of(KIND), {})


def test_a_style_sheet_loads_nothing_from_outside(tmp_path: Path) -> None:
    sheet = tmp_path / "style.css"
    sheet.write_text("@import 'http://127.0.0.1:9/x.css';")
    with pytest.raises(PdfProblem, match="may not load"):
        render_pdf("<html lang='en'><p>x</p></html>", Style((sheet,), HERE / "fonts"), {})


def test_wide_signs_in_words_open_no_tag() -> None:
    """They are replaced by plain ones that every font has, after Jinja has escaped the text."""
    style, image = "＜style＞body{display:none}＜/style＞", "＜img src=file:///etc/passwd＞"
    for words in (style, image, "≮b≯ ﹤i﹥ ＆lt;", "＂ onload=＂"):
        context = copy.deepcopy(SAMPLE)
        context["sections"][0]["groups"][0]["questions"][0]["comment"] = words
        context["plates"][0]["caption"] = words
        html = press.to_html(KIND, context, ISSUE)
        assert not re.search(r"<(?:img src=file|b>x|i>|style>body)", html)
        assert unescape(html).count(words.translate(PLAIN)) >= 2


PLAIN = str.maketrans({"＜": "<", "＞": ">", "≮": "<", "≯": ">", "﹤": "<", "﹥": ">", "＆": "&", "＂": '"'})
