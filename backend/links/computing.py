"""The analysis of the chain, made by a job: report, driver matrix, quadrant, what moves it most, state of the data."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from sqlalchemy.orm import Session

from backend.domain.statistics.link import estimates, rungs
from backend.domain.statistics.link.drivers import Cell, driver_matrix
from backend.domain.statistics.link.panel import Array, Panel, lagged, with_enough
from backend.domain.statistics.link.report import analyse
from backend.domain.statistics.link.telling import Wish
from backend.domain.statistics.reliability import icc, shrunken_mean
from backend.domain.statistics.tally import MILLION
from backend.engagement.published import WHOLE, shown_figures, waves
from backend.insights.tallies_reading import read_tallies
from backend.kernel.clock import now
from backend.links.facts import Facts, Inside, quarter_of, read_facts
from backend.links.tables import pair_panel, panel_of, teams_of

MOVERS: Final = 8
Progress = Callable[[int, int | None, str], None]
Document = dict[str, Any]


def compute(session: Session, lag: int, language: str, progress: Progress) -> Document:
    """The whole document at one lag, in one language. It holds ids of centres, never of persons."""
    progress(0, 3, "reading")
    facts = read_facts(session, now().date())
    panel, teams = panel_of(facts), teams_of(facts)
    progress(1, 3, "analysing")
    wish = Wish(lag, language=language)
    report = analyse(panel, wish, teams)
    progress(2, 3, "matrix")
    return {
        "report": report,
        "matrix": _matrix(session, facts, lag),
        "quadrant": _quadrant(session, facts),
        "movers": _movers(panel, lag) if report["within"]["shown"] else [],
        "health": _health(facts, report),
        "periods": {"first": facts.periods[0], "last": facts.periods[-1]} if facts.periods else None,
    }


def _matrix(session: Session, facts: Facts, lag: int) -> Document:
    """Every dimension beside every touchpoint, at the one lag of the page."""
    by_dimension = _team_figures(session, facts)
    touchpoints = sorted({code for _, code, _ in facts.touchpoints}, key=_order(facts))
    panels = {
        (dimension, touchpoint): pair_panel(facts, figures, touchpoint)
        for dimension, figures in sorted(by_dimension.items())
        for touchpoint in touchpoints
    }
    cells = driver_matrix(panels, lag) if facts.periods else []
    return {"dimensions": sorted(by_dimension), "touchpoints": touchpoints, "cells": [_cell(cell) for cell in cells]}


def _order(facts: Facts) -> Callable[[str], int]:
    places = {code: place for place, code in enumerate(dict.fromkeys(code for code, _ in facts.team_of))}
    return lambda code: places.get(code, len(places))


def _team_figures(session: Session, facts: Facts) -> dict[str, dict[tuple[str, str, str], Inside]]:
    """Published figures of teams by dimension; the whole is no dimension."""
    found: dict[str, dict[tuple[str, str, str], Inside]] = {}
    for wave in waves(session):
        for one in shown_figures(session, wave, ("team",)):
            if one.dimension == WHOLE:
                continue
            centre, _, team = one.node.partition(":")
            told = Inside(one.mean, one.sd, one.answers, one.invited)
            found.setdefault(one.dimension, {})[centre, team, quarter_of(wave.closed_on)] = told
    return found


def _cell(cell: Cell) -> Document:
    slope = cell.slope
    return {
        "dimension": cell.dimension,
        "touchpoint": cell.touchpoint,
        "slope": slope.value if slope else None,
        "low": slope.low if slope else None,
        "high": slope.high if slope else None,
        "q": cell.q,
        "shade": cell.shade,
        "n_centres": cell.centres,
    }


def _quadrant(session: Session, facts: Facts) -> Document:
    """Each centre's outside (shrunken) and inside, means over the last four quarters; hidden ones are only counted."""
    recent = facts.periods[-4:]
    inside = {
        centre: _weighted([told for period in recent if (told := facts.inside.get((centre, period)))])
        for centre in facts.centres
    }
    sums: dict[str, list[Any]] = {}
    for row in read_tallies(session, "centre", None, "quarter", recent, ["overall"]):
        sums.setdefault(row.scope_id, []).extend(row.tallies.values())
    scores = {centre: _scores(found) for centre, found in sums.items() if any(tally.n for tally in found)}
    share = icc(scores.values()) or 0.0
    total = sum(one.total for one in scores.values())
    visits = sum(one.n for one in scores.values())
    mean = total / visits if visits else None
    dots = [
        {
            "centre_id": centre,
            "inside": inside[centre],
            "outside": shrunken_mean(one.mean, one.n, mean, max(0.0, share)) if mean is not None else one.mean,
            "visits": one.n,
        }
        for centre, one in scores.items()
        if inside.get(centre) is not None
    ]
    known = [dot["inside"] for dot in dots]
    return {
        "dots": dots,
        "hidden": sum(1 for centre in scores if inside.get(centre) is None),
        "outside_mean": mean,
        "inside_mean": sum(known) / len(known) if known else None,
    }


def _scores(tallies: list[Any]) -> Any:
    from backend.domain.statistics.means import Scores

    n = sum(tally.n for tally in tallies)
    total = sum(tally.total for tally in tallies) / MILLION
    return Scores(n, total, sum(tally.squares for tally in tallies) / MILLION / MILLION)


def _weighted(found: list[Inside]) -> float | None:
    answers = sum(one.answers for one in found)
    return sum(one.mean * one.answers for one in found) / answers if answers else None


def _movers(panel: Panel, lag: int) -> list[Document]:
    """The centres without which the slope within centres would move most."""
    rows = with_enough(lagged(panel, lag), 2)
    m = rungs.within_moments(rows)
    whole = float(estimates.slopes(m.whole)[0])
    without = estimates.slopes(estimates.settled(m))[:, 0]
    order = np.argsort(-np.abs(np.nan_to_num(without - whole)))[:MOVERS]
    names = [panel.centres[i] for i in np.unique(rows.centre)]
    return [{"centre_id": names[i], "slope_without": _finite(without, i)} for i in order]


def _finite(values: Array, place: int) -> float | None:
    return float(values[place]) if np.isfinite(values[place]) else None


def _health(facts: Facts, report: Mapping[str, Any]) -> Document:
    """Waves, response, visits, reliability: what everything else rests on."""
    told = list(facts.inside.values())
    invited = [one for one in told if one.invited]
    return {
        "waves": facts.waves,
        "centres_shown": len({centre for centre, _ in facts.inside}),
        "teams_shown": len({(centre, team) for centre, team, _ in facts.teams}),
        "response_rate": _ratio(sum(one.answers for one in invited), sum(one.invited or 0 for one in invited)),
        "answers_per_figure": _ratio(sum(one.answers for one in told), len(told)),
        "visits_per_period": _ratio(sum(one.visits for one in facts.outside.values()), len(facts.outside)),
        "lambda_e": report["corrected"]["lambda_e"],
        "lambda_s": report["corrected"]["lambda_s"],
        "detectable": report["planning"]["detectable"],
    }


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
