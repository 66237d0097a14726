"""`insideout visits import`: what a phone could not send, from the file it made of it."""

from pathlib import Path
from typing import Any

import click

from backend.kernel import files
from backend.kernel.command_line import say
from backend.kernel.db import make_engine
from backend.settings import get_settings
from backend.visits.rescue import Outcome, import_visits
from backend.visits.rescue_file import RescueFile


@click.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check the file and say what is new in it; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_rescue(path: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in the rescue file of a phone, in its auditor's name. Twice changes nothing; exit code 1 with a problem."""
    settings = get_settings()
    engine = make_engine(settings.database_url)
    files.connect(settings.files_url)
    try:
        with RescueFile(path) as file:
            outcomes = import_visits(engine, file, dry_run=dry_run)
            head = _head(file)
    finally:
        engine.dispose()
    fact = {**head, "dry_run": dry_run, "visits": [outcome.as_json() for outcome in outcomes]}
    lines = [f"{head['code']}: phone of {head['auditor']}, made {head['made_at']}"]
    say(fact, "\n".join([*lines, *(_words(outcome, dry_run) for outcome in outcomes)]), as_json)
    if any(outcome.problems for outcome in outcomes):
        raise click.exceptions.Exit(1)


def _head(file: RescueFile) -> dict[str, Any]:
    manifest = file.manifest
    made_at = manifest["made_at"].isoformat(timespec="seconds")
    return {"code": manifest["code"], "auditor": manifest["account"]["name"], "made_at": made_at}


def _words(outcome: Outcome, dry_run: bool) -> str:
    """A line a visit, and one a problem."""
    facts = [
        (outcome.answers_new, "{n} answers would be new" if dry_run else "{n} answers stored"),
        (outcome.answers_known, "{n} answers were here already"),
        (outcome.answers_older, "{n} answers older than what is here, noted in the trail"),
        (outcome.photos_new, "{n} photos would be new" if dry_run else "{n} photos stored"),
        (outcome.photos_known, "{n} photos were here already"),
        (outcome.photos_deleted, "{n} photos to delete" if dry_run else "{n} photos deleted"),
        (outcome.submitted, "submitted"),
    ]
    told = ", ".join(words.format(n=int(number)) for number, words in facts if number) or "nothing to do"
    place = f"{outcome.centre} ({outcome.visit_id})" if outcome.centre else outcome.visit_id
    return "\n".join([f"{place}: {told}", *(f"  problem: {sentence}" for sentence in outcome.problems)])
