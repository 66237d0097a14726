"""A context becomes a document: checked against its schema, put into its template, printed with its data inside."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from backend.kernel.pdf import Pdf, Style, render_pdf, warm_up
from backend.kernel.pdf_archive import Attachment
from backend.reports.catalogue import CATALOGUE, HERE, ReportKind
from backend.reports.issue import Issue
from backend.reports.printable import printable

# What is made only for the eye: pictures, words of the page, and what is put in after the content is known.
FOR_THE_EYE: Final = frozenset({"words", "gauge", "chart", "qr", "image", "issue", "chapters", "part"})


def print_report(kind: ReportKind, context: Mapping[str, Any], images: Mapping[str, bytes], issue: Issue) -> Pdf:
    """The PDF. A context that does not fit its schema is a mistake of ours and stops here."""
    return render_pdf(to_html(kind, context, issue), style_of(kind), images, attachment_of(kind, context, issue))


def to_html(kind: ReportKind, context: Mapping[str, Any], issue: Issue) -> str:
    problems = kind.context().validate(dict(context))
    if problems:
        raise ValueError(f"the context of the {kind.name} report does not fit: {problems}")
    return printable(template_of(kind.folder).render({**context, "issue": issue.context()}))


def attachment_of(kind: ReportKind, context: Mapping[str, Any], issue: Issue) -> Attachment:
    """The data of the document as JSON: from the same context, so an edition keeps back in it what it keeps back."""
    data = {"report": kind.name, "verification": issue.url, **_data(context)}
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return Attachment("data.json", content, f"{context['words']['data_of']}: {kind.name}", dt.datetime.now(dt.UTC))


def content_hash(kind: ReportKind, context: Mapping[str, Any], image_hashes: Mapping[str, str | None]) -> str:
    """SHA-256 of everything the document shows and of how it is shown: equal hashes, equal documents."""
    shown = json.dumps([context, image_hashes, looks_of(kind)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()


def style_of(kind: ReportKind) -> Style:
    return Style((HERE / "base.css", kind.folder / "style.css"), HERE / "fonts")


def warm_presses() -> None:
    """Load all that the first document of each kind needs."""
    for kind in CATALOGUE.values():
        warm_up(style_of(kind))


@cache
def template_of(folder: Path) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader([folder, HERE]), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("template.html")


def _data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _data(one) for key, one in value.items() if key not in FOR_THE_EYE}
    if isinstance(value, list | tuple):
        return [_data(one) for one in value]
    return value


@cache
def looks_of(kind: ReportKind) -> str:
    """SHA-256 of what gives a kind its looks."""
    own = [kind.folder / name for name in ("template.html", "style.css")]
    parts = [path.read_bytes() for path in (*own, HERE / "base.css", HERE / "frame.html")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
