"""The forms a table can leave in. Each is a function from a table to pieces of a file, of constant size."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from backend.exports.about import About
from backend.exports.forms.csv_text import write_csv
from backend.exports.forms.parquet import write_parquet
from backend.exports.forms.workbook import write_workbook
from backend.exports.forms.zipped import write_zip
from backend.exports.tables import Table

Write = Callable[[Table, About], Iterator[bytes]]


@dataclass(frozen=True)
class Form:
    """How to write it, and what to tell a browser."""

    write: Write
    mimetype: str


FORMS: Final[dict[str, Form]] = {
    "csv": Form(write_csv, "text/csv"),
    "zip": Form(write_zip, "application/zip"),
    "xlsx": Form(write_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": Form(write_parquet, "application/vnd.apache.parquet"),
}
