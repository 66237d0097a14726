"""Internal audits, where the next team is the customer: they score an arrow, and no figure of what customers meet."""

import datetime as dt
import random

import pytest
from flask import Flask
from sqlalchemy import select

from backend.centres.models import Centre, Team, Touchpoint
from backend.domain.measures import ALIKE, OF_A_CHECKLIST, parse_measure
from backend.domain.roles import SYSTEM
from backend.engagement.models import NextTeam
from backend.insights.auditor_effects import report_auditors
from backend.insights.control_chart import chart_centre
from backend.insights.drill import Question as Behind
from backend.insights.drill import drill_down
from backend.insights.measures import list_measures
from backend.insights.measures_asked import asks, versions_named
from backend.insights.models import TallyRow
from backend.insights.service import Question, compare_centres
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.checklists import make_version
from tests.factories.figures import FULL, approve, make_submitted, some_answers
from tests.factories.visits import Chain

INTERNAL = FULL.replace("id: full", "id: hand-over").replace("language: en", "language: en\ncustomer: internal")
# A step that no customer sees, of a team that none meets.
INTERNAL = INTERNAL.replace("touchpoint: service", "touchpoint: stores")
DAY = dt.date(2026, 5, 12)
TODAY = dt.datetime(2026, 7, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def both(app: Flask, work: Work, chain: Chain) -> None:
    """Two visits of a customer and five internal audits, all approved; sales hands over to service."""
    chance = random.Random(6)
    with work() as uow:
        uow.session.add(Touchpoint(code="arrival", name={"en": "Arrival"}, position=1, team_code="sales"))
        uow.session.add(Touchpoint(code="stores", name={"en": "Stores"}, position=2, team_code="parts"))
        uow.session.add(
            NextTeam(
                team_code="sales",
                next_team_code="service",
                valid_from=dt.date(2026, 1, 1),
                checklist_slug="hand-over",
            )
        )
        for source, count in ((FULL, 2), (INTERNAL, 5)):
            version = make_version(uow, source)
            for _ in range(count):
                visit = make_submitted(uow, chain, chain.centre, version.id, DAY, some_answers(chance))
                approve(uow, chain, visit)


def test_they_count_in_no_figure_of_what_customers_meet(both: None, work: Work, chain: Chain) -> None:
    with work() as uow:
        session = uow.session
        found = compare_centres(uow, SYSTEM, Question(last=DAY))
        assert [value.visits for value in found.series[-1].values if value] == [2]
        chart = chart_centre(session, SYSTEM, chain.centre.id, "overall", "en")
        assert len(chart.points) == 2
        assert report_auditors(session, DAY, DAY, "en").left_out == 1
        for measure in ("overall", "delight", "team:sales"):
            behind = drill_down(session, SYSTEM, Behind(measure, "quarter", "2026-Q2"))
            assert sum(one.count for one in behind.distribution) == len(behind.items) == 2, measure
        stored = session.execute(select(TallyRow.headline, TallyRow.questions).where(TallyRow.scope_kind == "chain"))
        for headline, questions in stored:
            assert headline["overall"][0] == headline[ALIKE][0] == 2
            assert headline["touchpoint:arrival"][0] == headline["team:sales"][0] == 2
            mine = [code for code in {**headline, **questions} if "hand-over" in code]
            assert mine and {parse_measure(code).kind for code in mine} == set(OF_A_CHECKLIST)


def test_a_team_that_no_customer_meets_is_compared_by_what_it_delivers(both: None, work: Work) -> None:
    with work() as uow:
        centre_id = uow.session.scalars(select(Centre.id)).first()
        uow.session.add(Team(id=new_id(), centre_id=centre_id, code="parts", name="Parts"))
        found = compare_centres(uow, SYSTEM, Question(last=DAY, by="team", measure="section:hand-over/people"))
        assert [(one.kind, one.id, one.name) for one in found.series[:-1]] == [("team", "parts", "Parts")]
        assert [value.visits for value in found.series[0].values if value] == [
            value.visits for value in found.series[-1].values if value
        ]


def test_they_are_compared_by_their_own_sections(both: None, work: Work) -> None:
    with work() as uow:
        found = compare_centres(uow, SYSTEM, Question(last=DAY, measure="section:hand-over/arrival"))
        assert [value.visits for value in found.series[-1].values if value] == [5]
        listed = {one.code for one in list_measures(uow.session, "en")}
        assert {"overall", "section:hand-over/arrival", "question:hand-over/offered"} <= listed
        (row,) = uow.session.scalars(
            select(TallyRow).where(TallyRow.scope_kind == "chain", TallyRow.period_kind == "year")
        )
        asking = [
            one.slug for one in versions_named(uow.session, row.versions) if asks(one, parse_measure("overall"), {})
        ]
        assert asking == ["full"]


def test_they_score_the_arrow_of_the_map(
    both: None, chain: Chain, new_device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.links.views.now", lambda: TODAY)
    boss: ApiClient = new_device().as_user(chain.administrator)
    found = boss.get(f"/inside-outside/map?centre={chain.centre.id}").json
    teams = {team["code"]: team for team in found["teams"]}
    (arrow,) = teams["sales"]["next"]
    assert arrow["code"] == "service" and arrow["audit"]["visits"] == 5 and not arrow["audit"]["low_base"]
