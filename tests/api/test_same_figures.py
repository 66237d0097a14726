"""One figure wherever it is read: in the API's pages, in a document's text and data, in CSV and in a workbook."""

import csv
import datetime as dt
import io
import json
import re
import uuid
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from pyarrow import parquet
from pypdf import PdfReader
from sqlalchemy import Engine

from backend.centres.models import Touchpoint
from backend.kernel import jobs
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import unit_of_work
from backend.reports.figures.facts import read_figures
from backend.reports.figures.report import build_figures
from backend.reports.models import Report
from backend.reports.subjects import Order, Subject
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.centres import make_centre
from tests.factories.figures import FULL, approve, given, left_out, make_submitted
from tests.factories.visits import Chain, make_chain

DAY = dt.date(2026, 11, 3)
QUARTER = "period=quarter&from=2026-10-01&to=2026-12-31"
# As a document calls those that stand in it.
PRINTED = {
    "overall": "Overall score",
    "compliance": "Visits meeting every must-do",
    "touchpoint:arrival": "On arrival",
    "section:full/arrival": "Arrival",
    "question:full/greeted": "Greeted?",
}
MEASURES = (*PRINTED, "delight", "duration:full/minutes", "team:sales")
SAME = ("mean", "low", "high", "method", "visits", "centres", "applicable", "excluded", "low_base", "checklists")
Figure = dict[str, Any]


