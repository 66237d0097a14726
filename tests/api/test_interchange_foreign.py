"""XLSForms that were not written for this project: each becomes a checklist, or is refused with a sentence."""

import csv
import os
import random
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from backend.checklists.interchange.commands import WITH_LOSSES
from backend.checklists.interchange.reading import Imported, Wishes, import_file
from backend.checklists.interchange.table import Report, table_of
from backend.checklists.interchange.workbook import FileRefused
from backend.checklists.interchange.xlsform_in import import_xlsform
from backend.checklists.service import read_checklist
from backend.cli import PROBLEM, main
from tests.factories.markdown_forms import sheets_of, workbook_of
from tests.factories.workbooks import Rows

FORMS: Final = sorted((Path(__file__).parents[1] / "fixtures" / "foreign-xlsforms").glob("*[!E].md"))
NAMES: Final = [path.stem for path in FORMS]
WITHOUT_QUESTIONS: Final = {
    *("background-audio", "bad-calc", "cascading-select-test", "hidden", "metadata", "missing-headers"),
    *("old-cascades", "pull-data", "rank", "search-and-select"),
}
WORDS: Final = [
    cell for path in FORMS for rows in sheets_of(path.read_text()).values() for row in rows for cell in row if cell
]
DAMAGED: Final = 8
SEED: Final = int(os.environ.get("FORM_SEED") or random.SystemRandom().randrange(1_000_000))


def text_of(name: str) -> str:
    return next(path for path in FORMS if path.stem == name).read_text(encoding="utf-8")


def brought(name: str, folder: Path) -> Imported:
    return import_file(workbook_of(folder / f"{name}.xlsx", text_of(name)), Wishes())


def lost(made: Imported) -> list[tuple[str, int | None, str | None]]:
    return [(found.sheet, found.row, found.column) for found in made.report.in_order() if found.kind == "lost"]


def run(name: str, folder: Path) -> Result:
    form = workbook_of(folder / f"{name}.xlsx", text_of(name))
    return CliRunner().invoke(main, ["checklists", "import", str(form), "--out", str(folder / "out.yaml")])


def test_there_are_many_and_all_are_found() -> None:
    assert len(FORMS) >= 60
    assert set(NAMES) > WITHOUT_QUESTIONS


@pytest.mark.parametrize("name", sorted(set(NAMES) - WITHOUT_QUESTIONS))
def test_a_form_with_questions_is_written_and_its_losses_are_told(name: str, tmp_path: Path) -> None:
    result = run(name, tmp_path)
    told = result.stderr.splitlines()
    assert {line.partition("\t")[0] for line in told} <= {"lost", "assumed"}
    assert result.exit_code == (WITH_LOSSES if any(line.startswith("lost\t") for line in told) else 0)
    definition = read_checklist((tmp_path / "out.yaml").read_text(encoding="utf-8"), name)
    assert sum(len(section["questions"]) for section in definition["sections"]) > 0


@pytest.mark.parametrize("name", sorted(WITHOUT_QUESTIONS))
def test_a_form_without_any_is_refused_and_the_reasons_are_told(name: str, tmp_path: Path) -> None:
    result = run(name, tmp_path)
    assert (result.exit_code, (tmp_path / "out.yaml").exists()) == (PROBLEM, False)
    *findings, sentence = result.stderr.splitlines()
    assert sentence.endswith((".", "it."))
    assert "Traceback" not in result.stderr
    assert all(line.startswith(("lost\t", "assumed\t")) for line in findings)
    # Only a sheet without its head line says all with the sentence itself.
    assert any(line.startswith("lost\t") for line in findings) or name == "missing-headers"


# ---- what was lost, looked up by hand in the forms


def test_the_tutorial_loses_only_its_remarks(tmp_path: Path) -> None:
    made = brought("tutorial", tmp_path)
    assert lost(made) == [("choices", None, "tutorial notes"), ("survey", None, "tutorial notes")]
    section = made.definition["sections"][0]
    assert (section["id"], section["repeat"]["by"], section["repeat"]["min"]) == ("member", "member_number", 0)
    asked = {question["id"]: question for question in section["questions"]}
    assert asked["age_in_months"]["max"] == 72
    assert asked["age_in_years"]["min"] == 5
    assert [part["op"] for part in asked["pregnant"]["visible_if"]["all"]] == ["eq", "gte", "lte"]


