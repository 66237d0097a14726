"""Three rungs of evidence: between centres, within a centre over time, and the own team of each touchpoint."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from backend.domain.statistics.link import estimates, moments
from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Array, Codes, Rows

NOTHING = Estimate(math.nan, None, None, None, None)


@dataclass(frozen=True)
class Rung:
    """Slope (points of service for one point of engagement) and correlation, with what they rest on."""

    slope: Estimate
    r: Estimate
    rows: int
    centres: int


def within(m: Moments) -> Rung:
    """Rung 2, or any other rung whose effects are out of `m`: [y, x]."""
    return Rung(estimates.slope(m), estimates.correlation(m), len(m.centre), m.groups)


def within_moments(rows: Rows) -> Moments:
    """[y, x] with centre and period effects out."""
    return moments.two_way(rows.centre, rows.period, np.stack([rows.y, rows.x], 1))


def pooled(rows: Rows) -> Rung:
    """Period effects alone: for the line through the scatter, never by itself."""
    return within(moments.period_only(rows.centre, rows.period, np.stack([rows.y, rows.x], 1)))


def between(rows: Rows) -> Rung:
    """Rung 1: means of each centre over its rows. Slope by OLS with HC3, t(G - 2); r with Fisher's z."""
    y, x = centre_means(rows)
    g = len(y)
    if g < 3 or np.ptp(x) == 0:
        return Rung(NOTHING, NOTHING, g, g)
    xc, yc = x - x.mean(), y - y.mean()
    sxx, b = float(xc @ xc), float(xc @ yc / (xc @ xc))
    leverage = 1 / g + xc**2 / sxx
    error = yc - b * xc
    se = math.sqrt(float(((xc * error / (1 - np.minimum(leverage, 1 - 1e-12))) ** 2).sum())) / sxx
    return Rung(estimates.with_t(b, se, g - 2), _fisher(xc, yc, g), g, g)


def centre_means(rows: Rows) -> tuple[Array, Array]:
    """(y, x) of each centre."""
    codes = np.unique(rows.centre, return_inverse=True)[1]
    sums = moments.sums_by(codes, np.stack([rows.y, rows.x], 1), int(codes.max(initial=-1)) + 1)
    return tuple((sums / np.bincount(codes)[:, None]).T)


def contrast(rows: Rows) -> Estimate:
    """Slope between centres minus slope within (Mundlak), each centre left out of both in turn."""
    m = within_moments(rows)
    y, x = centre_means(rows)
    g = len(y)
    if g < 4:
        return NOTHING
    inside = estimates.slopes(estimates.settled(m))[:, 0]
    outer = np.array([_line(np.delete(x, c), np.delete(y, c)) for c in range(g)])
    return estimates.jackknife(_line(x, y) - float(estimates.slopes(m.whole)[0]), outer - inside)


def spearman(m: Moments) -> Estimate:
    """Pearson of the ranks of the residuals of [y, x]; the ranks stay while centres are left out."""
    ranks = stats.rankdata(np.round(m.residuals[:, :2], 9), axis=0)
    columns = np.hstack([ranks, np.ones((len(ranks), 1))])
    sums = np.stack([moments.sums_by(m.centre, columns * column[:, None], m.groups) for column in columns.T], 1)
    whole = sums.sum(0)
    without = moments.partial(np.concatenate([whole[None], whole - sums]), 2)
    z = estimates.fisher_z(estimates.correlations(without))
    return estimates.from_z(estimates.jackknife(float(z[0]), z[1:]))


def own_team(
    centre: Codes, touchpoint: Codes, period: Codes, variables: Array, team: Codes | None, noise: Array | None
) -> tuple[Moments, float | None]:
    """Rung 3: centre x touchpoint, centre x period and touchpoint x period effects out of [y, x]; and how much of x's
    sum of squares is error of its figures (`noise`: variance of each row's figure).

    Only this rung survives a shock of a whole centre. The first two effects lie within centres and leave each by
    itself; the third is common, so it is partialled out of the sums of all. Touchpoints of one team share one figure
    and its error: sum over figures of s² 1'M1, with 1 its rows and M what the
    effects leave; None where an error is not known.
    """
    codes, places, times = (np.unique(part, return_inverse=True)[1] for part in (centre, touchpoint, period))
    groups, p, t = int(codes.max()) + 1, int(places.max()) + 1, int(times.max()) + 1
    common = np.eye(p)[places][:, 1:, None] * np.eye(t)[times][:, None, 1:]
    z = np.hstack([variables, common.reshape(len(codes), -1)])
    left = np.empty(len(codes))
    known: dict[bytes, Array] = {}
    figures: list[tuple[Array, Array]] = []
    for c in range(groups):
        mine = np.nonzero(codes == c)[0]
        pattern = np.stack([places[mine], times[mine]]).tobytes()
        if pattern not in known:
            own = np.hstack([np.eye(p)[places[mine]], np.eye(t)[times[mine]]])
            known[pattern] = np.eye(len(mine)) - own @ np.linalg.pinv(own)
        z[mine] = known[pattern] @ z[mine]
        left[mine] = np.diagonal(known[pattern])
        if team is not None and noise is not None:
            figures.append(
                _figures(known[pattern], team[mine], times[mine], noise[mine], z[mine, variables.shape[1] :])
            )
    m = moments.moments_of(codes, groups, z, variables, left)
    return m, _error(m, figures) if figures else None


def _figures(kept: Array, team: Codes, times: Codes, noise: Array, common: Array) -> tuple[Array, Array]:
    """Of one centre, a row a figure times its error's sd: what the centre's effects leave of its indicator, squared,
    and its products with the common columns."""
    cells = np.unique(np.stack([team, times]), axis=1, return_inverse=True)[1].ravel()
    indicator = np.eye(int(cells.max()) + 1)[cells]
    sd = np.sqrt((indicator * noise[:, None]).max(0))
    held = (kept @ indicator) * sd
    return np.asarray((held * held).sum(0)), np.asarray(held.T @ common)


def _error(m: Moments, figures: list[tuple[Array, Array]]) -> float:
    own = sum(float(squares.sum()) for squares, _ in figures)
    if not m.parameters:
        return own
    inverse = np.linalg.pinv(m.blocks[:, m.p :, m.p :].sum(0), hermitian=True)
    return own - sum(float(np.einsum("ij,jk,ik->", cross, inverse, cross, optimize=True)) for _, cross in figures)


def _line(x: Array, y: Array) -> float:
    xc = x - x.mean()
    return float(xc @ y / (xc @ xc)) if np.ptp(x) > 0 else math.nan


def _fisher(xc: Array, yc: Array, g: int) -> Estimate:
    spread = math.sqrt(float(xc @ xc) * float(yc @ yc))
    if spread == 0 or g < 4:
        return Estimate(float(xc @ yc) / spread if spread else math.nan, None, None, None, None)
    r = float(xc @ yc) / spread
    z, se = float(estimates.fisher_z(np.array(r))), 1 / math.sqrt(g - 3)
    reach = float(special.ndtri(0.975)) * se
    return estimates.from_z(Estimate(z, se, z - reach, z + reach, float(2 * special.ndtr(-abs(z) / se))))