@pytest.fixture
def chain(work: Work, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """Three centres in two areas: five, four and four visits, no two alike, with answers left out."""
    noon = dt.datetime.combine(DAY + dt.timedelta(days=9), dt.time(12), dt.UTC)
    monkeypatch.setattr("backend.insights.service.now", lambda: noon)
    monkeypatch.setattr("backend.exports.views.DOWNLOADS", "1000/minute")
    with work() as uow:
        chain = make_chain(uow, FULL)
        uow.session.add(Touchpoint(code="arrival", name={"en": "On arrival"}, position=1, team_code=None))
        places = [(chain.centre, 5), (make_centre(uow, chain.area), 4), (chain.elsewhere, 4)]
        for place, (centre, visits) in enumerate(places):
            for number in range(visits):
                visit_id = make_submitted(uow, chain, centre, chain.version.id, DAY, answers(place, number))
                approve(uow, chain, visit_id)
    return chain


def answers(place: int, number: int) -> dict[str, Any]:
    return {
        "greeted": left_out() if number == 3 else given("no" if number == place else "yes"),
        "minutes": left_out("not_observed") if number == 2 else given(100 * ((number + place) % 5)),
        "surprise": given((number + place) % 4),
        "interest": given((2 * number + place) % 4),
        "offered": given("yes" if number % 4 or place else "no"),
    }


@pytest.fixture
def office(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def test_a_figure_is_the_same_wherever_it_is_read(engine: Engine, office: ApiClient, chain: Chain) -> None:
    centre, area = str(chain.centre.id), str(chain.area.id)
    for kind, id_, about, by in (
        ("centre", centre, f"centre_id={centre}", "centre"),
        ("area", area, f"area_id={area}", "area"),
        ("chain", None, "", "chain"),
    ):
        asked = f"{QUARTER}&by={by}&{about}"
        reference = {measure: compared(office, measure, asked, kind, id_) for measure in MEASURES}
        assert all(one["low"] is not None for one in reference.values())
        assert reference["question:full/greeted"]["excluded"]
        text, inside = document(engine, office, kind, id_)
        on_pages = pages(office, kind, id_)
        for measure, figure in reference.items():
            where = f"{measure} of the {kind}"
            assert from_csv(office, measure, asked, kind, id_) == figure, where
            assert from_parquet(office, measure, asked, kind, id_) == figure, where
            # A workbook keeps sixteen digits of a number.
            rounded = figure | {name: pytest.approx(figure[name], rel=1e-12) for name in SAME[:3]}
            assert from_workbook(office, measure, asked, kind, id_) == rounded, where
            assert inside.get(measure, figure) == figure, where
            if measure in PRINTED:
                assert measure in inside, where
                assert printed(measure, figure) in text, (where, printed(measure, figure))
            assert on_pages.get(measure, figure) == figure, where
            behind = office.get(f"/figures/visits?measure={measure}&period=quarter&at=2026-Q4&{about}").json["figure"]
            assert same(behind) == figure, where
        assert {"overall", "compliance", "touchpoint:arrival"} <= set(on_pages)


def test_teams_beside_each_other_are_the_same_in_files(office: ApiClient, chain: Chain) -> None:
    for measure, about in (("overall", ""), ("section:full/arrival", f"&centre_id={chain.centre.id}")):
        asked = f"{QUARTER}&by=team{about}"
        figure = compared(office, measure, asked, "team", "sales")
        assert from_csv(office, measure, asked, "team", "sales") == figure
        assert from_parquet(office, measure, asked, "team", "sales") == figure


def test_figures_are_what_the_tables_of_visits_come_to(office: ApiClient, chain: Chain) -> None:
    """An analyst finds the page's figures in the scores, and the pooled one in the answers."""
    days = "from=2026-10-01&to=2026-12-31"
    scores = read_csv(office, f"scores.csv?{days}")
    for measure in ("overall", "delight", "touchpoint:arrival", "section:full/talk"):
        figure = compared(office, measure, f"{QUARTER}&by=chain", "chain", None)
        mine = [row for row in scores if row["measure"] == measure]
        percents = [float(row["percent"]) for row in mine if row["percent"]]
        assert (sum(percents) / len(percents), len(percents)) == (pytest.approx(figure["mean"]), figure["visits"])
        bases = [sum(int(row[name]) for row in mine) for name in ("items", "excluded")]
        assert bases == [figure["applicable"], figure["excluded"]], measure
    answers = read_csv(office, f"answers.csv?{days}")
    counted = [row for row in answers if row["points"] and row["kind"] == "basic"]
    points, most = (
        sum(float(row[name]) * float(row["weight"]) for row in counted if name == "points" or row["bonus"] == "false")
        for name in ("points", "maximum")
    )
    pooled = compared(office, "overall", f"{QUARTER}&by=chain&aggregate=pooled", "chain", None)
    assert 100 * points / most == pytest.approx(pooled["mean"])
    assert len(counted) == pooled["applicable"]


def test_the_picture_over_time_has_the_lines_of_its_table(app: Flask, engine: Engine, chain: Chain) -> None:
    place = {"period_kind": "quarter", "period": "2026-Q4"}
    for kind, own, subject in (
        ("area", chain.area, Subject(area_id=chain.area.id, **place)),
        ("centre", chain.centre, Subject(centre_id=chain.centre.id, **place)),
        ("area", None, Subject(**place)),
    ):
        order = Order(kind, "review", "en", subject)
        with unit_of_work(engine, write=False) as uow:
            trend = build_figures(read_figures(uow, order), order)["trend"]
        told = [(own.name, "mean")] if own else []
        for row in trend["rows"]:
            for name, column in [*told, ("The chain", "chain")]:
                assert f"{name}, {row['period']}: {row[column]}" in trend["chart"]
        lines = set(re.findall(r'data-tip="([^",]+), Q\d', trend["chart"]))
        assert lines == {name for name, _ in told} | {"The chain"}


def same(figure: Figure) -> Figure:
    return {name: figure[name] for name in SAME}


def compared(office: ApiClient, measure: str, asked: str, kind: str, id_: str | None) -> Figure:
    """As the API compares it."""
    reply = office.get(f"/comparison?measure={measure}&{asked}")
    assert reply.status_code == 200, reply.text
    (series,) = [one for one in reply.json["series"] if (one["kind"], one["id"]) == (kind, id_)]
    (value,) = [one for one in series["values"] if one]
    return same(value)


def pages(office: ApiClient, kind: str, id_: str | None) -> dict[str, Figure]:
    """As the page of the place shows it."""
    about = f"&area_id={id_}" if kind == "area" else ""
    path = f"/centres/{id_}/figures?period=quarter" if kind == "centre" else f"/overview?period=quarter{about}"
    page = office.get(path).json
    whole = {"overall": page["headline"], "compliance": page["compliance"]}
    found = {measure: same(one["values"][-1]) for measure, one in whole.items()}
    found |= {f"touchpoint:{one['code']}": same(one["figure"]) for one in page["touchpoints"]}
    return found | {one["measure"]: same(one["figure"]) for one in page["strongest"] + page["weakest"]}


def document(engine: Engine, office: ApiClient, kind: str, id_: str | None) -> tuple[str, dict[str, Figure]]:
    """The text of its report, and the figures of the place in the data inside it."""
    place = {} if id_ is None else {f"{kind}_id": id_}
    about = {"kind": "centre" if kind == "centre" else "area", "period_kind": "quarter", "period": "2026-Q4"}
    asked = office.put(f"/reports/{new_id()}", {"edition": "review", **about, **place})
    assert asked.status_code == 202, asked.text
    with unit_of_work(engine, write=False) as uow:
        job_id = uow.session.get_one(Report, uuid.UUID(asked.json["id"])).job_id
    # This one alone: approvals have asked for reports too.
    jobs.run_job(engine, job_id)
    reader = PdfReader(io.BytesIO(office.get(f"/reports/{asked.json['id']}/file").data))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    data = json.loads(reader.attachments["data.json"][0])
    return text, {one["measure"]: same(one) for one in data["figures"] if one["of"] == "place"}


def printed(measure: str, figure: Figure) -> str:
    """A row of a table on paper: the figure, its range, visits, what counted and what was left out."""
    unit = " %" if measure == "compliance" else ""
    few = " *" if figure["low_base"] else ""
    span = f"{figure['low']:.1f} – {figure['high']:.1f}"
    base = f"{figure['visits']}{few} {figure['applicable']} {figure['excluded']}"
    return f"{PRINTED[measure]} {figure['mean']:.1f}{unit} {span} {base}"


def read_csv(office: ApiClient, path: str) -> list[dict[str, str]]:
    reply = office.get(f"/exports/{path}")
    assert reply.status_code == 200, reply.text
    return list(csv.DictReader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))


def from_csv(office: ApiClient, measure: str, asked: str, kind: str, id_: str | None) -> Figure:
    rows = read_csv(office, f"comparison.csv?measure={measure}&{asked}")
    (row,) = [row for row in rows if (row["series"], row["id"] or None) == (kind, id_)]
    kinds = {"method": str, "checklists": lambda text: text.split("; "), "low_base": lambda text: text == "true"}
    return {name: kinds.get(name, json.loads)(row[name]) for name in SAME}


def from_parquet(office: ApiClient, measure: str, asked: str, kind: str, id_: str | None) -> Figure:
    reply = office.get(f"/exports/comparison.parquet?measure={measure}&{asked}")
    rows = parquet.read_table(io.BytesIO(reply.data)).to_pylist()
    (row,) = [row for row in rows if (row["series"], row["id"] or None) == (kind, id_)]
    return {name: row[name].split("; ") if name == "checklists" else row[name] for name in SAME}


def from_workbook(office: ApiClient, measure: str, asked: str, kind: str, id_: str | None) -> Figure:
    reply = office.get(f"/exports/comparison.xlsx?measure={measure}&{asked}")
    rows = list(load_workbook(io.BytesIO(reply.data), read_only=True).worksheets[0].iter_rows(values_only=True))
    # Empty cells at the end of a row are not there.
    named = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    (row,) = [row for row in named if (row["series"], row["id"] or None) == (kind, id_)]
    return {name: row[name].split("; ") if name == "checklists" else row[name] for name in SAME}
