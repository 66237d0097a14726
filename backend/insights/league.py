"""The league table, as honest as one can be: shrunken means, places as ranges, and how much the score can tell."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from backend.domain.checklist import is_internal
from backend.domain.measures import parse_measure
from backend.domain.roles import Actor, Permission
from backend.domain.statistics.estimates import scores_of
from backend.domain.statistics.means import Scores
from backend.domain.statistics.ranks import Places, rank_ranges
from backend.domain.statistics.reliability import icc, one_way, reliability, shrunken_mean, visits_needed
from backend.domain.statistics.sensitivity import place_ranges
from backend.insights import queries
from backend.insights.centres_at import CentresAt, centres_at
from backend.insights.comparison import SeriesChange, Value, judged, tally_at
from backend.insights.kept import Shelf
from backend.insights.league_words import league_sentence
from backend.insights.measures_asked import Version, section_weights
from backend.insights.measures_when import When, when
from backend.insights.periods import Period
from backend.insights.sentence import WORDS
from backend.insights.tallies_reading import read_means
from backend.kernel.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Question:
    """`at` is a period's code; without it the last with a usual number of visits. `limit` rows are wanted, or all."""

    measure: str = "overall"
    period: str = "quarter"
    at: str | None = None
    area_id: uuid.UUID | None = None
    aggregate: str = "mean_of_visits"
    language: str = "en"
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class Scope:
    """What the places are among: an area, or the chain."""

    kind: str
    id: uuid.UUID | None
    name: str


@dataclass(frozen=True)
class Row:
    """A centre. `shrunk`: its mean, drawn towards the mean of all. `sensitivity`: its places under other weights."""

    id: uuid.UUID
    name: str
    area_name: str
    figure: Value | None
    shrunk: float | None
    rank: Places | None
    change: SeriesChange | None
    sensitivity: Places | None


@dataclass(frozen=True)
class Reliability:
    """How much of the score is the centre: of one visit (`icc`), of as many as usual, and how many would do."""

    icc: float
    visits_per_centre: float
    reliability: float
    visits_needed: int | None


@dataclass(frozen=True)
class League:
    """Rows by their shrunken means, of `total` within this person's sight; `ranked` centres in the scope have a place,
    whether shown by name or not.
    """

    measure: str
    unit: str
    aggregate: str
    period: Period | None
    scope: Scope
    ranked: int
    total: int
    rows: list[Row]
    reliability: Reliability | None
    sentence: str
    simulated: bool


def rank_centres(uow: UnitOfWork, actor: Actor, question: Question) -> League:
    """Places are among all centres of the scope; only those within this person's sight are shown."""
    session, person = uow.session, actor.only(Permission.COMPARISON_READ)
    scope = scope_of(session, person, question.area_id, question.language)
    shown = queries.places(session, person, question.area_id, ())
    at = when(session, question.period, question.at, question.measure, question.language)
    standings, told = _standings(session, question, scope, at, shown)
    ranked = sum(1 for row in told.ranks.values() if row) if told else 0
    found = told.reliability if told else None
    end = None if question.limit is None else question.offset + question.limit
    return League(
        measure=question.measure,
        unit=parse_measure(question.measure).unit,
        aggregate=question.aggregate,
        period=at.period,
        scope=scope,
        ranked=ranked,
        total=len(standings),
        rows=[_row(standing, told) for standing in standings[question.offset : end]] if told else [],
        reliability=found,
        sentence=league_sentence(standings, ranked, at.period, found, question.language),
        simulated=queries.is_simulated(session),
    )


def scope_of(session: Session, person: Actor, area_id: uuid.UUID | None, language: str) -> Scope:
    """An area this person manages, else the chain."""
    if area_id is None:
        return Scope("chain", None, WORDS.get(language, WORDS["en"])["chain"])
    area = queries.get_managed_area(session, person, area_id)
    return Scope("area", area.id, area.name)


@dataclass(frozen=True)
class Standing:
    """A centre on its way to a row: only those that are shown get a figure with its interval.

    `expected`: by what it is sorted, None without a visit. `figure` makes the figure.
    """

    place: queries.Place
    expected: float | None
    rank: Places | None
    change: SeriesChange | None
    figure: Callable[[], Value | None]

    @property
    def name(self) -> str:
        return self.place.name


