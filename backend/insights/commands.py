"""`insideout figures ...`: the sums that every figure comes from."""

from functools import partial

import click

from backend.insights.tallies_making import make_all
from backend.kernel.command_line import command_work, say

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
DIFFERENT = 1


@click.group("figures", help="The sums of approved visits that every figure comes from.")
def figures_group() -> None:
    """Only groups the commands below."""


@figures_group.command("rebuild")
@AS_JSON
def rebuild(as_json: bool) -> None:
    """Make them anew from the approved visits. Where they were right, nothing changes."""
    changed = make_all(command_work)
    say({"changed": changed}, f"The figures are made anew; {changed} rows changed.", as_json)


@figures_group.command("check")
@AS_JSON
def check(as_json: bool) -> None:
    """Say whether a rebuild would change anything; exit code 1 when it would."""
    different = make_all(partial(command_work, write=False), write=False)
    say({"different": different}, f"{different} rows would change.", as_json)
    if different:
        raise click.exceptions.Exit(DIFFERENT)
