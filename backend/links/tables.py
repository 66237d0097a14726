"""The facts as tables of numbers, for the estimators: imported by the job alone, because numpy comes with it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from backend.domain.statistics.link.panel import NEVER, Array, Panel, pooled_variance
from backend.domain.statistics.link.teams import Teams, indexed
from backend.links.facts import Facts, Inside, Outside


def panel_of(facts: Facts) -> Panel:
    """One row a centre that has engagement or visits, one column a quarter."""
    return _panel(facts, facts.inside, facts.outside)


def pair_panel(facts: Facts, inside: Mapping[tuple[str, str, str], Inside], touchpoint: str) -> Panel:
    """One touchpoint beside the engagement of the team that delivers it (`inside` by centre, team and period)."""
    mine = {
        (centre, period): inside[centre, team, period]
        for centre in facts.centres
        for period in facts.periods
        if (team := facts.team_of.get((touchpoint, period))) and (centre, team, period) in inside
    }
    seen = {(centre, period): told for (centre, code, period), told in facts.touchpoints.items() if code == touchpoint}
    return _panel(facts, mine, seen)


def teams_of(facts: Facts) -> Teams | None:
    """Rows of rung 3; None where no team may be shown."""
    rows = [
        (centre, team, touchpoint, period)
        for centre in facts.centres
        for (touchpoint, period), team in facts.team_of.items()
        if (centre, team, period) in facts.teams or (centre, touchpoint, period) in facts.touchpoints
    ]
    if not rows or not facts.teams:
        return None
    inside = [facts.teams.get((centre, team, period)) for centre, team, _, period in rows]
    outside = [facts.touchpoints.get((centre, touchpoint, period)) for centre, _, touchpoint, period in rows]
    centres, c = indexed([row[0] for row in rows])
    (_, g), (_, p) = indexed([row[1] for row in rows]), indexed([row[2] for row in rows])
    places = {period: i for i, period in enumerate(facts.periods)}
    t = np.array([places[row[3]] for row in rows], np.intp)
    n, sd = _column(inside, lambda one: one.answers), _column(inside, lambda one: one.sd)
    variance = pooled_variance(sd, n)
    noise = None if variance is None else variance / n
    seen = _column(outside, lambda one: one.mean)
    return Teams(centres, tuple(facts.periods), c, g, p, t, _column(inside, lambda one: one.mean), seen, noise)


def _panel(facts: Facts, inside: Mapping[tuple[str, str], Inside], outside: Mapping[tuple[str, str], Outside]) -> Panel:
    held = {centre for centre, _ in inside} | {centre for centre, _ in outside}
    centres = [centre for centre in facts.centres if centre in held]

    def table(of: Mapping[tuple[str, str], Any], value: Callable[[Any], float | None]) -> Array:
        return np.array(
            [[_number(of.get((centre, period)), value) for period in facts.periods] for centre in centres], float
        ).reshape(len(centres), len(facts.periods))

    result = table(facts.result, lambda value: value) if facts.result else None
    return Panel(
        tuple(centres),
        tuple(facts.periods),
        table(inside, lambda one: one.mean),
        table(outside, lambda one: one.mean),
        table(inside, lambda one: one.answers),
        table(inside, lambda one: one.sd),
        table(outside, lambda one: one.visits),
        table(outside, lambda one: one.sd),
        result,
        _starts(facts, centres),
    )


def _starts(facts: Facts, centres: list[str]) -> Array | None:
    if not facts.started:
        return None
    starts = [facts.started.get(centre) for centre in centres]
    return np.array([_place(facts.periods, start) for start in starts], float)


def _place(periods: list[str], start: str | None) -> float:
    """The index of the quarter of the start; NEVER for one that is still to come."""
    return NEVER if start is None or start > periods[-1] else sum(period < start for period in periods)


def _column(found: list[Any], value: Callable[[Any], float | None]) -> Array:
    return np.array([_number(one, value) for one in found], float)


def _number(one: Any, value: Callable[[Any], float | None]) -> float:
    told = None if one is None else value(one)
    return float("nan") if told is None else float(told)
