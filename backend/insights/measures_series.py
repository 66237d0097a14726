"""Lines of a comparison become series: what is read of the tallies for them, and nothing more."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from backend.domain.measures import ALIKE, Measure, parse_measure
from backend.domain.statistics.tally import Tally
from backend.insights import queries
from backend.insights.comparison import (
    Line,
    Maker,
    Series,
    SeriesChange,
    Value,
    latest_two,
    tally_at,
    way_of,
    with_discovery,
)
from backend.insights.kept import Shelf
from backend.insights.measures_asked import Version, codes_of, is_yes_or_no, team_codes, versions_named
from backend.insights.periods import Period
from backend.insights.tallies_reading import TallyOf, read_tallies

Rows = Mapping[str, TallyOf]
CHAIN = ("chain", "")
MOST_MATCHED = 200
_MATCHED: Final = Shelf["SeriesChange | None"](4096)


@dataclass(frozen=True)
class Made:
    """Series over `periods` of a `kind` (those at the end without a visit are gone); `compared` are those of changes.

    `versions` were seen in them; `visits` are their visits by version id, of the last line.
    """

    kind: str
    periods: Sequence[Period]
    series: list[Series]
    compared: tuple[str, str] | None
    versions: Sequence[Version]
    visits: Mapping[str, int]


class Table:
    """The rows of some scopes by period, read once, and makers of figures from them."""

    def __init__(
        self, session: Session, kind: str, periods: Sequence[str], measures: Sequence[str], pooled: bool
    ) -> None:
        self.session, self.kind, self.periods, self.measures, self.pooled = session, kind, periods, measures, pooled
        self.rows: defaultdict[tuple[str, str], dict[str, TallyOf]] = defaultdict(dict)
        self._makers: dict[str, Maker] = {}
        self._versions: list[Version] | None = None
        self._codes: dict[uuid.UUID, set[str]] | None = None

    def load(self, scopes: Sequence[tuple[str, str]]) -> None:
        ids = defaultdict(set)
        for kind, id_ in scopes:
            ids[kind].add(id_)
        for kind, wanted in ids.items():
            for row in read_tallies(self.session, kind, wanted, self.kind, self.periods, self.measures):
                self.rows[kind, row.scope_id][row.period] = row

    @property
    def versions(self) -> list[Version]:
        """Seen in what was loaded."""
        if self._versions is None:
            seen = {id_ for rows in self.rows.values() for row in rows.values() for id_ in row.versions}
            self._versions = versions_named(self.session, seen)
        return self._versions

    def _asks(self, version: Version, measure: Measure) -> bool:
        """What a version says something about is found out once: a page has a hundred measures."""
        if self._codes is None:
            teams = team_codes(self.session)
            self._codes = {one.id: codes_of(one, teams) for one in self.versions}
        return measure.code in self._codes[version.id]

    def maker(self, code: str) -> Maker:
        """Of figures of this measure."""
        if code not in self._makers:
            measure = parse_measure(code)
            asking = [version for version in self.versions if self._asks(version, measure)]
            answers = [is_yes_or_no(version, measure) for version in asking] if measure.kind == "question" else []
            way = way_of(measure, answers, pooled=self.pooled)
            self._makers[code] = Maker(way, {str(version.id): version.name for version in asking})
        return self._makers[code]


def series_of(
    session: Session, kind: str, periods: Sequence[Period], lines: Sequence[Line], *, pooled: bool = False,
    alike: bool = False,
) -> Made:  # fmt: skip
    """One series a line. The last line, usually the chain, says which periods are used and compared.

    `alike`: with the like-for-like figures beside each.
    """
    measures = list(dict.fromkeys([line.measure for line in lines] + ([ALIKE] if alike else [])))
    table = Table(session, kind, [period.code for period in periods], measures, pooled)
    table.load([line.scope for line in lines] if periods else [])
    last = lines[-1]
    visits = [tally_at(table.rows[last.scope].get(period.code), last.measure).n for period in periods]
    shown = periods[: max((place for place, count in enumerate(visits, 1) if count), default=len(periods))]
    compared = latest_two(periods, visits)
    changes = changes_of(table, lines, compared) if compared else [None] * len(lines)
    series = [_series(table, line, shown, change) for line, change in zip(lines, changes, strict=True)]
    if alike:
        beside = [_values(table, line, shown, ALIKE) for line in lines]
        series = [replace(one, like_for_like=values) for one, values in zip(series, beside, strict=True)]
    by_version: defaultdict[str, int] = defaultdict(int)
    for row in table.rows[last.scope].values():
        for version, count in row.versions.items():
            by_version[version] += count
    return Made(kind, shown, with_discovery(series, lines), compared, table.versions, by_version)


def _series(table: Table, line: Line, periods: Sequence[Period], change: SeriesChange | None) -> Series:
    values = _values(table, line, periods, line.measure)
    return Series(line.kind, line.id, line.name, line.area_name, values, change)


def _values(table: Table, line: Line, periods: Sequence[Period], measure: str) -> list[Value | None]:
    maker, rows = table.maker(measure), table.rows[line.scope]
    return [maker.value(rows.get(period.code), measure, clustered=line.clustered) for period in periods]


def changes_of(table: Table, lines: Sequence[Line], compared: tuple[str, str]) -> list[SeriesChange | None]:
    """One a line, not judged yet; None where a line asks for none or two periods have too little."""
    found = [_own_change(table, line, compared) for line in lines]
    places = [place for place, line in enumerate(lines) if line.family is not None and _is_matched(table, line)]
    matched = [lines[place] for place in places]
    keys = [(line.scope, line.measure, table.maker(line.measure).way, table.kind, compared) for line in matched]
    told = _MATCHED.get_each(
        table.session, keys, lambda missing: _matched(table, [matched[place] for place in missing], compared)
    )
    for place, change in zip(places, told, strict=True):
        found[place] = change
    return found


def _own_change(table: Table, line: Line, compared: tuple[str, str]) -> SeriesChange | None:
    """From the line's own sums."""
    if line.family is None or _is_matched(table, line):
        return None
    maker, pair = table.maker(line.measure), pair_of(table.rows[line.scope], line.measure, compared)
    if line.clustered:
        return maker.unmatched_change(compared, *pair)
    return maker.change(compared, [pair], clustered=False)


