"""How each report is made. To add one: its folder (report.py, template.html, style.css), a line here and in `kinds`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import Schema

from backend.reports.board.facts import read_board
from backend.reports.board.report import build_board
from backend.reports.board.schema import BoardContext
from backend.reports.figures.facts import read_figures
from backend.reports.figures.report import build_figures, build_wall
from backend.reports.figures.schema import FiguresContext, WallContext
from backend.reports.inside.facts import read_inside
from backend.reports.inside.report import build_inside
from backend.reports.inside.schema import InsideContext
from backend.reports.kinds import KINDS, Kind
from backend.reports.pack.report import build_pack, read_pack
from backend.reports.pack.schema import PackContext
from backend.reports.visit.facts import read_facts as read_visit
from backend.reports.visit.report import build as build_visit
from backend.reports.visit.schema import VisitReportContext

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReportKind:
    """One kind of document: how its facts are read, turned into a context, and what that must look like.

    Facts have `photos` (those it shows) and `visits` (their ids, or None for all of the subject). `looks` is the folder
    of its template, where that is not its name.
    """

    kind: Kind
    read: Callable[..., Any]
    build: Callable[..., dict[str, Any]]
    context: type[Schema]
    looks: str | None = None

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def folder(self) -> Path:
        return HERE / (self.looks or self.name)


_MADE = (
    ReportKind(KINDS["visit"], read_visit, build_visit, VisitReportContext),
    ReportKind(KINDS["centre"], read_figures, build_figures, FiguresContext, looks="figures"),
    ReportKind(KINDS["area"], read_figures, build_figures, FiguresContext, looks="figures"),
    ReportKind(KINDS["wall"], read_figures, build_wall, WallContext),
    ReportKind(KINDS["pack"], read_pack, build_pack, PackContext),
    ReportKind(KINDS["board"], read_board, build_board, BoardContext),
    ReportKind(KINDS["inside"], read_inside, build_inside, InsideContext),
)
CATALOGUE: Mapping[str, ReportKind] = {made.name: made for made in _MADE}
