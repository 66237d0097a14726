"""Opens .xlsx files of strangers: bounded before anything is unpacked, streamed, never evaluated."""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from backend.domain.problems import Invalid

ROOT: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")

Source = Path | IO[bytes]
Refuse = Callable[[str], Invalid]


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, of all its parts and of one that is no sheet; how many parts, sheets and columns are read; up
    to which row, and how many filled ones.

    Only sheets and the list of their texts may be long; of anything else the library makes many objects.
    """

    file: int
    unpacked: int
    rows: int
    last_row: int
    other: int = 1_000_000
    parts: int = 500
    columns: int = 200
    sheets: int = 50


def check_package(source: Source, name: str, limits: Limits, refuse: Refuse) -> None:
    """Raises what `refuse` makes of a sentence about the file."""
    if _size(source) > limits.file:
        raise refuse(f"{name} is larger than {limits.file // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(source) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise refuse(f"{name} is not an .xlsx workbook; save it as one (older .xls is not read).") from None
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(f"{name} is protected by a password.")
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        most = f"{limits.unpacked // 1_000_000} MB"
        raise refuse(f"{name} is too large unpacked: at most {most} in {limits.parts} parts are read.")
    for part in parts:
        if part.file_size > limits.other and not _may_be_long(source, part):
            raise refuse(f"{name} is too large unpacked: {part.filename} alone has {part.file_size:,} bytes.")


def open_workbook(file: IO[bytes], *, data_only: bool) -> Any:
    """openpyxl's, streamed; `data_only` shows what formulas came to when the file was saved."""
    from openpyxl import load_workbook

    return load_workbook(file, read_only=True, data_only=data_only, keep_links=False)


def rows_of(sheet: Any, limits: Limits) -> Iterator[Any]:
    """A sheet may claim any size: only cells that exist count. One row more than may be, so that it is noticed."""
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_row=limits.last_row + 1, max_col=limits.columns))


def text_of(cell: Any) -> str:
    """A cell as a person sees it: 1.0 is 1, true and false are words, an error is empty."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _size(source: Source) -> int:
    if isinstance(source, Path):
        return source.stat().st_size
    size = source.seek(0, 2)
    source.seek(0)
    return size


def _may_be_long(source: Source, part: zipfile.ZipInfo) -> bool:
    """A sheet, the list of texts, or no XML at all (a picture); what hides its first element is none of these."""
    with zipfile.ZipFile(source) as package, package.open(part) as file:
        head = file.read(4_000).lstrip()
    if not head.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0")):
        return True
    found = ROOT.search(head)
    return b"<!" not in head and found is not None and found[1] in (b"worksheet", b"sst")
