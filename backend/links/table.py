"""The joined table for analysts: what the estimators read, suppressed already. `insideout analyse --teams` reads it."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.kernel.clock import now
from backend.links.facts import Facts, read_facts

COLUMNS: Final = (
    "centre",
    "team",
    "touchpoint",
    "period",
    "engagement",
    "engagement_n",
    "engagement_sd",
    "service",
    "visits",
    "service_sd",
)


def joined_rows(session: Session) -> Iterator[tuple[Any, ...]]:
    """In the order of COLUMNS; a cell is None where nothing may be shown or nothing was seen."""
    facts = read_facts(session, now().date())
    codes = {str(key): code for key, code in session.execute(select(Centre.id, Centre.code))}
    for centre in facts.centres:
        for period in facts.periods:
            for touchpoint, team in _delivered(facts, period):
                yield (codes[centre], team, touchpoint, period, *_cells(facts, centre, team, touchpoint, period))


def as_csv(session: Session) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in joined_rows(session):
        if any(cell is not None for cell in row[4:]):
            writer.writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()


def _delivered(facts: Facts, period: str) -> list[tuple[str, str]]:
    return [(touchpoint, team) for (touchpoint, at), team in facts.team_of.items() if at == period]


def _cells(facts: Facts, centre: str, team: str, touchpoint: str, period: str) -> tuple[float | int | None, ...]:
    inside = facts.teams.get((centre, team, period))
    outside = facts.touchpoints.get((centre, touchpoint, period))
    return (
        *((None, None, None) if inside is None else (inside.mean, inside.answers, inside.sd)),
        *((None, None, None) if outside is None else (outside.mean, outside.visits, outside.sd)),
    )
