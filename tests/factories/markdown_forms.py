"""Workbooks out of tables in Markdown: `| survey |` names a sheet, lines that begin with `| |` are its rows."""

import re
from pathlib import Path

from tests.factories.workbooks import Rows, write

PARTING = re.compile(r"(?<!\\)\|")
SPELLED = {"n": "\n", "|": "|", "\\": "\\"}


def sheets_of(text: str) -> dict[str, Rows]:
    """The sheets with their rows. A bar is written `\\|` in a cell, a line break `\\n`."""
    sheets: dict[str, list[list[str | None]]] = {}
    rows: list[list[str | None]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        first, *cells = [_cell(part) for part in PARTING.split(line.strip("|") if line == "||" else line[1:-1])]
        if first:
            rows = sheets.setdefault(first, [])
        else:
            rows.append(cells)
    return dict(sheets)


def _cell(text: str) -> str | None:
    return re.sub(r"\\([n|\\])", lambda found: SPELLED[found[1]], text.strip()) or None


def workbook_of(path: Path, text: str) -> Path:
    return write(path, sheets_of(text))
