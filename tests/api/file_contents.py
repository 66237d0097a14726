"""What replies and files say to whoever opens them: every cell, word and attachment, as one text to compare."""

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from typing import Any

import pyarrow.parquet
from openpyxl import load_workbook
from pypdf import PdfReader

from backend.kernel import jobs
from backend.kernel.ids import new_id
from tests.api.client import ApiClient

# What differs each time a document is made: its code, the moment it was made.
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(\+00:00|Z| UTC)?")


def told(reply: Any) -> str:
    """Numbers that only differ by the order of adding are the same."""
    if not reply.is_json:
        return _rounded_words(said_in(reply.data))
    data = reply.json
    for volatile in ("computed_at", "instance", "trace_id"):
        data.pop(volatile, None)
    return str(_rounded(data))


def _rounded(data: Any) -> Any:
    if isinstance(data, float):
        return round(data, 6)
    if isinstance(data, dict):
        return {key: _rounded(value) for key, value in data.items()}
    return [_rounded(value) for value in data] if isinstance(data, list) else data


def _rounded_words(text: str) -> str:
    return re.sub(r"-?\d+\.\d{5,}", lambda found: f"{float(found[0]):.6f}", text)


def reports(device: ApiClient, area_id: str, centre_id: str, kinds: Sequence[str]) -> dict[str, str]:
    """Of each kind, about this place: the text and the attached data of each kind of report, or the refusal."""
    asked = {}
    for kind in kinds:
        order = {"kind": kind, "edition": "review" if kind == "inside" else "centre"}
        order |= {"lag": 1} if kind == "inside" else {}
        order |= {"area_id": area_id} if kind == "area" else {}
        order |= {"centre_id": centre_id} if kind in ("centre", "wall", "board") else {}
        order |= {"period_kind": "quarter", "period": "2026-Q3"} if kind in ("centre", "area", "wall") else {}
        asked[kind] = device.put(f"/reports/{new_id()}", order)
    jobs.run_waiting(device.runtime.engine)
    return {f"/reports {kind}": report(device, reply) for kind, reply in asked.items()}


def report(device: ApiClient, reply: Any) -> str:
    if reply.status_code != 202:
        return f"{reply.status_code} {reply.json['code']}"
    file = device.get(f"/reports/{reply.json['id']}/file")
    return f"{file.status_code} {told(file)}"


def said_in(data: bytes) -> str:
    """Of a PDF, workbook, Parquet file, archive or text; moments and codes of documents stand as marks."""
    return MOMENT.sub("MOMENT", CODE.sub("CODE", _said(data)))


def _said(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return _pdf(data)
    if data.startswith(b"PAR1"):
        return _parquet(data)
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "[Content_Types].xml" in archive.namelist():
            return _workbook(data)
        return "\n".join(f"{name}\n{_said(archive.read(name))}" for name in sorted(archive.namelist()))


def _pdf(data: bytes) -> str:
    words = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(words, input=data, capture_output=True, check=True).stdout.decode()
    files = PdfReader(io.BytesIO(data)).attachments
    assert files, "a document without its data"
    told = [f"{name}\n{_said(content)}" for name, contents in files.items() for content in contents]
    return "\n".join([text, *told])


def _parquet(data: bytes) -> str:
    table = pyarrow.parquet.read_table(io.BytesIO(data))
    return f"{table.schema.to_string(truncate_metadata=False)}\n{table.to_pylist()}"


def _workbook(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data), read_only=True)
    rows = [f"{sheet.title} {row}" for sheet in book for row in sheet.iter_rows(values_only=True)]
    return "\n".join([f"{book.properties.title} {book.properties.description}", *rows])
