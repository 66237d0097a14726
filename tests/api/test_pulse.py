"""An anonymous staff survey over HTTP: made, answered, closed, shown; codes are used once, small groups stay hidden."""

import datetime as dt
import io
import statistics
import uuid
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, func, select

from backend import features
from backend.engagement.models import EngagementFigure, EngagementWave, Publication
from backend.engagement.published import Wave, shown_figures
from backend.kernel.ids import new_id
from backend.pulse.models import PulseAnswer, PulseCode, PulseLink
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.pulses import TEAMS, At, alike, answer, plan, ways
from tests.factories.visits import Chain


def figures(work: Work) -> dict[tuple[str, str, str], tuple[float, float, int]]:
    with work() as uow:
        rows = uow.session.scalars(select(EngagementFigure)).all()
        assert {(row.scale_min, row.scale_max, row.source) for row in rows} <= {(1, 5, "pulse")}
        return {(str(r.centre_id), r.team_code, r.dimension_code): (r.mean, r.sd or 0, r.n) for r in rows}


def test_from_the_office_to_the_figures(
    office: ApiClient, api: ApiClient, new_device: Device, pulse: str, links: dict[Any, str], chain: Chain, work: Work
) -> None:
    here, other = str(chain.centre.id), str(chain.elsewhere.id)
    survey = api.post("/pulse/survey", {"token": links[here, "sales"]})
    assert (survey.json["centre"], survey.json["team"], survey.json["once"]) == (chain.centre.name, "Sales", False)
    assert [one["id"] for one in survey.json["questions"]] == list(alike(1))
    next_person = survey.json["questions"][6]["text"]["en"]
    assert next_person == "The person before me in the chain hands work over the way I need it."
    replies = [survey]
    sales = [alike(5), alike(4), alike(4, voice=1), alike(3), {"purpose": 2, "pride": 4}]
    service = [alike(2), alike(3), alike(3), alike(4), alike(5), alike(1)]
    for team, given in (("sales", sales), ("service", service)):
        replies += [answer(new_device(), links[here, team], one) for one in given]
    replies += [answer(api, links[other, "sales"], alike(1)) for _ in range(2)]
    assert {reply.status_code for reply in replies} == {200, 204}
    assert [reply.headers.getlist("Set-Cookie") for reply in replies] == [[]] * len(replies)
    shown = ways(office, pulse)
    assert (shown[here, "sales"]["answered"], shown[here, "service"]["answered"]) == (5, 6)
    assert (shown[other, "sales"]["answered"], shown[other, "service"]["answered"]) == (None, None)

    closed = office.post(f"/pulses/{pulse}/closing").json
    assert (closed["state"], closed["closed_on"]) == ("closed", "2026-11-20")
    found = figures(work)
    # Four persons answered everything; the fifth two of nine, which is no engagement. One of them said 1 to voice.
    wholes = [5, 4, (8 * 4 + 1) / 9, 3]
    assert found[here, "sales", "engagement"] == pytest.approx((statistics.mean(wholes), statistics.stdev(wholes), 4))
    assert found[here, "sales", "voice"] == pytest.approx((13 / 4, statistics.stdev([5, 4, 1, 3]), 4))
    assert found[here, "sales", "purpose"] == pytest.approx((18 / 5, statistics.stdev([5, 4, 4, 3, 2]), 5))
    assert found[here, "service", "engagement"] == pytest.approx((3, statistics.stdev([2, 3, 3, 4, 5, 1]), 6))
    both = [*wholes, 2, 3, 3, 4, 5, 1]
    assert found[here, "", "engagement"] == pytest.approx((statistics.mean(both), statistics.stdev(both), 10))
    # Two persons' mean would be nearly an answer.
    assert not [place for place in found if place[0] == other]


def test_small_teams_are_stored_and_never_shown(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain, work: Work
) -> None:
    here = str(chain.centre.id)
    for team, count in (("sales", 4), ("service", 9)):
        for number in range(count):
            answer(api, links[here, team], alike(1 + number % 5))
    office.post(f"/pulses/{pulse}/closing")
    assert figures(work)[here, "sales", "engagement"][2] == 4
    with work() as uow:
        wave = uow.session.scalars(select(EngagementWave)).one()
        assert wave.published_at is not None and wave.answers == 13
        told = Wave(wave.id, wave.code, wave.closed_on, wave.floor)
        shown = {(one.kind, one.node) for one in shown_figures(uow.session, told)}
        published = {(kind, node) for kind, node in uow.session.execute(select(Publication.kind, Publication.node))}
    assert shown == published
    assert ("centre", here) in shown and not [node for kind, node in shown if kind == "team"]


