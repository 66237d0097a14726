"""One figure from the sums of its scope, made as the comparison makes it."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from backend.domain.measures import Measure
from backend.insights.comparison import Maker, Value, way_of
from backend.insights.measures_asked import Version, asks, is_yes_or_no, team_codes, versions_named
from backend.insights.tallies_reading import TallyOf

Figure = Value
Named = Mapping[str, Version]


def named_versions(session: Session, rows: Sequence[TallyOf]) -> Named:
    """The checklist versions in these rows, by the id tallies know them by."""
    return {str(one.id): one for one in versions_named(session, {id_ for row in rows for id_ in row.versions})}


def figure_of(
    session: Session, scope_kind: str, measure: Measure, row: TallyOf, named: Named | None = None
) -> Figure | None:
    """Mean, interval and base of the measure in this scope and period; None where no visit says anything about it.

    `named`: the versions in all rows, where many figures are made at once.
    """
    known = named_versions(session, [row]) if named is None else named
    teams = team_codes(session) if measure.kind == "team" else {}
    asking = [one for one in known.values() if asks(one, measure, teams)]
    answers = [is_yes_or_no(one, measure) for one in asking] if measure.kind == "question" else []
    maker = Maker(way_of(measure, answers, pooled=False), {str(one.id): one.name for one in asking})
    return maker.value(row, measure.code, clustered=scope_kind != "centre")
