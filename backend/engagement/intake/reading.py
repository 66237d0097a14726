"""A file of a stranger as a plain table: CSV of any office program, or the first filled sheet of a workbook."""

import io
from typing import Any, Final

from backend.domain.problems import Invalid
from backend.kernel.plain_tables import MOST_ROWS, PlainTable, read_csv_table, table_refused
from backend.kernel.workbooks import Limits, check_package, open_workbook, rows_of, text_of

LIMITS: Final = Limits(file=40_000_000, unpacked=300_000_000, rows=MOST_ROWS, last_row=MOST_ROWS + 1_000, columns=100)
ZIPPED: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"

Line = tuple[int, list[str]]


def read_table(data: bytes, name: str) -> PlainTable:
    """Raises Invalid with the code table.refused and one sentence where this is no table."""
    if data.startswith(OLD_OFFICE):
        message = f"{name} is an older workbook (.xls); save it as .xlsx or as CSV."
        raise table_refused("old_xls", message, name=name)
    if data.startswith(ZIPPED):
        return _workbook(data, name)
    return read_csv_table(data, name)


def _workbook(data: bytes, name: str) -> PlainTable:
    file = io.BytesIO(data)
    check_package(file, name, LIMITS, lambda message: table_refused("package", message, name=name))
    try:
        lines = _first_filled(open_workbook(file, data_only=True), name)
    except Invalid:
        raise
    except Exception as error:
        # Whatever the library stumbles over in a damaged or hostile file, for the reader it is one thing.
        message = f"{name} is damaged: it cannot be read as a workbook."
        raise table_refused("damaged", message, name=name) from error
    if not lines:
        raise table_refused("empty", f"{name} is empty.", name=name)
    header = lines[0][1]
    if len(header) < 2:
        raise table_refused("no_columns", f"{name} is not a table: its first line has no columns.", name=name)
    rows = [(number, [*cells, *[""] * (len(header) - len(cells))]) for number, cells in lines[1:]]
    return PlainTable(name, header, rows, ".")


def _first_filled(workbook: Any, name: str) -> list[Line]:
    if len(workbook.worksheets) > LIMITS.sheets:
        raise table_refused("many_sheets", f"{name} has more than {LIMITS.sheets} sheets.", name=name)
    for sheet in workbook.worksheets:
        if lines := _lines(sheet, name):
            return lines
    return []


def _lines(sheet: Any, name: str) -> list[Line]:
    lines: list[Line] = []
    for number, cells in enumerate(rows_of(sheet, LIMITS), start=1):
        texts = [text_of(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            lines.append((number, texts))
        if number > LIMITS.last_row or len(lines) > LIMITS.rows:
            raise table_refused("many_rows", f"{name} has more than {LIMITS.rows:,} rows.", name=name)
    return lines