def test_it_closes_by_itself_when_its_last_day_is_over_everywhere(
    office: ApiClient,
    api: ApiClient,
    pulse: str,
    links: dict[Any, str],
    chain: Chain,
    engine: Engine,
    pulse_clock: At,
    work: Work,
) -> None:
    token = links[str(chain.centre.id), "sales"]
    for value in (1, 2, 3):
        answer(api, token, alike(value))
    close = features.PERIODIC["close pulses"]
    pulse_clock(dt.datetime(2026, 11, 28, 11, 59, tzinfo=dt.UTC))
    assert close(engine) == 0
    refused = answer(api, token, alike(5))
    assert (refused.status_code, refused.json["code"]) == (410, "pulse.closed")
    assert refused.json["detail"].startswith("This survey is closed")
    assert office.get(f"/pulses/{pulse}").json["closed_at"] is None
    pulse_clock(dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC))
    assert close(engine) == 1 and close(engine) == 0
    assert api.post("/pulse/survey", {"token": token}).json["code"] == "pulse.closed"
    assert figures(work)[str(chain.centre.id), "sales", "pride"] == pytest.approx((2, 1, 3))
    with work() as uow:
        left = [uow.session.scalar(select(func.count()).select_from(t)) for t in (PulseAnswer, PulseCode, PulseLink)]
    assert left == [0, 0, 4]
    assert ways(office, pulse)[str(chain.centre.id), "sales"]["answered"] is None


def test_a_code_is_used_once(office: ApiClient, api: ApiClient, pulse: str, chain: Chain, work: Work) -> None:
    wanted = {"centre_id": str(chain.centre.id), "team_code": "sales", "count": 3}
    codes = office.post(f"/pulses/{pulse}/codes", wanted).json["codes"]
    assert len(set(codes)) == 3
    typed = codes[0].lower().replace("-", " ")
    assert api.post("/pulse/survey", {"token": typed}).json["once"] is True
    assert answer(api, typed, alike(4)).status_code == 204
    for reply in (answer(api, codes[0], alike(4)), api.post("/pulse/survey", {"token": codes[0]})):
        assert (reply.status_code, reply.json["code"]) == (410, "pulse.unknown")
    with work() as uow:
        assert uow.session.scalar(select(func.count()).select_from(PulseCode)) == 2
        assert uow.session.scalar(select(func.count()).select_from(PulseAnswer)) == 1


def test_before_its_first_day_it_says_when_it_opens(office: ApiClient, api: ApiClient, chain: Chain) -> None:
    later = office.put(f"/pulses/{new_id()}", plan(code="later", opened_on="2026-11-21")).json
    assert later["state"] == "planned"
    office.post(f"/pulses/{later['id']}/links", {"centre_id": str(chain.centre.id), "by": "centre"})
    address = ways(office, later["id"])[str(chain.centre.id), ""]["address"]
    refused = api.post("/pulse/survey", {"token": address.partition("#")[2]})
    assert (refused.status_code, refused.json["code"], refused.json["opens_on"]) == (409, "pulse.not_yet", "2026-11-21")


def test_the_same_sent_twice_counts_once(api: ApiClient, links: dict[Any, str], chain: Chain, work: Work) -> None:
    token, attempt = links[str(chain.centre.id), "sales"], str(uuid.uuid4())
    assert answer(api, token, {"pride": 9}, attempt=attempt).status_code == 422
    for _ in range(3):
        assert answer(api, token, alike(4), attempt=attempt).status_code == 204
    # A link may be used as often as somebody comes: each is a person.
    assert answer(api, token, alike(4)).status_code == 204
    with work() as uow:
        assert uow.session.scalar(select(func.count()).select_from(PulseAnswer)) == 2


