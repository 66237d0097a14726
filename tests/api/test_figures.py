"""The tallies behind every figure: kept up to date by each decision, they are what making them anew gives."""

import datetime as dt
import random
import threading
import uuid

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, func, select

from backend.centres import service as centres
from backend.centres.models import Area, Centre
from backend.cli import main
from backend.insights.jobs import look_after_figures
from backend.insights.models import TallyLine, TallyRow
from backend.insights.tallies import REBUILD
from backend.insights.tallies_making import Unit, make_all, units
from backend.insights.tallies_reading import read_tallies
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.programmes.models import Programme, Wave
from backend.reviews.rescoring import rescore_visit
from backend.reviews.service import void_visit
from backend.visits.models import Visit
from tests.conftest import Work
from tests.factories.centres import make_area, make_centre
from tests.factories.checklists import make_version
from tests.factories.figures import (
    FULL,
    LATER,
    SERVICE,
    approve,
    as_actor,
    given,
    make_submitted,
    run_rebuilds,
    some_answers,
)
from tests.factories.visits import Chain, make_chain

pytestmark = pytest.mark.usefixtures("app")
DAYS = [dt.date(2025, 12, 30), dt.date(2026, 1, 2), dt.date(2026, 2, 27), dt.date(2026, 4, 1), dt.date(2026, 11, 3)]


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, FULL)


def different(work: Work) -> int:
    return make_all(work, write=False)


def make_waves(uow: UnitOfWork) -> list[uuid.UUID]:
    programme = Programme(id=uuid.uuid4(), code="p", name="P", row_version=1)
    about = {"programme_id": programme.id, "starts_on": DAYS[0], "ends_on": DAYS[-1]}
    waves = [Wave(id=uuid.uuid4(), code=code, name=code, **about) for code in ("w1", "w2", "w3")]
    uow.session.add(programme)
    uow.session.flush()
    uow.session.add_all(waves)
    return [wave.id for wave in waves]


@pytest.mark.parametrize("seed", [2])
def test_decisions_one_by_one_give_what_making_anew_gives(work: Work, chain: Chain, seed: int) -> None:
    """Random approvals, voids, re-scores and moves of centres and areas, over three versions and nested areas."""
    chance, boss = random.Random(seed), as_actor(chain.administrator)
    with work() as uow:
        versions = [chain.version.id, make_version(uow, LATER).id, make_version(uow, SERVICE).id]
        inner = make_area(uow, parent=chain.area)
        places = [chain.centre, chain.elsewhere, make_centre(uow, inner), make_centre(uow, inner)]
        areas = [chain.area.id, inner.id, chain.elsewhere.area_id]
        waves = [None, *make_waves(uow)]
    approved: list[uuid.UUID] = []
    for step in range(60):
        with work() as uow:
            act = chance.random()
            if act < 0.65 or not approved:
                place, version = chance.choice(places), chance.choice(versions[: 1 if step < 20 else 3])
                answers, wave = some_answers(chance), chance.choice(waves)
                # The third wave lies in one quarter.
                day = DAYS[-1] if wave == waves[-1] else chance.choice(DAYS)
                visit = make_submitted(uow, chain, place, version, day, answers, wave_id=wave)
                approve(uow, chain, visit)
                approved.append(visit)
            elif act < 0.85:
                void_visit(uow, boss, approved.pop(chance.randrange(len(approved))), "wrong centre")
            elif act < 0.9:
                place = uow.session.get_one(Centre, chance.choice(places).id)
                centres.update_centre(uow, boss, place.id, place.row_version, {"area_id": chance.choice(areas)})
            elif act < 0.95:
                moved = uow.session.get_one(Area, inner.id)
                parent = chance.choice([None, areas[0], areas[2]])
                centres.update_area(uow, boss, moved.id, moved.row_version, {"parent_id": parent})
            else:
                _rescore(uow, chain, approved, versions)
    run_rebuilds(work)
    assert different(work) == 0
    with work() as uow:
        waves_made = [unit for unit in units(uow.session) if unit.kind == "wave" or unit.waves]
        assert waves_made == [Unit("quarter", "2026-Q4", ("w3",)), Unit("wave", "w1"), Unit("wave", "w2")]
        assert uow.session.scalar(select(func.count()).select_from(TallyRow).where(TallyRow.visits <= 0)) == 0
        (whole,) = read_tallies(uow.session, "chain", None, "year", ["2026"], ["overall", "team:sales"])
        counted = select(func.count()).select_from(Visit).where(Visit.status == "approved", Visit.visited_on > DAYS[0])
        assert whole.visits == sum(whole.versions.values()) == uow.session.scalar(counted)
        assert whole.tallies["overall"].centres > 1
        for visit in approved:
            void_visit(uow, boss, visit, "all of it")
    run_rebuilds(work)
    with work() as uow:
        assert uow.session.scalar(select(func.count()).select_from(TallyRow)) == 0


