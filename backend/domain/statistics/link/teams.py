"""Teams and the touchpoints they deliver: rows of rung 3, and their centres' means for the other rungs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backend.domain.statistics.link import rungs
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Array, Codes, Panel


@dataclass(frozen=True)
class Teams:
    """N rows: centre, team, touchpoint and period as indexes; `inside` of the team, `outside` of the touchpoint in that
    period, NaN where one is unknown. `noise` is the error variance of `inside` (None: unknown)."""

    centres: tuple[str, ...]
    periods: tuple[str, ...]
    centre: Codes
    team: Codes
    touchpoint: Codes
    period: Codes
    inside: Array
    outside: Array
    noise: Array | None = None

    def panel(self) -> Panel:
        """Means of each centre and period: of its teams, and of its touchpoints."""
        shape = (len(self.centres), len(self.periods))
        teams = np.stack([self.centre, self.team, self.period], 1)
        _, first = np.unique(teams[np.isfinite(self.inside)], axis=0, return_index=True)
        known = np.nonzero(np.isfinite(self.inside))[0][first]
        inside = _cell_means(shape, self.centre[known], self.period[known], self.inside[known])
        seen = np.isfinite(self.outside)
        outside = _cell_means(shape, self.centre[seen], self.period[seen], self.outside[seen])
        return Panel(self.centres, self.periods, inside, outside)


@dataclass(frozen=True)
class OwnTeam:
    """The rows of rung 3 at one lag; `teams` says how many centres show two teams or more, `error` how much of the
    engagement's sum of squares is error (None: unknown)."""

    moments: Moments | None
    error: float | None
    rows: int
    centres: int
    teams: int
    periods: int


def own_team(teams: Teams, lag: int) -> OwnTeam:
    """Service of a touchpoint in period t beside engagement of its team in period t - lag."""
    earlier = {
        (int(c), int(g), int(t)): i
        for i, (c, g, t) in enumerate(zip(teams.centre, teams.team, teams.period, strict=True))
        if np.isfinite(teams.inside[i])
    }
    pairs = _pairs(teams, earlier, lag)
    y, x = teams.outside[pairs[:, 0]], teams.inside[pairs[:, 1]]
    now, then = pairs[:, 0], pairs[:, 1]
    counts = [_teams_of(teams, now[teams.centre[now] == c]) for c in np.unique(teams.centre[now])]
    several = sum(count >= 2 for count in counts)
    periods = len(np.unique(teams.period[now]))
    if several < 2 or periods < 2:
        return OwnTeam(None, None, len(now), len(counts), several, periods)
    keep = np.isin(teams.centre[now], [c for c, n in zip(np.unique(teams.centre[now]), counts, strict=True) if n >= 2])
    now, then, y, x = now[keep], then[keep], y[keep], x[keep]
    noise = None if teams.noise is None or not np.isfinite(teams.noise[then]).all() else teams.noise[then]
    m, error = rungs.own_team(
        teams.centre[now], teams.touchpoint[now], teams.period[now], np.stack([y, x], 1), teams.team[now], noise
    )
    return OwnTeam(m, error, len(now), m.groups, several, periods)


def _pairs(teams: Teams, earlier: dict[tuple[int, int, int], int], lag: int) -> Codes:
    found = [
        (i, earlier.get((int(teams.centre[i]), int(teams.team[i]), int(teams.period[i]) - lag)))
        for i in np.nonzero(np.isfinite(teams.outside))[0]
    ]
    return np.array([(i, j) for i, j in found if j is not None], np.intp).reshape(-1, 2)


def _teams_of(teams: Teams, rows: Codes) -> int:
    return len(np.unique(teams.team[rows]))


def _cell_means(shape: tuple[int, int], centre: Codes, period: Codes, values: Array) -> Array:
    cells = np.ravel_multi_index((centre, period), shape)
    size = shape[0] * shape[1]
    counts = np.bincount(cells, minlength=size).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((np.bincount(cells, values, size) / counts).reshape(shape))


def indexed(values: Sequence[str]) -> tuple[tuple[str, ...], Codes]:
    """The distinct values in order, and the index of each entry among them."""
    found, codes = np.unique(np.array(values, dtype=object).astype(str), return_inverse=True)
    return tuple(str(one) for one in found), codes
