"""A large chain in a small size: what `--fast` leaves out, and that nothing else is missing."""

import datetime as dt
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import undefer

from backend.centres.models import Area, Centre
from backend.checklists.queries import load_form
from backend.cli import main
from backend.demo.bulk_store import pack
from backend.demo.chain import make_chain
from backend.demo.chance import Chance
from backend.demo.load import load_demo
from backend.demo.rows import Rows
from backend.domain.scoring import score_visit
from backend.domain.visit_flow import Status
from backend.engagement.models import EngagementFigure, EngagementWave
from backend.evidence.models import Photo
from backend.insights.models import TallyRow
from backend.insights.tallies_making import make_all
from backend.kernel import migrate
from backend.kernel.db import make_engine
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.reviews.models import Review
from backend.system.service import is_simulated
from backend.trail.models import TrailEntry
from backend.visits.models import Answer, ScoreCertificate, SectionScore, Visit
from backend.visits.queries import answers_of
from backend.visits.submission import answer_values

MOMENT = dt.datetime(2026, 11, 18, 10, 30, tzinfo=dt.UTC)
SIZE: dict[str, Any] = {"centres": 3, "quarters": 2, "seed": 7, "moment": MOMENT, "fast": True}
TABLES = (Visit, Answer, SectionScore, TrailEntry, Review, EngagementWave, EngagementFigure, TallyRow)
LEFT_OUT = (Photo, ScoreCertificate)


def test_only_photos_and_certificates_are_left_out_and_as_many_processes_make_the_same(engine: Engine, tmp_path: Path):
    """The same on each database too: COPY and executemany store alike."""
    loaded = load_demo(engine, **SIZE)
    with unit_of_work(engine, write=False) as uow:
        _check_counts(uow, loaded.fact)
        _check_visits(uow)
        assert make_all(lambda: nullcontext(uow), write=False) == 0
    other = make_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    migrate.upgrade(other)
    assert load_demo(other, **SIZE, alone=True) == loaded
    for table in TABLES:
        assert held(engine, table) == held(other, table)
    other.dispose()


def _check_counts(uow: UnitOfWork, fact: Mapping[str, Any]) -> None:
    count = {table: uow.session.scalar(select(func.count()).select_from(table)) for table in (*TABLES, *LEFT_OUT)}
    assert fact["visits"] == 3 * 2 * 4 + 6 and fact["internal_audits"] > 3 * 2
    assert count[Visit] == fact["visits"] + fact["internal_audits"]
    of_customers = select(func.count()).select_from(Answer).join(Visit).where(Visit.scenario_id.is_not(None))
    assert fact["answers"] == uow.session.scalar(of_customers)
    assert all(count[table] for table in TABLES) and not any(count[table] for table in LEFT_OUT)
    assert is_simulated(uow)


def _check_visits(uow: UnitOfWork) -> None:
    visits = list(uow.session.scalars(select(Visit).options(undefer(Visit.score_card))))
    assert {visit.status for visit in visits} == set(Status)
    for visit in visits:
        if visit.submitted_at is not None:
            definition = load_form(uow.session, visit.checklist_version_id).definition
            answers = answer_values(answers_of(uow.session, visit.id))
            assert score_visit(definition, answers, {}).as_json() == visit.score_card
    approved = {visit.id for visit in visits if visit.status == Status.APPROVED}
    decided = select(Review.visit_id).where(Review.decision == Status.APPROVED)
    assert set(uow.session.scalars(decided)) == approved
    years = select(func.sum(TallyRow.visits)).where(TallyRow.scope_kind == "chain", TallyRow.period_kind == "year")
    assert uow.session.scalar(years) == len(approved)


def held(engine: Engine, table: Any) -> list[dict[str, Any]]:
    """All rows of the visits and surveys in one order. Checklist versions have ids of their own in each database."""
    with unit_of_work(engine, write=False) as uow:
        rows = [dict(row._mapping) for row in uow.session.execute(select(*table.__table__.columns))]
    kept = [row for row in rows if row.get("subject_kind") != "checklist"]
    skipped = ("checklist_version_id", "versions")
    return sorted(({k: v for k, v in row.items() if k not in skipped} for row in kept), key=repr)


def test_what_copy_would_read_otherwise_is_written_otherwise():
    rows = Rows()
    rows.add(Area, id=None, name="tab\there, line\nthere, back\\slash\r", parent_id=None, row_version=3)
    rows.add(Visit, score_card={"a": 'é "\n\\'}, score_agrees=True, score_percent=0.1, visited_on=dt.date(2026, 1, 2))
    area, visit = (pack(sheet, "postgresql") for sheet in rows.take())
    assert area.columns == ["id", "name", "parent_id", "row_version"]
    assert area.rows == b"\\N\ttab\\there, line\\nthere, back\\\\slash\\r\t\\N\t3\n"
    assert visit.rows == 'True\t{"a": "é \\\\"\\\\n\\\\\\\\"}\t0.1\t2026-01-02\n'.encode()


def test_a_large_chain_has_districts_and_no_name_twice():
    rows = Rows()
    chain = make_chain(rows, Chance(7), 400, MOMENT, "hash")
    sheets = {
        sheet.table.name: [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows] for sheet in rows.take()
    }
    areas = {area["id"]: area for area in sheets[Area.__tablename__]}
    inside = [place.area_id for place in chain.places]
    assert {inside.count(area) for area in set(inside)} == {25}
    assert all(areas[areas[area]["parent_id"]]["code"] == areas[area]["code"].split("-")[0] for area in set(inside))
    assert all(areas[area]["path"].startswith(areas[areas[area]["parent_id"]]["path"]) for area in set(inside))
    assert len({place.name for place in chain.places}) == 400
    assert len({centre["code"] for centre in sheets[Centre.__tablename__]}) == 400
    assert len(chain.auditors["en"]) == len(chain.auditors["de"]) == 20


def test_five_hundred_centres_are_the_most_that_come_whole():
    refused = CliRunner().invoke(main, ["demo", "load", "--centres", "501"])
    assert refused.exit_code == 2
    assert "--fast" in refused.output
    assert "without photos, files and certificates" in " ".join(
        CliRunner().invoke(main, ["demo", "load", "--help"]).output.split()
    )
