"""The only door to engagement figures: groups that may be shown, on 0 to 100. Reading elsewhere breaks the rule."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.engagement.models import EngagementFigure, EngagementWave, Publication
from backend.engagement.publishing import is_published, node_of

# Each person's mean over the dimensions; where a file has no such row, the plain mean of the dimensions' means.
WHOLE: Final = "engagement"


class Wave(NamedTuple):
    """A closed wave; it belongs to the period of `closed_on`."""

    id: uuid.UUID
    code: str
    closed_on: dt.date
    floor: int


class Shown(NamedTuple):
    """One group's figure on 0 to 100: mean, sd between persons (None: unknown), the answers it rests on.

    `kind` chain, area, centre or team; `node` as in the publication table.
    """

    wave: Wave
    kind: str
    node: str
    dimension: str
    mean: float
    sd: float | None
    answers: int
    invited: int | None


class _Row(NamedTuple):
    centre: str
    team: str
    dimension: str
    mean: float
    sd: float | None
    n: int
    invited: int | None


def waves(session: Session) -> list[Wave]:
    """Waves of which something may be shown, in order of time."""
    columns = (EngagementWave.id, EngagementWave.code, EngagementWave.closed_on, EngagementWave.floor)
    closed = select(*columns).where(EngagementWave.published_at.is_not(None))
    return [Wave(*row) for row in session.execute(closed.order_by(EngagementWave.closed_on, EngagementWave.code))]


def shown_figures(
    session: Session,
    wave: Wave,
    kinds: Sequence[str] = ("chain", "area", "centre", "team"),
    dimension: str | None = None,
) -> list[Shown]:
    """Figures of the groups that may be shown, all dimensions or one. A group that may not be shown has no entry."""
    mine = (Publication.wave_id == wave.id, Publication.kind.in_(kinds))
    allowed = {(kind, node) for kind, node in session.execute(select(Publication.kind, Publication.node).where(*mine))}
    figures = _figures(session, wave.id)
    found = []
    for kind, node, rows in _groups(session, figures, kinds):
        if (kind, node) in allowed:
            found += [Shown(wave, kind, node, *one) for one in _combined(rows, dimension)]
    return found


def _figures(session: Session, wave_id: uuid.UUID) -> dict[str, dict[str, list[_Row]]]:
    """By centre and team, scaled to 0 to 100."""
    figure = EngagementFigure
    columns = (
        figure.centre_id,
        figure.team_code,
        figure.dimension_code,
        figure.mean,
        figure.sd,
        figure.n,
        figure.invited,
        figure.scale_min,
        figure.scale_max,
    )
    found: defaultdict[str, defaultdict[str, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    for centre, team, dimension, mean, sd, n, invited, low, high in session.execute(
        select(*columns).where(figure.wave_id == wave_id, is_published())
    ):
        step = 100 / (high - low)
        scaled = None if sd is None else sd * step
        found[str(centre)][team].append(_Row(str(centre), team, dimension, (mean - low) * step, scaled, n, invited))
    return {centre: dict(teams) for centre, teams in found.items()}


def _groups(
    session: Session, figures: dict[str, dict[str, list[_Row]]], kinds: Sequence[str]
) -> Iterable[tuple[str, str, list[_Row]]]:
    """Each group with the rows it is the sum of. A centre's own row stands for all of its people."""
    whole = {centre: _of_centre(teams) for centre, teams in figures.items()}
    if "team" in kinds:
        for centre, teams in figures.items():
            yield from (("team", node_of(centre, team), rows) for team, rows in teams.items() if team)
    if "centre" in kinds:
        yield from (("centre", centre, rows) for centre, rows in whole.items())
    if "area" in kinds:
        for area, centres in _areas(session).items():
            yield "area", area, [row for centre in centres for row in whole.get(centre, ())]
    if "chain" in kinds:
        yield "chain", "", [row for rows in whole.values() for row in rows]


def _of_centre(teams: dict[str, list[_Row]]) -> list[_Row]:
    return teams[""] if "" in teams else [row for rows in teams.values() for row in rows]


def _areas(session: Session) -> dict[str, list[str]]:
    """Centres of each area and of all areas below it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for centre, path in session.execute(select(Centre.id, Area.path).join(Area, Centre.area_id == Area.id)):
        for area in path.strip("/").split("/"):
            found[area].append(str(centre))
    return found


def _combined(
    rows: Sequence[_Row], dimension: str | None
) -> Iterable[tuple[str, float, float | None, int, int | None]]:
    by_dimension: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_dimension[row.dimension].append(row)
    told = {name: _together(group) for name, group in by_dimension.items()}
    if told and WHOLE not in told:
        told[WHOLE] = _over(list(told.values()))
    for name, (mean, sd, n, invited) in sorted(told.items()):
        if dimension in (None, name):
            yield name, mean, sd, n, invited


def _together(rows: Sequence[_Row]) -> tuple[float, float | None, int, int | None]:
    """Weighted by answers; the sd is pooled with the spread of the groups' means."""
    n = sum(row.n for row in rows)
    mean = sum(row.mean * row.n for row in rows) / n
    invited = None if any(row.invited is None for row in rows) else sum(row.invited or 0 for row in rows)
    if any(row.sd is None for row in rows) or n < 2:
        return mean, None, n, invited
    squares = sum((row.n - 1) * (row.sd or 0) ** 2 + row.n * (row.mean - mean) ** 2 for row in rows)
    return mean, (squares / (n - 1)) ** 0.5, n, invited


def _over(dimensions: Sequence[tuple[float, float | None, int, int | None]]) -> tuple[float, None, int, int | None]:
    """The plain mean of the dimensions; how persons differ on the whole is not known from them."""
    invited = [one[3] for one in dimensions if one[3] is not None]
    return (
        sum(one[0] for one in dimensions) / len(dimensions),
        None,
        min(one[2] for one in dimensions),
        max(invited) if invited else None,
    )
