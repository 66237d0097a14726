"""What the printed report says of a re-score, and of answers whose question is gone."""

import uuid

import pytest
from sqlalchemy import update

from backend.domain.roles import SYSTEM
from backend.reviews.rescoring import rescore_visit
from backend.visits.models import Answer
from tests.conftest import Work
from tests.factories.checklists import make_version
from tests.factories.reports import make_rich_visit, rich_checklist
from tests.factories.visits import Chain, make_chain
from tests.pdf.visit_report import printed, text_of

# The first question has another id in version 2.
LATER = rich_checklist(60).replace("id: q0_0\n", "id: q0_new\n")


@pytest.fixture
def chain(work: Work, shared_app) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(60))


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        visit_id = make_rich_visit(uow, chain)
        rescore_visit(uow, SYSTEM, visit_id, make_version(uow, LATER).id)
    return visit_id


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Re-scored with version 2 (not the visit's result)"),
        ("de", "Neu gewertet mit Fassung 2 (nicht das Ergebnis des Besuchs)"),
    ],
)
def test_a_rescore_stands_behind_the_certificate_with_its_label(
    engine, visit_id: uuid.UUID, language: str, said: str
) -> None:
    text = text_of(printed(engine, visit_id, "centre", language))
    assert said in text
    own, second = ("Score certificate", "No longer asked") if language == "en" else ("zertifikat", "Nicht mehr gefragt")
    assert own in text
    assert second in text.partition(said)[2]


def test_an_answer_without_a_question_is_still_printed(engine, work: Work, visit_id: uuid.UUID) -> None:
    with work() as uow:
        renamed = update(Answer).where(Answer.visit_id == visit_id, Answer.question_id == "q0_1")
        uow.session.execute(renamed.values(question_id="coffee", value="with milk", state="answered"))
    text = text_of(printed(engine, visit_id))
    assert "Answers whose question is not in the version shown" in text
    assert "coffee" in text
    assert "with milk" in text
    assert "with milk" not in text_of(printed(engine, visit_id, "centre"))
