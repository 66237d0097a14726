"""`insideout visits rescore`: what reviews add to the commands about visits."""

import uuid

import click

from backend.checklists.queries import PUBLISHED, published_version
from backend.domain.problems import Problem
from backend.domain.roles import SYSTEM
from backend.kernel.command_line import command_work, say
from backend.reviews.rescoring import rescore_visit
from backend.visits.commands import AS_JSON


@click.command("rescore")
@click.argument("visit_id", type=click.UUID)
@click.option("--version", "version_name", required=True, metavar="SLUG@NUMBER", help="The version to score with.")
@AS_JSON
def rescore(visit_id: uuid.UUID, version_name: str, as_json: bool) -> None:
    """Certify what an approved visit's answers give with another version. The visit's own score stays."""
    if PUBLISHED.fullmatch(version_name) is None:
        raise click.UsageError(f"“{version_name}” is not a version written SLUG@NUMBER.")
    with command_work() as uow:
        version = published_version(uow.session, version_name)
        if version is None:
            raise click.UsageError(f"There is no published version “{version_name}”.")
        try:
            found = rescore_visit(uow, SYSTEM, visit_id, version.id)
        except Problem as problem:
            raise click.ClickException(problem.message) from None
        certificate, result = found.certificate, found.certificate.content["result"]
        fact = {"visit_id": str(visit_id), "version": version_name, "certificate": certificate.number}
        fact |= {"sha256": certificate.sha256, "new": found.created, "tenths": result["overall"]["tenths"]}
        fact |= {"outcome": result["outcome"], **certificate.content["rescore"]}
    tenths = result["overall"]["tenths"]
    score = "n/a" if tenths is None else f"{tenths / 10:.1f}"
    line = f"{score} with {version_name} (certificate {certificate.number}; not the visit's result)"
    say(fact, line, as_json)
