"""The visit report as a document: tagged, complete however long the text, honest about what is missing."""

import copy
import io
import json
import re
import uuid
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from sqlalchemy import Engine, update

from backend.centres.models import Centre
from backend.kernel.pdf import Pdf, PdfProblem, Style, render_pdf
from backend.reports import press
from backend.reports.catalogue import CATALOGUE, HERE
from backend.reports.issue import issue_with
from backend.reports.making import compose
from backend.reports.subjects import Order, Subject
from backend.reports.visit.words import WORDS
from backend.system.models import SystemFact
from backend.visits.models import Answer, Visit
from tests.conftest import Work
from tests.factories.reports import DAY, make_rich_visit, make_scored, rich_checklist
from tests.factories.visits import Chain, make_chain, photo_bytes
from tests.pdf.checking import check_pdf

KIND = CATALOGUE["visit"]
SAMPLE = json.loads((KIND.folder / "sample.json").read_text("utf-8"))
PHOTO, SMALL_PHOTO = photo_bytes((2000, 1500)), photo_bytes((640, 480))
ISSUE = issue_with("ABCD-EFGH-JKMN", "https://audits.example.com")


@pytest.fixture(scope="module")
def sample() -> PdfReader:
    return read(press.print_report(KIND, SAMPLE, images_of(SAMPLE), ISSUE))


@pytest.fixture
def chain(work: Work, shared_app) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(60))


@pytest.fixture
def small(work: Work, shared_app) -> Chain:
    """Where the size of the document is not the point."""
    with work() as uow:
        return make_chain(uow, rich_checklist(6))


def images_of(context: dict) -> dict[str, bytes]:
    return {plate["image"]: photo_bytes((800, 600)) for plate in context["plates"] if plate["image"]}


def read(document: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(document.data))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def printed(engine: Engine, visit_id: uuid.UUID, edition: str = "review", language: str = "en") -> PdfReader:
    document = compose(engine, Order("visit", edition, language, Subject(visit_id=visit_id))).print()
    check_pdf(document.data)
    return read(document)


def test_the_sample_is_tagged_and_says_its_language(sample: PdfReader) -> None:
    root = sample.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert sample.metadata.title == "Visit report: Park Lane"
    assert b"pdfuaid" in sample.xmp_metadata.stream.get_data()


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


def chapters(reader: PdfReader) -> list:
    return [item for item in reader.outline if not isinstance(item, list)]


def test_every_figure_has_a_description(sample: PdfReader) -> None:
    figures = [node for node in structure(sample.trailer["/Root"]["/StructTreeRoot"]) if node.get("/S") == "/Figure"]
    assert len(figures) > 4
    assert all(node.get("/Alt") for node in figures)


def structure(node, depth: int = 0):
    if not hasattr(node, "get") or depth > 60:
        return
    yield node
    children = node.get("/K")
    for child in children if isinstance(children, list) else [children]:
        if child is not None and not isinstance(child, int):
            yield from structure(child.get_object(), depth + 1)


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


def test_everything_of_a_visit_is_in_it(engine: Engine, chain: Chain, work: Work) -> None:
    with work() as uow:
        visit_id = make_rich_visit(uow, chain, photos=[PHOTO] * 10)
        make_scored(uow, chain, chain.centre, [71.0, 80.0], DAY.replace(month=8))
    reader = printed(engine, visit_id)
    text = text_of(reader)
    for section in range(1, 7):
        for question in range(1, 11):
            assert f"{section}.{question} " in text
    for words in ("Q3 26", "Not applicable", "5 min 40 s", "Which desk was it?", "Clear and complete.", "CRITICAL"):
        assert words in text
    with work() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        assert f"{visit.score_tenths // 10}.{visit.score_tenths % 10}" in text
    # Each photo once in the file, however often it is shown.
    assert len(pictures_in(reader)) == 10


def pictures_in(reader: PdfReader) -> set[int]:
    """The numbers of the objects that are shown as pictures; none of them is decoded for it."""
    shown = [one for page in reader.pages for one in page["/Resources"].get("/XObject", {}).values()]
    return {one.idnum for one in (item.get_object().indirect_reference for item in shown) if is_photo(reader, one)}


