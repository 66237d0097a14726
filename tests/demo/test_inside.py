"""The inside of the demonstration chain: waves that are published, maps, a programme, and the link at team level."""

import datetime as dt
import re

import numpy as np
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.demo.load import load_demo
from backend.demo.model import LAG, LINK, simulate
from backend.domain.roles import SYSTEM
from backend.domain.statistics.link.sentences import headline
from backend.domain.visit_flow import Status
from backend.engagement.models import Dimension, EngagementWave, NextTeam, Publication, RolloutStart
from backend.engagement.published import WHOLE, shown_figures, waves
from backend.insights.tallies_reading import read_tallies
from backend.links.computing import compute
from backend.links.map import draw_map
from backend.visits.models import Visit
from tests.conftest import Work

MOMENT = dt.datetime(2026, 11, 18, 10, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(("link", "slope"), [(LINK, 0.26), (0.0, 0.0)])
def test_the_service_of_a_teams_touchpoints_follows_its_own_engagement(link: float, slope: float) -> None:
    latent = simulate(np.random.default_rng(5), 1500, 10, teams=4, link=link)
    before = latent.teams[:, :, :-LAG] - latent.teams[:, :, :-LAG].mean(axis=1, keepdims=True)
    before = before - before.mean(axis=2, keepdims=True)
    apart = latent.apart - latent.apart.mean(axis=2, keepdims=True)
    assert float((before * apart).sum() / (before**2).sum()) == pytest.approx(slope, abs=0.001)


def test_everything_the_inside_outside_page_looks_at_is_there(engine: Engine, work: Work) -> None:
    load_demo(engine, centres=9, quarters=4, seed=7, moment=MOMENT, fast=True, alone=True)
    with work() as uow:
        session = uow.session
        held = list(session.scalars(select(EngagementWave)))
        assert len(waves(session)) == len(held) == 6 and all(wave.published_at < MOMENT for wave in held)
        figures = shown_figures(session, waves(session)[-1], ("centre", "team"), WHOLE)
        assert all(one.sd for one in figures) and {one.kind for one in figures} == {"centre", "team"}
        # Small teams are hidden, and with each of them at least one more.
        shown = {one.node for one in figures if one.kind == "team"}
        assert 0 < len(shown) < 36 and not any(len([n for n in shown if n.startswith(c)]) == 3 for c in centres(shown))
        assert session.get(Dimension, "next_person").name["de"] == "Die nächste Person"
        arrows = set(session.execute(select(NextTeam.team_code, NextTeam.next_team_code, NextTeam.checklist_slug)))
        assert {("sales", "service", "sales-to-service"), ("service", "parts", "service-to-parts")} <= arrows
        _check_arrows(session)
        assert session.query(RolloutStart).count() == 3
        assert session.query(Publication).count() > 6 * 10


def _check_arrows(session: Session) -> None:
    """Audited in every centre, four quarters a year, and no part of what customers meet."""
    for centre_id in session.scalars(select(Centre.id)):
        drawn = draw_map(session, SYSTEM, centre_id, None, "en", MOMENT.date())
        audits = {(team["code"], one["code"]): one["audit"] for team in drawn["teams"] for one in team["next"]}
        for arrow in (("sales", "service"), ("service", "parts")):
            assert audits[arrow]["visits"] >= 3 and 40 < audits[arrow]["mean"] < 95
    internal = Visit.scenario_id.is_(None)
    assert not session.scalars(select(Visit.wave_id).where(internal, Visit.wave_id.is_not(None))).all()
    chain = read_tallies(session, "chain", None, "year", ["2026"], ["overall"])[0]
    approved = (Visit.status == Status.APPROVED) & (Visit.visited_on >= dt.date(2026, 1, 1))
    counted = [session.scalar(select(func.count()).where(approved, one)) for one in (~internal, internal)]
    assert (chain.tallies["overall"].n, chain.visits) == (counted[0], sum(counted)) and counted[1] > 9 * 6


def centres(shown: set[str]) -> set[str]:
    return {node.partition(":")[0] for node in shown}


def test_the_switch_changes_service_and_nothing_of_the_inside() -> None:
    with_link, without = (simulate(np.random.default_rng(5), 6, 4, teams=4, link=link) for link in (LINK, 0.0))
    assert np.array_equal(with_link.teams, without.teams) and not np.allclose(with_link.service, without.service)
    assert np.all(without.apart == 0)


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("link", [True, False])
def test_the_usual_chain_prints_a_range_with_the_truth_and_without_a_link_says_so(
    link: bool, engine: Engine, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.links.computing.now", lambda: MOMENT)
    load_demo(engine, centres=24, quarters=8, seed=7, moment=MOMENT, fast=True, alone=True, link=link)
    with work() as uow:
        report = compute(uow.session, LAG, "en", lambda *_: None)["report"]
    told = headline(report, "en")
    assert told.startswith("We looked and did not find a clear link.") is not link
    for found in (report["own_team"], report["within"], report["corrected"]):
        assert found["low"] <= (LINK if link else 0.0) <= found["high"]
    if link:
        low, high = map(float, re.findall(r"likely range ([\d.]+) to ([\d.]+)", told)[0])
        assert low <= 5 * LINK <= high and "two quarters later" in told
