"""Figures of staff surveys from files: taken in whole or not at all, each mistake with its line, undone as a whole."""

import datetime as dt
import time
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from backend.engagement.models import EngagementFigure, EngagementImport, EngagementWave, Publication
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.engagement import HEADER, csv_of, figure, mistakes, send
from tests.factories.visits import Chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def counted(work: Work) -> tuple[int, int, int]:
    """Figures, waves, groups that may be shown."""
    with work() as uow:
        tables = (EngagementFigure, EngagementWave, Publication)
        return tuple(uow.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)  # type: ignore[return-value]


def centre_file(code: str, n: int = 30, wave: str = "w1") -> bytes:
    teams = (("sales", n // 2), ("service", n // 2 - 1))
    rows = [figure(code, n=n, wave=wave), *(figure(code, team, n=count, wave=wave) for team, count in teams)]
    return csv_of(rows)


def test_a_file_is_previewed_checked_imported_published_and_undone(boss: ApiClient, chain: Chain, work: Work) -> None:
    data = centre_file(chain.centre.code)
    head = send(boss, data, way="preview").json
    assert head["rows"] == 3 and head["header"][3] == "centre_code" and head["decimal"] == "."
    assert head["columns"]["mean"] == 8 and head["constants"] == {} and head["sample"][0][3] == chain.centre.code
    dry = send(boss, data, way="check").json
    assert (dry["rows"], dry["figures"], dry["centres"]) == (3, 3, 1)
    assert dry["waves"][0] | {"reason": None} == dry["waves"][0] and dry["waves"][0]["state"] == "published"
    assert counted(work) == (0, 0, 0)
    done = send(boss, data)
    assert done.status_code == 201 and done.json["outcome"] == dry
    # One person is in no team and the smaller team is hidden with that one; chain, area, centre and the larger remain.
    assert dry["waves"][0]["shown"] == 4 and counted(work)[:2] == (3, 1)
    listed = boss.get("/engagement/imports").json["items"]
    assert listed[0]["created_by"] == chain.administrator.name and listed[0]["undone_at"] is None
    undone = boss.delete(f"/engagement/imports/{done.json['import']['id']}")
    assert undone.status_code == 200 and undone.json["undone_at"]
    assert counted(work) == (0, 0, 0)
    assert boss.delete(f"/engagement/imports/{done.json['import']['id']}").json == undone.json
    assert send(boss, data).status_code == 201


def test_the_same_file_again_changes_nothing(boss: ApiClient, chain: Chain, work: Work) -> None:
    data, import_id = centre_file(chain.centre.code), new_id()
    first = send(boss, data, import_id=import_id)
    by_id, by_content = send(boss, data, import_id=import_id), send(boss, data)
    assert [first.status_code, by_id.status_code, by_content.status_code] == [201, 200, 200]
    assert by_id.json["import"] == by_content.json["import"] == first.json["import"]
    assert by_content.json["outcome"] is None and counted(work)[0] == 3
    other = send(boss, centre_file(chain.centre.code, wave="w2"), import_id=import_id)
    assert (other.status_code, other.json["code"]) == (409, "id_taken")


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"n": 0}, ("n", "too_small")),
        ({"n": "7.5"}, ("n", "not_whole")),
        ({"n": "many"}, ("n", "not_number")),
        ({"n": 8, "invited": 7}, ("n", "over_invited")),
        ({"mean": "5.2"}, ("mean", "outside_scale")),
        ({"mean": ""}, ("mean", "required")),
        ({"mean": "nan"}, ("mean", "not_number")),
        ({"mean": "1e400"}, ("mean", "not_number")),
        ({"sd": "2.2"}, ("sd", "sd_range")),
        ({"sd": "-1"}, ("sd", "sd_range")),
        ({"days": "2026-02-01,03/04/2026"}, ("closed_on", "not_day")),
        ({"days": "2026-02-01,2026-02-30"}, ("closed_on", "not_day")),
        ({"days": "2026-02-11,2026-02-10"}, ("closed_on", "wave_order")),
        ({"dimension": "a;b"}, ("dimension_code", "not_code")),
        ({"dimension": ""}, ("dimension_code", "required")),
        ({"wave": "x" * 41}, ("wave_code", "too_long")),
    ],
)
def test_what_cannot_be_has_its_line_and_a_sentence(
    boss: ApiClient, chain: Chain, work: Work, wrong: dict[str, str], expected: tuple[str, str]
) -> None:
    code = chain.centre.code
    reply = send(boss, csv_of([figure(code, dimension="pride"), "", figure(code, **wrong)]))
    assert mistakes(reply)[0] == (4, *expected)
    assert reply.json["code"] == "import.rows" and "Nothing was imported" in reply.json["detail"]
    assert all(error["message"].endswith(".") for error in reply.json["errors"])
    assert counted(work) == (0, 0, 0)


