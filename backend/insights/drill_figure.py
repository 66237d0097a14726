"""One figure from the sums of its scope."""

from sqlalchemy.orm import Session

from backend.domain.measures import Measure
from backend.domain.statistics.estimates import Way, estimate
from backend.insights.comparison import LOW_BASE, Value
from backend.insights.queries import versions
from backend.insights.tallies_reading import TallyOf

Figure = Value


def figure_of(session: Session, scope_kind: str, measure: Measure, row: TallyOf) -> Figure | None:
    """Mean, interval and base of the measure in this scope and period; None where no visit says anything about it."""
    tally = row.tallies.get(measure.code)
    way = Way(shares=measure.kind == "compliance", minutes=measure.kind == "duration")
    found = estimate(tally, way, clustered=scope_kind != "centre") if tally is not None else None
    if tally is None or found is None:
        return None
    named = {str(one.id): one.name for one in versions(session).values()}
    return Value(
        period=row.period,
        mean=found.mean,
        low=found.low,
        high=found.high,
        visits=tally.n,
        excluded=tally.excluded,
        low_base=tally.n < LOW_BASE,
        checklists=sorted(named[key] for key in row.versions),
    )