def _is_matched(table: Table, line: Line) -> bool:
    """Whether a change is told centre by centre; not where it is one of many, each of too many centres."""
    if not line.clustered or not line.one_of_many:
        return line.clustered
    tallies = [tally_at(row, line.measure) for row in table.rows[line.scope].values()]
    return max((tally.centres for tally in tallies), default=0) <= MOST_MATCHED


def _matched(table: Table, lines: Sequence[Line], compared: tuple[str, str]) -> list[SeriesChange | None]:
    """Changes of areas and the chain, paired by their centres: each centre's rows are read once for all lines."""
    below, measures = _members(table.session, lines), list(dict.fromkeys(line.measure for line in lines))
    ids = None if CHAIN in below else {id_ for some in below.values() for id_ in some or ()}
    centres: defaultdict[str, dict[str, TallyOf]] = defaultdict(dict)
    for row in read_tallies(table.session, "centre", ids, table.kind, compared, measures):
        centres[row.scope_id][row.period] = row
    found = []
    for line in lines:
        inside = below[line.scope]
        held = centres.values() if inside is None else [centres[id_] for id_ in inside if id_ in centres]
        pairs = [pair_of(rows, line.measure, compared) for rows in held]
        found.append(table.maker(line.measure).change(compared, pairs, clustered=True))
    return found


def pair_of(rows: Rows, measure: str, compared: tuple[str, str]) -> tuple[Tally, Tally]:
    return tally_at(rows.get(compared[0]), measure), tally_at(rows.get(compared[1]), measure)


def _members(session: Session, lines: Sequence[Line]) -> dict[tuple[str, str], Sequence[str] | None]:
    """The centres that the change of an area is paired by; None for the chain: all."""
    scopes = {line.scope for line in lines}
    found = queries.members(session, [uuid.UUID(id_) for kind, id_ in scopes if kind == "area"])
    whole: dict[tuple[str, str], Sequence[str] | None] = {CHAIN: None} if CHAIN in scopes else {}
    return whole | {("area", id_): below for id_, below in found.items()}
