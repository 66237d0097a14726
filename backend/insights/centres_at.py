"""Every centre of a scope in one period, and how each changed by itself: what leagues and the first page tell of."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from backend.insights import queries
from backend.insights.comparison import Maker, SeriesChange, Value
from backend.insights.kept import Shelf
from backend.insights.measures_asked import Version
from backend.insights.measures_series import Table, pair_of
from backend.insights.tallies_reading import TallyOf, read_tallies


@dataclass(frozen=True)
class CentresAt:
    """By centre id as text: the rows of the period, and the changes, not judged yet. `versions` were seen in them."""

    measure: str
    rows: Mapping[str, TallyOf]
    changes: Mapping[str, SeriesChange | None]
    versions: list[Version]
    maker: Maker

    def value(self, id_: str) -> Value | None:
        return self.maker.value(self.rows.get(id_), self.measure, clustered=False)


# A thousand centres are 2 MB.
_KEPT: Final = Shelf[CentresAt](12)


def centres_at(
    session: Session, area_id: uuid.UUID | None, kind: str, code: str, before: str | None, measure: str, *, pooled: bool
) -> CentresAt:
    """Of an area or, without one, the chain. `code` and `before` are periods of this kind."""
    key = (area_id, kind, code, before, measure, pooled)
    return _KEPT.get(session, key, lambda: _read(session, *key))


def _read(
    session: Session, area_id: uuid.UUID | None, kind: str, code: str, before: str | None, measure: str, pooled: bool
) -> CentresAt:
    ids = None if area_id is None else queries.members(session, [area_id])[str(area_id)]
    periods = [code] if before is None else [before, code]
    table = Table(session, kind, periods, [measure], pooled)
    for row in read_tallies(session, "centre", ids, kind, periods, [measure]):
        table.rows["centre", row.scope_id][row.period] = row
    rows = {id_: of_periods for (_, id_), of_periods in table.rows.items()}
    maker, changes = table.maker(measure), {}
    if before is not None:
        pairs = [pair_of(one, measure, (before, code)) for one in rows.values()]
        changes = dict(zip(rows, maker.changes((before, code), pairs), strict=True))
    now = {id_: one[code] for id_, one in rows.items() if code in one}
    return CentresAt(measure, now, changes, table.versions, maker)
