"""The version of the data under an analysis: it changes with all that is read, also where totals stay the same."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Touchpoint
from backend.engagement.models import EngagementImport, EngagementWave, NextTeam, RolloutStart, TouchpointTeam
from backend.kernel.ids import new_id
from backend.links.version import data_version
from backend.reviews.models import Review
from tests.conftest import Work
from tests.factories.visits import NOON, Chain, make_visit

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def maps(work: Work, chain: Chain) -> None:
    with work() as uow:
        uow.session.add(Touchpoint(code="greeting", name={"en": "Greeting"}, position=1, team_code="sales"))
        uow.session.flush()
        uow.session.add(TouchpointTeam(touchpoint_code="greeting", valid_from=DAY, team_code="sales"))
        uow.session.add(NextTeam(team_code="sales", next_team_code="service", valid_from=DAY))
        uow.session.add(RolloutStart(centre_id=chain.centre.id, programme="one", started_on=DAY))
        uow.session.add(EngagementWave(id=new_id(), code="w", opened_on=DAY, closed_on=DAY, published_at=NOON))


def put(table: type[Any], name: str, value: object) -> Callable[[Session, Chain], None]:
    def change(session: Session, _: Chain) -> None:
        setattr(session.scalars(select(table)).one(), name, value)

    return change


def import_results(session: Session, chain: Chain) -> None:
    """What came is as much as what an import that was undone had brought."""
    about = {"kind": "results", "file_name": "r.csv", "columns": {}, "rows": 2, "created_by_id": None}
    session.add(EngagementImport(id=new_id(), digest="a" * 64, created_at=NOON, undone_at=None, **about))


LATER = dt.date(2026, 2, 1)
CHANGES = {
    "an arrow ends": put(NextTeam, "valid_to", LATER),
    "an arrow leads elsewhere": put(NextTeam, "next_team_code", "parts"),
    "an arrow is audited": put(NextTeam, "checklist_slug", "hand-over"),
    "a team delivers until a day": put(TouchpointTeam, "valid_to", LATER),
    "a team delivers from another day": put(TouchpointTeam, "valid_from", LATER),
    "the usual team is another": put(Touchpoint, "team_code", "service"),
    "the wave ends earlier": put(EngagementWave, "closed_on", DAY - dt.timedelta(days=90)),
    "the wave is published anew": put(EngagementWave, "published_at", NOON + dt.timedelta(hours=1)),
    "the start is told of another programme": put(RolloutStart, "programme", "two"),
    "as much was imported again": import_results,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_it_changes_with(change: Callable[[Session, Chain], None], maps: None, work: Work, chain: Chain) -> None:
    with work() as uow:
        before = data_version(uow.session)
        assert data_version(uow.session) == before
        change(uow.session, chain)
        uow.session.flush()
        assert data_version(uow.session) != before


def test_visits_that_change_places_and_the_end_of_a_quarter_change_it(
    work: Work, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    with work() as uow:
        visit = make_visit(uow, chain)
    seen = []
    with work() as uow:
        seen.append(data_version(uow.session))
        for decision in ("returned", "approved", "void"):
            mine = {"visit_id": visit, "reviewer_id": chain.administrator.id, "note": "", "at": NOON}
            uow.session.add(Review(id=new_id(), decision=decision, **mine))
            uow.session.flush()
            seen.append(data_version(uow.session))
        monkeypatch.setattr("backend.links.version.now", lambda: NOON + dt.timedelta(days=100))
        seen.append(data_version(uow.session))
    assert seen[0] == seen[1] and len(set(seen)) == 4