def test_a_link_that_was_withdrawn_opens_nothing_and_another_can_be_made(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain
) -> None:
    place = (str(chain.centre.id), "sales")
    link = ways(office, pulse)[place]["link_id"]
    assert office.delete(f"/pulses/{pulse}/links/{link}").status_code == 204
    assert office.delete(f"/pulses/{pulse}/links/{link}").status_code == 404
    assert api.post("/pulse/survey", {"token": links[place]}).json["code"] == "pulse.unknown"
    assert office.post(f"/pulses/{pulse}/links", {}).json == {"made": 1}
    fresh = ways(office, pulse)[place]["address"].partition("#")[2]
    assert fresh != links[place]
    assert api.post("/pulse/survey", {"token": fresh}).status_code == 200


def test_posters_and_slips(office: ApiClient, pulse: str, links: dict[Any, str], chain: Chain) -> None:
    here = str(chain.centre.id)
    reply = office.get(f"/pulses/{pulse}/posters/{here}.pdf?language=de")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(reply.data)).pages]
    assert len(pages) == 2 and reply.mimetype == "application/pdf"
    assert "Wie arbeitet es sich hier?" in pages[0] and "Offen bis 27. November 2026" in pages[0]
    assert [links[here, team] in page for team, page in zip(TEAMS, pages, strict=True)] == [True, True]
    place = {"centre_id": here, "team_code": "service"}
    codes = office.post(f"/pulses/{pulse}/codes", place | {"count": 9}).json["codes"]
    slips = PdfReader(io.BytesIO(office.post(f"/pulses/{pulse}/slips", place | {"codes": codes}).data))
    text = "".join(page.extract_text() for page in slips.pages)
    assert len(slips.pages) == 2 and [code for code in codes if code not in text] == []


def test_the_template_is_the_chains_own_and_the_starter_set_comes_back(office: ApiClient, pulse: str) -> None:
    starter = office.get("/pulse-template").json
    assert (starter["starter"], starter["licence"], starter["row_version"]) == (True, "CC0-1.0", 0)
    own = [{"id": "calm", "dimension": "calm", "reversed": True, "text": {"en": "Work leaves me no peace."}}]
    saved = office.put("/pulse-template", {"questions": own}, headers={"If-Match": '"0"'})
    assert (saved.status_code, saved.json["starter"], saved.json["row_version"]) == (200, False, 1)
    stale = office.put("/pulse-template", {"questions": own}, headers={"If-Match": '"0"'})
    assert stale.status_code == 412
    refused = office.put(f"/pulses/{new_id()}", plan(code="pulse-2"))
    assert (refused.status_code, refused.json["code"]) == (409, "pulse.language_missing")
    made = office.put(f"/pulses/{new_id()}", plan(code="pulse-2", languages=["en"])).json
    assert [one["id"] for one in made["questions"]] == ["calm"]
    assert len(office.get(f"/pulses/{pulse}").json["questions"]) == 9
    assert office.delete("/pulse-template").status_code == 204
    assert office.get("/pulse-template").json["starter"] is True


def test_a_pulse_is_taken_back_only_while_nobody_answered(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain, work: Work
) -> None:
    empty = office.put(f"/pulses/{new_id()}", plan(code="empty")).json["id"]
    assert office.delete(f"/pulses/{empty}").status_code == 204
    assert office.get(f"/pulses/{empty}").status_code == 404
    answer(api, links[str(chain.centre.id), "sales"], alike(3))
    refused = office.delete(f"/pulses/{pulse}")
    assert (refused.status_code, refused.json["code"]) == (409, "pulse.in_use")
    with work() as uow:
        assert uow.session.scalars(select(EngagementWave.code)).all() == ["pulse-1"]


WRONG = {
    "code-taken": (plan(), 409),
    "code-odd": (plan(code="a/b"), 422),
    "code-line": (plan(code="a\n"), 422),
    "backwards": (plan(code="b", closed_on="2026-11-01"), 422),
    "too-long": (plan(code="b", closed_on="2027-11-01"), 422),
    "over": (plan(code="b", opened_on="2026-11-01", closed_on="2026-11-10"), 409),
    "no-language": (plan(code="b", languages=[]), 422),
    "strange-language": (plan(code="b", languages=["xx"]), 422),
    "more": (plan(code="b", floor=1), 422),
}


@pytest.mark.parametrize("case", WRONG)
def test_no_pulse_is_made_of_nonsense(case: str, office: ApiClient, pulse: str) -> None:
    body, status = WRONG[case]
    reply = office.put(f"/pulses/{new_id()}", body)
    assert (reply.status_code, bool(reply.json["detail"])) == (status, True)
    assert len(office.get("/pulses").json["items"]) == 1
