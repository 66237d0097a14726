"""The demonstration chain, small: every status is there, scores are the engine's own, the same seed makes the same."""

import datetime as dt
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import undefer

from backend.accounts.passwords import verify_password
from backend.checklists.models import ChecklistVersion
from backend.checklists.queries import load_form, versions_of
from backend.demo.chain import PASSWORD
from backend.demo.load import Loaded, load_demo
from backend.demo.model import LAG, simulate
from backend.demo.quarters import last_quarters
from backend.domain.answers import open_items, walk
from backend.domain.clocks import clocks
from backend.domain.differences import effects
from backend.domain.problems import Conflict
from backend.domain.roles import SYSTEM
from backend.domain.scoring import score_visit
from backend.domain.visit_flow import Status
from backend.engagement.models import EngagementFigure
from backend.evidence.models import Photo
from backend.evidence.service import read_image
from backend.insights.service import Question, compare_centres
from backend.kernel import files, migrate
from backend.kernel.db import make_engine
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.settings import Settings
from backend.system.service import is_simulated
from backend.visits.models import ScoreCertificate, Visit
from backend.visits.queries import answers_of
from backend.visits.submission import answer_values
from tests.conftest import Work
from tests.factories.accounts import make_user

MOMENT = dt.datetime(2026, 11, 18, 10, 30, tzinfo=dt.UTC)
# Of thirty visits one has a clock that nobody stopped.
SEED = 9


@pytest.fixture
def loaded(engine: Engine, settings: Settings) -> Loaded:
    return load(engine, settings)


def load(engine: Engine, settings: Settings, centres: int = 3, quarters: int = 2) -> Loaded:
    files.connect(settings.files_url)
    return load_demo(engine, centres=centres, quarters=quarters, seed=SEED, moment=MOMENT)


def visits_of(uow: UnitOfWork) -> list[Visit]:
    return list(uow.session.scalars(select(Visit).options(undefer(Visit.score_card)).order_by(Visit.id)))


def test_every_status_is_there_and_the_chain_says_it_is_simulated(loaded: Loaded, work: Work):
    with work() as uow:
        visits = visits_of(uow)
        assert {visit.status for visit in visits} == set(Status)
        assert loaded.new and loaded.fact["visits"] == len(visits) - loaded.fact["internal_audits"] == 3 * 2 * 4 + 6
        assert is_simulated(uow)
        todo = [visit for visit in visits if visit.auditor.email == "auditor@demo.example" and visit.window_to > MOMENT]
        assert {"accepted", "planned", "in_progress", "awaiting_follow_up"} <= {visit.status for visit in todo}
        assert verify_password(visits[0].auditor.password_hash, PASSWORD)


def test_scores_are_the_engines_and_nothing_sent_is_open(loaded: Loaded, work: Work):
    with work() as uow:
        for visit in visits_of(uow):
            if visit.submitted_at is None:
                continue
            definition = load_form(uow.session, visit.checklist_version_id).definition
            answers = answer_values(answers_of(uow.session, visit.id))
            photos = Counter(uow.session.scalars(select(Photo.question_id).where(Photo.visit_id == visit.id)))
            assert open_items(definition, answers, photos) == []
            assert score_visit(definition, answers, photos).as_json() == visit.score_card
            assert visit.arrived_at <= visit.submitted_at <= MOMENT


def test_no_clock_has_stopped_after_its_visit_was_sent_or_in_the_future(loaded: Loaded, work: Work):
    seen: Counter[str] = Counter()
    with work() as uow:
        for visit in visits_of(uow):
            definition = load_form(uow.session, visit.checklist_version_id).definition
            answers = answer_values(answers_of(uow.session, visit.id))
            for clock in clocks(walk(definition, answers, {}), MOMENT):
                if clock.state not in ("stopped", "no_contact"):
                    assert visit.submitted_at is None
                    continue
                seen[clock.state] += 1
                seconds = answers[clock.key].value
                started = dt.datetime.fromisoformat(clock.started_at)
                closes = dt.datetime.fromisoformat(clock.closes_at)
                ended = closes if seconds is None else started + dt.timedelta(seconds=seconds)
                assert ended <= (visit.submitted_at or MOMENT)
    assert seen["stopped"] > 3 * seen["no_contact"] > 0


