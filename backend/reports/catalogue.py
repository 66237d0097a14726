"""The reports there are. To add one: its folder (report.py, template.html, style.css, sample.json) and a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import Schema

from backend.reports.visit.facts import read_facts
from backend.reports.visit.report import build
from backend.reports.visit.schema import VisitReportContext

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReportKind:
    """One kind of document: how its facts are read, turned into a context, and what that must look like."""

    name: str
    editions: tuple[str, ...]
    read: Callable[..., Any]
    build: Callable[..., dict[str, Any]]
    context: type[Schema]

    @property
    def folder(self) -> Path:
        return HERE / self.name


CATALOGUE: dict[str, ReportKind] = {
    "visit": ReportKind("visit", ("review", "centre"), read_facts, build, VisitReportContext),
}
