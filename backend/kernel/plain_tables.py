"""CSV as office programs write it: any byte mark, UTF-8, UTF-16 or Windows letters, commas, semicolons or tabs."""

import csv
import io
from dataclasses import dataclass
from typing import Any, Final

from backend.domain.problems import FieldError, Invalid

LARGEST: Final = 60_000_000
MOST_ROWS: Final = 250_000
LONGEST_CELL: Final = 20_000


@dataclass(frozen=True)
class PlainTable:
    """Column names of the first filled line, then each filled line with its number in the file, cells trimmed.

    `decimal` is the decimal mark of the file's numbers: a comma only where cells are parted by something else.
    """

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    decimal: str


def read_csv_table(data: bytes, name: str) -> PlainTable:
    """Raises Invalid with the code table.refused and one sentence where this is no table."""
    if len(data) > LARGEST:
        raise table_refused("large", f"{name} is larger than {LARGEST // 1_000_000} MB.", name=name)
    text = _decoded(data, name)
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter, name)
    if not lines:
        raise table_refused("empty", f"{name} is empty.", name=name)
    header = lines[0][1]
    if len(header) < 2:
        message = f"{name} is not a table: its first line has no columns parted by commas, semicolons or tabs."
        raise table_refused("no_columns", message, name=name)
    rows = [(number, [*cells, *[""] * (len(header) - len(cells))]) for number, cells in lines[1:]]
    return PlainTable(name, header, rows, "," if delimiter != "," and _commas(rows) else ".")


def table_refused(kind: str, message: str, **values: Any) -> Invalid:
    """`kind` and `values` are for words in other languages."""
    error = FieldError("/file", "table.refused", message, kind=kind, values=values)
    return Invalid("table.refused", message, errors=[error])


def number_of(text: str, decimal: str = ".") -> float:
    """A number as people type it; ValueError where it is none, infinite, or written with the other mark."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if decimal == ",":
        plain = plain.replace(".", "!").replace(",", ".")
    if not plain or plain[-1].isalpha() or "_" in plain:
        raise ValueError(text)
    value = float(plain)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _lines(text: str, delimiter: str, name: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    lines: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            kept = [cell.strip() for cell in cells]
            if any(kept):
                lines.append((reader.line_num, kept))
            if len(lines) > MOST_ROWS:
                raise table_refused("many_rows", f"{name} has more than {MOST_ROWS:,} rows.", name=name)
    except csv.Error:
        message, at = f"{name} cannot be read as CSV from line {reader.line_num} on.", reader.line_num
        raise table_refused("broken_csv", message, name=name, line=at) from None
    return lines


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:4000]:
        raise table_refused("no_text", f"{name} is not a text file.", name=name)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = f"{name} holds letters that are neither UTF-8, UTF-16 nor Windows-1252."
    raise table_refused("letters", message, name=name)


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _commas(rows: list[tuple[int, list[str]]]) -> bool:
    """Whether any cell is a number with a comma in it."""
    for _, cells in rows[:1000]:
        for cell in cells:
            whole, comma, rest = cell.lstrip("-").partition(",")
            if comma and whole.isdigit() and rest.isdigit():
                return True
    return False
