"""The sheets of a strange .xlsx file as tables; what was lost on the way is reported."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from backend.checklists.interchange.table import Report, Table, table_of
from backend.domain.problems import Invalid
from backend.kernel.workbooks import Limits, check_package, open_workbook, rows_of, text_of

LARGEST_FILE: Final = 10_000_000
MOST_ROWS: Final = 5_000
LAST_ROW: Final = 20_000
MOST_COLUMNS: Final = 200
LIMITS: Final = Limits(LARGEST_FILE, 20_000_000, MOST_ROWS, LAST_ROW, columns=MOST_COLUMNS)
MERGED: Final = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
MOST_MERGED: Final = 20

Lines = list[tuple[int, Sequence[str]]]


class FileRefused(Invalid):
    """A file that is not read at all; the message says why, for the person who has it.

    `report` has what was found before that, as far as anything was.
    """

    def __init__(self, message: str) -> None:
        super().__init__("interchange.refused", message)
        self.report = Report()


def read_workbook(path: Path, report: Report) -> dict[str, Table]:
    """Every sheet as a table, by its name in small letters."""
    check_package(path, path.name, LIMITS, FileRefused)
    try:
        return _read_sheets(path, report)
    except FileRefused:
        raise
    except Exception as error:
        # Whatever the library stumbles over in a damaged or hostile file, for the reader it is one thing.
        raise FileRefused(f"{path.name} is damaged: it cannot be read as a workbook.") from error


def _read_sheets(path: Path, report: Report) -> dict[str, Table]:
    with path.open("rb") as values, path.open("rb") as formulas:
        shown, written = open_workbook(values, data_only=True), open_workbook(formulas, data_only=False)
        if len(shown.worksheets) > LIMITS.sheets:
            raise FileRefused(f"{path.name} has more than {LIMITS.sheets} sheets.")
        tables: dict[str, Table] = {}
        for sheet, twin in zip(shown.worksheets, written.worksheets, strict=True):
            name = sheet.title.strip()
            if name.lower() in tables:
                report.lost(name, None, None, "There is another sheet of this name; this one is not read.")
                continue
            lines = _lines(path.name, name, sheet, twin, report)
            tables[name.lower()] = table_of(name, lines, report)
            _report_merged(path, sheet, name, report)
        return tables


def _lines(file: str, name: str, sheet: Any, twin: Any, report: Report) -> Lines:
    """The filled lines of a sheet. `twin` shows formulas where `sheet` shows what they came to when it was saved."""
    found: Lines = []
    for number, (cells, sources) in enumerate(zip(rows_of(sheet, LIMITS), rows_of(twin, LIMITS), strict=True), start=1):
        if number > LAST_ROW:
            raise FileRefused(f"The sheet “{name}” of {file} has more than {LAST_ROW:,} rows; delete the empty ones.")
        texts = [text_of(cell) for cell in cells]
        for cell, source in zip(cells, sources, strict=True):
            if source.data_type == "f":
                _report_formula(cell, name, number, report)
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            found.append((number, texts))
        if len(found) > MOST_ROWS:
            raise FileRefused(f"The sheet “{name}” of {file} has more than {MOST_ROWS:,} filled rows.")
    return found


def _report_formula(cell: Any, name: str, number: int, report: Report) -> None:
    column = getattr(cell, "column_letter", None) or "?"
    if cell.value is None:
        report.lost(name, number, column, "The cell holds a formula without a saved result. Write the value.")
    else:
        report.assumed(name, number, column, "The cell holds a formula; its last saved result was taken.")


def _report_merged(path: Path, sheet: Any, name: str, report: Report) -> None:
    with zipfile.ZipFile(path) as package:
        found = MERGED.findall(package.read(sheet._worksheet_path))
    for area in found[:MOST_MERGED]:
        row = int(re.findall(rb"[0-9]+", area)[0])
        message = f"{area.decode()} is merged: only its first cell has the value, the others count as empty."
        report.lost(name, row, None, message)
