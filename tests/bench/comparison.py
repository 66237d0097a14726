"""The comparison of a large chain: 1,000 centres over 20 quarters, 80,000 approved visits, one client.

The visits are written straight into the tables. All that the comparison reads of them lies in one index, so the score
cards are left out.
"""

import datetime as dt
import os
import random
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Engine, text

from backend.accounts.models import User
from backend.centres.models import Area, Centre
from backend.demo.quarters import Quarter, last_quarters
from backend.demo.rows import Rows
from backend.domain.visit_flow import Status
from backend.insights.periods import calendar
from backend.insights.queries import score_sums
from backend.kernel.db import make_engine
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import unit_of_work
from backend.settings import Settings
from backend.visits.models import Visit
from tests.bench.figures import Figure, median, percentile, timed
from tests.bench.world import World, worlds

CENTRES, AREAS, QUARTERS, A_QUARTER = 1000, 40, 20, 4
VISITS = CENTRES * QUARTERS * A_QUARTER
ASKED, SEED = 40, 7
GOALS = {"sqlite": "<= 300", "postgresql": "<= 150"}


def measure() -> Iterator[Figure]:
    for kind, world in worlds(with_worker=False):
        quarters = last_quarters(dt.date.today(), QUARTERS)
        engine = make_engine(Settings.read({**os.environ, **world.server.environment}).database_url)
        _fill(engine, world, quarters)
        _settle(engine, kind)
        yield _figure(kind, world, engine, quarters)
        engine.dispose()


def _figure(kind: str, world: World, engine: Engine, quarters: list[Quarter]) -> Figure:
    """In turn with the database's own part, so that a busy minute of the machine meets both."""
    path = f"/comparison?period=quarter&from={quarters[0].starts_on}&to={quarters[-1].ends_on}"
    found = world.chain.admin.get(path)
    seen = sum(value["visits"] for value in found["series"][-1]["values"] if value)
    assert seen == VISITS, f"{seen} visits in the comparison, {VISITS} were stored"
    ours, sums = [], []
    for _ in range(ASKED):
        ours += timed(lambda: world.chain.admin.get(path), 1)
        sums += timed(lambda: _sums(engine, quarters), 1)
    ratio = median(ours) / median(sums)
    remark = f"median {median(ours) * 1000:.0f}; {CENTRES} centres, {QUARTERS} quarters"
    value = percentile(ours, 95) * 1000
    return Figure(f"comparison.{kind}.p95", value, "ms", ASKED, GOALS[kind], "its SQL alone, medians", ratio, remark)


def _sums(engine: Engine, quarters: list[Quarter]) -> int:
    periods = calendar("quarter", quarters[0].starts_on, quarters[-1].ends_on, "en")
    with unit_of_work(engine, write=False) as uow:
        return len(score_sums(uow.session, "overall", "quarter", periods))


def _fill(engine: Engine, world: World, quarters: list[Quarter]) -> None:
    chance, rows = random.Random(SEED), Rows()  # noqa: S311 (the same chain in every run)
    centres = list(_add_centres(rows))
    version = UUID(world.version["id"])
    with unit_of_work(engine) as uow:
        auditor = uow.session.query(User.id).filter(User.email.startswith("auditor")).scalar()
        for centre in centres:
            level = chance.gauss(75, 6)
            for quarter in quarters:
                for number in range(A_QUARTER):
                    day = quarter.starts_on + dt.timedelta(days=number * 21 + chance.randrange(20))
                    score = min(100.0, max(0.0, chance.gauss(level, 9)))
                    rows.add(Visit, **_visit(centre, auditor, version, day, score))
        rows.write(uow.session)


def _add_centres(rows: Rows) -> Iterator[UUID]:
    areas = [new_id() for _ in range(AREAS)]
    for number, area in enumerate(areas, 1):
        values = {"code": f"A{number}", "name": f"Area {number}", "path": f"/{area}/", "row_version": 1}
        rows.add(Area, id=area, parent_id=None, **values)
    for number in range(CENTRES):
        centre, name = new_id(), f"House {number + 1}"
        where = {"city": "Town", "country": "GB", "address": "", "time_zone": "Europe/London"}
        rows.add(
            Centre,
            id=centre,
            area_id=areas[number % AREAS],
            code=f"H{number}",
            name=name,
            active=True,
            row_version=1,
            **where,
        )
        yield centre


def _visit(centre: UUID, auditor: UUID, version: UUID, day: dt.date, score: float) -> dict[str, object]:
    at = dt.datetime.combine(day, dt.time(10), dt.UTC)
    moments = ("window_from", "window_to", "created_at", "updated_at", "submitted_at", "decided_at")
    return {
        "id": new_id(),
        "centre_id": centre,
        "auditor_id": auditor,
        "checklist_version_id": version,
        "status": Status.APPROVED,
        **dict.fromkeys(moments, at),
        "plan_digest": "",
        "visited_on": day,
        "score_percent": score,
        "score_tenths": round(score * 10),
        "excluded_items": 1,
        "row_version": 5,
    }


def _settle(engine: Engine, kind: str) -> None:
    """What the database does by itself some minutes after so many rows."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if kind == "postgresql" else "ANALYZE"))
