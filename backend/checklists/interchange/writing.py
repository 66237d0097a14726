"""Writes workbooks: every text stays a text, also one that a spreadsheet would take for a formula."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.checklists.source import UNPRINTABLE
from backend.domain.problems import Invalid

LONGEST_CELL: Final = 32_767
WIDEST: Final = 60
NO_XML: Final = re.compile("[\ufffe\uffff]")


def write_workbook(sheets: Mapping[str, Sequence[Mapping[str, Any]]], title: str) -> bytes:
    """Sheets of rows; columns stand in the order in which rows first name them."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = clean(title)
    book.properties.creator = "Inside Out"
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    columns = list(dict.fromkeys(column for row in rows for column in row))
    for place, column in enumerate(columns, start=1):
        _put(sheet, 1, place, column)
        sheet.cell(1, place).font = Font(bold=True)
        longest = max((len(str(row.get(column, ""))) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest, len(column)) + 2, WIDEST)
        for line, row in enumerate(rows, start=2):
            if row.get(column) not in (None, ""):
                _put(sheet, line, place, row[column])
    sheet.freeze_panes = "A2"


def _put(sheet: Any, line: int, place: int, value: Any) -> None:
    cell = sheet.cell(line, place)
    if isinstance(value, str):
        text = clean(value)
        if len(text) > LONGEST_CELL:
            raise Invalid("interchange.too_long", f"A text of {len(text):,} letters is too long for a workbook's cell.")
        cell.value = text
        # The library would make a formula of “=…”; the mark keeps spreadsheets from doing so when it is edited.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value


def clean(text: str) -> str:
    """Without the characters that no workbook may hold; its only line break is the line feed."""
    return NO_XML.sub("", UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
