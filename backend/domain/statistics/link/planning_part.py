"""The planning page in numbers: what these data could detect, and what more of them would."""

import math

import numpy as np

from backend.domain.statistics.link import estimates, noise, planning, rules
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Array, Panel, Rows
from backend.domain.statistics.link.telling import Document, Wish

# A slope of this size is what the planning page aims at: 1.3 points of service for 5 of engagement.
AIMED = 0.26


def planning_part(panel: Panel, rows: Rows, m: Moments | None, shares: noise.Reliability, wish: Wish) -> Document:
    """Never hidden: it says what could be seen, whatever was seen. Without known noise only the raw slope's size."""
    spread = _spread(panel, m, shares)
    if m is None or spread is None:
        return _without_noise(panel, m, shares, wish)
    answers, visits = _harmonic(panel.inside_n), _harmonic(panel.visits)

    def planned(periods: int, n: float, v: float) -> planning.Plan:
        return planning.plan(spread, m.groups, max(2, periods - wish.lag), n, v, AIMED)

    options = _options(len(panel.periods), answers, visits)
    return {
        "shown": True,
        "reason": None,
        "sd_within": math.sqrt(spread.vw),
        "sd_persons": math.sqrt(spread.person),
        "sd_visits": math.sqrt(spread.visit),
        "answers": answers,
        "visits": visits,
        "aimed": AIMED,
        **_row(planned(*options[0])),
        "table": [{"periods": t, "answers": n, "visits": v, **_row(planned(t, n, v))} for t, n, v in options],
    }


def _row(plan: planning.Plan) -> Document:
    return {"lambda_e": plan.reliability, "detectable": plan.detectable, "centres_needed": plan.centres}


def _spread(panel: Panel, m: Moments | None, shares: noise.Reliability) -> planning.Spread | None:
    """The variances that these data show; None where they do not tell, or engagement is all noise."""
    person, visit = panel.person_variance, panel.visit_variance
    if m is None or person is None or visit is None or not shares.inside or shares.inside <= 0:
        return None
    freedom = float(m.left.sum())
    service = float(m.whole[0, 0]) / freedom - visit / _harmonic(panel.visits)
    return planning.Spread(float(m.whole[1, 1]) * shares.inside / freedom, person, max(0.0, service), visit)


def _without_noise(panel: Panel, m: Moments | None, shares: noise.Reliability, wish: Wish) -> Document:
    reason = rules.too_noisy(shares.inside) or rules.visits_too_noisy(shares.outside)
    return {
        "shown": False,
        "reason": None if reason is None else reason.text(wish.language),
        "lambda_e": shares.inside,
        "detectable": _seen(m),
    }


def _options(periods: int, answers: float, visits: float) -> list[tuple[int, float, float]]:
    """As it is; twice the visits; twice the answers; four more periods; all of it."""
    more = periods + 4
    return [
        (periods, answers, visits),
        (periods, answers, 2 * visits),
        (periods, 2 * answers, visits),
        (more, answers, visits),
        (more, 2 * answers, 2 * visits),
    ]


def _seen(m: Moments | None) -> float | None:
    """What 80 % power would need of the raw slope, from its own standard error."""
    if m is None:
        return None
    se = estimates.slope(m).se
    return None if se is None else planning.REACH * se


def _harmonic(counts: Array | None) -> float:
    if counts is None:
        return 1.0
    known = counts[np.isfinite(counts) & (counts > 0)]
    return float(len(known) / (1 / known).sum()) if len(known) else 1.0
