"""What analysts stumble over: names that meet, nothing that looks like zero, several answers, clocks that ran out."""

import csv
import gc
import io
import json
import uuid

import pytest
from pyarrow import parquet
from sqlalchemy import Engine, text, update

from backend.domain.answer import AnswerValue
from backend.exports.harmless import harmless
from backend.exports.pieces import Remembered
from backend.exports.sql_views import VIEWS
from backend.kernel.unit_of_work import UnitOfWork
from backend.visits.models import Answer
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.exports import fetch, table
from tests.factories.figures import approve, given, left_out, make_submitted
from tests.factories.reports import DAY
from tests.factories.visits import Chain, Scene

ODD = """\
id: odd
title: Odd
language: en
scoring: {mode: pooled, bonus_cap: none}
sections:
  - id: first
    title: First
    touchpoint: arrival
    questions:
      - {id: score, type: scale, text: "How good?", scale: {min: 0, max: 2, labels: {"2": Perfect}}}
      - id: liked
        type: multiple_choice
        text: "What did you like?"
        cap: sum
        options: [{id: light, label: Light, points: 1}, {id: smell, label: Smell, points: 1}]
      - {id: asked_at, type: timestamp, text: "When was it asked?"}
      - id: reply
        type: duration
        text: "How long until a reply?"
        clock: {start: asked_at, contact: person, closes: 3600}
        bands: [{up_to: 600, points: 2}, {points: 0}]
      - {id: extra, type: yes_no, text: "More than that?", bonus: true}
      - {id: delighted, type: yes_no, text: "Delighted?", kind: delight, allow_na: true}
  - id: second
    title: Second
    touchpoint: arrival
    questions:
      - {id: shown, type: yes_no, text: "Shown?", allow_na: true, allow_not_observed: true}
"""


def make_odd(uow: UnitOfWork, chain: Chain) -> uuid.UUID:
    answers = {
        "score": given(1),
        "liked": given(["light", "smell"]),
        "asked_at": given("2026-11-20T09:00:00Z"),
        "reply": AnswerValue("no_contact"),
        "extra": given("yes"),
        "delighted": left_out(),
        "shown": left_out("not_observed"),
    }
    visit_id = make_submitted(uow, chain, chain.centre, chain.version.id, DAY, answers)
    approve(uow, chain, visit_id)
    return visit_id


@pytest.fixture
def scene() -> Scene:
    return Scene(ODD, make_odd)


