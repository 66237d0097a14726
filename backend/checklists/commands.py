"""`insideout checklists ...`: checking and publishing the YAML files of a folder of checklists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backend.checklists import queries, service
from backend.checklists.diff_command import diff
from backend.checklists.interchange.commands import export_checklist, import_checklist
from backend.checklists.models import ChecklistVersion
from backend.checklists.source import decode_source
from backend.domain.checklist import ChecklistInvalid
from backend.domain.problems import FieldError
from backend.domain.roles import SYSTEM
from backend.kernel.command_line import command_work, say_all
from backend.kernel.unit_of_work import UnitOfWork

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
CASES = ".cases.yaml"
Row = tuple[dict[str, Any], str]


@click.group("checklists", help="Checklists as YAML files, and their ways in and out.")
def checklists_group() -> None:
    """Only groups the commands below."""


checklists_group.add_command(import_checklist)
checklists_group.add_command(export_checklist)


@checklists_group.command("validate")
@PATHS
@AS_JSON
def validate(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check files, or all checklists in folders (but not the cases beside them).

    Every error is one line: file:line: /path/to/the/key: a sentence. Exit code 1 with any.
    """
    rows = [row for path in _sources_of(paths) for row in _check(path)]
    say_all(rows, as_json)
    if not all(fact["valid"] for fact, _ in rows):
        raise click.exceptions.Exit(1)


@checklists_group.command("publish")
@PATHS
@AS_JSON
def publish(paths: tuple[Path, ...], as_json: bool) -> None:
    """Publish files, or all checklists in folders: all of them, or none when one has an error.

    The same content again stays the same version.
    """
    sources = _sources_of(paths)
    problems = [row for path in sources for row in _check(path) if not row[0]["valid"]]
    if problems:
        say_all(problems, as_json)
        raise click.exceptions.Exit(1)
    with command_work() as uow:
        rows = [_publish(uow, path) for path in sources]
    say_all(rows, as_json)


@checklists_group.command("list")
@AS_JSON
def list_checklists(as_json: bool) -> None:
    """Every published checklist with its newest version."""
    with command_work(write=False) as uow:
        found = uow.session.scalars(queries.all_checklists().order_by("slug")).all()
        latest = queries.latest_versions(uow.session, [checklist.id for checklist in found])
        say_all([_row_of(latest[checklist.id]) for checklist in found], as_json)


checklists_group.add_command(diff)


def _sources(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Files as given; of a folder every checklist in it, but not the cases beside them."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.yaml") if not file.name.endswith(CASES))
        else:
            yield path


def _sources_of(paths: tuple[Path, ...]) -> list[Path]:
    found = list(_sources(paths))
    if not found:
        raise click.UsageError(f"There is no checklist (.yaml) in {', '.join(map(str, paths))}.")
    return found


def _check(path: Path) -> list[Row]:
    """One row that says valid, or one row an error."""
    if path.name.endswith(CASES):
        message = "These are cases, not a checklist. Name the checklist itself, or the folder of both."
        return [({"path": str(path), "valid": False, "message": message}, f"{path}:1: {message}")]
    try:
        definition = service.read_checklist(decode_source(path.read_bytes(), str(path)), str(path))
    except ChecklistInvalid as invalid:
        return [
            ({"path": str(path), "valid": False, **error.as_json()}, _line_of(path, error)) for error in invalid.errors
        ]
    return [({"path": str(path), "valid": True, "id": definition["id"]}, f"{path}: valid")]


def _line_of(path: Path, error: FieldError) -> str:
    """Editors jump to `file:line`; the path within the checklist follows, then the sentence."""
    place = f" {error.pointer}:" if error.pointer else ""
    return f"{path}:{error.line or 1}:{place} {error.message}"


def _publish(uow: UnitOfWork, path: Path) -> Row:
    found = service.publish_checklist(uow, SYSTEM, decode_source(path.read_bytes(), str(path)), name=str(path))
    fact, text = _row_of(found.version)
    word = "new" if found.created else "unchanged"
    return {"path": str(path), "new": found.created, **fact}, f"{text}\t{word}"


def _row_of(version: ChecklistVersion) -> Row:
    fact = {"id": str(version.id), "slug": version.checklist.slug, "number": version.number}
    fact["content_hash"] = version.content_hash
    return fact, f"{version.checklist.slug}\tversion {version.number}\t{version.content_hash[:12]}"
