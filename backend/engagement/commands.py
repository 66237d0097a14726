"""`insideout engagement ...`: files from the command line."""

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from backend.engagement.intake.service import Outcome

KINDS = ("figures", "answers", "results", "starts")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("engagement", help="Engagement, results and starts from files.")
def engagement_group() -> None:
    """Only groups the commands below."""


@engagement_group.command("import")
@click.argument("file", type=FILE)
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What a row tells.")
@click.option(
    "--column", "chosen", multiple=True, help="FIELD=NAME: the column that tells it, if not clear by its name."
)
@click.option("--set", "constants", multiple=True, help="FIELD=TEXT: for every row without an own one.")
@click.option("--items", type=FILE, help="JSON: what `engagement questions` prints.")
@click.option("--decimal", type=click.Choice([".", ","]), help="Decimal mark. [default: as the file looks]")
@click.option("--dry-run", is_flag=True, help="Only say what it would come to.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def take_in(
    file: Path,
    kind: str,
    chosen: tuple[str, ...],
    constants: tuple[str, ...],
    items: Path | None,
    decimal: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take FILE (CSV or .xlsx) in: all of it, or nothing. The same file again changes nothing."""
    from backend.domain.roles import SYSTEM
    from backend.engagement.intake import service
    from backend.kernel.command_line import command_work, say
    from backend.kernel.ids import new_id

    data = file.read_bytes()
    head = service.preview(kind, file.name, data)
    named = _pairs(chosen)
    columns = head["columns"] | {code: _place(head["header"], name) for code, name in named.items()}
    known = {code: text for code, text in head["constants"].items() if code not in columns} | _pairs(constants)
    given = json.loads(items.read_text(encoding="utf-8")) if items is not None else {}
    order = service.Order(kind, file.name, data, columns, known, given, decimal)
    with command_work() as uow:
        if dry_run:
            outcome: Outcome | None = service.check(uow, order)
            fact: dict[str, Any] = {"dry_run": True}
        else:
            made, outcome = service.import_file(uow, SYSTEM, new_id(), order)
            fact = {"id": str(made.id)}
    say(fact | {"outcome": None if outcome is None else _json(outcome)}, _words(outcome, dry_run, fact), as_json)


@engagement_group.command("questions")
@click.argument("file", type=FILE)
def list_questions(file: Path) -> None:
    """The questions of raw answers in FILE as JSON, each with a guess: to be changed and given to import as --items.
    A dimension of null leaves the question out."""
    from backend.engagement.intake import service
    from backend.kernel.command_line import command_work

    data = file.read_bytes()
    head = service.preview("answers", file.name, data)
    order = service.Order("answers", file.name, data, head["columns"], head["constants"])
    with command_work(write=False) as uow:
        found = service.questions(uow, order)["questions"]
    told = {one.code: {"dimension": one.dimension, "reversed": one.reversed} | _scale(one) for one in found}
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


@engagement_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_imports(as_json: bool) -> None:
    """The imports, latest first."""
    from sqlalchemy import select

    from backend.engagement.models import EngagementImport
    from backend.kernel.command_line import command_work, say_all

    with command_work(write=False) as uow:
        found = uow.session.scalars(select(EngagementImport).order_by(EngagementImport.created_at.desc())).all()
    say_all(((_fact(one), _line(one)) for one in found), as_json)


@engagement_group.command()
@click.argument("import_id", type=click.UUID)
def undo(import_id: uuid.UUID) -> None:
    """Undo the import IMPORT_ID as a whole."""
    from backend.domain.roles import SYSTEM
    from backend.engagement.intake import service
    from backend.kernel.command_line import command_work

    with command_work() as uow:
        made = service.undo(uow, SYSTEM, import_id)
    click.echo(f"Undone: {made.file_name}, {made.rows} rows.")


@engagement_group.command()
@click.argument("wave")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def publish(wave: str, as_json: bool) -> None:
    """Publish the wave with the code WAVE, once its fieldwork is over."""
    from backend.domain.roles import SYSTEM
    from backend.engagement.waves import publish_wave
    from backend.kernel.command_line import command_work, say

    with command_work() as uow:
        told = publish_wave(uow, SYSTEM, wave)
    shown = sum(group["shown"] for group in told["groups"])
    say(told, f"{wave} is published: {shown} groups may be shown, {told['answers']} answers.", as_json)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    for pair in given:
        if "=" not in pair:
            raise click.UsageError(f"“{pair}”: write FIELD=NAME.")
    return {pair.split("=", 1)[0].strip(): pair.split("=", 1)[1].strip() for pair in given}


def _place(header: list[str], name: str) -> int:
    if name not in header:
        raise click.UsageError(f"The file has no column “{name}”. It has: {', '.join(header)}")
    return header.index(name)


def _words(outcome: "Outcome | None", dry_run: bool, fact: dict[str, Any]) -> str:
    if outcome is None:
        return f"The same file was taken in before, as {fact['id']}; nothing changed."
    told = f"{outcome.rows} rows: {outcome.figures} figures, {outcome.results} results, {outcome.starts} starts"
    told += f" of {outcome.centres} centres"
    lines = [f"Nothing is stored yet. {told}." if dry_run else f"Taken in as {fact['id']}. {told}."]
    for wave in outcome.waves:
        state = wave.reason or {"open": "its fieldwork is not over"}.get(wave.state, wave.state)
        lines.append(f"  {wave.code}: {state}; {wave.shown} of {wave.groups} groups may be shown.")
    if outcome.left_out:
        lines.append(f"  {outcome.left_out} groups of fewer than three people got no figure of their own.")
    if outcome.unknown_teams:
        lines.append(f"  Not among the teams of their centre: {', '.join(outcome.unknown_teams)}.")
    return "\n".join(lines)


def _scale(one: Any) -> dict[str, float]:
    return {} if one.scale_min is None else {"scale_min": one.scale_min, "scale_max": one.scale_max}


def _json(outcome: "Outcome") -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(outcome)


def _fact(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("id", "kind", "file_name", "rows", "created_at", "undone_at")}


def _line(one: Any) -> str:
    state = f"undone {one.undone_at:%Y-%m-%d}" if one.undone_at else ""
    return (
        f"{one.id}  {one.created_at:%Y-%m-%d %H:%M}  {one.kind:8}{one.rows:>8} rows  {one.file_name}  {state}".rstrip()
    )
