"""A workbook: typed cells, a header that stays, a filter, real dates, and the dictionary on a sheet of its own.

openpyxl writes it row by row into a file of its own, so that memory does not grow with the rows.
"""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from backend.domain.problems import FieldError, Invalid
from backend.exports.about import DICTIONARY, About, dictionary_rows
from backend.exports.columns import Column, flat
from backend.exports.tables import Table

MOST_ROWS: Final = 1_048_575
PIECE: Final = 256 * 1024
WIDTHS: Final = {"text": 28, "code": 16, "number": 12, "integer": 10, "boolean": 10, "date": 12, "moment": 20}
LONGEST_TEXT: Final = 32_767


def write_workbook(table: Table, about: About) -> Iterator[bytes]:
    """Pieces of the finished file. Invalid: there are more rows than a sheet holds."""
    from openpyxl import Workbook

    if table.least > MOST_ROWS:
        raise too_many_rows()
    book = Workbook(write_only=True)
    book.properties.title, book.properties.description = f"Inside Out: {table.name}", about.purpose
    book.properties.creator = "Inside Out"
    _fill(book.create_sheet(table.name), table)
    _explain(book.create_sheet(about.words["dictionary"]), table, about)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _fill(sheet: Any, table: Table) -> None:
    _prepare(sheet, table.columns, len(table.columns))
    ways = [_way(sheet, column.kind) for column in table.columns]
    sheet.append([_bold(sheet, column.name) for column in table.columns])
    rows = (flat(row) for batch in table.batches() for row in batch)
    count = 0
    for row in islice(rows, MOST_ROWS):
        count += 1
        sheet.append([way(cell) if way is not None else cell for way, cell in zip(ways, row, strict=True)])
    if next(rows, None) is not None:
        raise too_many_rows()
    sheet.auto_filter.ref = f"A1:{_letters(len(table.columns))}{count + 1}"


def too_many_rows() -> Invalid:
    text = "A workbook holds 1,048,575 rows: take less at once, or CSV or Parquet."
    return Invalid("export.too_many_rows", text, errors=[FieldError("/form", "too_many_rows", text)])


def _prepare(sheet: Any, columns: Sequence[Column], count: int) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns[:count]):
        sheet.column_dimensions[_letters(place + 1)].width = max(WIDTHS[column.kind], min(len(column.name) + 3, 40))


def _explain(sheet: Any, table: Table, about: About) -> None:
    """The purpose on top, then what each column means."""
    for letter, width in zip("ABCD", (28, 12, 12, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    first, *others = about.lines()
    sheet.append([_bold(sheet, first)])
    for line in others:
        sheet.append([line])
    sheet.append([])
    sheet.append([_bold(sheet, name) for name in DICTIONARY])
    for row in dictionary_rows(table.columns, about.language):
        sheet.append([_text(sheet, cell) for cell in row])


def _way(sheet: Any, kind: str) -> Callable[[Any], Any] | None:
    """How a cell is written; None: as it is."""
    if kind in ("text", "code"):
        return lambda cell: _text(sheet, cell)
    if kind == "moment":
        return lambda cell: None if cell is None else cell.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    return None


def _text(sheet: Any, text: str | None) -> Any:
    """Typed as text whatever it begins with, so that it is never a formula or an error value."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not text:
        return None
    if not text.isprintable():
        text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    if text[:1] not in ("=", "#"):
        return text
    return _typed(WriteOnlyCell(sheet), text)


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = _typed(WriteOnlyCell(sheet), text)
    cell.font = Font(bold=True)
    return cell


def _typed(cell: Any, text: str) -> Any:
    """Past openpyxl's own guessing, which makes a formula of what begins with "="."""
    cell._value, cell.data_type = text, "s"
    return cell


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    letters: str = get_column_letter(number)
    return letters