def is_photo(reader: PdfReader, reference: Any) -> bool:
    return reader.get_object(reference).get("/Filter") == "/DCTDecode"


# How words and pictures flow is no matter of the database.
@pytest.mark.only_on("sqlite")
def test_sixty_photos_and_very_long_comments_flow(engine: Engine, chain: Chain, work: Work) -> None:
    words = [f"word{n}" for n in range(3000)]
    with work() as uow:
        visit_id = make_rich_visit(uow, chain, photos=[SMALL_PHOTO] * 60, comments=[""])
        said = update(Answer).where(Answer.visit_id == visit_id, Answer.question_id == "q2_3")
        uow.session.execute(said.values(comment=" ".join(words)))
    reader = printed(engine, visit_id)
    text = text_of(reader)
    assert re.findall(r"word\d+", text) == words
    assert sorted(map(int, re.findall(r"Photo (\d+), question", text))) == list(range(1, 61))
    assert len(pictures_in(reader)) == 60
    assert no_orphans(reader)


@pytest.mark.only_on("sqlite")
def test_no_heading_stands_alone_at_the_foot_of_a_page(engine: Engine, chain: Chain, work: Work) -> None:
    for seed in (1, 2):
        with work() as uow:
            visit_id = make_rich_visit(uow, chain, photos=[SMALL_PHOTO] * seed * 3, seed=seed)
        assert no_orphans(printed(engine, visit_id))


def no_orphans(reader: PdfReader) -> bool:
    """The table head that follows every section heading is never the last thing on its page."""
    for page in reader.pages[2:]:
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        body = [line for line in lines if line != "Inside Out" and not re.fullmatch(r"\d+ / \d+", line)]
        if body and body[-1] in ("Points", "Answer", "Question"):
            return False
    return True


def test_markup_in_a_comment_is_only_text(engine: Engine, small: Chain, work: Work) -> None:
    nasty = "<img src=http://127.0.0.1:9/a.png> & <b>bold</b> {{ words }}"
    with work() as uow:
        visit_id = make_rich_visit(uow, small, comments=[nasty])
    assert nasty in text_of(printed(engine, visit_id))


def test_other_scripts_are_printed_and_emoji_are_spelled_out(engine: Engine, small: Chain, work: Work) -> None:
    said = "Łódź, Škoda, Αθήνα, Київ, Ağrı: 👍🏽 great ✓ ﬁne 中"
    with work() as uow:
        visit_id = make_rich_visit(uow, small, comments=[said])
        small.centre.name = uow.session.get_one(Centre, small.centre.id).name = "Zakład Łódź Αθήνα"
    reader = printed(engine, visit_id)
    text = text_of(reader)
    assert "Łódź, Škoda, Αθήνα, Київ, Ağrı: [thumbs up sign] great [check mark] fine ?" in text
    assert "Zakład Łódź Αθήνα" in text


def test_simulated_data_say_so_on_the_cover_and_the_summary(engine: Engine, small: Chain, work: Work) -> None:
    with work() as uow:
        visit_id = make_rich_visit(uow, small)
        uow.session.add(SystemFact(key="simulated", value={"seed": 1}))
    reader = printed(engine, visit_id, language="de")
    for page in reader.pages[:2]:
        assert "Simulierte Daten" in page.extract_text()


def test_a_visit_in_which_nothing_was_assessed_reads_not_applicable(engine: Engine, small: Chain, work: Work) -> None:
    with work() as uow:
        visit_id = make_rich_visit(uow, small)
        visit = uow.session.get_one(Visit, visit_id)
        card = copy.deepcopy(visit.score_card)
        empty = {"num": "0", "den": "0", "tenths": None}
        card |= {"overall": empty, "outcome": None, "band": None, "delight": empty, "reasons": []}
        uow.session.execute(update(Visit).values(score_percent=None, score_card=card, outcome=None, band=None))
    cover = printed(engine, visit_id).pages[0].extract_text()
    assert "n/a" in cover and "Nothing was assessed" in cover


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
