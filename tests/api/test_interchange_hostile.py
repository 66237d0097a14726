"""Strange and hostile workbooks: refused with a sentence, quickly, or read with a report. Never a crash."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.checklists.interchange.compact import compact
from backend.checklists.interchange.reading import Wishes, import_file
from backend.checklists.interchange.table import Report, table_of
from backend.checklists.interchange.workbook import FileRefused
from backend.checklists.interchange.xlsform_in import import_xlsform
from backend.checklists.interchange.yaml_out import write_yaml
from backend.checklists.service import read_checklist
from tests.factories.workbooks import SHEET, cell, sheet_xml, survey, tampered, write

MANY_ROWS = "".join(f"<row r='{n}'>{cell(f'A{n}', 'text')}</row>" for n in range(1, 100_001))
TWO_ROWS = (
    f"<row r='1'>{cell('A1', 'type')}{cell('B1', 'label')}</row><row r='2'>{cell('A2', 'text')}{cell('B2', 'Hi')}</row>"
)
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
BOMBS: dict[str, Callable[[Path], Path]] = {
    "styles": lambda p: tampered(p, {"xl/styles.xml": lambda _: b"<styleSheet>" + b"<xf/>" * 900_000}),
    "unpacked": lambda p: tampered(p, {"xl/media/a.png": lambda _: b"0" * 30_000_000}),
    "laughs": lambda p: tampered(
        p, {SHEET: lambda _: sheet_xml(cell("A1", "&l9;"), prolog=f"<!DOCTYPE x [<!ENTITY l0 'lol'>{LAUGHS}]>")}
    ),
    "outside": lambda p: tampered(
        p,
        {SHEET: lambda _: sheet_xml(cell("A1", "&f;"), prolog="<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hosts'>]>")},
    ),
    "rows": lambda p: tampered(
        p,
        {SHEET: lambda _: sheet_xml(MANY_ROWS)},
    ),
    "far": lambda p: tampered(p, {SHEET: lambda _: sheet_xml("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")}),
    "cut": lambda p: tampered(p, {SHEET: lambda data: data[: len(data) // 2]}),
    "hollow": lambda p: tampered(p, {"xl/workbook.xml": lambda _: b"<x/>"}),
    "parts": lambda p: tampered(p, {f"x/{n}.xml": lambda _: b"<x/>" for n in range(600)}),
    "groups": lambda p: survey(p, *[["begin group", f"g{n}", "G"] for n in range(3000)]),
    "empty": lambda p: write(p, {"Sheet1": []}),
    "no type": lambda p: survey(p, ["text", "a"], head=["kind of", "name"]),
    "only notes": lambda p: survey(p, ["note", "a", "A"]),
    "no zip": lambda p: p.write_text("type,name") and p,
}


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    path = BOMBS[name](tmp_path / "form.xlsx")
    begun = time.process_time()
    with pytest.raises(FileRefused) as refused:
        import_file(path, Wishes())
    assert refused.value.message.endswith(".")
    assert time.process_time() - begun < 10


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(tmp_path: Path) -> None:
    claim, merged = "<dimension ref='A1:XFD1048576'/>", '<mergeCells><mergeCell ref="B2:B4"/></mergeCells>'
    path = tampered(tmp_path / "a.xlsx", {SHEET: lambda _: sheet_xml(TWO_ROWS, before=claim, after=merged)})
    made = import_file(path, Wishes())
    assert made.definition["sections"][0]["questions"][0]["text"] == {"en": "Hi"}
    assert any("B2:B4 is merged" in finding.message for finding in made.report.findings)


def test_formulas_are_not_worked_out(tmp_path: Path) -> None:
    made = import_file(survey(tmp_path / "a.xlsx", ["text", "a", "=1+1"], ["text", "b", "B"]), Wishes())
    assert ("lost", 2, "C") in [(finding.kind, finding.row, finding.column) for finding in made.report.findings]


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    link = b"<externalLink xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
    path = tampered(tmp_path / "a.xlsx", {"xl/externalLinks/externalLink1.xml": lambda _: link})
    assert not import_file(path, Wishes()).report.has_losses


def test_a_protected_or_old_workbook_says_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "old.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(FileRefused, match="not an .xlsx workbook"):
        import_file(old, Wishes())


def test_numbers_and_truth_values_are_read_as_people_see_them(tmp_path: Path) -> None:
    head = ["type", "name", "label", "required", "relevant", "weight"]
    choices = [["list name", "value", "label"], ["l", 1.0, 2020], ["l", 2, "Two"]]
    rows = [["select_one l", "a", "A", True, None, "2.50"], ["text", 7.0, 3.5, 1, "${a} = 1"]]
    made = import_file(survey(tmp_path / "a.xlsx", *rows, head=head, choices=choices), Wishes())
    first, second = made.definition["sections"][0]["questions"]
    assert [option["id"] for option in first["options"]] == ["1", "2"]
    assert (first["weight"], first["required"]) == (2.5, True)
    assert (second["id"], second["text"], second["visible_if"]["v"]) == ("q_7", {"en": "3.5"}, "1")


WORDS = st.one_of(
    st.sampled_from(["text", "begin group", "end group", "begin_repeat", "select_one l", "select_multiple l", "range"]),
    st.sampled_from(
        ["integer", "decimal", "note", "image", "a", "b", "yes", "${a} = 'x'", ". > 3", "selected(${b}, 'x')"]
    ),
    st.sampled_from(["start=0 end=9", "always", "1", "-3", "1e9", "0.0001", "x=1 else=2", "delight", "sum"]),
    st.text(max_size=12),
)
HEAD = [
    *("type", "name", "label", "label::de", "relevant", "constraint", "required", "weight", "critical", "bonus", "cap"),
    *("kind", "bands", "parameters", "photo_min", "photo_max", "photo_when", "comment_when", "gate", "touchpoint"),
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=len(HEAD)), min_size=1, max_size=8),
    st.lists(st.lists(WORDS, max_size=4)),
)
def test_whatever_stands_in_the_cells_gives_a_checklist_or_a_sentence(rows: list, options: list) -> None:
    report = Report()
    head = ["list_name", "name", "label", "points"]
    choices = [(1, head), (2, ["l", "x", "X", "1"]), (3, ["l", "y", "Y", "0"])]
    tables = {
        "survey": table_of("survey", [(1, HEAD), *enumerate(rows, start=2)], report),
        "choices": table_of("choices", [*choices, *enumerate(options, start=4)], report),
    }
    try:
        definition = import_xlsform(tables, "any", report)
    except FileRefused as refused:
        assert refused.message
    else:
        assert read_checklist(write_yaml(compact(definition)), "any") == definition


def test_macros_are_left_alone(tmp_path: Path) -> None:
    path = survey(tmp_path / "a.xlsx", ["text", "a", "A"])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\0" * 100)
    assert not import_file(path, Wishes()).report.has_losses
