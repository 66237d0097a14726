"""Making and reading visit reports, for the tests of several kinds of visits."""

import io
import re
import uuid

from pypdf import PdfReader
from sqlalchemy import Engine

from backend.kernel.pdf import Pdf
from backend.reports.catalogue import CATALOGUE
from backend.reports.issue import issue_with
from backend.reports.making import compose
from backend.reports.subjects import Order, Subject
from tests.factories.visits import photo_bytes
from tests.pdf.checking import check_pdf

KIND = CATALOGUE["visit"]
ISSUE = issue_with("ABCD-EFGH-JKMN", "https://audits.example.com")


def images_of(context: dict) -> dict[str, bytes]:
    return {plate["image"]: photo_bytes((800, 600)) for plate in context["plates"] if plate["image"]}


def read(document: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(document.data))


def text_of(reader: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def printed(engine: Engine, visit_id: uuid.UUID, edition: str = "review", language: str = "en") -> PdfReader:
    document = compose(engine, Order("visit", edition, language, Subject(visit_id=visit_id))).print(ISSUE)
    check_pdf(document.data)
    return read(document)


def structure(node, depth: int = 0):
    if not hasattr(node, "get") or depth > 60:
        return
    yield node
    children = node.get("/K")
    for child in children if isinstance(children, list) else [children]:
        if child is not None and not isinstance(child, int):
            yield from structure(child.get_object(), depth + 1)