@dataclass(frozen=True)
class Told:
    """What the centres of the scope say together; places by centre id as text."""

    ranks: Mapping[str, Places | None]
    shrunk: Mapping[str, float]
    sensitivity: Mapping[str, Places | None]
    reliability: Reliability | None


_TOLD: Final = Shelf[Told](16)


def _standings(
    session: Session, question: Question, scope: Scope, at: When, shown: Sequence[queries.Place]
) -> tuple[list[Standing], Told | None]:
    """All that are shown by name, in the order of the league."""
    if at.period is None:
        return [], None
    measure, pooled, code = question.measure, question.aggregate == "pooled", at.period.code
    centres = centres_at(session, scope.id, question.period, code, at.before, measure, pooled=pooled)
    key = (scope.id, question.period, code, measure, pooled)
    told = _TOLD.get(session, key, lambda: _told(session, question, scope, code, centres))
    changes = judged([centres.changes.get(str(place.id)) for place in shown])
    standings = [
        Standing(place, _expected(id_, told, centres), told.ranks.get(id_), change, partial(centres.value, id_))
        for id_, place, change in zip(map(str, (one.id for one in shown)), shown, changes, strict=True)
    ]
    minutes = parse_measure(measure).unit == "minutes"
    return sorted(standings, key=lambda one: _order(one, minutes=minutes)), told


def _expected(id_: str, told: Told, centres: CentresAt) -> float | None:
    """The shrunken mean; without any (pooled, or all alike) the mean itself."""
    if (shrunk := told.shrunk.get(id_)) is not None:
        return shrunk
    figure = centres.value(id_)
    return None if figure is None else figure.mean


def _row(standing: Standing, told: Told) -> Row:
    place, id_ = standing.place, str(standing.place.id)
    found = (told.shrunk.get(id_), standing.rank, standing.change, told.sensitivity.get(id_))
    return Row(place.id, place.name, place.area_name, standing.figure(), *found)


def _told(session: Session, question: Question, scope: Scope, code: str, centres: CentresAt) -> Told:
    """Only means of visits have places: pooled items of one visit hang together."""
    tallies = {id_: tally_at(row, question.measure) for id_, row in centres.rows.items()}
    held = {id_: scores_of(tally) for id_, tally in tallies.items() if tally.n}
    found = _reliability(list(held.values()))
    if question.aggregate == "pooled" or not held:
        return Told({}, {}, {}, found)
    turned = -1 if parse_measure(question.measure).unit == "minutes" else 1
    ranks = rank_ranges([Scores(one.n, turned * one.total, one.squares) for one in held.values()])
    places = dict(zip(held, ranks, strict=True))
    shrunk = {}
    if found is not None:
        mean = Scores.together(list(held.values())).mean
        shrunk = {id_: shrunken_mean(one.mean, one.n, mean, found.icc) for id_, one in held.items()}
    ranked = [id_ for id_, place in places.items() if place]
    of_weights: dict[str, Places | None] = {}
    if question.measure == "overall":
        ids, seen = None if scope.id is None else ranked, {one for row in centres.rows.values() for one in row.versions}
        versions = [version for version in centres.versions if str(version.id) in seen]
        of_weights = _sensitivity(session, question.period, code, ids, ranked, versions)
    return Told(places, shrunk, of_weights, found)


def _reliability(centres: Sequence[Scores]) -> Reliability | None:
    spread, share = one_way(centres), icc(centres)
    if spread is None or share is None:
        return None
    return Reliability(share, spread.usual, reliability(share, spread.usual), visits_needed(share))


def _sensitivity(
    session: Session,
    kind: str,
    code: str,
    ids: Sequence[str] | None,
    ranked: Sequence[str],
    versions: Sequence[Version],
) -> dict[str, Places | None]:
    """The best and worst place of each when sections weigh alike, or any one is dropped."""
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for version in (one for one in versions if not is_internal(one.definition)):
        weights[version.slug] |= section_weights(version)
    if not weights or not ranked:
        return {}
    means = read_means(session, ids, kind, code, [section for mine in weights.values() for section in mine])
    places = place_ranges([means.get(id_, {}) for id_ in ranked], weights)
    return dict(zip(ranked, places, strict=True))


def _order(one: Standing, *, minutes: bool) -> tuple[bool, float, str]:
    """The best first: by what is expected, which a lucky single visit cannot lead."""
    if one.expected is None:
        return True, 0.0, one.name
    return False, one.expected if minutes else -one.expected, one.name