def test_all_mistakes_of_a_file_are_told_at_once(boss: ApiClient, chain: Chain, work: Work) -> None:
    code = chain.centre.code
    lines = [
        figure(code, n=10),
        figure(code, n=10),
        figure("nowhere"),
        figure(code, "sales", n=6, dimension="pride"),
        figure(code, "parts", n=6, dimension="pride"),
        figure(code, n=11, dimension="pride"),
        figure(code, dimension="tools", days="2026-02-01,2026-02-12"),
        figure("elsewhere", n="x", mean=9),
    ]
    found = mistakes(send(boss, csv_of(lines)))
    assert found == [
        (3, "dimension_code", "duplicate"),
        (4, "centre_code", "unknown_centre"),
        (7, "n", "under_teams"),
        (8, "closed_on", "wave_days"),
        (9, "centre_code", "unknown_centre"),
        (9, "n", "not_number"),
    ]
    assert counted(work) == (0, 0, 0)


def test_a_later_file_is_checked_beside_what_is_there(boss: ApiClient, chain: Chain) -> None:
    code = chain.centre.code
    assert send(boss, csv_of([figure(code, "sales", n=20)])).status_code == 201
    later = [
        figure(code, "sales", n=9),
        figure(code, n=19),
        figure(code, dimension="pride", days="2026-02-02,2026-02-10"),
    ]
    assert mistakes(send(boss, csv_of(later))) == [
        (2, "dimension_code", "taken"),
        (3, "n", "under_teams"),
        (4, "closed_on", "wave_days"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Welle;Beginn;Ende;Haus;Team;Dimension;Skala von;Skala bis;Mittelwert;Streuung;Antworten\r\n"
        "Frühjahr 26;01.02.2026;10.02.2026;{code};Verkauf;Rückhalt;1;5;3,75;0,8;12\r\n",
        "Welle\tBeginn\tEnde\tHaus\tTeam\tDimension\tSkala von\tSkala bis\tMittelwert\tStreuung\tAntworten\n"
        "Frühjahr 26\t46054\t46063\t{code}\tVerkauf\tRückhalt\t1\t5\t3,75\t0,8\t12\n",
        '"Welle","Beginn","Ende","Haus","Team","Dimension","Skala von","Skala bis","Mittelwert","Stabw","Antworten"\n'
        '"Frühjahr 26","2026-02-01","2026-02-10 00:00:00","{code}","Verkauf","Rückhalt","1","5","3.75","0.8","12"\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_of_any_office_come_in(boss: ApiClient, chain: Chain, work: Work, data: str, encoding: str) -> None:
    reply = send(boss, data.format(code=chain.centre.code.upper()).encode(encoding))
    assert reply.status_code == 201, reply.text
    with work() as uow:
        (held,) = uow.session.scalars(select(EngagementFigure))
        (wave,) = uow.session.scalars(select(EngagementWave))
    assert (held.mean, held.sd, held.n, held.team_code, held.dimension_code) == (3.75, 0.8, 12, "Verkauf", "rückhalt")
    assert (wave.code, wave.opened_on, wave.closed_on) == ("Frühjahr 26", dt.date(2026, 2, 1), dt.date(2026, 2, 10))


def test_a_decimal_comma_that_was_not_declared_is_named(boss: ApiClient, chain: Chain) -> None:
    line = figure(chain.centre.code, mean='"3,75"')
    assert mistakes(send(boss, csv_of([line]))) == [(2, "mean", "not_number")]
    assert "“.”" in send(boss, csv_of([line])).json["errors"][0]["message"]
    comma = line.replace("0.8", '"0,8"')
    assert send(boss, csv_of([comma]), decimal=",").status_code == 201


def test_a_workbook_with_excel_dates_comes_in(boss: ApiClient, chain: Chain, work: Work, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append([])
    sheet.append(HEADER.split(","))
    day = dt.datetime(2026, 2, 10)
    sheet.append(["w1", None, day, chain.centre.code, None, "voice", 1, 5, 3.75, 0.8, 12, 14, None])
    sheet.append(["w1", None, day.date(), chain.centre.code, None, "pride", 1, 5, "4.5", 0.8, 12.0, 14, None])
    book.save(tmp_path / "figures.xlsx")
    data = (tmp_path / "figures.xlsx").read_bytes()
    reply = send(boss, data, name="figures.xlsx")
    assert reply.status_code == 201, reply.text
    with work() as uow:
        assert sorted(uow.session.scalars(select(EngagementFigure.mean))) == [3.75, 4.5]
        assert uow.session.scalar(select(EngagementWave.closed_on)) == day.date()
    sheet.append(["w1", None, day, chain.centre.code, None, "tools", 1, 5, "=1/0", 0.8, 12, 14, None])
    book.save(tmp_path / "formula.xlsx")
    found = mistakes(send(boss, (tmp_path / "formula.xlsx").read_bytes(), name="formula.xlsx"))
    assert (5, "mean", "required") in found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"just words\nand more of them",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.7\n" + bytes(100),
        b"PK\x03\x04" + b"not a zip at all",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        HEADER.encode(),
        ("a,b\n" + '"' + "x" * 30_000 + '",1\n').encode(),
    ],
)
def test_what_is_no_table_is_said_in_one_sentence(boss: ApiClient, data: bytes, work: Work) -> None:
    reply = send(boss, data, name="thing.csv")
    assert reply.status_code == 422 and reply.json["code"] == "table.refused", reply.text
    assert reply.json["detail"].startswith("thing.csv ") and reply.json["detail"].endswith(".")
    assert counted(work) == (0, 0, 0)


def test_columns_can_be_chosen_and_what_lacks_is_named(boss: ApiClient, chain: Chain, work: Work) -> None:
    data = csv_of([f"{chain.centre.code},4.1,9"], header="Who,How,Many")
    reply = send(boss, data)
    assert reply.status_code == 422 and reply.json["code"] == "import.columns"
    lacking = {error["pointer"] for error in reply.json["errors"]}
    assert {"/columns/wave_code", "/columns/mean", "/columns/n"} <= lacking and "/columns/team_code" not in lacking
    columns = {"centre_code": 0, "mean": 1, "n": 2}
    constants = {"wave_code": "w9", "closed_on": "2026-03-01", "dimension_code": "voice"} | {
        "scale_min": "1",
        "scale_max": "5",
    }
    assert send(boss, data, columns=columns | {"n": 7}, constants=constants).json["code"] == "import.columns"
    assert send(boss, data, columns=columns | {"salary": 1}, constants=constants).json["code"] == "import.columns"
    assert send(boss, data, columns=columns, constants=constants).status_code == 201
    assert counted(work)[0] == 1


def test_only_the_share_of_the_best_answer_is_enough(boss: ApiClient, chain: Chain, work: Work) -> None:
    header = "wave,closed_on,centre,dimension,scale_min,scale_max,n,top_box_n,bottom_box_n"
    line = f"w1,2026-02-10,{chain.centre.code},voice,0,100,20,15,"
    assert mistakes(send(boss, csv_of([line + "6"], header))) == [(2, "top_box_n", "boxes")]
    assert send(boss, csv_of([line + "5"], header)).status_code == 201
    with work() as uow:
        (held,) = uow.session.scalars(select(EngagementFigure))
    assert held.mean == pytest.approx(75) and held.sd == pytest.approx(100 * (0.75 * 0.25 * 20 / 19) ** 0.5)


@pytest.mark.only_on("sqlite")
def test_two_hundred_thousand_rows_come_in_or_tell_what_is_wrong(boss: ApiClient, chain: Chain, work: Work) -> None:
    codes = (chain.centre.code, chain.elsewhere.code)
    lines = [
        figure(codes[i % 2], f"t{i // 2 % 50}", wave=f"w{i // 5000}", dimension=f"d{i // 100 % 50}")
        for i in range(200_000)
    ]
    begun = time.process_time()
    reply = send(boss, csv_of(lines), way="check", head=csv_of(lines[:2]))
    assert reply.status_code == 200, reply.text
    assert (reply.json["rows"], len(reply.json["waves"])) == (200_000, 40)
    assert time.process_time() - begun < 60
    refused = send(boss, csv_of([line.replace(",4,0.8,", ",44,0.8,") for line in lines[:20_000]]), way="check")
    assert refused.status_code == 422 and refused.json["mistakes"] == 20_000 and len(refused.json["errors"]) == 200
    too_many = send(boss, b"a,b\n" + b"1,2\n" * 250_001, way="preview")
    assert too_many.json["code"] == "table.refused" and "250,000 rows" in too_many.json["detail"]
    assert counted(work) == (0, 0, 0)


def test_the_order_of_a_file_is_checked(boss: ApiClient) -> None:
    wrong = send(boss, b"a,b\n1,2\n", kind="salaries", way="preview")
    assert wrong.status_code == 422 and wrong.json["errors"][0]["pointer"] == "/order/kind"
    bare = boss.call("POST", "/engagement/previews", data={"order": "{}"}, content_type="multipart/form-data")
    assert bare.json["errors"][0]["pointer"] == "/file"


def test_nothing_of_an_import_names_a_person(boss: ApiClient, chain: Chain, work: Work) -> None:
    send(boss, centre_file(chain.centre.code))
    with work() as uow:
        (made,) = uow.session.scalars(select(EngagementImport))
        assert made.rows == 3 and set(made.columns) == {"columns", "constants", "items"}
