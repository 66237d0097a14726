"""`insideout demo ...`: the demonstration chain from the command line."""

import sys

import click

from backend.demo.chain import MAIL, PASSWORD
from backend.kernel.command_line import say

SIGN_INS = (
    ("office", "programme office (administrator)"),
    ("north", "area manager"),
    ("auditor", "auditor, with visits for today"),
    ("manager", "centre manager"),
)
MOST, MOST_WHOLE = 2000, 500


@click.group("demo", help="The demonstration chain: invented, and marked as such on every page.")
def demo_group() -> None:
    """Only groups the commands below."""


@demo_group.command("load")
@click.option(
    "--centres", default=24, show_default=True, type=click.IntRange(1, MOST), help=f"Above {MOST_WHOLE}: --fast."
)
@click.option(
    "--quarters", default=8, show_default=True, type=click.IntRange(1, 40), help="Up to and including today's."
)
@click.option(
    "--seed", default=7, show_default=True, type=click.IntRange(0), help="The same seed makes the same chain."
)
@click.option(
    "--fast",
    is_flag=True,
    help="For large chains, on all processors: visits to showrooms alone, scored and approved, without photos, files"
    " and certificates.",
)
@click.option("--no-link", is_flag=True, help="Engagement has nothing to do with service: the honest page says so.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def load(centres: int, quarters: int, seed: int, fast: bool, no_link: bool, as_json: bool) -> None:
    """Load it into an empty database. Repeating it changes nothing."""
    if centres > MOST_WHOLE and not fast:
        raise click.UsageError(f"More than {MOST_WHOLE} centres take --fast, which leaves out photos and certificates.")
    from backend.demo.load import load_demo
    from backend.kernel import files
    from backend.kernel.clock import now
    from backend.kernel.db import make_engine
    from backend.settings import get_settings

    settings = get_settings()
    files.connect(settings.files_url)
    engine = make_engine(settings.database_url)
    try:
        loaded = load_demo(
            engine,
            centres=centres,
            quarters=quarters,
            seed=seed,
            moment=now(),
            fast=fast,
            link=not no_link,
            tell=_tell_of_progress,
        )
    finally:
        engine.dispose()
    fact = {
        "new": loaded.new,
        **loaded.fact,
        "password": PASSWORD,
        "sign_ins": [f"{box}@{MAIL}" for box, _ in SIGN_INS],
    }
    say(fact, _words(loaded.new, dict(loaded.fact)), as_json)


def _tell_of_progress(done: int, parts: int) -> None:
    """On one line, for somebody who watches."""
    if sys.stderr.isatty():
        click.echo(f"\r  {done} of {parts} parts stored" + "\n" * (done == parts), err=True, nl=False)


def _words(new: bool, fact: dict[str, object]) -> str:
    head = "The demonstration chain is loaded" if new else "The demonstration chain was loaded before; nothing changed"
    rows = [f"    {f'{box}@{MAIL}':24}{what}" for box, what in SIGN_INS]
    counts = f"{fact['visits']} visits, {fact['internal_audits']} internal audits"
    size = f"{fact['centres']} centres, {len(list(fact['quarters']))} quarters, {counts}"  # type: ignore[call-overload]
    return "\n".join([f"  {head}: {size}.", "  Sign in as", *rows, f"  with the password  {PASSWORD}"])
