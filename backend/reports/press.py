"""A context becomes a document: checked against its schema, put into its template, printed."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backend.kernel.pdf import Pdf, Style, render_pdf, warm_up
from backend.reports.catalogue import CATALOGUE, HERE, ReportKind
from backend.reports.printable import printable


def print_report(kind: ReportKind, context: Mapping[str, Any], images: Mapping[str, bytes]) -> Pdf:
    """The PDF. A context that does not fit its schema is a mistake of ours and stops here."""
    return render_pdf(to_html(kind, context), style_of(kind), images)


def to_html(kind: ReportKind, context: Mapping[str, Any]) -> str:
    problems = kind.context().validate(dict(context))
    if problems:
        raise ValueError(f"the context of the {kind.name} report does not fit: {problems}")
    return printable(_template(kind.folder).render(context))


def content_hash(kind: ReportKind, context: Mapping[str, Any], image_hashes: Mapping[str, str | None]) -> str:
    """SHA-256 of everything the document shows and of how it is shown: equal hashes, equal documents."""
    shown = json.dumps([context, image_hashes, _looks(kind.folder)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()


def style_of(kind: ReportKind) -> Style:
    return Style(kind.folder / "style.css", HERE / "fonts")


def warm_presses() -> None:
    """Load all that the first document of each kind needs."""
    for kind in CATALOGUE.values():
        warm_up(style_of(kind))


@cache
def _template(folder: Path) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("template.html")


@cache
def _looks(folder: Path) -> str:
    parts = [(folder / name).read_bytes() for name in ("template.html", "style.css")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
