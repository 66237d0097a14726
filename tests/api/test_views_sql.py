"""The views for BI programs: what they hold, what they never hold, and that they outlive the next migration."""

import re
import uuid

import pytest
from sqlalchemy import Engine, text, update

from backend.exports.sql_views import VIEWS
from backend.insights.tallies import ask_for_rebuild
from backend.kernel import jobs, migrate
from backend.visits.models import SectionScore, Visit
from tests.api.client import Device
from tests.conftest import Work
from tests.factories.journeys import JOURNEY, journey_answers, make_journey
from tests.factories.visits import Chain, make_chain


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, JOURNEY)


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        visit_id = make_journey(uow, chain, journey_answers(), {})
        score = {"section_id": "end", "touchpoint": "follow_up", "percent": 100.0, "items": 1, "excluded": 0}
        uow.session.add(SectionScore(visit_id=visit_id, **score))
    return visit_id


def read(engine: Engine, view: str) -> list[dict]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {view}")).mappings()]


def test_a_program_reads_visits_answers_and_scores(engine: Engine, visit_id: uuid.UUID, chain: Chain) -> None:
    (visit,) = read(engine, "v_visit")
    assert (visit["visit_id"], visit["centre_id"]) == (str(visit_id), str(chain.centre.id))
    assert (visit["checklist"], visit["version"], str(visit["visited_on"])) == ("journey", 1, "2026-11-20")
    answers = {(row["question"], row["entry"]): row for row in read(engine, "v_answer")}
    warm, reply = answers["staff_warm", "2k3f9"], answers["reply_after", None]
    assert (warm["answer"], warm["points"], warm["maximum"], warm["state"]) == ("no", 0, 1, "scored")
    assert (reply["number"], reply["answer"]) == (11520, "11520")
    counted = [row for row in answers.values() if row["points"] is not None]
    points, most = (sum(row[name] * row["weight"] for row in counted) for name in ("points", "maximum"))
    assert 100 * points / most == pytest.approx(visit["score"], abs=1e-9)
    (score,) = read(engine, "v_section_score")
    assert (score["section"], score["percent"], score["visit_id"]) == ("end", 100.0, str(visit_id))
    texts = {row["question"]: row["text_de"] for row in read(engine, "v_question")}
    assert texts["thanked"] == "Wurde Ihnen gedankt?"


def test_figures_are_those_of_the_pages(
    engine: Engine, work: Work, visit_id: uuid.UUID, chain: Chain, new_device: Device
) -> None:
    with work() as uow:
        ask_for_rebuild(uow)
    jobs.run_waiting(engine)
    rows = [row for row in read(engine, "v_figure") if row["measure"] == "overall" and row["period"] == "2026-Q4"]
    found = {row["scope"]: row for row in rows}
    shown = new_device().as_user(chain.administrator).get("/comparison?from=2026-10-01&to=2026-12-31").json["series"]
    means = {series["kind"]: series["values"][-1] for series in shown if series["values"][-1]}
    for scope in ("centre", "area", "chain"):
        assert found[scope]["mean"] == pytest.approx(means[scope]["mean"], abs=1e-5)
        assert found[scope]["visits"] == means[scope]["visits"] == 1
    assert found["centre"]["name"] == chain.centre.name


@pytest.mark.parametrize("status", ["submitted", "returned", "void", "cancelled", "in_progress"])
def test_what_is_not_approved_is_in_no_view(engine: Engine, work: Work, visit_id: uuid.UUID, status: str) -> None:
    with work() as uow:
        uow.session.execute(update(Visit).values(status=status))
    for view in ("v_visit", "v_answer", "v_section_score"):
        assert read(engine, view) == []


def test_no_view_says_who_audited(engine: Engine, visit_id: uuid.UUID, chain: Chain) -> None:
    for view in VIEWS:
        told = str(read(engine, view))
        assert chain.auditor.name not in told
        assert str(chain.auditor.id) not in told
        assert chain.auditor.id.hex not in told


def test_no_view_says_at_which_minute(engine: Engine, visit_id: uuid.UUID) -> None:
    """It names who was on duty: of a question that asks for a time there is the row, without the time."""
    rows = {row["question"]: row for row in read(engine, "v_answer")}
    assert rows["sent_at"]["answer"] is None
    for view in VIEWS:
        told = [value for row in read(engine, view) for value in row.values() if isinstance(value, str)]
        assert [value for value in told if re.search(r"T[0-9]{2}:[0-9]{2}", value)] == []


def test_views_are_made_anew_and_keep_their_readers(database: Engine) -> None:
    if database.dialect.name == "postgresql":
        with database.begin() as connection:
            connection.execute(text("GRANT SELECT ON v_visit TO PUBLIC"))
    with database.begin() as connection:
        connection.execute(text("DROP VIEW v_figure"))
    migrate.upgrade(database)
    assert read(database, "v_figure") == []
    if database.dialect.name == "postgresql":
        asked = (
            "SELECT count(*) FROM information_schema.role_table_grants WHERE table_name='v_visit' AND grantee='PUBLIC'"
        )
        with database.begin() as connection:
            assert connection.scalar(text(asked)) == 1
            connection.execute(text("REVOKE SELECT ON v_visit FROM PUBLIC"))
