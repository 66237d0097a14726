"""`insideout report ...`: a document into a file, here and now, without the queue."""

import uuid
from pathlib import Path

import click

from backend.reports.catalogue import CATALOGUE


@click.group(name="report")
def report_group() -> None:
    """Make a report without the web."""


@report_group.command()
@click.argument("visit_id", type=click.UUID)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the PDF.")
@click.option("--edition", default="review", show_default=True, type=click.Choice(CATALOGUE["visit"].editions))
@click.option("--lang", default="en", show_default=True, type=click.Choice(["en", "de"]))
def visit(visit_id: uuid.UUID, out: Path, edition: str, lang: str) -> None:
    """The report of one submitted visit."""
    from backend.domain.problems import Conflict
    from backend.kernel import files
    from backend.kernel.db import make_engine
    from backend.reports.making import compose
    from backend.settings import get_settings

    settings = get_settings()
    files.connect(settings.files_url)
    composition = compose(make_engine(settings.database_url), "visit", visit_id, edition, lang)
    if edition == "centre" and composition.context["draft"]:
        raise Conflict("visit.wrong_state", "The centre's edition waits for the approval.")
    document = composition.print()
    out.write_bytes(document.data)
    click.echo(f"{out}: {document.pages} pages, {len(document.data)} bytes, SHA-256 {document.sha256}")
