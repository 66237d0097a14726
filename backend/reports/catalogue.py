"""The reports there are. To add one: its folder (report.py, template.html, style.css, sample.json) and a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import Schema

from backend.reports.figures.facts import read_figures
from backend.reports.figures.report import build_figures, build_wall
from backend.reports.figures.schema import FiguresContext, WallContext
from backend.reports.pack.report import build_pack, read_pack
from backend.reports.pack.schema import PackContext
from backend.reports.visit.facts import read_facts as read_visit
from backend.reports.visit.report import build as build_visit
from backend.reports.visit.schema import VisitReportContext

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReportKind:
    """One kind of document: how its facts are read, turned into a context, and what that must look like.

    `about`: visit, centre or area. Facts have `photos` (those it shows) and `visits` (their ids, or None for all of the
    subject). A kind with `parts` is bound from documents of that kind. `looks` is its folder, where it shares one.
    """

    name: str
    about: str
    editions: tuple[str, ...]
    read: Callable[..., Any]
    build: Callable[..., dict[str, Any]]
    context: type[Schema]
    formats: tuple[str, ...] = ("pdf",)
    parts: str | None = None
    looks: str | None = None

    @property
    def folder(self) -> Path:
        return HERE / (self.looks or self.name)


CATALOGUE: dict[str, ReportKind] = {
    "visit": ReportKind("visit", "visit", ("review", "centre"), read_visit, build_visit, VisitReportContext),
    "centre": ReportKind(
        "centre", "centre", ("review", "centre"), read_figures, build_figures, FiguresContext, looks="figures"
    ),
    "area": ReportKind(
        "area", "area", ("review", "centre"), read_figures, build_figures, FiguresContext, looks="figures"
    ),
    "wall": ReportKind("wall", "centre", ("review", "centre"), read_figures, build_wall, WallContext),
    "pack": ReportKind(
        "pack", "area", ("review", "centre"), read_pack, build_pack, PackContext, ("pdf", "zip"), parts="visit"
    ),
}
