"""A wave and its pulse: nobody publishes the wave before the pulse is closed, so that no answer is lost on the way."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.engagement.models import EngagementFigure, EngagementWave
from backend.trail.models import TrailEntry
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.engagement import csv_of, figure, send
from tests.factories.pulses import At, alike, answer, plan
from tests.factories.visits import Chain

Turn = Callable[[], None]
DAYS = "{opened_on},{closed_on}".format_map(plan())
# Its last day is over here, but not yet everywhere on earth.
NEXT_MORNING = dt.datetime(2026, 11, 28, 2, tzinfo=dt.UTC)


@pytest.fixture
def turn_on(pulse_clock: At, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """To the next morning."""

    def turn() -> None:
        pulse_clock(NEXT_MORNING)
        for module in ("waves", "publishing", "intake.storing", "intake.service"):
            monkeypatch.setattr(f"backend.engagement.{module}.now", lambda: NEXT_MORNING)

    return turn


def collected(work: Work) -> int:
    with work() as uow:
        mine = select(func.sum(EngagementFigure.n)).where(
            EngagementFigure.source == "pulse", EngagementFigure.dimension_code == "pride"
        )
        return int(uow.session.scalar(mine) or 0)


def test_a_wave_is_published_after_its_pulse_and_loses_nothing(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain, work: Work, turn_on: Turn
) -> None:
    for _ in range(6):
        assert answer(api, links[str(chain.centre.id), "sales"], alike(4)).status_code == 204
    turn_on()
    (wave,) = office.get("/engagement/waves").json["items"]
    assert wave["code"] == "pulse-1" and not wave["may_publish"]
    refused = office.post("/engagement/waves/pulse-1/publication")
    assert (refused.status_code, refused.json["code"]) == (409, "engagement.pulse_open")
    other = csv_of([figure(chain.elsewhere.code, n=30, wave="pulse-1", days=DAYS)])
    brought = send(office, other).json
    (told,) = brought["outcome"]["waves"]
    assert told["state"] == "waiting" and told["reason"] == refused.json["detail"]
    assert office.post(f"/pulses/{pulse}/closing").status_code == 200
    assert collected(work) == 6 * 2
    (wave,) = office.get("/engagement/waves").json["items"]
    assert wave["published_at"] and wave["answers"] == 36 and wave["waiting"] == 0


def test_the_wave_of_a_pulse_stays_when_an_import_is_undone(
    office: ApiClient, pulse: str, chain: Chain, work: Work, turn_on: Turn
) -> None:
    turn_on()
    made = send(office, csv_of([figure(chain.centre.code, n=30, wave="pulse-1", days=DAYS)])).json["import"]["id"]
    assert office.delete(f"/engagement/imports/{made}").status_code == 200
    assert office.get(f"/pulses/{pulse}").status_code == 200


def test_figures_that_a_wave_refuses_are_told_in_the_trail(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain, work: Work, turn_on: Turn
) -> None:
    """As it could come before waves waited for their pulses."""
    for _ in range(3):
        assert answer(api, links[str(chain.centre.id), "sales"], alike(4)).status_code == 204
    turn_on()
    with work() as uow:
        wave = uow.session.scalars(select(EngagementWave)).one()
        wave.published_at, wave.answers = NEXT_MORNING, 30
    assert office.post(f"/pulses/{pulse}/closing").status_code == 200
    with work() as uow:
        why = uow.session.scalars(select(TrailEntry.why).where(TrailEntry.action == "pulse.closed")).one()
    assert why.startswith("The figures were not taken into the wave. This wave is closed.") and collected(work) == 0
