"""Opens .xlsx files of strangers: bounded before anything is unpacked, streamed, never evaluated."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from backend.checklists.interchange.table import Report, Table, table_of
from backend.domain.problems import Invalid

LARGEST_FILE: Final = 10_000_000
LARGEST_UNPACKED: Final = 20_000_000
# Only sheets and the list of their texts may be long; of anything else the library makes many objects.
LARGEST_OTHER: Final = 1_000_000
MOST_PARTS: Final = 500
MOST_ROWS: Final = 5_000
LAST_ROW: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 50
MERGED: Final = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
MOST_MERGED: Final = 20
ROOT: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")

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
    _check_package(path)
    try:
        return _read_sheets(path, report)
    except FileRefused:
        raise
    except Exception as error:
        # Whatever the library stumbles over in a damaged or hostile file, for the reader it is one thing.
        raise FileRefused(f"{path.name} is damaged: it cannot be read as a workbook.") from error


def _check_package(path: Path) -> None:
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FileRefused(f"{path.name} is not an .xlsx workbook; save it as one (older .xls is not read).") from None
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(f"{path.name} is protected by a password.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        limit = f"{LARGEST_UNPACKED // 1_000_000} MB"
        raise FileRefused(f"{path.name} is too large unpacked: at most {limit} in {MOST_PARTS} parts are read.")
    for part in parts:
        if part.file_size > LARGEST_OTHER and not _may_be_long(path, part):
            raise FileRefused(f"{path.name} is too large unpacked: {part.filename} alone has {part.file_size:,} bytes.")


def _may_be_long(path: Path, part: zipfile.ZipInfo) -> bool:
    """A sheet, the list of texts, or no XML at all (a picture); what hides its first element is none of these."""
    with zipfile.ZipFile(path) as package, package.open(part) as file:
        head = file.read(4_000).lstrip()
    if not head.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0")):
        return True
    found = ROOT.search(head)
    return b"<!" not in head and found is not None and found[1] in (b"worksheet", b"sst")


def _read_sheets(path: Path, report: Report) -> dict[str, Table]:
    with path.open("rb") as values, path.open("rb") as formulas:
        shown, written = _open(values, data_only=True), _open(formulas, data_only=False)
        if len(shown.worksheets) > MOST_SHEETS:
            raise FileRefused(f"{path.name} has more than {MOST_SHEETS} sheets.")
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


def _open(file: IO[bytes], *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    return load_workbook(file, read_only=True, data_only=data_only, keep_links=False)


def _lines(file: str, name: str, sheet: Any, twin: Any, report: Report) -> Lines:
    """The filled lines of a sheet. `twin` shows formulas where `sheet` shows what they came to when it was saved."""
    found: Lines = []
    for number, (cells, sources) in enumerate(zip(_rows(sheet), _rows(twin), strict=True), start=1):
        if number > LAST_ROW:
            raise FileRefused(f"The sheet “{name}” of {file} has more than {LAST_ROW:,} rows; delete the empty ones.")
        texts = ["" if cell.data_type == "e" else _text(cell.value) for cell in cells]
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


def _rows(sheet: Any) -> Iterator[Any]:
    # A sheet may claim any size: only cells that exist count.
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_row=LAST_ROW + 1, max_col=MOST_COLUMNS))


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


def _text(value: Any) -> str:
    """A cell as a person sees it: 1.0 is 1, and true and false are words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
