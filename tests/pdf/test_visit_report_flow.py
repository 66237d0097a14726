"""The visit report of real visits: complete however long the text and however many the photos."""

import copy
import re
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, update

from backend.centres.models import Centre
from backend.system.models import SystemFact
from backend.visits.models import Answer, Visit
from tests.conftest import Work
from tests.factories.reports import DAY, SECTIONS, make_rich_visit, make_scored, rich_checklist
from tests.factories.visits import Chain, make_chain, photo_bytes
from tests.pdf.visit_report import printed, text_of

PHOTO, SMALL_PHOTO = photo_bytes((2000, 1500)), photo_bytes((640, 480))


@pytest.fixture
def chain(work: Work, shared_app) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(60))


@pytest.fixture
def small(work: Work, shared_app) -> Chain:
    """Where the size of the document is not the point."""
    with work() as uow:
        return make_chain(uow, rich_checklist(6))


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
    """Every section's heading, with its score, is followed by a question on the same page."""
    heading = re.compile(rf"^\d+\s+(?:{'|'.join(title for title, _ in SECTIONS)})\s+(?:[\d.]+|n/a)\n(.*)", re.MULTILINE)
    after = [line for page in reader.pages[2:] for line in heading.findall(page.extract_text())]
    return len(after) == len(SECTIONS) and all(re.match(r"\d+\.\d+ ", line) for line in after)


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


def test_hebrew_and_arabic_are_printed_as_they_are_written(engine: Engine, small: Chain, work: Work) -> None:
    """Letters run from right to left on the page; a reader of the file's text gets them either way round."""
    with work() as uow:
        visit_id = make_rich_visit(uow, small, comments=["שירות מצוין", "الخدمة ممتازة"])
    reader = printed(engine, visit_id)
    text = text_of(reader)
    assert "שירות" in text or "שירות"[::-1] in text
    assert {"NotoSansHebrew", "NotoSansArabic"} <= {name.replace("-", "") for name in fonts_of(reader)}
    assert "??" not in text


def fonts_of(reader: PdfReader) -> set[str]:
    """Of all pages, without the mark that they are a part of the font."""
    found = (page["/Resources"]["/Font"] for page in reader.pages)
    return {font.get_object()["/BaseFont"].partition("+")[2] for fonts in found for font in fonts.values()}


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
