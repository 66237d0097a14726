"""What the printed report says of leaving, completing and notes made on site: to the reviewer, never to a centre."""

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy import insert, update

from backend.kernel.ids import new_id
from backend.visits.models import Visit, VisitNote
from tests.conftest import Work
from tests.factories.reports import make_rich_visit, rich_checklist
from tests.factories.visits import Chain, make_chain
from tests.pdf.visit_report import printed, text_of

COFFEE, REMOVED = "Coffee was offered <at once>", "removed"
TEN = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def chain(work: Work, shared_app) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(10))


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        visit_id = make_rich_visit(uow, chain)
        uow.session.execute(insert(VisitNote), [*_notes(visit_id)])
        found = {"completed_after_s": 42 * 60 + 11, "clock_ahead_s": -2 * 3600}
        uow.session.execute(update(Visit).where(Visit.id == visit_id).values(found))
    return visit_id


def _notes(visit_id: uuid.UUID) -> Any:
    told = [("arrived", 1, None, None), ("greeted", 7, None, None), ("seated", 9, None, REMOVED)]
    lines = [(str(new_id()), 8, None, COFFEE), (str(new_id()), 9, None, REMOVED)]
    for name, at, until, text in (*told, *lines, ("stopwatch", 3, 5, None)):
        yield {
            "visit_id": visit_id,
            "id": name,
            "revision_id": new_id(),
            "at": TEN + dt.timedelta(minutes=at),
            "until": None if until is None else TEN + dt.timedelta(minutes=until),
            "text": None if text is REMOVED else text,
            "removed": text is REMOVED,
            "updated_at": TEN,
        }


@pytest.mark.parametrize(
    ("language", "completed", "noted", "title"),
    [
        (
            "en",
            "42 min after leaving; the phone's clock was 2 h behind ours",
            "stopwatch 2 min, greeted",
            "Written down on site",
        ),
        (
            "de",
            "42 min nach dem Gehen; die Uhr des Telefons ging 2 h nach",
            "Stoppuhr 2 min, begrüßt",
            "Vor Ort aufgeschrieben",
        ),
    ],
)
def test_the_review_edition_tells_how_long_after_leaving_it_was_completed(
    engine, visit_id: uuid.UUID, language: str, completed: str, noted: str, title: str
) -> None:
    text = text_of(printed(engine, visit_id, "review", language)).replace("\u00a0", " ")
    assert completed in text
    assert noted in text
    written = text[text.index(title) :]
    assert COFFEE in written
    assert "09:08" in written
    assert "09:09" not in written
    assert "seated" not in text


def test_a_centre_is_told_none_of_it(engine, visit_id: uuid.UUID) -> None:
    text = text_of(printed(engine, visit_id, "centre"))
    assert [
        word
        for word in ("leaving", "clock was", "stopwatch", "Noted on site", "Coffee", "Written down")
        if word in text
    ] == []


def test_leaving_that_was_set_later_is_said_so(engine, work: Work, visit_id: uuid.UUID) -> None:
    with work() as uow:
        odd = {"completed_after_s": -90, "clock_ahead_s": 12}
        uow.session.execute(update(Visit).where(Visit.id == visit_id).values(odd))
    text = text_of(printed(engine, visit_id))
    assert "before the time given for leaving" in text
    assert "ours" not in text
