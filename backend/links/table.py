"""The joined table for analysts: what the estimators read, suppressed already. `insideout analyse --teams` reads it."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.domain.problems import Problem
from backend.kernel.clock import now
from backend.links.facts import Facts, read_facts

# Columns and their types; a cell is empty where nothing may be shown or nothing was seen.
KINDS: Final = {
    "centre": "string",
    "team": "string",
    "touchpoint": "string",
    "period": "string",
    "engagement": "double",
    "engagement_n": "int64",
    "engagement_sd": "double",
    "service": "double",
    "visits": "int64",
    "service_sd": "double",
}
COLUMNS: Final = tuple(KINDS)


def joined_rows(session: Session) -> Iterator[tuple[Any, ...]]:
    """In the order of COLUMNS, those that say something; a cell is None where nothing may be shown or was seen."""
    facts = read_facts(session, now().date())
    codes = {str(key): code for key, code in session.execute(select(Centre.id, Centre.code))}
    for centre in facts.centres:
        for period in facts.periods:
            for touchpoint, team in _delivered(facts, period):
                cells = _cells(facts, centre, team, touchpoint, period)
                if any(cell is not None for cell in cells):
                    yield (codes[centre], team, touchpoint, period, *cells)


def as_csv(session: Session) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in joined_rows(session):
        writer.writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()


def as_parquet(session: Session) -> bytes:
    """The rows of the CSV, each column with its own type. Needs the extra `parquet` (pyarrow), else 501."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        text = "Parquet is not installed on this server: pip install insideout[parquet]."
        raise Problem("export.no_parquet", text, status=501) from None
    rows = list(joined_rows(session))
    schema = pyarrow.schema([(name, pyarrow.type_for_alias(kind)) for name, kind in KINDS.items()])
    columns = [[row[place] for row in rows] for place in range(len(COLUMNS))]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(columns, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _delivered(facts: Facts, period: str) -> list[tuple[str, str]]:
    return [(touchpoint, team) for (touchpoint, at), team in facts.team_of.items() if at == period]


def _cells(facts: Facts, centre: str, team: str, touchpoint: str, period: str) -> tuple[float | int | None, ...]:
    inside = facts.teams.get((centre, team, period))
    outside = facts.touchpoints.get((centre, touchpoint, period))
    return (
        *((None, None, None) if inside is None else (inside.mean, inside.answers, inside.sd)),
        *((None, None, None) if outside is None else (outside.mean, outside.visits, outside.sd)),
    )
