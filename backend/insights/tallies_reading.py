"""Reading tallies: only the rows and the measures that are shown."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.domain.measures import parse_measure
from backend.domain.statistics.tally import Tally, tally_from
from backend.insights.models import TallyRow


class TallyOf(NamedTuple):
    """One scope in one period: all its approved visits, by checklist version too, and the sums of what was asked for.

    A measure without a word there has no entry in `tallies`.
    """

    scope_id: str
    period: str
    visits: int
    versions: dict[str, int]
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

    The database takes the measures out of the row, so that a row costs what is asked of it.
    """
    parts = [getattr(TallyRow, parse_measure(measure).column)[measure] for measure in measures]
    query = select(TallyRow.scope_id, TallyRow.period, TallyRow.visits, TallyRow.versions, *parts).where(
        TallyRow.scope_kind == scope_kind, TallyRow.period_kind == period_kind, TallyRow.period.in_(periods)
    )
    if scope_ids is not None:
        query = query.where(TallyRow.scope_id.in_(scope_ids))
    # Straight from the connection: a league reads a row a centre.
    return [_tally_of(row, measures) for row in session.connection().execute(query)]


def _tally_of(row: Any, measures: Sequence[str]) -> TallyOf:
    scope_id, period, visits, versions, *sums = row
    found = {measure: tally_from(one) for measure, one in zip(measures, sums, strict=True) if one}
    return TallyOf(scope_id, period, visits, versions, found)
