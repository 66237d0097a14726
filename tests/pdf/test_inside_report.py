"""The inside-outside report: all the kept analysis says, with base, reason and method, and no group that is hidden."""

import datetime as dt
import io
import json
import re
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, select

from backend.domain.roles import Role
from backend.domain.statistics.link.sentences import BANNED
from backend.engagement import publishing
from backend.kernel import jobs
from backend.kernel.ids import new_id
from backend.links.models import LinkAnalysis
from backend.links.service import wish_of
from backend.reports.at_once import make_at_once
from backend.reports.inside.method import METHOD
from backend.reports.inside.words import WORDS
from backend.reports.making import compose, silently
from backend.reports.subjects import Order, Subject
from backend.settings import Settings
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.domain.link.simulator import Design, simulate
from tests.factories.accounts import make_user
from tests.factories.inside import Joined, store_panel
from tests.factories.visits import Chain, make_chain

DESIGN = Design(centres=24, periods=12, answers=40, sd_visits=4, within=0.6)
TODAY = dt.datetime(2025, 1, 3, 12, tzinfo=dt.UTC)
ASKED = {"kind": "inside", "edition": "review", "lag": 2}


@pytest.fixture
def chain(work: Work, shared_app: Any) -> Chain:
    with work() as uow:
        return make_chain(uow)


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


@pytest.fixture
def joined(work: Work, monkeypatch: pytest.MonkeyPatch) -> Joined:
    monkeypatch.setattr("backend.links.computing.now", lambda: TODAY)
    with work() as uow:
        return store_panel(uow, simulate(DESIGN, 5))


def analysed(boss: ApiClient) -> dict[str, Any]:
    boss.post("/inside-outside/runs", {"lag": 2})
    jobs.run_waiting(boss.runtime.engine)
    found: dict[str, Any] = boss.get("/inside-outside?lag=2").json
    return found


def made(engine: Engine, boss: ApiClient) -> tuple[dict[str, Any], PdfReader]:
    asked = boss.put(f"/reports/{new_id()}", ASKED)
    assert asked.status_code == 202, asked.text
    jobs.run_waiting(engine)
    report = boss.get(f"/reports/{asked.json['id']}").json
    assert report["status"] == "ready", report
    return report, PdfReader(io.BytesIO(boss.get(f"/reports/{report['id']}/file").data))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(reader: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def spaced(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def claims(text: str, language: str) -> list[str]:
    return [one for one in BANNED[language] if re.search(rf"\b{one}\b", text, re.IGNORECASE)]


def test_it_prints_the_analysis_whole(engine: Engine, boss: ApiClient, joined: Joined) -> None:
    page = analysed(boss)
    report, reader = made(engine, boss)
    text = text_of(reader)
    assert (report["lag"], report["period"], report["centre_id"]) == (2, None, None)
    assert squeezed(page["told"]["headline"]) in text and page["data_version"] in text
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    for number, part in enumerate(WORDS["en"][name] for name in ("ladder", "lags", "grid", "quadrant", "rollout",
        "results", "warning", "planning", "health", "not_said", "method")):  # fmt: skip
        assert titles[number + 1] == part
        assert re.search(re.escape(squeezed(part)) + r"\d+", squeezed(reader.pages[0].extract_text()))
    analysis = page["analysis"]
    rung = analysis["within"]
    assert squeezed(f"n = {rung['n_rows']} pairs of {rung['n_centres']} centres, Q1 2022 to Q4 2024") in text
    for hidden in (analysis["rollout"], analysis["early_warning"], analysis["direction"]):
        assert not hidden["shown"] and squeezed(hidden["reason"]) in text
    names = {dot["name"] for dot in analysis["quadrant"]["dots"]}
    assert len(names) == 24 and names <= set(re.findall(r"Centre \d+\b", spaced(reader)))
    data = json.loads(reader.attachments["data.json"][0])
    assert all(data["analysis"][part] == analysis[part] for part in ("lag", "matrix", "quadrant", "movers", "health"))
    assert data["analysis"]["within"].items() >= rung.items()
    assert data["analysis"]["chain"]["reason"] and reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    assert not claims(spaced(reader), "en")


def test_once_the_floor_is_raised_no_centre_is_named(
    settings: Settings, engine: Engine, boss: ApiClient, joined: Joined, work: Work, chain: Chain
) -> None:
    """In German; its analysis is the English one, for computing takes its time."""
    with work() as uow:
        uow.session.merge(chain.administrator).language = "de"
    analysed(boss)
    with work() as uow:
        kept = uow.session.scalars(select(LinkAnalysis)).one()
        kept.wish = wish_of(2, "de")
    names = {centre.name for centre in joined.centres}
    order = Order("inside", "review", "de", Subject(lag=2))
    before = compose(engine, order).context
    assert {row[0] for row in before["parts"][3]["tables"][0]["rows"]} == names
    verdict = f"/verifications/{make_at_once(settings, engine, order, silently)[0].code}"
    assert boss.get(verdict).json["status"] == "current"
    with work() as uow:
        publishing.set_floor(uow.session, 60)
    assert boss.get(verdict).json["status"] == "superseded"
    _, after = made(engine, boss)
    text, data = spaced(after), after.attachments["data.json"][0].decode()
    assert "Seither kamen neuere Daten" in text and WORDS["de"]["single"] in text
    assert before["sentence"] in text and not claims(text, "de")
    for centre in joined.centres:
        assert not re.search(rf"{centre.name}\b", text) and str(centre.id) not in data


def test_nothing_is_printed_before_it_was_analysed(boss: ApiClient) -> None:
    refused = boss.put(f"/reports/{new_id()}", ASKED)
    assert (refused.status_code, refused.json["code"]) == (409, "report.not_analysed")
    for wrong in ({"lag": None}, {"lag": 2, "area_id": str(new_id())}, {"lag": 9}):
        assert boss.put(f"/reports/{new_id()}", {**ASKED, **wrong}).status_code == 422


def test_it_is_for_the_programme_office_alone(
    engine: Engine, boss: ApiClient, new_device: Device, work: Work, chain: Chain
) -> None:
    analysed(boss)
    report, reader = made(engine, boss)
    assert squeezed("There are not enough data yet") in text_of(reader)
    with work() as uow:
        over_all = make_user(uow, Role.AREA_MANAGER)
    for device in (new_device().as_user(chain.manager), new_device().as_user(over_all)):
        assert device.put(f"/reports/{new_id()}", ASKED).status_code == 403
        assert device.get(f"/reports/{report['id']}").status_code == 404
        assert not device.get("/reports?kind=inside").json["items"]
    assert [one["id"] for one in boss.get("/reports?kind=inside&lag=2").json["items"]] == [report["id"]]


@pytest.mark.parametrize("language", ["en", "de"])
def test_its_words_claim_no_more_than_they_know(language: str) -> None:
    assert WORDS[language].keys() == WORDS["en"].keys() and len(METHOD[language]) == len(METHOD["en"])
    assert not claims(
        " ".join([*WORDS[language].values(), *(part for entry in METHOD[language] for part in entry)]), language
    )
