"""The command `insideout`. Exit codes: 0 done, 1 a problem was found, 2 wrong usage or settings, 3 no such thing,
4 done with losses (importing).

Groups of the features come from `features.COMMANDS` and are loaded only when asked for, so that `serve` starts quickly.
"""

import json
from dataclasses import fields
from typing import Any

import click

from backend.domain.problems import Problem
from backend.settings import PREFIX, Settings, SettingsError, get_settings

PROBLEM, USAGE, NOT_FOUND = 1, 2, 3


class FeatureGroup(click.Group):
    """Commands of this file first; the features' own groups when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self._of_features()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "export":
            # It only reads, and much: without the other features it holds 35 MB less.
            from backend.exports.commands import export_group

            return export_group
        return super().get_command(ctx, cmd_name) or self._of_features().get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Expected refusals end with a sentence and an exit code, never with a traceback."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            _complain(str(error))
            ctx.exit(USAGE)
        except Problem as problem:
            _complain(problem.message)
            for found in (one for one in problem.errors if one.message != problem.message):
                where = f"line {found.line}" if found.line is not None else found.pointer
                click.echo(f"  {where}: {found.message}", err=True)
            ctx.exit(NOT_FOUND if problem.status == 404 else PROBLEM)

    @staticmethod
    def _of_features() -> dict[str, click.Command]:
        from backend import features
        from backend.demo.commands import demo_group
        from backend.kernel.unit_of_work import subscribe

        subscribe(features.subscribers(get_settings))
        return {command.name or "": command for command in (*features.COMMANDS, demo_group)}


@click.group(cls=FeatureGroup)
@click.version_option(package_name="insideout")
def main() -> None:
    """Inside Out: mystery-shopper service audits. Settings come from the environment; see `insideout settings`."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Web server processes.")
@click.option("--no-worker", is_flag=True, help="Do not start a worker: it runs elsewhere.")
def serve(host: str, port: int, processes: int, no_worker: bool) -> None:
    """Run the web server and a worker. Ctrl-C ends both."""
    from backend import server

    settings = get_settings()
    click.echo(f"Inside Out at {settings.origin} (listening on {host}:{port})")
    server.serve(settings, host, port, processes, with_worker=not no_worker)


@main.command()
@click.option("--parent", type=int, hidden=True, help="End when this process is gone.")
def worker(parent: int | None) -> None:
    """Run one more worker for background work: PDFs, picture sizes, letters."""
    from backend import server
    from backend import worker as background

    server.configure_logging()
    background.run(get_settings(), parent=parent)


@main.group()
def db() -> None:
    """The database's schema."""


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema. Repeating it changes nothing."""
    from backend.kernel import migrate
    from backend.kernel.db import make_engine

    engine = make_engine(get_settings().database_url)
    migrate.upgrade(engine)
    click.echo(f"The database is at revision {migrate.current_revision(engine)}.")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check(as_json: bool) -> None:
    """Say whether the database has the newest schema, and exactly that; exit code 1 when it has not."""
    from backend.kernel import migrate
    from backend.kernel.command_line import say
    from backend.kernel.db import make_engine
    from backend.tables import METADATA

    engine = make_engine(get_settings().database_url)
    stored, newest = migrate.current_revision(engine), migrate.head_revision()
    found = [str(difference)[:200] for difference in migrate.differences(engine, METADATA)] if stored == newest else []
    fact = {"revision": stored, "newest": newest, "differences": found}
    text = f"revision {stored or 'none'}, newest {newest}, {len(found)} differences"
    say(fact, "\n".join([text, *found]), as_json)
    if stored != newest or found:
        raise click.exceptions.Exit(PROBLEM)


@main.command()
def openapi() -> None:
    """Print the API's OpenAPI 3.1 document."""
    from backend.app import create_app
    from backend.http.openapi import openapi_document

    click.echo(json.dumps(openapi_document(create_app()), indent=2))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def settings(as_json: bool) -> None:
    """Print every setting with its value and meaning. Secrets stay hidden."""
    from backend.kernel.command_line import say

    rows = [(PREFIX + f.name.upper(), _shown(f.name), f.metadata["help"]) for f in fields(Settings)]
    say({name: value for name, value, _ in rows}, "\n".join(f"{n}={v}\n    {h}" for n, v, h in rows), as_json)


def _shown(name: str) -> str:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    value = str(getattr(get_settings(), name))
    if name == "secret_key":
        return "***"
    if not name.endswith("_url"):
        return value
    try:
        return make_url(value).render_as_string(hide_password=True)
    except ArgumentError:
        return value


def _complain(text: str) -> None:
    click.echo(click.style("Error: ", bold=True) + text, err=True)


if __name__ == "__main__":
    main()
