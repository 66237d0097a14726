"""`insideout analyse`: the inside-outside analysis of any plain table, without a database."""

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from backend.domain.problems import Invalid

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("analyse")
@click.option("--panel", type=FILE, help="CSV: centre, period, service, engagement; more columns in the manual.")
@click.option("--teams", type=FILE, help="CSV: centre, team, touchpoint, period, engagement, service.")
@click.option("--lag", required=True, type=click.IntRange(0, 24), help="Periods from engagement to service.")
@click.option("--max-lag", type=click.IntRange(0, 24), help="Of the lag profile. [default: a third of the periods]")
@click.option("--result-lag", default=1, show_default=True, type=click.IntRange(0, 24), help="From service to result.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Of bands and permutations.")
@click.option("--all", "everything", is_flag=True, help="Also numbers that may not be shown, marked: to check methods.")
@click.option("--language", default="en", show_default=True, type=click.Choice(["en", "de"]))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The report as JSON. [default: printed]")
def analyse(
    panel: Path | None,
    teams: Path | None,
    lag: int,
    max_lag: int | None,
    result_lag: int,
    seed: int,
    everything: bool,
    language: str,
    out: Path | None,
) -> None:
    """Does what staff feel go with what customers meet?

    One row a centre and period (--panel), or one a centre, touchpoint and period (--teams), or both. Optional columns
    of a panel: engagement_n, engagement_sd, visits, service_sd, result, started_on. Empty cells are missing.
    """
    from backend.domain.statistics.link.report import analyse as analysed
    from backend.domain.statistics.link.telling import Wish
    from backend.links.plain_panel import read_panel, read_teams

    if panel is None and teams is None:
        raise click.UsageError("Give --panel FILE, --teams FILE, or both.")
    rows = None if teams is None else read_teams(_table(teams))
    table = read_panel(_table(panel)) if panel is not None else rows.panel()  # type: ignore[union-attr]
    wish = Wish(lag, max_lag, result_lag, seed, everything, language)
    if lag > len(table.periods) - 2:
        raise Invalid("analyse.lag", f"With {len(table.periods)} periods a lag of {lag} leaves too few to look at.")
    document = {"version": _version([panel, teams]), **analysed(table, wish, rows)}
    _give(document, out)


def _table(path: Path) -> Any:
    from backend.kernel.plain_tables import read_csv_table

    return read_csv_table(path.read_bytes(), path.name)


def _version(paths: list[Path | None]) -> str:
    """SHA-256 of what was read: equal versions, equal reports."""
    found = hashlib.sha256()
    for path in paths:
        found.update(b"\0" if path is None else path.read_bytes())
    return found.hexdigest()


def _give(document: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Invalid("analyse.out", f"{out} cannot be written: {error.strerror}.") from error
    click.echo(f"The report is in {out}.")
