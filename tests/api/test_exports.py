"""Tables that leave: every form, long and wide, what is in them and for whom, and what is never in them."""

import csv
import datetime as dt
import io
import json
import uuid
import zipfile

import pytest
from openpyxl import load_workbook
from pyarrow import parquet
from sqlalchemy import select, update

from backend.exports import queries
from backend.visits.models import Answer, Visit
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.exports import EXPORTED, fetch, table
from tests.factories.reports import DAY
from tests.factories.visits import NOON, Chain, Scene

FORMULAS = ("=1+1", "+49 30", "-5", "@SUM(A1)", "\tx", "\rx", "＝1", "#N/A")  # noqa: RUF001
PLAIN_LINES = "one\ntwo\r\nthree"
MULTILINE = 'He said "no",\nthen — nothing; 漢字 🚗'


@pytest.fixture
def scene() -> Scene:
    return EXPORTED


def say(work: Work, visit_id: uuid.UUID, key: str, comment: str) -> None:
    with work() as uow:
        mine = (Answer.visit_id == visit_id, Answer.question_id == key)
        uow.session.execute(update(Answer).where(*mine).values(comment=comment))


def test_visits_as_csv(administrator: ApiClient, visit_id: uuid.UUID, chain: Chain) -> None:
    (row,) = table(administrator, "visits.csv")
    assert (row["visit_id"], row["status"], row["visited_on"]) == (str(visit_id), "approved", "2026-11-20")
    assert (row["centre_code"], row["checklist"], row["version"]) == (chain.centre.code, "journey", "1")
    assert (row["auditor"], row["arrived_at"]) == (chain.auditor.name, "2026-11-20T12:00:00Z")
    assert (row["part_of_day"], float(row["score"])) == ("afternoon", pytest.approx(200 / 3))


def test_points_in_the_answers_add_up_to_the_score(administrator: ApiClient, visit_id: uuid.UUID, work: Work) -> None:
    rows = table(administrator, "answers.csv")
    counted = [row for row in rows if row["points"]]
    points, most = (sum(float(r[name]) * float(r["weight"]) for r in counted) for name in ("points", "maximum"))
    with work() as uow:
        stored = uow.session.scalar(select(Visit.score_percent))
    assert 100 * points / most == pytest.approx(stored, abs=1e-9)
    by_key = {(row["question"], row["entry"]): row for row in rows}
    warm = by_key["staff_warm", "2k3f9"]
    assert (warm["answer"], warm["label"], warm["state"], warm["section"]) == ("no", "No", "scored", "people")
    assert by_key["reply_after", ""]["number"] == "11520.0"
    german = {row["question"]: row for row in table(administrator, "answers.csv?lang=de")}
    assert (german["thanked"]["text"], german["thanked"]["label"]) == ("Wurde Ihnen gedankt?", "Ja")