def _rescore(uow: UnitOfWork, chain: Chain, approved: list[uuid.UUID], versions: list[uuid.UUID]) -> None:
    """A further certificate: the visit's own score, and so every figure, stays."""
    mine = select(Visit.id).where(Visit.id.in_(approved), Visit.checklist_version_id == versions[0]).limit(1)
    visit_id = uow.session.scalar(mine)
    if visit_id is not None:
        rescore_visit(uow, as_actor(chain.administrator), visit_id, versions[1])


def test_approvals_at_once_lose_no_sum(work: Work, chain: Chain) -> None:
    """Ten approvals from five threads, of two centres in two quarters."""
    with work() as uow:
        visits = [
            make_submitted(
                uow, chain, (chain.centre, chain.elsewhere)[n % 2], chain.version.id, DAYS[1 + n % 2 * 3], ANSWERS
            )
            for n in range(10)
        ]
        engine = uow.engine
    problems: list[Exception] = []

    def decide(mine: list[uuid.UUID]) -> None:
        for visit in mine:
            try:
                with unit_of_work(engine) as uow:
                    approve(uow, chain, visit)
            except Exception as problem:
                problems.append(problem)

    threads = [threading.Thread(target=decide, args=(visits[n::5],)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert different(work) == 0
    with work() as uow:
        (whole,) = read_tallies(uow.session, "chain", None, "year", ["2026"], ["overall"])
        assert (whole.visits, whole.tallies["overall"].n, whole.tallies["overall"].centres) == (10, 10, 2)


ANSWERS = {"greeted": given("yes"), "minutes": given(90), "interest": given(2), "offered": given("yes")}


def test_a_database_from_before_gets_its_figures_by_itself(work: Work, chain: Chain) -> None:
    with work() as uow:
        for day in DAYS:
            approve(uow, chain, make_submitted(uow, chain, chain.centre, chain.version.id, day, ANSWERS))
        engine = uow.engine
        uow.session.execute(delete(TallyRow))
        uow.session.execute(delete(TallyLine))
    assert different(work) > 0
    run_rebuilds(work)
    look_after_figures(engine)
    look_after_figures(engine)
    with work() as uow:
        (job,) = uow.session.scalars(select(Job).where(Job.kind == REBUILD))
    run_rebuilds(work)
    assert different(work) == 0
    with work() as uow:
        uow.session.refresh(uow.session.merge(job))
        found = uow.session.get_one(Job, job.id)
        assert (found.status, found.done, found.total) == ("done", 6, 6)


def test_commands_say_whether_figures_are_right_and_make_them_so(
    work: Work, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    with work() as uow:
        approve(uow, chain, make_submitted(uow, chain, chain.centre, chain.version.id, DAYS[1], ANSWERS))
        url = uow.engine.url.render_as_string(hide_password=False)
    monkeypatch.setattr("backend.kernel.command_line.get_settings", lambda: Url(url))
    run = CliRunner().invoke
    assert run(main, ["figures", "check"]).output == "0 rows would change.\n"
    with work() as uow:
        row = uow.session.scalars(select(TallyRow).where(TallyRow.scope_kind == "area")).first()
        row.headline = {**row.headline, "overall": [7]}
        uow.session.add(TallyRow(**ALIEN))
    found = run(main, ["figures", "check", "--json"])
    assert (found.exit_code, found.output) == (1, '{"different": 2}\n')
    assert "2 rows changed" in run(main, ["figures", "rebuild"]).output
    assert run(main, ["figures", "check"]).exit_code == 0


ALIEN = {
    "scope_kind": "centre", "scope_id": "nobody", "period_kind": "month", "period": "2024-05",
    "visits": 1, "versions": {}, "headline": {}, "questions": {},
}  # fmt: skip


class Url:
    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
