"""`insideout checklists ...`: checking and publishing the YAML files of a folder of checklists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backend.checklists import queries, service
from backend.domain.checklist import ChecklistInvalid
from backend.domain.roles import SYSTEM
from backend.kernel.command_line import command_work, say

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


@click.group("checklists", help="Checklists as YAML files.")
def checklists_group() -> None:
    """Only groups the commands below."""


@checklists_group.command("validate")
@PATHS
@AS_JSON
def validate(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check files, or all checklists in folders. Every error is `path:line: message`; exit code 1 when there is one."""
    failed = False
    for path in _sources(paths):
        try:
            definition = service.read_checklist(path.read_text(encoding="utf-8"), str(path))
        except ChecklistInvalid as invalid:
            failed = True
            _report(path, invalid, as_json)
        else:
            say({"path": str(path), "valid": True, "id": definition["id"]}, f"{path}: valid", as_json)
    if failed:
        raise click.exceptions.Exit(1)


@checklists_group.command("publish")
@PATHS
@AS_JSON
def publish(paths: tuple[Path, ...], as_json: bool) -> None:
    """Publish files: all of them, or none when one has an error. The same content again stays the same version."""
    sources = list(_sources(paths))
    with command_work() as uow:
        for path in sources:
            try:
                found = service.publish_checklist(uow, SYSTEM, path.read_text(encoding="utf-8"), name=str(path))
            except ChecklistInvalid as invalid:
                _report(path, invalid, as_json)
                raise click.exceptions.Exit(1) from None
            version = found.version
            fact = {"path": str(path), "slug": version.checklist.slug, "number": version.number, "new": found.created}
            text = f"{version.checklist.slug} version {version.number}{' (new)' if found.created else ' (unchanged)'}"
            say(fact | {"id": str(version.id), "content_hash": version.content_hash}, text, as_json)


@checklists_group.command("list")
@AS_JSON
def list_checklists(as_json: bool) -> None:
    """Every published checklist with its newest version."""
    with command_work(write=False) as uow:
        found = uow.session.scalars(queries.all_checklists().order_by("slug")).all()
        latest = queries.latest_versions(uow.session, [checklist.id for checklist in found])
        for checklist in found:
            version = latest[checklist.id]
            fact = {"slug": checklist.slug, "number": version.number, "content_hash": version.content_hash}
            say(fact, f"{checklist.slug}\tversion {version.number}\t{version.content_hash[:12]}", as_json)


def _sources(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Files as given; of a folder every checklist in it, but not the cases beside them."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.yaml") if not file.name.endswith(".cases.yaml"))
        else:
            yield path


def _report(path: Path, invalid: ChecklistInvalid, as_json: bool) -> None:
    for error in invalid.errors:
        fact: dict[str, Any] = {"path": str(path), "valid": False, **error.as_json()}
        say(fact, f"{path}:{error.line or 1}: {error.message}", as_json)
