"""CSV as office programs write it: any byte mark, commas, semicolons or tabs, UTF-8 or Windows letters."""

import csv
import io
from pathlib import Path

from backend.checklists.interchange.table import Report, Table, table_of
from backend.checklists.interchange.workbook import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, FileRefused, Lines


def read_csv(path: Path, report: Report) -> dict[str, Table]:
    """One table without a name; or several, where the first column names the sheets of an XLSForm."""
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.")
    data = path.read_bytes()
    if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(f"{path.name} is not a text file.")
    text = _decoded(data, path.name, report)
    lines: Lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            kept = [cell.strip() for cell in cells[:MOST_COLUMNS]]
            if any(kept):
                lines.append((reader.line_num, kept))
            if len(lines) > MOST_ROWS:
                raise FileRefused(f"{path.name} has more than {MOST_ROWS:,} filled rows.")
    except csv.Error:
        raise FileRefused(f"{path.name} cannot be read as CSV from line {reader.line_num} on.") from None
    if _names_sheets(lines):
        return _tables(lines, report)
    return {"": table_of(path.name, lines, report)}


def _names_sheets(lines: Lines) -> bool:
    """The converters' own way to write a whole form: a line `survey`, and below it rows that begin with nothing."""
    return len(lines) > 1 and [cell for cell in lines[0][1] if cell] == [lines[0][1][0]] and not lines[1][1][0]


def _tables(lines: Lines, report: Report) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for name, part in _sheets(lines):
        if name.lower() in tables:
            report.lost(name, None, None, "There is another sheet of this name; this one is not read.")
        else:
            tables[name.lower()] = table_of(name, part, report)
    return tables


def _sheets(lines: Lines) -> list[tuple[str, Lines]]:
    found: list[tuple[str, Lines]] = []
    for number, (name, *cells) in lines:
        if name:
            found.append((name, []))
        else:
            found[-1][1].append((number, cells))
    return found


def _decoded(data: bytes, name: str, report: Report) -> str:
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            report.assumed(name, None, None, "The file is not UTF-8; it was read as Windows-1252.")
    return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The mark that parts the first line; a file of one column has none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)
