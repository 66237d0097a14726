"""`insideout export ...`: a table into a file, here and now, and the data dictionary."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import click

from backend.domain.measures import PATTERN
from backend.exports.queries import INCLUDED
from backend.exports.schemas import FORMS, TABLES


@click.group(name="export")
def export_group() -> None:
    """Tables of visits, answers, scores and comparisons."""


def _days(_context: click.Context, _option: click.Parameter, value: dt.datetime | None) -> dt.date | None:
    return value.date() if value is not None else None


def _measure(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and re.match(PATTERN, value) is None:
        raise click.BadParameter("no such measure: overall, delight, compliance, touchpoint:CODE, ...")
    return value


@export_group.command()
@click.argument("name", type=click.Choice(TABLES))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="FILE.csv, .zip, .xlsx …")
@click.option("--wide", is_flag=True, help="One column a question, one row a visit.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), callback=_days, help="First day.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), callback=_days, help="Last day.")
@click.option("--wave", help="Code of one wave.")
@click.option("--checklist", help="One checklist.")
@click.option("--include", multiple=True, type=click.Choice([str(status) for status in INCLUDED]), help="Also these.")
@click.option("--lang", "language", default="en", show_default=True, type=click.Choice(["en", "de"]))
@click.option("--measure", callback=_measure, help="Of a comparison.")
@click.option("--period", type=click.Choice(["month", "quarter", "year", "wave"]), help="Of a comparison.")
def table(name: str, out: Path, wide: bool, **wanted: Any) -> None:
    """Write the table NAME, as an administrator sees it. The form is that of the file's name."""
    from backend.domain.roles import SYSTEM
    from backend.exports.making import start
    from backend.exports.service import read_order
    from backend.kernel.db import make_engine
    from backend.kernel.processes import collect_seldom
    from backend.settings import get_settings

    form = out.suffix.removeprefix(".")
    if form not in FORMS:
        raise click.UsageError(f"--out must end in one of: {', '.join(FORMS)}")
    order = read_order(SYSTEM, name, {**wanted, "shape": "wide" if wide else "long"})
    made = start(make_engine(get_settings().database_url), SYSTEM, order, form, watch=lambda done, total: None)
    collect_seldom()
    with out.open("wb") as file:
        for piece in made.pieces:
            file.write(piece)
        click.echo(f"{out}: {file.tell()} bytes")


@export_group.command()
@click.option("--lang", default="en", show_default=True, type=click.Choice(["en", "de"]))
@click.option("--json", "as_json", is_flag=True, help="JSON instead of CSV.")
def dictionary(lang: str, as_json: bool) -> None:
    """Print what every column and every question means."""
    from backend.exports import dictionary as words
    from backend.kernel.command_line import command_work, say

    with command_work(write=False) as uow:
        if as_json:
            say(words.as_json(uow.session, lang), "", as_json)
        else:
            click.echo(words.as_csv(uow.session, lang), nl=False)
