"""`insideout checklists diff A B`: two files or published versions, and what differs, in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from backend.checklists import queries, service
from backend.checklists.comparing import Told, tell_differences
from backend.checklists.source import decode_source
from backend.domain.checklist import ChecklistInvalid
from backend.domain.continuity import Definition
from backend.domain.difference_texts import ENGLISH
from backend.domain.difference_words import tell_effect
from backend.domain.differences import effects
from backend.kernel.command_line import command_work, say


@click.command("diff")
@click.argument("before")
@click.argument("after")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def diff(before: str, after: str, as_json: bool) -> None:
    """What differs between two files, or published versions written SLUG@NUMBER, and what it does to trends."""
    old, new = _definition(before), _definition(after)
    told, counts = tell_differences(old, new), effects(old, new)
    fact = {"items": [_fact(one) for one in told], "effects": counts}
    say(fact, "\n".join(_lines(told, counts)), as_json)


def _definition(name: str) -> Definition:
    if (path := Path(name)).is_file():
        with _told_as_usage(name):
            return service.read_checklist(decode_source(path.read_bytes(), name), name)
    if queries.PUBLISHED.fullmatch(name) is None:
        raise click.UsageError(f"“{name}” is neither a file nor a version written SLUG@NUMBER.")
    with command_work(write=False) as uow:
        version = queries.published_version(uow.session, name)
        if version is None:
            raise click.UsageError(f"There is no published version “{name}”.")
        return queries.load_form(uow.session, version.id).definition


@contextmanager
def _told_as_usage(name: str) -> Iterator[None]:
    """A file that cannot be read has its errors told, and nothing is compared."""
    try:
        yield
    except ChecklistInvalid as invalid:
        lines = [f"{name}:{error.line or 1}: {error.message}" for error in invalid.errors]
        raise click.ClickException("\n".join(lines)) from None


def _fact(told: Told) -> Mapping[str, Any]:
    one = told.difference
    fact = {name: getattr(one, name) for name in ("place", "id", "aspect", "part", "before", "after", "effect")}
    return fact | {"text": told.text["en"]}


def _lines(told: list[Told], counts: Mapping[str, int]) -> Iterator[str]:
    if not told:
        yield ENGLISH["same"]
        return
    for one in told:
        name = one.difference.id or one.difference.place
        where = f"section {name}" if one.difference.place == "section" else name
        yield f"{where}: {one.text['en']} ({tell_effect(one.difference.effect, 'en')})"
    yield "Questions: " + ", ".join(f"{count} {effect}" for effect, count in counts.items())
