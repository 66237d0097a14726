"""The engagement board: one A3 page however long the names, complete, tagged, and nothing hidden is in it."""

import datetime as dt
import io
import json
import re
import uuid
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from backend.actions.models import Action
from backend.centres.models import Centre
from backend.domain.roles import Role
from backend.domain.statistics.link.sentences import BANNED
from backend.engagement import publishing
from backend.engagement.models import NextTeam
from backend.kernel import jobs
from backend.kernel.ids import new_id
from backend.reports import press
from backend.reports.board.words import WORDS
from backend.reports.catalogue import CATALOGUE
from backend.reports.issue import issue_with
from backend.reports.making import Composition, compose
from backend.reports.subjects import Order, Subject
from tests.api.client import Device
from tests.conftest import Work
from tests.domain.link.simulator import Design, simulate
from tests.factories.accounts import make_user
from tests.factories.inside import Joined, store_panel
from tests.factories.reports import make_scored, rich_checklist
from tests.factories.visits import Chain, make_chain

TODAY = dt.datetime(2025, 7, 3, 12, tzinfo=dt.UTC)
DESIGN = Design(centres=2, periods=14, answers=40, sd_visits=4)
LONG = "Autohaus Wolkenstein-Hohenschwangau Nachfolger GmbH & Co. KG, Zweigniederlassung Donauwies am Rhein"
TITLE = "Vor jeder Probefahrt die Führerscheinprüfung gemeinsam durchgehen und den Ablauf besprechen. "
KIND, ISSUE = CATALOGUE["board"], issue_with("ABCD-EFGH-JKMN", "https://audits.example.com")
A3 = (1191, 842)


@pytest.fixture
def chain(work: Work, shared_app: Any) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(12))


@pytest.fixture
def joined(work: Work, chain: Chain, monkeypatch: pytest.MonkeyPatch) -> Joined:
    for module in ("backend.reports.board.facts", "backend.insights.service"):
        monkeypatch.setattr(f"{module}.now", lambda: TODAY)
    with work() as uow:
        found = store_panel(uow, simulate(DESIGN, 3))
        make_scored(uow, chain, found.centres[0], [71.5, 80.0], dt.date(2025, 7, 2))
        uow.session.add(NextTeam(team_code="sales", next_team_code="service", valid_from=dt.date(2022, 1, 1)))
        return found


def made(engine: Engine, centre_id: uuid.UUID, language: str = "en") -> Composition:
    return compose(engine, Order("board", "centre", language, Subject(centre_id=centre_id)))


def printed(found: Composition) -> PdfReader:
    return PdfReader(io.BytesIO(press.print_report(KIND, found.context, {}, ISSUE).data))


def squeezed(text: str) -> str:
    """Without white space: lines break where the paper ends."""
    return re.sub(r"\s+", "", text)