def test_every_approved_visit_has_its_certificate_and_every_photo_its_copies(
    loaded: Loaded, work: Work, engine: Engine
):
    with work() as uow:
        certified = set(uow.session.scalars(select(ScoreCertificate.visit_id)))
        assert certified == {visit.id for visit in visits_of(uow) if visit.status == Status.APPROVED}
        photos = list(uow.session.scalars(select(Photo)))
    assert photos and {photo.status for photo in photos} == {"ready"}
    # Centres see these ids: none may hold the minute it was made at.
    assert {photo.id.version for photo in photos} == {4}
    assert all(read_image(engine, photo, 320).startswith(b"\xff\xd8") for photo in photos[:5])


def test_the_showroom_visit_has_a_second_version_from_the_later_half_on(loaded: Loaded, work: Work):
    with work() as uow:
        used = {
            (visit.wave.code, visit.checklist_version.number)
            for visit in visits_of(uow)
            if visit.checklist_version.checklist.slug == "showroom-visit"
        }
        assert used == {("2026-Q3", 1), ("2026-Q4", 2)}
        published = uow.session.scalars(versions_of("showroom-visit").order_by(ChecklistVersion.number))
        first, second = (load_form(uow.session, one.id).definition for one in published)
        assert effects(first, second) | {"unchanged": 0} == {"unchanged": 0, "changed": 1, "gone": 1, "new": 1}


def test_both_versions_measure_the_same_service_and_the_second_is_stricter(
    engine: Engine, settings: Settings, work: Work
):
    load(engine, settings, centres=8, quarters=4)
    with work() as uow:
        found = compare_centres(uow, SYSTEM, Question(last=MOMENT.date()))
        (basis,) = (found.like_for_like or pytest.fail("no second version")).bases
    assert (basis.versions, basis.questions - basis.kept) == ([1, 2], 2)
    chain = found.series[-1]
    lines = zip(chain.values, chain.like_for_like, strict=True)
    gained = [alike.mean - value.mean for value, alike in lines if value and alike]
    # Without the second version's strictness the kept questions would say the same as all of them.
    assert sum(gained[2:]) - sum(gained[:2]) > 1, gained


def test_surveys_hold_to_the_import_rules(loaded: Loaded, work: Work):
    with work() as uow:
        figures = list(uow.session.scalars(select(EngagementFigure)))
    assert {figure.team_code for figure in figures} == {"", "reception", "sales", "service", "parts"}
    assert all(1 <= figure.mean <= 5 and 1 <= figure.n <= (figure.invited or 0) for figure in figures)


def test_loading_twice_changes_nothing(loaded: Loaded, engine: Engine, settings: Settings):
    again = load(engine, settings)
    assert not again.new and again.fact == loaded.fact


def test_the_same_seed_makes_the_same_chain(loaded: Loaded, work: Work, settings: Settings, tmp_path: Path):
    other = make_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    migrate.upgrade(other)
    again = load(other, settings)
    with work() as mine, unit_of_work(other, write=False) as theirs:
        assert [told(visit) for visit in visits_of(mine)] == [told(visit) for visit in visits_of(theirs)]
    other.dispose()
    assert again == loaded


def told(visit: Visit) -> tuple[object, ...]:
    return visit.id, visit.status, visit.auditor_id, visit.checklist_version.number, visit.score_card


def test_data_of_ones_own_are_left_alone(engine: Engine, settings: Settings, work: Work):
    with work() as uow:
        make_user(uow)
    with pytest.raises(Conflict, match="data of your own"):
        load(engine, settings)


def test_the_model_links_service_to_engagement_two_quarters_before():
    latent = simulate(np.random.default_rng(3), 2000, 8, teams=4)
    before, within = latent.engagement[:, :-LAG], latent.service - latent.service.mean(axis=1, keepdims=True)
    moved = before - before.mean(axis=1, keepdims=True)
    within = within - within.mean(axis=0)
    slope = float((moved * within).sum() / (moved**2).sum())
    assert slope == pytest.approx(0.26, abs=0.03)
    assert latent.service.mean() == pytest.approx(75, abs=2)


def test_quarters_end_with_todays():
    assert [quarter.code for quarter in last_quarters(dt.date(2027, 1, 1), 3)] == ["2026-Q3", "2026-Q4", "2027-Q1"]
    assert last_quarters(dt.date(2027, 1, 1), 1)[0].ends_on == dt.date(2027, 3, 31)