def test_wide_has_one_column_a_question_and_entry(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    (row,) = table(administrator, "answers.csv?shape=wide")
    entries = [name for name in row if name.startswith("staff_warm@")]
    assert entries == ["staff_warm@1", "staff_warm@2k3f9", "staff_warm@3"]
    assert [row[name] for name in entries] == ["yes", "no", "yes"]
    assert (row["reply_after"], row["thanked"], row["staff_cold@2k3f9"]) == ("11520.0", "yes", "Looked away")
    assert "staff_warm" not in row


def test_wide_says_what_did_not_apply(work: Work, administrator: ApiClient, visit_id: uuid.UUID) -> None:
    with work() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        card = json.loads(json.dumps(visit.score_card))
        next(one for one in card["questions"] if one["id"] == "thanked")["state"] = "not_applicable"
        visit.score_card = card
    (row,) = table(administrator, "answers.csv?shape=wide")
    assert (row["thanked"], row["not_applicable"], row["not_observed"]) == ("", "thanked", "")


def test_scores_of_sections_and_touchpoints(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    found = {row["measure"]: row for row in table(administrator, "scores.csv")}
    assert set(found) == {
        "overall", "delight", "section:journey/before", "section:journey/people", "section:journey/end",
        "touchpoint:web_lead", "touchpoint:greeting", "touchpoint:follow_up",
    }  # fmt: skip
    greeting = found["touchpoint:greeting"]
    assert (float(greeting["percent"]), greeting["items"], greeting["excluded"]) == (pytest.approx(200 / 3), "3", "0")
    (wide,) = table(administrator, "scores.csv?shape=wide")
    assert (wide["section:journey/people"], wide["touchpoint:web_lead"]) == (greeting["percent"], "50.0")


def test_the_comparison_is_the_pages(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    asked = "from=2026-10-01&to=2026-12-31"
    shown = administrator.get(f"/comparison?period=quarter&{asked}").json
    rows = table(administrator, f"comparison.csv?period=quarter&{asked}")
    page = [
        (series["kind"], value["mean"], value["low"], value["visits"], value["excluded"])
        for series in shown["series"]
        for value in series["values"]
        if value is not None
    ]
    read = [
        (r["series"], float(r["mean"]), float(r["low"]) if r["low"] else None, int(r["visits"]), int(r["excluded"]))
        for r in rows
    ]
    assert page
    assert read == page


def test_a_comparison_leaves_out_no_centre_however_many(
    administrator: ApiClient, visit_id: uuid.UUID, monkeypatch
) -> None:
    monkeypatch.setattr("backend.insights.service.MOST_CENTRES", 0)
    assert administrator.get("/comparison").json["centres_left_out"] > 0
    assert "centre" in {row["series"] for row in table(administrator, "comparison.csv?by=centre")}


def test_formulas_are_text_and_numbers_stay_numbers(work: Work, administrator: ApiClient, visit_id: uuid.UUID) -> None:
    for formula in FORMULAS:
        say(work, visit_id, "thanked", formula)
        row = next(row for row in table(administrator, "answers.csv") if row["question"] == "thanked")
        assert row["comment"] == ("'" + formula if formula != "#N/A" else formula)
        sheet = load_workbook(io.BytesIO(fetch(administrator, "answers.xlsx")))["answers"]
        at = {cell.value: cell.column for cell in sheet[1]}
        line = next(row for row in sheet.iter_rows(min_row=2) if row[at["question"] - 1].value == "thanked")
        cell = line[at["comment"] - 1]
        assert (cell.data_type, cell.value.strip()) == ("s", formula.strip())
    assert (row["points"], float(row["weight"])) == ("1", 1.0)


def test_comments_keep_every_character_and_line(work: Work, administrator: ApiClient, visit_id: uuid.UUID) -> None:
    say(work, visit_id, "sent_at", PLAIN_LINES)
    say(work, visit_id, "thanked", MULTILINE)
    rows = {row["question"]: row["comment"] for row in table(administrator, "answers.csv")}
    assert rows["sent_at"] == PLAIN_LINES
    row = next(row for row in table(administrator, "answers.csv") if row["question"] == "thanked")
    assert row["comment"] == MULTILINE
    found = parquet.read_table(io.BytesIO(fetch(administrator, "answers.parquet"))).to_pylist()
    assert next(row for row in found if row["question"] == "thanked")["comment"] == MULTILINE


def test_workbook_has_types_a_fixed_header_a_filter_and_a_dictionary(
    administrator: ApiClient, visit_id: uuid.UUID
) -> None:
    book = load_workbook(io.BytesIO(fetch(administrator, "visits.xlsx")))
    assert book.sheetnames == ["visits", "dictionary"]
    sheet, words = book["visits"], book["dictionary"]
    head = [cell.value for cell in sheet[1]]
    line = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert (line["visited_on"], line["arrived_at"]) == (dt.datetime(2026, 11, 20), dt.datetime(2026, 11, 20, 12))
    assert isinstance(line["score"], float)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{sheet.cell(1, len(head)).coordinate[:-1]}2")
    told = [row[0] for row in words.iter_rows(values_only=True)]
    assert told[0].startswith("For improvement, not discipline")
    assert told[-len(head) :] == head


def test_parquet_has_types_and_says_what_it_is_for(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    found = parquet.read_table(io.BytesIO(fetch(administrator, "visits.parquet")))
    kinds = {field.name: str(field.type) for field in found.schema}
    assert (kinds["visited_on"], kinds["score"], kinds["version"]) == ("date32[day]", "double", "int64")
    assert kinds["arrived_at"] == "timestamp[us, tz=UTC]"
    assert b"not discipline" in found.schema.metadata[b"purpose"]
    assert found.to_pylist()[0]["visited_on"] == DAY


def test_the_purpose_goes_with_every_file(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    for form in ("csv", "zip", "xlsx", "parquet"):
        name = administrator.get(f"/exports/visits.{form}").headers["Content-Disposition"]
        assert "improvement-not-discipline" in name
    archive = zipfile.ZipFile(io.BytesIO(fetch(administrator, "answers.zip")))
    assert archive.namelist() == ["README.txt", "dictionary.csv", "answers.csv"]
    assert archive.read("README.txt").decode().startswith("For improvement, not discipline. No ranking of people.")
    assert archive.read("answers.csv") == fetch(administrator, "answers.csv")
    german = zipfile.ZipFile(io.BytesIO(fetch(administrator, "answers.zip?lang=de"))).read("README.txt").decode()
    assert german.startswith("Zur Verbesserung, nicht zur Disziplinierung.")


def test_a_workbook_that_cannot_hold_its_rows_is_not_begun(
    administrator: ApiClient, visit_id: uuid.UUID, monkeypatch
) -> None:
    monkeypatch.setattr(queries.Found, "batches", lambda *_: pytest.fail("rows were read"))
    monkeypatch.setattr("backend.exports.forms.workbook.MOST_ROWS", 3)
    assert administrator.get("/exports/answers.xlsx").json["code"] == "export.too_many_rows"


def test_what_cannot_be_is_told(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    assert administrator.get("/exports/visits.csv?shape=wide").json["code"] == "export.no_wide_form"
    assert administrator.get("/exports/visits.csv?from=tomorrow").json["errors"][0]["pointer"] == "/from"
    assert administrator.get("/exports/visits.csv?auditor=x").json["errors"][0]["code"] == "unknown_field"
    assert administrator.get("/exports/visits.doc").status_code == 404
    assert administrator.get("/exports/comparison.csv?measure=luck").json["errors"][0]["pointer"] == "/measure"


def test_more_visits_than_one_batch_all_leave(administrator: ApiClient, work: Work, chain: Chain, monkeypatch) -> None:
    from tests.factories.reports import make_scored

    monkeypatch.setattr(queries, "IDS_AT_ONCE", 250)
    with work() as uow:
        ids = make_scored(uow, chain, chain.centre, [50.0] * 620, DAY, submitted_at=NOON)
    assert {row["visit_id"] for row in table(administrator, "visits.csv")} == {str(id_) for id_ in ids}


def test_the_dictionary_explains_every_column_and_question(administrator: ApiClient, visit_id: uuid.UUID) -> None:
    words = list(csv.DictReader(io.StringIO(fetch(administrator, "dictionary.csv").decode(), newline="")))
    known = {(row["table"], row["column"]) for row in words}
    for name in ("visits", "answers", "scores", "comparison"):
        asked = "?from=2026-10-01&to=2026-12-31" if name == "comparison" else ""
        assert {(name, column) for column in table(administrator, f"{name}.csv{asked}")[0]} <= known
    thanked = next(row for row in words if row["column"] == "thanked")
    assert (thanked["meaning"], thanked["options"]) == ("Were you thanked?", "yes=Yes; no=No")
    data = json.loads(fetch(administrator, "dictionary.json?lang=de"))
    assert data["purpose"].startswith("Zur Verbesserung")
    assert all(row["meaning"] for rows in data["tables"].values() for row in rows)


def test_nothing_approved_yet_still_has_a_header(administrator: ApiClient, chain: Chain) -> None:
    assert fetch(administrator, "visits.csv").startswith(b"visit_id,status,visited_on")
    assert load_workbook(io.BytesIO(fetch(administrator, "answers.xlsx?shape=wide")))["answers"].max_row == 1
    assert parquet.read_table(io.BytesIO(fetch(administrator, "scores.parquet"))).num_rows == 0
