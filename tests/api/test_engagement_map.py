"""The engagement map and a centre's two lines: what customers meet over who delivers it, and nothing that is hidden."""

import datetime as dt

import pytest

from backend.domain.roles import Role
from backend.engagement import publishing
from backend.engagement.models import NextTeam
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.domain.link.simulator import Design, simulate
from tests.factories.accounts import make_user
from tests.factories.inside import Joined, store_panel
from tests.factories.visits import Chain

DESIGN = Design(centres=3, periods=14, answers=40, sd_visits=4)
# The simulator's quarters end with this one; the map looks at the four before today.
TODAY = dt.datetime(2025, 7, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def joined(work: Work, monkeypatch: pytest.MonkeyPatch) -> Joined:
    for module in ("backend.links.views", "backend.links.table", "backend.links.computing"):
        monkeypatch.setattr(f"{module}.now", lambda: TODAY)
    with work() as uow:
        found = store_panel(uow, simulate(DESIGN, 3))
        uow.session.add(NextTeam(team_code="sales", next_team_code="service", valid_from=dt.date(2022, 1, 1)))
        return found


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def test_touchpoints_stand_over_their_teams_with_base_and_arrow(boss: ApiClient, joined: Joined) -> None:
    found = boss.get(f"/inside-outside/map?centre={joined.centres[0].id}").json
    assert [(one["code"], one["team"]) for one in found["touchpoints"]] == [
        ("greeting", "sales"),
        ("collection", "service"),
    ]
    outside = found["touchpoints"][0]["outside"]
    assert outside["low"] < outside["mean"] < outside["high"] and outside["visits"] >= 4
    assert found["quarters"] == {"first": "2024-Q3", "last": "2025-Q2"}
    sales, service = found["teams"]
    assert sales["next"] == [{"code": "service", "audit": None}] and service["next"] == []
    assert isinstance(sales["inside"]["mean"], int) and sales["inside"]["answers"] in ("5-9", "10-19", "20-49")


def test_a_team_that_may_not_be_shown_is_told_as_hidden(boss: ApiClient, joined: Joined, work: Work) -> None:
    with work() as uow:
        publishing.set_floor(uow.session, 60)
    found = boss.get(f"/inside-outside/map?centre={joined.centres[0].id}").json
    assert [team["inside"] for team in found["teams"]] == [None, None]
    lines = boss.get(f"/inside-outside/centres/{joined.centres[0].id}/lines").json
    assert {one["inside"] for one in lines["engagement"]} == {None}


def test_an_area_is_the_mean_of_its_shown_teams(boss: ApiClient, joined: Joined) -> None:
    found = boss.get(f"/inside-outside/map?area={joined.centres[0].area_id}").json
    assert found["teams"][0]["inside"]["teams"] == 3
    assert found["touchpoints"][0]["outside"]["visits"] >= 12


def test_two_lines_share_their_quarters(boss: ApiClient, joined: Joined) -> None:
    found = boss.get(f"/inside-outside/centres/{joined.centres[1].id}/lines").json
    assert found["service"][-1]["period"] == "2025-Q3" and found["service"][-1]["figure"] is None
    assert found["service"][-2]["figure"]["visits"] >= 1
    assert [one["quarter"] for one in found["engagement"]][-1] == "2025-Q2"


def test_managers_see_their_own_and_no_other(new_device: Device, work: Work, joined: Joined) -> None:
    with work() as uow:
        manager = make_user(uow, Role.CENTRE_MANAGER, centre_id=joined.centres[0].id)
    device = new_device().as_user(manager)
    own, other = (centre.id for centre in joined.centres[:2])
    assert device.get(f"/inside-outside/map?centre={own}").status_code == 200
    for path in (f"map?centre={other}", f"centres/{other}/lines"):
        assert device.get(f"/inside-outside/{path}").status_code == 404
    assert device.get(f"/inside-outside/map?area={joined.centres[0].area_id}").status_code in (200, 404)


def test_a_map_is_of_one_place(boss: ApiClient, joined: Joined) -> None:
    assert boss.get("/inside-outside/map").status_code == 422
    centre = joined.centres[0]
    assert boss.get(f"/inside-outside/map?centre={centre.id}&area={centre.area_id}").status_code == 422
