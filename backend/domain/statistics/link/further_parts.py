"""What stands beside the rungs in the document: lag profile, direction, chain to results, roll-out, early warning."""

import numpy as np

from backend.domain.statistics.link import chain as chains
from backend.domain.statistics.link import direction as directions
from backend.domain.statistics.link import lags, noise, rules, warning
from backend.domain.statistics.link import rollout as rollouts
from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.panel import Panel, common_window, lagged
from backend.domain.statistics.link.rules import Reason
from backend.domain.statistics.link.telling import Document, Teller, Wish, flat


def profile_part(told: Teller, panel: Panel, wish: Wish) -> Document:
    longest = lags.longest_lag(len(panel.periods)) if wish.longest is None else wish.longest
    longest = min(longest, len(panel.periods) - 2)
    found = lags.profile(panel, longest, wish.seed) if _has_lags(panel, longest) else None
    reason = rules.no_profile(panel, found.centres if found else 0, longest)
    each = [] if found is None else [_lag(told, reason, one) for one in found.lags]
    numbers = {"p_max": found.p_max if found else None, "critical": found.critical if found else None}
    extra = {
        "lags": each,
        "max_lag": longest,
        "method": found.method if found else None,
        "stands_out": found.stands_out if found and (reason is None or wish.everything) else [],
        "n_centres": found.centres if found else 0,
    }
    return told.part(reason, numbers) | extra


def _has_lags(panel: Panel, longest: int) -> bool:
    if longest < 0:
        return False
    held = [np.bincount(lagged(panel, k).centre, minlength=len(panel.centres)) >= 2 for k in range(longest + 1)]
    return int(np.all(held, axis=0).sum()) >= 3


def _lag(told: Teller, reason: Reason | None, one: lags.Lag) -> Document:
    part = told.part(reason, flat(one.slope, "slope") | {"band_low": one.band_low, "band_high": one.band_high})
    return {"lag": one.lag, **part, "n_rows": one.rows}


def direction_part(told: Teller, panel: Panel, shares: noise.Reliability) -> Document:
    panel = common_window(panel)
    reason = rules.no_direction(panel, shares.inside, shares.outside)
    possible = directions.is_whole(panel) and len(panel.periods) > directions.PANEL_LAGS + 3 and len(panel.centres) > 2
    found = directions.direction(panel) if possible else None
    numbers = {
        "lead_lag": found.lead_lag if found else None,
        "cross_lagged": found.cross_lagged if found else None,
        "verdict": found.verdict if found else None,
    }
    return told.part(reason, numbers)


def chain_part(told: Teller, panel: Panel, wish: Wish, few: Reason | None) -> Document:
    found = chains.chain(panel, wish.lag, wish.result_lag, wish.seed)
    reason = Reason("no_results") if panel.result is None else few
    share = found.inside if found else None
    reason = reason or rules.few_centres(found.centres if found else 0, rules.CHAIN_CENTRES) or rules.too_noisy(share)
    if reason is None and found and not (found.a.excludes_zero and found.c.excludes_zero):
        reason = Reason("not_clear")
    numbers: Document = {"a": found.a, "b": found.b, "c": found.c} if found else dict.fromkeys("abc")
    usable = found is not None and share is not None and share > 0
    for key, name in (("a", "service_per_5"), ("c", "result_per_5")):
        numbers[name] = getattr(found, key).scaled(5 / share) if usable else None  # type: ignore[operator]
    base = {"n_rows": found.rows if found else 0, "n_centres": found.centres if found else 0}
    lambdas = {"lambda_e": share, "lambda_s": found.outside if found else None, "result_lag": wish.result_lag}
    return told.part(reason, numbers) | base | lambdas | {"through_service": _through(told, reason, found)}


def _through(told: Teller, reason: Reason | None, found: chains.Chain | None) -> Document:
    reason = reason or rules.few_centres(found.centres if found else 0, rules.THROUGH_CENTRES)
    reason = reason or rules.visits_too_noisy(found.outside if found else None)
    numbers = {
        "ab": found.through if found else None,
        "low": found.through_low if found else None,
        "high": found.through_high if found else None,
    }
    return told.part(reason, numbers)


def rollout_part(told: Teller, panel: Panel) -> Document:
    found = rollouts.rollout(panel)
    part = _one_rollout(told, panel, found)
    never = rollouts.rollout(panel, rollouts.NEVER_STARTED)
    # Statistics allow this picture and no number where the comparison may not be shown.
    before_after = [] if part["shown"] else [one._asdict() for one in rollouts.levels(panel)]
    return part | {
        "never_started": None if never is None else _one_rollout(told, panel, never),
        "before_after": before_after,
    }


def _one_rollout(told: Teller, panel: Panel, found: rollouts.Rollout | None) -> Document:
    reason = rules.no_rollout(found)
    if found is None:
        empty = dict.fromkeys(("simple", "group", "dynamic"))
        return told.part(reason, empty) | {"cells": [], "placebo_p": None, "n_started": 0, "n_compared": 0}
    label = panel.periods.__getitem__
    numbers = {
        "simple": _att(found.simple),
        "group": _att(found.group),
        "groups": {label(cohort): _att(one) for cohort, one in found.groups.items()},
        "dynamic": {str(since): _att(one) for since, one in found.dynamic.items()},
        "dynamic_mean": _att(found.dynamic_mean),
        "cells": [_cell(cell, panel.periods) for cell in found.cells],
    }
    return told.part(reason, numbers) | {
        "placebo_p": found.placebo,
        "n_started": found.started,
        "n_compared": found.compared,
    }


def _att(found: Estimate | None) -> Document | None:
    return None if found is None else flat(found, "att")


def _cell(cell: rollouts.Cell, periods: tuple[str, ...]) -> Document:
    where = {"cohort": periods[cell.cohort], "period": periods[cell.period]}
    return where | {"att": cell.value, "n": cell.started, "n_compared": cell.compared}


def warning_part(told: Teller, panel: Panel, wish: Wish) -> Document:
    panel = common_window(panel)
    horizon = max(1, wish.lag)
    inside, outside = panel.inside, panel.outside
    hole = rules.holes(inside, outside)
    tried = None if hole else warning.backtest(inside, outside, horizon)
    counts = (len(panel.centres), len(panel.periods))
    reason = hole or rules.no_warning(*counts, tried.origins if tried else 0, bool(tried and tried.earned))
    numbers: Document = dict.fromkeys(("coverage", "base_rate", "hit_rate", "plain_hit_rate"))
    if tried:
        numbers = {name: getattr(tried, name) for name in numbers}
    watched = [panel.centres[i] for i in tried.watched] if tried else []
    part = told.part(reason, {"skill": tried.skill if tried else None, **numbers, "watched": watched})
    return part | {"horizon": horizon, "origins": tried.origins if tried else 0}
