"""The pictures of inside-outside over HTTP: the figures of its pages, for whoever may see them, and nothing hidden."""

import datetime as dt
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from backend.engagement import publishing
from backend.engagement.models import NextTeam, RolloutStart
from backend.kernel import jobs
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.domain.link.simulator import Design, simulate
from tests.factories.inside import Joined, store_panel
from tests.factories.visits import Chain

DESIGN = Design(centres=24, periods=12, answers=40, sd_visits=4, within=0.6)
TODAY = dt.datetime(2025, 1, 3, 12, tzinfo=dt.UTC)
ANALYSED = ("quadrant", "ladder", "lags", "grid", "event")
STARTED = dt.date(2024, 2, 1)


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


@pytest.fixture
def joined(work: Work, monkeypatch: pytest.MonkeyPatch) -> Joined:
    for module in ("views", "drawing_views", "computing"):
        monkeypatch.setattr(f"backend.links.{module}.now", lambda: TODAY)
    with work() as uow:
        found = store_panel(uow, simulate(DESIGN, 5))
        uow.session.add(NextTeam(team_code="service", next_team_code="parts", valid_from=dt.date(2022, 1, 1)))
        starts = (RolloutStart(centre_id=one.id, programme="p", started_on=STARTED) for one in found.centres[:2])
        uow.session.add_all(starts)
        return found


def tips(svg: str) -> list[str]:
    return [
        e.get("data-tip", "") for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g") if e.get("data-tip")
    ]


def analysed(boss: ApiClient) -> dict[str, Any]:
    boss.post("/inside-outside/runs", {"lag": 2})
    jobs.run_waiting(boss.runtime.engine)
    found: dict[str, Any] = boss.get("/inside-outside?lag=2").json["analysis"]
    return found


def test_pictures_tell_the_figures_of_the_analysis(boss: ApiClient, joined: Joined) -> None:
    assert joined.waves
    for kind in ANALYSED:
        assert boss.get(f"/charts/{kind}.svg?lag=2").json["code"] == "links.not_ready"
    found = analysed(boss)
    svgs = {kind: boss.get(f"/charts/{kind}.svg?lag=2&w=358") for kind in ANALYSED}
    assert {(reply.status_code, reply.mimetype) for reply in svgs.values()} == {(200, "image/svg+xml")}
    dots = found["quadrant"]["dots"]
    assert len(tips(svgs["quadrant"].text)) == len(dots) > 0
    assert {dot["name"] for dot in dots} == {tip.split(": inside")[0] for tip in tips(svgs["quadrant"].text)}
    within = next(tip for tip in tips(svgs["ladder"].text) if tip.startswith("Within centres, over time: "))
    assert f"{abs(found['within']['slope']) * 5:.1f}" in within and "24 centres" in within
    profile = [one for one in found["lag_profile"]["lags"] if one["slope"] is not None]
    assert len(tips(svgs["lags"].text)) == len(profile) > 2
    # Two that started are too few to compare: what they were like before and after, and no difference.
    rollout = found["rollout"]
    assert not rollout["shown"] and rollout["reason"] and rollout["group"] is None
    assert len(tips(svgs["event"].text)) == len(rollout["before_after"]) > 4
    assert "compared here: other centres" in svgs["event"].text
    assert boss.get("/charts/ladder.svg?lag=9").status_code == 422


def test_the_map_and_the_lines_are_drawn_as_they_are_told(boss: ApiClient, joined: Joined, work: Work) -> None:
    centre = joined.centres[0]
    found = boss.get(f"/inside-outside/map?centre={centre.id}").json
    assert [team["code"] for team in found["teams"]] == ["sales", "service", "parts"]
    told = tips(boss.get(f"/charts/map.svg?centre={centre.id}").text)
    assert any(tip.startswith(f"Greeting: {found['touchpoints'][0]['outside']['mean']:.1f}") for tip in told)
    assert any("hands over to" in tip and "not audited yet" in tip for tip in told)
    assert "Engagement" in boss.get(f"/charts/lines.svg?centre={centre.id}&w=358").text
    with work() as uow:
        publishing.set_floor(uow.session, 60)
    hidden = boss.get(f"/charts/map.svg?centre={centre.id}&lang=de").text
    assert hidden.count("nicht gezeigt, um Antworten zu schützen") >= 2 and " Antworten<" not in hidden


def test_managers_get_pictures_of_their_own_alone(manager: ApiClient, chain: Chain) -> None:
    assert manager.get(f"/charts/lines.svg?centre={chain.centre.id}").status_code == 200
    assert manager.get(f"/charts/map.svg?centre={chain.elsewhere.id}").status_code == 404
    assert manager.get(f"/charts/lines.svg?centre={chain.elsewhere.id}").status_code == 404
    assert manager.get("/charts/quadrant.svg").status_code == 403
    assert manager.get("/charts/map.svg").status_code == 422
