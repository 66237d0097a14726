"""What commands of all features share: a unit of work on the configured database, and the two ways of printing."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from backend.kernel.db import make_engine
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.settings import get_settings


@contextmanager
def command_work(*, write: bool = True) -> Iterator[UnitOfWork]:
    """`with command_work() as uow:` commits at its end. What it queues is found by the next worker."""
    engine = make_engine(get_settings().database_url)
    try:
        with unit_of_work(engine, write=write) as uow:
            yield uow
    finally:
        engine.dispose()


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
