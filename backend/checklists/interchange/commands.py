"""`insideout checklists import` and `export`: files of other tools in, files for other tools and for paper out."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from backend.checklists.interchange.exporting import FORMATS, find_checklist
from backend.checklists.interchange.naming import language_of
from backend.domain.checklist import SLUG
from backend.domain.problems import Invalid
from backend.kernel.command_line import say

if TYPE_CHECKING:
    from backend.checklists.interchange.table import Report

WITH_LOSSES: Final = 4
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
KNOWN_FORMATS: Final = ("yaml", "xlsform", "pdf")


def _matching(pattern: re.Pattern[str], words: str) -> Any:
    def check(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
        if value is not None and not pattern.fullmatch(value):
            raise click.BadParameter(words)
        return value

    return check


def _language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and language_of(value) is None:
        raise click.BadParameter("Write a language such as en or de-AT.")
    return language_of(value) if value else None


def _write(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as error:
        raise Invalid("interchange.not_written", f"{out} cannot be written: {error.strerror}.") from None


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--out", required=True, type=OUT, help="Where to write the checklist, as YAML.")
@click.option(
    "--id",
    "slug",
    callback=_matching(SLUG, "Small letters, digits and hyphens."),
    help="Id of the checklist.  [default: from the file]",
)
@click.option("--title", help="Title, in every language.  [default: from the file]")
@click.option("--language", callback=_language, help="Language of a plain list of questions.  [default: en]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document with the whole report.")
def import_checklist(
    file: Path, out: Path, slug: str | None, title: str | None, language: str | None, as_json: bool
) -> None:
    """Make a checklist out of an XLSForm workbook, or of a list of questions (.xlsx, .csv).

    A workbook with a sheet “survey” is an XLSForm, as ODK, KoboToolbox and others write it; so is a CSV file whose
    first column names the sheets. Anything else is a list of questions, one a row, with a head line: text (enough by
    itself: yes or no), and if you like section, type, options, points, weight and more. All columns are explained in
    audits/README.md.

    The result is always a valid checklist. What could not be carried over is listed on standard error by sheet, row
    and column, after “lost”; what had to be decided, after “assumed”.

    Exit code 0: everything was carried over. 4: written, but something was lost. 1: refused, nothing written.
    """
    from backend.checklists.interchange.reading import Wishes, import_file
    from backend.checklists.interchange.workbook import FileRefused

    if out.resolve() == file.resolve():
        raise click.UsageError("--out would overwrite the file that is read.")
    try:
        made = import_file(file, Wishes(slug, title, language))
    except FileRefused as refused:
        _tell(refused.report)
        raise
    _write(out, made.text.encode())
    findings = made.report.in_order()
    sections = made.definition["sections"]
    fact: dict[str, Any] = {"out": str(out), "id": made.definition["id"], "content_hash": made.content_hash}
    fact |= {"sections": len(sections), "questions": sum(len(section["questions"]) for section in sections)}
    fact |= {kind: sum(1 for finding in findings if finding.kind == kind) for kind in ("lost", "assumed")}
    if not as_json:
        _tell(made.report)
    text = "{out}: {questions} questions in {sections} sections, {lost} lost, {assumed} assumed".format(**fact)
    say({**fact, "findings": [finding.as_json() for finding in findings]}, text, as_json)
    if made.report.has_losses:
        raise click.exceptions.Exit(WITH_LOSSES)


def _tell(report: "Report") -> None:
    for finding in report.in_order():
        click.echo(f"{finding.kind}\t{finding.as_text()}", err=True)


@click.command("export")
@click.argument("checklist", metavar="SLUG|FILE")
@click.option("--format", "form", required=True, type=click.Choice(KNOWN_FORMATS), help="What to write.")
@click.option("--out", required=True, type=OUT, help="Where to write it.")
@click.option("--number", type=click.IntRange(1), help="Which published version.  [default: the newest]")
@click.option("--lang", callback=_language, help="Language of the printed form.  [default: the checklist's own]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def export_checklist(checklist: str, form: str, out: Path, number: int | None, lang: str | None, as_json: bool) -> None:
    """Write a published checklist (by its slug) or a checklist file for other tools, or for paper.

    \b
    yaml     a published version as it was published; a file tidied. Same content hash.
    xlsform  an .xlsx workbook for ODK, KoboToolbox and others. Imported again it is the same checklist.
    pdf      a blank form to fill by hand: tagged for screen readers, with version and content hash.
    """
    if number is not None and Path(checklist).is_file():
        raise click.UsageError("--number chooses a published version; a file has none.")
    found = find_checklist(checklist, number)
    data = FORMATS[form](found, lang)
    _write(out, data)
    fact = {"out": str(out), "id": found.definition["id"], "number": found.number, "content_hash": found.content_hash}
    say({**fact, "size": len(data)}, f"{out}: {found.definition['id']}, {len(data)} bytes", as_json)
