"""`insideout report ...`: a document into a file, here and now, without the queue. It is issued like any other."""

import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from backend.reports.scope import PERIOD_KINDS
from backend.reports.subjects import Order, Subject


@click.group(name="report")
def report_group() -> None:
    """Make a report without the web."""


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    out = click.Path(dir_okay=False, path_type=Path)
    for option in (
        click.option("--lang", default="en", show_default=True, type=click.Choice(["en", "de"])),
        click.option("--out", required=True, type=out, help="Where to write the file."),
    ):
        command = option(command)
    return command


def _in_period(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--at", "period", required=True, help="2026-08, 2026-Q3, 2026, or the code of a wave."),
        click.option("--period", "kind", default="quarter", show_default=True, type=click.Choice(PERIOD_KINDS)),
    ):
        command = option(command)
    return command


_edition = partial(click.option, "--edition", show_default=True, type=click.Choice(["review", "centre"]))


@report_group.command()
@click.argument("visit_id", type=click.UUID)
@_common
@_edition(default="review")
def visit(visit_id: uuid.UUID, out: Path, edition: str, lang: str) -> None:
    """The report of one submitted visit."""
    _make(Order("visit", edition, lang, Subject(visit_id=visit_id)), out)


@report_group.command()
@click.argument("code")
@_common
@_in_period
@click.option("--wall", is_flag=True, help="One page for the wall instead.")
def centre(code: str, out: Path, lang: str, kind: str, period: str, wall: bool) -> None:
    """The report of the centre with this CODE in one period."""
    subject = Subject(centre_id=_find("Centre", code), period_kind=kind, period=period)
    _make(Order("wall" if wall else "centre", "centre", lang, subject), out)


@report_group.command()
@click.argument("code", required=False)
@_common
@_in_period
def area(code: str | None, out: Path, lang: str, kind: str, period: str) -> None:
    """The report of the area with this CODE, or of the whole chain, in one period or wave."""
    _make(Order("area", "review", lang, _area(code, kind, period)), out)


@report_group.command()
@click.argument("code", required=False)
@_common
@_in_period
@_edition(default="centre")
@click.option("--zip", "zipped", is_flag=True, help="Single PDFs in a ZIP instead of one PDF.")
def pack(code: str | None, out: Path, lang: str, kind: str, period: str, edition: str, zipped: bool) -> None:
    """All approved visits of the area with this CODE, or of the whole chain, in one period or wave."""
    _make(Order("pack", edition, lang, _area(code, kind, period), "zip" if zipped else "pdf"), out)


@report_group.command()
@click.argument("code")
@_common
def board(code: str, out: Path, lang: str) -> None:
    """The engagement board (A3) of the centre with this CODE, as it stands now."""
    _make(Order("board", "centre", lang, Subject(centre_id=_find("Centre", code))), out)


@report_group.command()
@_common
@click.option("--lag", default=2, show_default=True, type=click.IntRange(0, 6), help="Quarters to service.")
def inside(out: Path, lang: str, lag: int) -> None:
    """The inside-outside report, of the analysis that is kept at this lag."""
    _make(Order("inside", "review", lang, Subject(lag=lag)), out)


def _area(code: str | None, kind: str, period: str) -> Subject:
    return Subject(area_id=None if code is None else _find("Area", code), period_kind=kind, period=period)


def _find(what: str, code: str) -> uuid.UUID:
    """The id of a centre or an area, by its code."""
    from sqlalchemy import select

    from backend.centres import models
    from backend.domain.problems import NotFound
    from backend.kernel.db import make_engine
    from backend.kernel.unit_of_work import unit_of_work
    from backend.settings import get_settings

    model = getattr(models, what)
    with unit_of_work(make_engine(get_settings().database_url), write=False) as uow:
        found: uuid.UUID | None = uow.session.scalar(select(model.id).where(model.code == code))
    if found is None:
        raise NotFound("not_found", f"There is no {what.lower()} with the code {code}.")
    return found


def _make(order: Order, out: Path) -> None:
    from backend.kernel import files
    from backend.kernel.db import make_engine
    from backend.reports.at_once import make_at_once
    from backend.settings import get_settings

    settings = get_settings()
    files.connect(settings.files_url)
    report, data = make_at_once(settings, make_engine(settings.database_url), order, _tell)
    out.write_bytes(data)
    click.echo(f"{out}: {report.pages} pages, {len(data)} bytes, SHA-256 {report.file_sha256}, code {report.code}")


def _tell(done: int, total: int, step: str) -> None:
    if step == "visits" and done:
        click.echo(f"{done} of {total} visits", err=True)
