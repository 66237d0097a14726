"""Known answers of the link: worked by hand, published, and from other libraries (marked oracle)."""

import math
from typing import Any

import numpy as np
import pytest

from backend.domain.statistics.link import estimates, lags, moments, noise, planning, rollout, rungs, wild
from backend.domain.statistics.link.further_parts import rollout_part
from backend.domain.statistics.link.panel import NEVER, Panel, lagged, pooled_variance
from backend.domain.statistics.link.telling import Teller, Wish

ANSCOMBE = {
    "I": ([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
    "II": ([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]),
    "III": (
        [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
        [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
    ),
    "IV": ([8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8], [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89]),
}


@pytest.fixture(scope="module")
def toy() -> Panel:
    """S_t = 40 + c + p + 0.5 E_(t-1), exactly."""
    inside = np.array([[60, 62, 64, 66], [70, 68, 72, 74], [50, 55, 50, 45]], float)
    outside = np.array([[70, 71, 69, 75], [70, 81, 77, 84], [70, 63, 62.5, 65]])
    return Panel(("a", "b", "c"), ("1", "2", "3", "4"), inside, outside)


def test_the_toy_panel_gives_back_its_slope_and_every_rung_its_own(toy: Panel) -> None:
    rows = lagged(toy, 1)
    m = rungs.within_moments(rows)
    within = rungs.within(m)
    assert within.slope.value == pytest.approx(0.5, abs=1e-12)
    assert within.slope.se == pytest.approx(0, abs=1e-12)
    assert within.r.value == pytest.approx(1, abs=2e-6)
    assert estimates.slopes(estimates.settled(m))[:, 0] == pytest.approx([0.5, 0.5, 0.5], abs=1e-12)
    centre = moments.centre_only(rows.centre, np.stack([rows.y, rows.x], 1))
    assert estimates.slope(centre).value == pytest.approx(0.520408, abs=5e-7)
    assert estimates.slopes(estimates.settled(centre))[:, 0] == pytest.approx([0.364865, 0.121622, 1.375], abs=5e-7)
    assert rungs.pooled(rows).slope.value == pytest.approx(0.908636, abs=5e-7)
    assert rungs.between(rows).slope.value == pytest.approx(0.929417, abs=5e-7)


def test_the_toy_panel_at_the_wrong_lag(toy: Panel) -> None:
    within = rungs.within(rungs.within_moments(lagged(toy, 0)))
    assert within.slope.value == pytest.approx(0.165323, abs=5e-7)
    assert within.r.value == pytest.approx(0.138940, abs=5e-7)


@pytest.mark.parametrize(("name", "rank_r"), [("I", 0.8182), ("II", 0.6909), ("III", 0.9909), ("IV", 0.5)])
def test_anscombes_quartet_has_one_slope_and_four_rank_correlations(name: str, rank_r: float) -> None:
    x, y = (np.array(values, float) for values in ANSCOMBE[name])
    panel = Panel(tuple(map(str, range(11))), ("1",), x[:, None], y[:, None])
    rung = rungs.between(lagged(panel, 0))
    assert rung.slope.value == pytest.approx(0.500, abs=5e-4)
    assert rung.r.value == pytest.approx(0.8164, abs=2e-4)
    everyone = np.arange(11, dtype=np.intp)
    m = moments.period_only(everyone, np.zeros(11, np.intp), np.stack([y, x], 1))
    assert rungs.spearman(_as_typed(m, x, y)).value == pytest.approx(rank_r, abs=5e-5)


def _as_typed(m: moments.Moments, x: Any, y: Any) -> moments.Moments:
    """The ranks of the numbers as typed: taking a mean out does not change their order."""
    assert (np.argsort(m.residuals[:, 1], kind="stable") == np.argsort(x, kind="stable")).all()
    return m


def test_a_centre_that_carries_all_the_variation_leaves_no_interval() -> None:
    inside = np.array([[50.0, 60, 70, 80], [50, 50, 50, 50], [60, 60, 60, 60]])
    panel = Panel(("a", "b", "c"), ("1", "2", "3", "4"), inside, inside + np.arange(4) ** 2)
    found = rungs.within(rungs.within_moments(lagged(panel, 0)))
    assert math.isfinite(found.slope.value)
    assert found.slope.low is None and found.slope.p is None


def test_a_lag_given_twice_stands_out_no_less() -> None:
    rng = np.random.default_rng(4)
    inside = rng.normal(70, 5, (24, 8))
    panel = Panel(tuple(map(str, range(24))), tuple(map(str, range(8))), inside, inside + rng.normal(0, 5, (24, 8)))
    rows = lagged(panel, 0)
    m = rungs.within_moments(rows)
    once, twice = (lags._guard(panel, [rows] * n, [m] * n, 3) for n in (1, 2))
    assert once == twice and once is not None and once <= 0.002


def test_planning_redraws_the_published_table() -> None:
    spread = {
        periods: planning.Spread(planning.remembered(16, 0.6, periods - 2), 18.0**2, 9.0, 100.0)
        for periods in (8, 12, 24)
    }
    for periods, answers, visits, share, needed in (
        (8, 16, 2, 0.34, 404),
        (12, 8, 1, 0.23, 517),
        (12, 16, 2, 0.37, 173),
        (12, 16, 4, 0.37, 101),
        (12, 35, 4, 0.56, 67),
        (12, 35, 8, 0.56, 43),
        (24, 16, 2, 0.41, 58),
        (24, 35, 4, 0.60, 23),
    ):
        plan = planning.plan(spread[periods], 30, periods - 2, answers, visits, 0.26)
        assert (round(plan.reliability, 2), plan.centres) == (share, needed)
    plan = planning.plan(spread[12], 100, 10, 16, 2, 0.26)
    assert plan.detectable == pytest.approx(0.34, abs=5e-3)


def test_spread_between_persons_is_pooled_by_freedom() -> None:
    sd, n = np.array([[10.0, 20.0, np.nan]]), np.array([[3.0, 2.0, 9.0]])
    assert pooled_variance(sd, n) == pytest.approx((2 * 100 + 400) / 3)
    assert pooled_variance(None, n) is None


def test_one_started_centre_gives_a_placebo_rank_and_no_interval() -> None:
    outside = np.tile(np.arange(6.0), (10, 1)) + np.linspace(0, 1, 10)[:, None] * np.arange(6) ** 2 / 10
    outside[9, 3:] += 20
    starts = np.full(10, NEVER)
    starts[9] = 3
    found = rollout.rollout(_outside(outside, starts))
    assert found is not None and found.simple is not None
    assert found.simple.low is None
    assert found.placebo == pytest.approx(1 / 10)


def test_too_few_starts_leave_a_picture_of_before_and_after_and_no_number() -> None:
    outside = np.add.outer(np.arange(12.0), np.arange(6.0))
    outside[11, 5] = np.nan
    starts = np.full(12, NEVER)
    starts[0], starts[10], starts[11] = 0, 2, 4
    found = rollout_part(Teller(Wish(0)), _outside(outside, starts))
    assert not found["shown"] and found["group"] is None
    # Two centres: one that started before the first period has no before. Where both were seen, or one of two.
    assert [(one["since"], one["service"], one["centres"]) for one in found["before_after"]] == [
        (-4, 11, 1),
        (-3, 12, 1),
        (-2, 11.5, 2),
        (-1, 12.5, 2),
        (0, 13.5, 2),
        (1, 13, 1),
        (2, 14, 1),
        (3, 15, 1),
    ]
    assert rollouts_of_many()["before_after"] == []


def rollouts_of_many() -> dict[str, Any]:
    starts = np.full(20, NEVER)
    starts[:6] = 3
    rng = np.random.default_rng(1)
    return dict(rollout_part(Teller(Wish(0)), _outside(rng.normal(70, 3, (20, 8)), starts)))


def _outside(outside: Any, starts: Any) -> Panel:
    g, t = outside.shape
    return Panel(tuple(map(str, range(g))), tuple(map(str, range(t))), outside, outside, started=starts)


# ---- against other libraries


@pytest.fixture(scope="module")
def grunfeld() -> dict[str, Any]:
    import statsmodels.api as sm

    data = sm.datasets.grunfeld.load_pandas().data
    return {column: data[data.firm != "American Steel"][column].to_numpy() for column in data.columns}


def _columns(data: dict[str, Any]) -> tuple[Any, Any, Any]:
    firms = np.unique(data["firm"], return_inverse=True)[1]
    return firms, data["year"].astype(int), np.stack([data["invest"], data["value"], data["capital"]], 1)


@pytest.mark.oracle
def test_grunfeld_agrees_with_linearmodels_to_the_last_digits(grunfeld: dict[str, Any]) -> None:
    import pandas as pd
    from linearmodels.panel import PanelOLS

    firm, year, values = _columns(grunfeld)
    frame = pd.DataFrame(values, columns=["y", "value", "capital"], index=pd.MultiIndex.from_arrays([firm, year]))
    for m, effects in (
        (moments.centre_only(firm, values), {"entity_effects": True}),
        (moments.two_way(firm, year, values), {"entity_effects": True, "time_effects": True}),
    ):
        theirs = PanelOLS(frame["y"], frame[["value", "capital"]], **effects).fit()
        assert estimates.slopes(m.whole) == pytest.approx(theirs.params.to_numpy(), rel=1e-9)


@pytest.mark.oracle
def test_grunfeld_gives_the_published_numbers(grunfeld: dict[str, Any]) -> None:
    firm, year, values = _columns(grunfeld)
    one, two = moments.centre_only(firm, values), moments.two_way(firm, year, values)
    assert estimates.slopes(one.whole) == pytest.approx([0.110124, 0.310065], abs=5e-7)
    assert estimates.slopes(two.whole) == pytest.approx([0.117716, 0.357916], abs=5e-7)
    spread = [
        estimates.jackknife(float(b), column).se
        for b, column in zip(estimates.slopes(one.whole), estimates.slopes(one.without_each).T, strict=True)
    ]
    assert spread == pytest.approx([0.034093, 0.139022], abs=5e-7)
    assert wild.wild_p(moments.two_way(firm, year, values[:, :2])) == pytest.approx(0.1015625, abs=1e-12)
    assert wild.wild_p(moments.centre_only(firm, values[:, :2])) == pytest.approx(0.00390625, abs=1e-12)


@pytest.fixture(scope="module")
def mpdta() -> Panel:
    """Counties that raised their minimum wage; the table lies inside the package."""
    from moderndid import load_mpdta

    data = load_mpdta()
    years, counties = sorted(data["year"].unique()), sorted(data["countyreal"].unique())
    outside, starts = np.full((len(counties), len(years)), np.nan), np.full(len(counties), NEVER)
    rows, columns = {c: i for i, c in enumerate(counties)}, {y: i for i, y in enumerate(years)}
    for county, year, value, first in data.select("countyreal", "year", "lemp", "first.treat").iter_rows():
        outside[rows[county], columns[year]] = value
        starts[rows[county]] = columns[first] if first else NEVER
    return _outside(outside, starts)


@pytest.mark.oracle
def test_the_minimum_wage_tables_are_those_published(mpdta: Panel) -> None:
    found = rollout.rollout(mpdta, rollout.NEVER_STARTED)
    assert found is not None and found.group and found.simple and found.dynamic_mean
    assert [round(cell.value, 4) for cell in found.cells] == [
        *(-0.0105, -0.0704, -0.1373, -0.1008),
        *(0.0065, -0.0028, -0.0046, -0.0412),
        *(0.0305, -0.0027, -0.0311, -0.0261),
    ]
    assert round(found.group.value, 4) == -0.0310 and found.group.se == pytest.approx(0.0124, abs=2e-4)
    assert round(found.simple.value, 4) == -0.0400 and found.simple.se == pytest.approx(0.0120, abs=2e-4)
    assert round(found.dynamic_mean.value, 4) == -0.0772
    assert [round(found.dynamic[e].value, 4) for e in range(-3, 4)] == [
        *(0.0305, -0.0006, -0.0245),
        *(-0.0199, -0.0510, -0.1373, -0.1008),
    ]
    later = rollout.rollout(mpdta)
    assert later is not None and later.group and round(later.group.value, 4) == -0.0305


@pytest.mark.oracle
def test_group_time_differences_agree_with_moderndid(mpdta: Panel) -> None:
    from moderndid import att_gt, load_mpdta

    for theirs_name, ours_name in (("nevertreated", rollout.NEVER_STARTED), ("notyettreated", rollout.NOT_YET)):
        theirs = att_gt(
            data=load_mpdta(),
            yname="lemp",
            tname="year",
            idname="countyreal",
            gname="first.treat",
            control_group=theirs_name,
            est_method="reg",
            boot=False,
        )
        ours = rollout.rollout(mpdta, ours_name)
        assert ours is not None
        mine = {(cell.cohort, cell.period): cell.value for cell in ours.cells}
        years = {year: i for i, year in enumerate(range(2003, 2008))}
        for group, time, att in zip(theirs.groups, theirs.times, theirs.att_gt, strict=True):
            assert mine[years[int(group)], years[int(time)]] == pytest.approx(float(att), abs=1e-8)


def test_the_error_of_a_team_is_counted_once_however_many_touchpoints_it_delivers() -> None:
    """Seven touchpoints of one team and three of another share two figures; pure error has to leave no real change."""
    rng = np.random.default_rng(8)
    centres, periods, delivered = 60, 8, [0] * 3 + [1] * 7
    errors = rng.normal(0, 5, (centres, 2, periods))
    centre, touchpoint, period = (part.ravel() for part in np.indices((centres, len(delivered), periods)))
    team = np.array(delivered)[touchpoint]
    for real, share in ((0.0, 0.0), (5.0, 0.5)):
        x = errors[centre, team, period] + rng.normal(0, 1, (centres, 2, periods))[centre, team, period] * real
        columns = np.stack([rng.normal(0, 1, len(x)), x], 1)
        m, error = rungs.own_team(centre, touchpoint, period, columns, team, np.full(len(x), 25.0))
        assert noise.share_less(error, m.whole[1, 1]) == pytest.approx(share, abs=0.12)