def test_a_survey_of_villages_keeps_its_four_kinds_of_sections(tmp_path: Path) -> None:
    made = brought("cascades-old", tmp_path)
    assert lost(made) == [
        ("cascades", None, None),
        *(("survey", row, "type") for row in (5, 6, 7, 8, 16)),
        ("survey", 17, "label"),
    ]
    repeated = {section["id"] for section in made.definition["sections"] if "repeat" in section}
    assert repeated == {"villager", "household"}
    villager = next(section for section in made.definition["sections"] if section["id"] == "villager")
    assert villager["intro"]["en"].startswith("In this section, please select three community members")


def test_the_form_of_every_widget_loses_eleven_cells_and_five_columns(tmp_path: Path) -> None:
    assert lost(brought("widgets", tmp_path)) == [
        ("choices", None, "image"),
        ("settings", None, "add_none_option"),
        ("survey", None, "constraint_message"),
        ("survey", 4, "constraint"),
        ("survey", 4, "default"),
        ("survey", 5, "constraint"),
        ("survey", 5, "default"),
        ("survey", 7, "constraint"),
        ("survey", 7, "default"),
        ("survey", 8, "default"),
        ("survey", 10, "label"),
        ("survey", 10, "read_only"),
        ("survey", 12, "type"),
        ("survey", 14, "type"),
        ("survey", 15, "type"),
        ("survey", 16, "appearance"),
    ]


def test_paths_of_old_forms_are_conditions_too(tmp_path: Path) -> None:
    made = brought("unknown-question-type", tmp_path)
    assert lost(made) == [("survey", row, "type") for row in (2, 3, 7, 8, 9, 10, 52)]
    assert made.definition["languages"] == ["en", "it", "ja", "mk"]
    asked = {question["id"]: question for question in made.definition["sections"][0]["questions"]}
    assert asked["z3_state"]["visible_if"] == {"q": "zone", "op": "eq", "v": "3_ne"}


def test_a_repeat_inside_a_repeat_is_told(tmp_path: Path) -> None:
    made = brought("repeat-in-repeat", tmp_path)
    assert lost(made) == [
        ("survey", 3, "label"),
        ("survey", 3, "type"),
        ("survey", 7, "label"),
        ("survey", 7, "type"),
        ("survey", 8, "type"),
    ]
    assert [section["id"] for section in made.definition["sections"] if "repeat" in section] == ["household"]


# ---- the same in one CSV file


@pytest.mark.parametrize("name", sorted(set(NAMES) - WITHOUT_QUESTIONS))
def test_a_form_in_csv_is_the_same_as_in_a_workbook(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        for sheet, rows in sheets_of(text_of(name)).items():
            csv.writer(file).writerows([[sheet], *(["", *(cell or "" for cell in row)] for row in rows)])
    assert import_file(path, Wishes()).definition == brought(name, tmp_path).definition


def test_a_sheet_that_comes_twice_in_csv_is_told(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("survey,,\n,type,name\n,text,first\nSurvey,,\n,type,name\n,text,second\n")
    made = import_file(path, Wishes())
    assert lost(made) == [("Survey", None, None)]
    assert [question["id"] for question in made.definition["sections"][0]["questions"]] == ["first"]


# ---- damaged on the way


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_form_gives_a_checklist_or_a_sentence(name: str) -> None:
    for number in range(DAMAGED):
        seed = f"{SEED}/{name}/{number}"
        chance = random.Random(seed)
        report = Report()
        tables = {
            sheet.strip().lower(): table_of(sheet, damaged(rows, chance), report)
            for sheet, rows in sheets_of(text_of(name)).items()
        }
        print(f"FORM_SEED={SEED}: {seed}")  # noqa: T201 - how to see a failure again
        try:
            definition = import_xlsform(tables, name, report)
        except FileRefused as refused:
            assert refused.message.endswith(".")
        else:
            assert definition["sections"]


def damaged(rows: Rows, chance: random.Random) -> list[tuple[int, list[str]]]:
    """Cells emptied, exchanged, doubled, cut or filled with something from another form; rows gone or out of order."""
    lines = [[str(cell or "") for cell in row] for row in rows if chance.random() > 0.05]
    if chance.random() < 0.2:
        chance.shuffle(lines)
    for line in lines:
        for place, text in enumerate(line):
            if chance.random() < 0.1:
                line[place] = chance.choice(["", text * 2, text[: len(text) // 2], text[::-1], chance.choice(WORDS)])
    return list(enumerate(lines, start=1))
