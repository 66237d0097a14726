"""Raw answers are added up and dropped; results and starts come in the same way, also from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, inspect, select, text

from backend.cli import main
from backend.engagement.models import EngagementFigure, ResultFigure, RolloutStart
from backend.settings import Settings
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.engagement import csv_of, figure, mistakes, send
from tests.factories.visits import Chain

RAW = "wave_code,closed_on,respondent_key,centre_code,team_code,item_code,value"
ITEMS = {
    "q1": {"dimension": "voice", "reversed": False},
    "q2": {"dimension": "voice", "reversed": True},
    "q3": {"dimension": "pride", "reversed": False},
}


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def raw(centre: str, persons: dict[str, tuple[str, str]]) -> bytes:
    """{key: (team, answers to q1 q2 q3, a blank where there is none)}"""
    return csv_of(
        [
            f"w1,2026-02-10,{key},{centre},{team},q{place},{value}"
            for key, (team, values) in persons.items()
            for place, value in enumerate(values, 1)
            if value != " "
        ],
        RAW,
    )


PERSONS = {
    "k1": ("sales", "515"),
    "k2": ("sales", "424"),
    "k3": ("sales", "3 3"),
    "k4": ("parts", "155"),
    "k5": ("parts", "  1"),
    "k6": ("", "555"),
}


def test_answers_become_figures_of_groups_and_are_not_kept(
    boss: ApiClient, chain: Chain, work: Work, engine: Engine
) -> None:
    reply = send(boss, raw(chain.centre.code, PERSONS), "answers", items=ITEMS)
    assert reply.status_code == 201, reply.text
    assert reply.json["outcome"]["left_out"] == 1
    with work() as uow:
        held = {(one.team_code, one.dimension_code): one for one in uow.session.scalars(select(EngagementFigure))}
    # Parts are two people: their answers count in the centre alone.
    assert {team for team, _ in held} == {"", "sales"}
    sales = held["sales", "voice"]
    # k1: 1 and 1; k2: .75 and .75; k3 answered one of two: .5.
    assert (sales.n, sales.mean) == (3, pytest.approx(75)) and sales.sd == pytest.approx(25)
    # k5 answered none of voice and half of the dimensions.
    assert (held["", "voice"].n, held["", "pride"].n, held["", "engagement"].n) == (5, 6, 6)
    # k1 100, k2 75, k3 50, k4 voice 0 and pride 100: 50, k5 0, k6 voice 50 and pride 100: 75.
    assert held["", "engagement"].mean == pytest.approx(350 / 6)
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608
            assert not any(key in str(rows) for key in ("k1", "k4", "k6")), table


def test_what_is_wrong_in_raw_answers_is_told_by_line(boss: ApiClient, chain: Chain, work: Work) -> None:
    code = chain.centre.code
    lines = [
        f"w1,2026-02-10,k1,{code},sales,q1,4",
        f"w1,2026-02-10,k1,{code},sales,q1,5",
        f"w1,2026-02-10,k1,{code},parts,q2,5",
        f"w2,2026-05-10,k1,{code},sales,q2,5",
        f"w1,2026-02-10,k2,{code},sales,q1,6",
        f"w1,2026-02-10,,{code},sales,q1,yes",
    ]
    assert mistakes(send(boss, csv_of(lines, RAW), "answers")) == [
        (3, "item_code", "duplicate"),
        (4, "respondent_key", "key_again"),
        (5, "respondent_key", "key_again"),
        (6, "value", "outside_scale"),
        (7, "respondent_key", "required"),
        (7, "value", "not_number"),
    ]
    data = raw(code, PERSONS)
    assert send(boss, data, "answers", items=ITEMS).status_code == 201
    again = send(boss, data.replace(b"q3,1", b"q3,2"), "answers", items=ITEMS)
    assert mistakes(again) == [(1, "wave_code", "taken")]


def test_results_of_any_name_and_form(boss: ApiClient, chain: Chain, work: Work) -> None:
    one, other = chain.centre.code, chain.elsewhere.code
    growth = csv_of(
        [f"{one};Q1 2026;3,5", f"{other};2026-Q1;-1,25", f"{one};2026-04-30;0"], "Haus;Quartal;Umsatzwachstum"
    )
    assert send(boss, growth, "results").status_code == 201
    survey = csv_of([f"{one},2026-Q1,Customer Survey,82.5"], "centre,period,measure,value")
    taken = send(boss, survey, "results").json
    with work() as uow:
        held = {(row.measure, row.period, row.value) for row in uow.session.scalars(select(ResultFigure))}
    growths = {("revenue_growth_pct", "2026-Q1", 3.5), ("revenue_growth_pct", "2026-Q1", -1.25)}
    assert held == growths | {("revenue_growth_pct", "2026-Q2", 0.0), ("customer_survey", "2026-Q1", 82.5)}
    wrong = [f"{one},2026-Q1,customer_survey,80", f"{one},2026-Q5,x,1", f"{one},2026-Q2,x,1e12", f"{other},2026-Q2,x,"]
    assert mistakes(send(boss, csv_of(wrong, "centre,period,measure,value"), "results")) == [
        (2, "period", "taken"),
        (3, "period", "not_quarter"),
        (4, "value", "too_large"),
        (5, "value", "required"),
    ]
    assert boss.delete(f"/engagement/imports/{taken['import']['id']}").status_code == 200
    with work() as uow:
        assert "customer_survey" not in set(uow.session.scalars(select(ResultFigure.measure)))


def test_starts_of_a_programme(boss: ApiClient, chain: Chain, work: Work) -> None:
    one = chain.centre.code
    wrong = csv_of(
        [f"{one},one-team,2026-04-01", f"{one},one-team,2026-05-01", f"{one},b,soon"], "centre,programme,started_on"
    )
    assert mistakes(send(boss, wrong, "starts")) == [(3, "centre_code", "duplicate"), (4, "started_on", "not_day")]
    data = csv_of(
        [f"{one},one-team,2026-04-01", f"{chain.elsewhere.code},one-team,01.07.2026"], "centre,programme,start"
    )
    taken = send(boss, data, "starts")
    assert taken.json["outcome"]["starts"] == 2
    with work() as uow:
        assert len(uow.session.scalars(select(RolloutStart)).all()) == 2
    boss.delete(f"/engagement/imports/{taken.json['import']['id']}")
    with work() as uow:
        assert uow.session.scalars(select(RolloutStart)).all() == []


@pytest.mark.only_on("sqlite")
def test_the_command_line_takes_in_lists_undoes_and_publishes(
    chain: Chain, engine: Engine, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIDEOUT_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    from backend.settings import get_settings

    get_settings.cache_clear()
    file = tmp_path / "survey.csv"
    file.write_bytes(csv_of([figure(chain.centre.code, n=12), figure(chain.centre.code, "sales", n=9)]))

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["engagement", *words])
        return result.exit_code, result.output

    code, told = run("import", str(file), "--kind", "figures", "--dry-run")
    assert code == 0 and told.startswith("Nothing is stored yet. 2 rows: 2 figures"), told
    assert "w1: published; " in told and "Not among the teams of their centre: sales" in told
    code, told = run("import", str(file), "--kind", "figures", "--json")
    made = json.loads(told)["id"]
    assert run("import", str(file), "--kind", "figures")[1].startswith("The same file was taken in before")
    assert made in run("list")[1]
    assert "3 answers" in run("publish", "w1")[1] or "are." in run("publish", "w1")[1]
    assert run("undo", made) == (0, "Undone: survey.csv, 2 rows.\n")
    file.write_bytes(csv_of([figure(chain.centre.code, mean=9)]))
    code, told = run("import", str(file), "--kind", "figures")
    assert code != 0 and "line 2: The mean 9 lies outside the scale from 1 to 5." in told
    get_settings.cache_clear()