def test_a_question_named_like_a_column_has_a_column_of_its_own(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    data = fetch(administrator, "answers.csv?shape=wide").decode()
    names = next(csv.reader(io.StringIO(data, newline="")))
    assert len(names) == len(set(names))
    (row,) = table(administrator, "answers.csv?shape=wide")
    assert (row["question:score"], float(row["score"])) == ("1.0", pytest.approx(100 * 4 / 6))
    words = list(csv.DictReader(io.StringIO(fetch(administrator, "dictionary.csv").decode(), newline="")))
    told = next(one for one in words if one["column"] == "question:score")
    assert (told["table"], told["options"], told["kind"]) == ("question", "0; 2=Perfect", "basic")


def test_wide_says_why_a_cell_is_empty(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    (row,) = table(administrator, "answers.csv?shape=wide")
    assert (row["reply"], row["no_contact"]) == ("", "reply")
    assert (row["delighted"], row["not_applicable"]) == ("", "delighted")
    assert (row["shown"], row["not_observed"]) == ("", "shown")
    assert row["liked"] == "light;smell"
    found = parquet.read_table(io.BytesIO(fetch(administrator, "answers.parquet?shape=wide")))
    about = {field.name: field.metadata for field in found.schema}
    assert about["reply"][b"unit"] == b"seconds"
    assert about["liked"][b"description"] == b"What did you like? (light=Light; smell=Smell)"


def test_nothing_assessed_is_no_zero_and_keeps_its_base(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    found = {row["measure"]: row for row in table(administrator, "scores.csv")}
    for measure, figure in {
        "delight": ("", "0", "1"),
        "section:odd/second": ("", "0", "1"),
        "section:odd/first": (found["overall"]["percent"], "4", "0"),
        "touchpoint:arrival": (found["overall"]["percent"], "4", "1"),
    }.items():
        row = found[measure]
        assert (row["percent"], row["items"], row["excluded"]) == figure, measure
    assert {row["customer"] for row in found.values()} == {"external"}


def test_what_was_written_comes_back_whatever_it_holds(
    administrator: ApiClient, visit_id: uuid.UUID, work: Work
) -> None:
    """Answers are read as one text: what parts them there may stand in a comment too."""
    written = 'a\x1eb\x1fc \\ " \'ü\' {"id": 1}, {2}'
    with work() as uow:
        uow.session.execute(update(Answer).where(Answer.question_id == "extra").values(comment=written))
    rows = {row["question"]: row for row in table(administrator, "answers.csv")}
    assert (rows["extra"]["comment"], rows["extra"]["bonus"], rows["shown"]["comment"]) == (written, "true", "")


@pytest.mark.only_on("sqlite")
def test_nothing_is_left_over_when_an_export_ends(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    """A server that waited for the collector would hold what each export remembered."""
    gc.collect()
    gc.disable()
    try:
        for path in ("answers.csv", "answers.csv?shape=wide", "scores.csv"):
            fetch(administrator, path)
            assert [one for one in gc.get_objects() if isinstance(one, Remembered)] == [], path
    finally:
        gc.enable()


def test_the_comparison_names_periods_and_places_as_other_tables_do(
    administrator: ApiClient, visit_id: uuid.UUID
) -> None:
    (row,) = table(administrator, "comparison.csv?by=chain&from=2026-10-01&to=2026-12-31")
    assert (row["period_kind"], row["period"], row["period_name"]) == ("quarter", "2026-Q4", "Q4 26")
    places = table(administrator, "comparison.csv?from=2026-10-01&to=2026-12-31")
    (visit,) = table(administrator, "visits.csv")
    codes = {row["series"]: row["code"] for row in places if row["visits"] == "1"}
    assert codes == {"centre": visit["centre_code"], "area": visit["area_code"], "chain": ""}


def test_views_say_several_answers_alike_on_both_databases(engine: Engine, visit_id: uuid.UUID) -> None:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT question, answer FROM v_answer")).all()
        (visit,) = connection.execute(text("SELECT customer, score, delight FROM v_visit")).all()
        kinds = connection.execute(text("SELECT question, kind, critical, bonus FROM v_question")).all()
    answers = {row.question: row.answer for row in rows}
    assert (answers["liked"], answers["reply"], answers["asked_at"]) == ("light;smell", "no_contact", None)
    assert visit == ("external", pytest.approx(100 * 4 / 6), None)
    assert ("extra", "basic", False, True) in [tuple(row) for row in kinds]


def test_the_dictionary_explains_every_wide_column_and_every_view(
    engine: Engine, administrator: ApiClient, visit_id: uuid.UUID
) -> None:
    words = list(csv.DictReader(io.StringIO(fetch(administrator, "dictionary.csv").decode(), newline="")))
    known = {(row["table"], row["column"]) for row in words}
    assert len(known) == len(words)
    questions = {row["column"] for row in words if row["table"] == "question"}
    wide = table(administrator, "answers.csv?shape=wide")[0]
    assert {("answers_wide", name) for name in wide if name not in questions} <= known
    assert {("scores_wide", name) for name in table(administrator, "scores.csv?shape=wide")[0]} <= known
    with engine.connect() as connection:
        for view in VIEWS:
            columns = list(connection.execute(text(f"SELECT * FROM {view}")).keys())  # noqa: S608
            assert [row["column"] for row in words if row["table"] == view] == columns
    as_json = json.loads(fetch(administrator, "dictionary.json"))
    assert "overall" in {one["column"] for one in as_json["tables"]["scores_wide"]}


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("﹦1+1", "'﹦1+1"),
        ("−5", "'−5"),  # noqa: RUF001
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\ufeff@SUM(A1)", "'\ufeff@SUM(A1)"),
        ('nice;=HYPERLINK("x")', 'nice;\'=HYPERLINK("x")'),
        ("nice\n+cmd|' /C calc'!A0", "nice\n'+cmd|' /C calc'!A0"),
        ("nice;-1+SUM(A1)", "nice;'-1+SUM(A1)"),
        ("nice ;-)", "nice ;-)"),
        ("The list:\n- clean\n- bright", "The list:\n- clean\n- bright"),
        ("a = b", "a = b"),
        ("Größe", "Größe"),
    ],
)
def test_no_text_is_a_formula_wherever_a_spreadsheet_cuts_it(written: str, leaves: str) -> None:
    assert harmless(written) == leaves