def text_of(reader: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def said_in(context: Any) -> list[str]:
    """Every string that is printed, but for the charts' twins and what is not of this page."""
    unsaid = {"chart", "value_chain", "lines", "words", "chapters", "language", "edition"}
    if isinstance(context, dict):
        return [text for key, value in context.items() if key not in unsaid for text in said_in(value)]
    if isinstance(context, list):
        return [text for value in context for text in said_in(value)]
    return [context] if isinstance(context, str) else []


def missing(context: Any, text: str) -> list[str]:
    """What is not there; small capitals are printed as capitals."""
    return [one for one in said_in(context) if squeezed(one).lower() not in text.lower()]


def test_a_board_is_one_tagged_page_with_all_it_has_to_say(engine: Engine, joined: Joined) -> None:
    found = made(engine, joined.centres[0].id)
    reader = printed(found)
    assert [tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages] == [A3]
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data() and reader.trailer["/Root"]["/Lang"] == "en"
    text = text_of(reader)
    assert not missing(found.context, text)
    for name in ("Greeting", "Collection", "sales", "service", "ABCD-EFGH-JKMN"):
        assert name in text
    data = json.loads(reader.attachments["data.json"][0])
    greeting, collection = data["value_chain"]["touchpoints"]["rows"]
    assert greeting[0] == "Greeting" and squeezed(greeting[1]) in text
    for row in (greeting, collection):
        assert re.fullmatch(r"(≤ |≥ )?\d+, [\d–+]+ answers", row[5]) and row[5].partition(",")[0] in text
    (handover,) = data["value_chain"]["handovers"]["rows"]
    assert handover[:3] == ["sales", "service", "not audited yet"]
    assert data["lines"]["figures"]["rows"]


def test_a_raised_floor_leaves_no_group_in_any_word(engine: Engine, joined: Joined, work: Work) -> None:
    before = made(engine, joined.centres[0].id, "de").context
    with work() as uow:
        publishing.set_floor(uow.session, 60)
    found = made(engine, joined.centres[0].id, "de")
    assert found.content_hash != press.content_hash(KIND, before, {})
    reader = printed(found)
    text, data = text_of(reader), reader.attachments["data.json"][0].decode()
    assert text.count("nichtgezeigt") >= 2 and "wenigerals60Antworten" in text
    engagement = [row[5] for row in before["value_chain"]["touchpoints"]["rows"]]
    engagement += [row[2] for row in before["lines"]["figures"]["rows"] if row[0] == "Engagement"]
    assert engagement and all(re.search(r"Antworten", one) for one in engagement)
    for one in set(engagement):
        assert squeezed(one) not in text and one not in data


def test_long_names_and_many_actions_stay_on_the_page(engine: Engine, joined: Joined, chain: Chain, work: Work) -> None:
    with work() as uow:
        uow.session.get_one(Centre, joined.centres[0].id).name = LONG
        for n in range(7):
            about = {"centre_id": joined.centres[0].id, "opened_by_id": chain.manager.id, "agreed_digest": ""}
            due = dt.date(2020, 1, 1 + n) if n < 2 else dt.date(2099, 1, n)
            uow.session.add(
                Action(id=new_id(), title=(TITLE * 2)[:200], due_on=due, status="open", opened_at=TODAY, **about)
            )
    found = made(engine, joined.centres[0].id, "de")
    reader = printed(found)
    text = text_of(reader)
    assert len(reader.pages) == 1 and "3weiteresindoffen." in text
    assert text.count("überfällig") == 2 and chain.manager.name not in text
    assert not missing(found.context, text)


def test_before_the_first_survey_it_says_so(engine: Engine, chain: Chain, work: Work) -> None:
    with work() as uow:
        make_scored(uow, chain, chain.centre, [71.5], dt.date(2025, 7, 2))
    text = text_of(printed(made(engine, chain.centre.id)))
    assert "nosurveyyet" in text and "Thisneedsfourvisits" in text and "Noneisopen." in text


def test_centres_get_their_own_and_a_raised_floor_supersedes_it(
    engine: Engine, joined: Joined, chain: Chain, new_device: Device, work: Work
) -> None:
    with work() as uow:
        own = make_user(uow, Role.CENTRE_MANAGER, centre_id=joined.centres[0].id)
    manager, wanted = new_device().as_user(own), {"kind": "board", "edition": "centre"}
    mine = {**wanted, "centre_id": str(joined.centres[0].id)}
    other = new_device().as_user(chain.centre_manager).put(f"/reports/{new_id()}", mine)
    assert other.status_code == 404
    assert new_device().as_user(chain.auditor).put(f"/reports/{new_id()}", mine).status_code == 403
    timed = manager.put(f"/reports/{new_id()}", {**mine, "period_kind": "year", "period": "2025"})
    assert timed.status_code == 422
    empty = new_device().as_user(chain.administrator)
    nothing = empty.put(f"/reports/{new_id()}", {**wanted, "centre_id": str(joined.centres[1].id)})
    assert nothing.json["code"] == "report.no_visits"
    asked = manager.put(f"/reports/{new_id()}", mine)
    assert asked.status_code == 202, asked.text
    jobs.run_waiting(engine)
    report = manager.get(f"/reports/{asked.json['id']}").json
    assert (report["status"], report["pages"], report["lag"]) == ("ready", 1, None)
    again = manager.put(f"/reports/{new_id()}", mine)
    jobs.run_waiting(engine)
    assert manager.get(f"/reports/{again.json['id']}").json["sha256"] == report["sha256"]
    verdict = f"/verifications/{report['code']}?sha256={report['sha256']}"
    assert [manager.get(verdict).json[name] for name in ("kind", "status", "file")] == ["board", "current", "same"]
    with work() as uow:
        publishing.set_floor(uow.session, 60)
    assert manager.get(verdict).json["status"] == "superseded"
    assert not new_device().as_user(chain.centre_manager).get("/reports?kind=board").json["items"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_board_claims_no_more_than_it_knows(language: str) -> None:
    words = " ".join(WORDS[language].values())
    assert WORDS[language].keys() == WORDS["en"].keys()
    for banned in BANNED[language]:
        assert not re.search(rf"\b{banned}\b", words, re.IGNORECASE), banned
