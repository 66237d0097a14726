"""Reading tallies: only the rows and the measures that are shown."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session

from backend.domain.measures import parse_measure
from backend.domain.statistics.sensitivity import Seen
from backend.domain.statistics.tally import MILLION, Tally
from backend.insights.models import TallyRow

# Of more measures than this the whole column is read: to look for each costs more than to read past the others.
PICKED: Final = 12
# A function of the databases takes a hundred arguments, two for each measure.
MEANS_AT_ONCE: Final = 45


class TallyOf(NamedTuple):
    """One scope in one period: all its approved visits, by checklist version too, and the sums of what was asked for.

    A measure without a word there has no entry in `tallies`.
    """

    scope_id: str
    period: str
    visits: int
    versions: Mapping[str, int]
    tallies: dict[str, Tally]


def read_tallies(
    session: Session,
    scope_kind: str,
    scope_ids: Collection[str] | None,
    period_kind: str,
    periods: Collection[str],
    measures: Sequence[str],
) -> list[TallyOf]:
    """Rows of these scopes (None: all of the kind; ids as text, "" for the chain) in these periods, in no order.

    The database takes the measures out of the row, so that a row costs what is asked of it. A league reads two rows
    a centre: they come as plain text straight from the connection, and each column is parsed at once.
    """
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for measure in measures:
        columns[parse_measure(measure).column].append(measure)
    parts = [_part(session, column, codes) for column, codes in columns.items()]
    query = select(TallyRow.scope_id, TallyRow.period, TallyRow.visits, cast(TallyRow.versions, Text), *parts).where(
        TallyRow.scope_kind == scope_kind, TallyRow.period_kind == period_kind, TallyRow.period.in_(periods)
    )
    if scope_ids is not None:
        query = query.where(TallyRow.scope_id.in_(scope_ids))
    rows = session.connection().execute(query).all()
    versions = {text: json.loads(text) for text in {row[3] for row in rows}}
    sums: list[dict[str, Tally]] = [{} for _ in rows]
    for place, codes in enumerate(columns.values(), 4):
        texts = ",".join([str(row[place]) for row in rows])
        _take(json.loads(f"[{texts}]"), codes, sums)
    return [TallyOf(row[0], row[1], row[2], versions[row[3]], found) for row, found in zip(rows, sums, strict=True)]


def read_means(
    session: Session, scope_ids: Collection[str] | None, period_kind: str, period: str, measures: Sequence[str]
) -> dict[str, dict[str, Seen]]:
    """Of centres in one period: visits and plain means of these measures of the headline, in their unit, by scope id.

    Only counts and totals leave the database: an eighth of what a tally is.
    """
    found: defaultdict[str, dict[str, Seen]] = defaultdict(dict)
    mine = (TallyRow.scope_kind == "centre", TallyRow.period_kind == period_kind, TallyRow.period == period)
    for first in range(0, len(measures), MEANS_AT_ONCE):
        codes = measures[first : first + MEANS_AT_ONCE]
        query = select(TallyRow.scope_id, _counts_and_totals(session, codes)).where(*mine)
        if scope_ids is not None:
            query = query.where(TallyRow.scope_id.in_(scope_ids))
        rows = session.connection().execute(query).all()
        told = json.loads(f"[{','.join([row[1] for row in rows])}]")
        for (scope_id, _), sums in zip(rows, told, strict=True):
            of_measures = zip(codes, sums[::2], sums[1::2], strict=True)
            # Zeros at the end of a tally are not stored.
            found[scope_id].update({code: Seen(n, (total or 0) / MILLION / n) for code, n, total in of_measures if n})
    return found


def _counts_and_totals(session: Session, codes: Sequence[str]) -> ColumnElement[str]:
    """A JSON array, as text: of each measure its visits and their total."""
    if session.get_bind().dialect.name == "postgresql":
        parts = [TallyRow.headline[code][place] for code in codes for place in (0, 1)]
        return cast(func.jsonb_build_array(*parts), Text)
    paths = [f'$."{code}"[{place}]' for code in codes for place in (0, 1)]
    return cast(func.json_extract(TallyRow.headline, *paths), Text)


def _part(session: Session, column: str, codes: Sequence[str]) -> ColumnElement[str]:
    """A JSON object, as text, that holds these measures of the column."""
    stored = getattr(TallyRow, column)
    if len(codes) > PICKED:
        return cast(stored, Text)
    if session.get_bind().dialect.name == "postgresql":
        pairs: list[Any] = [part for code in codes for part in (cast(code, Text), stored[code])]
        return cast(func.jsonb_build_object(*pairs), Text)
    pairs = [part for code in codes for part in (code, func.json_extract(stored, f'$."{code}"'))]
    return cast(func.json_object(*pairs), Text)


def _take(stored: Sequence[Mapping[str, Any]], codes: Sequence[str], into: Sequence[dict[str, Tally]]) -> None:
    for found, row in zip(into, stored, strict=True):
        for code in codes:
            if sums := row.get(code):
                found[code] = Tally(*sums)
