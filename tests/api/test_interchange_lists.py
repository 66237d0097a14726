"""Plain lists of questions, as people keep them in a spreadsheet or a CSV file."""

from pathlib import Path
from typing import Any

import pytest

from backend.checklists.interchange.reading import Imported, Wishes, import_file
from backend.checklists.interchange.workbook import FileRefused
from backend.checklists.service import read_checklist
from backend.domain.checklist import content_hash
from tests.factories.workbooks import write


def listed(path: Path, text: str | bytes, **wishes: str) -> Imported:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    made = import_file(path, Wishes(**wishes))
    assert content_hash(dict(read_checklist(made.text, path.name))) == made.content_hash
    return made


def questions(made: Imported) -> list[dict[str, Any]]:
    return [question for section in made.definition["sections"] for question in section["questions"]]


def test_texts_alone_are_enough(tmp_path: Path) -> None:
    made = listed(tmp_path / "our list.csv", "text\nWere you greeted?\nWas it clean?\n")
    assert [(q["id"], q["type"], q["scored"]) for q in questions(made)] == [
        ("were_you_greeted", "yes_no", True),
        ("was_it_clean", "yes_no", True),
    ]
    assert made.definition["id"] == "our-list"
    assert not made.report.has_losses


def test_even_without_a_head_line(tmp_path: Path) -> None:
    made = listed(tmp_path / "a.csv", "Were you greeted?\nWas it clean?\n")
    assert len(questions(made)) == 2
    assert "no head line" in made.report.findings[0].message


def test_all_columns_are_read(tmp_path: Path) -> None:
    text = (
        "Section,Text,Type,Options,Points,Weight,Required,Critical,Guidance,Kind,Touchpoint,Min,Max,Unit,Bands,Cap\n"
        "Arrival,Greeted?,,,,2,yes,yes,Look around,,arrival,,,,,\n"
        "Arrival,State?,single,Clean | Usable | Unfit,2|1|0,,,,,,,,,,,\n"
        ",Offered?,multiple,Tea=1|Coffee=1|Nothing,,,,,,,,,,,,1\n"
        "Talk,How warm?,scale,,,,,,,,needs,1,5,,,\n"
        "Talk,How long?,duration,,,,,,,,,,,,30=3 90=2 else=0,\n"
        "Talk,Minutes?,number,,,,no,,,,,0,60,min,,\n"
        "Arrival,A gift?,,,,,,,,delight,,,,,,\n"
    )
    made = listed(tmp_path / "a.csv", text)
    arrival, talk = made.definition["sections"]
    assert [q["id"] for q in arrival["questions"]] == ["greeted", "state", "offered", "a_gift"]
    assert (arrival["touchpoint"], talk["touchpoint"]) == ("arrival", "needs")
    greeted, state, offered, gift = arrival["questions"]
    assert (greeted["weight"], greeted["critical"], greeted["guidance"]) == (
        2,
        {"pass_at": None},
        {"en": "Look around"},
    )
    assert [(o["id"], o["points"]) for o in state["options"]] == [("clean", 2), ("usable", 1), ("unfit", 0)]
    assert ([o["points"] for o in offered["options"]], offered["cap"]) == ([1, 1, 0], 1)
    assert gift["kind"] == "delight"
    warm, long, minutes = talk["questions"]
    assert (warm["scale"]["max"], long["bands"][0]["points"], minutes["required"]) == (5, 3, False)
    assert (minutes["unit"], minutes["max"]) == ({"en": "min"}, 60)
    assert not made.report.has_losses


def test_a_german_list_from_an_office_program(tmp_path: Path) -> None:
    text = "Abschnitt;Frage;Punkte\r\nHof;War der Hof gefegt?;3\r\nHof;Grüßte man Sie?;\r\n"
    made = listed(tmp_path / "liste.csv", text.encode("cp1252"), language="de")
    assert [q["id"] for q in questions(made)] == ["war_der_hof_gefegt", "gruesste_man_sie"]
    assert [o["points"] for o in questions(made)[0]["options"]] == [3, 0]
    assert questions(made)[0]["options"][0]["label"] == {"de": "Ja"}


def test_another_language_gets_its_words(tmp_path: Path) -> None:
    made = listed(tmp_path / "a.csv", "text\nVous a-t-on salué ?\n", language="fr")
    assert questions(made)[0]["options"][0]["label"] == {"fr": "Oui"}


def test_options_without_a_type_make_a_choice(tmp_path: Path) -> None:
    made = listed(tmp_path / "a.csv", "text;options\nWhen?;Today|Later\nNow?;Yes|No\n".replace("|", " | "))
    assert [q["type"] for q in questions(made)] == ["single_choice", "yes_no"]


def test_what_is_wrong_costs_one_cell_or_row_and_is_told(tmp_path: Path) -> None:
    text = (
        "text,type,options,points,weight,colour\nA,poem,,,,\nB,single,x|y,1|2|3,heavy,red\nC,single,only,,,\n,,,,4,\n"
    )
    made = listed(tmp_path / "a.csv", text)
    assert [q["id"] for q in questions(made)] == ["b"]
    lost = {(f.row, f.column) for f in made.report.findings if f.kind == "lost"}
    assert lost == {(2, "type"), (3, "points"), (3, "weight"), (4, "options"), (5, "text"), (None, "colour")}


def test_the_first_sheet_of_a_workbook_is_the_list(tmp_path: Path) -> None:
    sheets = {"List": [["Question", "Points"], ["Clean?", 2.5]], "Notes": [["by me"]]}
    made = import_file(write(tmp_path / "b.xlsx", sheets), Wishes())
    assert questions(made)[0]["options"][0]["points"] == 2.5
    assert [f.sheet for f in made.report.findings if f.kind == "lost"] == ["Notes"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.csv", b"\x00\x01\x02\x00"),
        ("a.csv", b'text\n"never closed\n' + b"x" * 200_000),
        ("a.csv", b"text\n" + b"Clean?\n" * 100_000),
        ("a.csv", b"text,type\nA,poem\n"),
        ("a.ods", b"anything"),
    ],
)
def test_a_file_without_questions_is_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(FileRefused, match=r"\w+ \w+.*\."):
        listed(tmp_path / name, data)
