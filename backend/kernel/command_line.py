"""What commands of all features share: a unit of work on the configured database, and the two ways of printing."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from backend.domain.problems import Problem
from backend.kernel.db import make_engine
from backend.kernel.schema_version import newest_revision, stored_revision
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.settings import get_settings


@contextmanager
def command_work(*, write: bool = True) -> Iterator[UnitOfWork]:
    """`with command_work() as uow:` commits at its end. What it queues is found by the next worker."""
    engine = make_engine(get_settings().database_url)
    try:
        with unit_of_work(engine, write=write) as uow:
            yield uow
    except DBAPIError as error:
        raise _said(engine, error) from error
    finally:
        engine.dispose()


def _said(engine: Engine, error: DBAPIError) -> Exception:
    """A database that is away or has no tables yet is no mistake of the program."""
    try:
        stored = stored_revision(engine)
    except DBAPIError as away:
        return Problem("database.away", f"The database does not answer: {str(away.orig).splitlines()[0]}")
    if stored == newest_revision():
        return error
    return Problem("database.not_ready", "The database lacks the newest tables. Run “insideout db upgrade” first.")


def say(fact: Any, text: str, as_json: bool) -> None:
    """One line for people, or one JSON document for machines."""
    click.echo(json.dumps(fact, ensure_ascii=False, default=str) if as_json else text)


def say_all(rows: Iterable[tuple[Any, str]], as_json: bool) -> None:
    """A line each for people, or one JSON document {"items": [...]} for machines; `rows` are (fact, line)."""
    found = list(rows)
    if as_json:
        say({"items": [fact for fact, _ in found]}, "", as_json)
        return
    for _, text in found:
        click.echo(text)
