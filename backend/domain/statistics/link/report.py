"""The whole analysis as one document: every estimate with its base, its interval, and whether it may be shown.

Numbers that may not be shown are None unless `everything` is asked for, which is for checks of the method only.
"""

from backend.domain.statistics.link import estimates, noise, rules, rungs
from backend.domain.statistics.link.further_parts import (
    chain_part,
    direction_part,
    profile_part,
    rollout_part,
    warning_part,
)
from backend.domain.statistics.link.panel import Panel, Rows, lagged, with_enough
from backend.domain.statistics.link.planning_part import planning_part
from backend.domain.statistics.link.rung_parts import (
    between_part,
    corrected_part,
    own_team_part,
    rung_part,
    within_part,
)
from backend.domain.statistics.link.teams import Teams
from backend.domain.statistics.link.telling import Document, Teller, Wish, flat


def analyse(panel: Panel, wish: Wish, teams: Teams | None = None) -> Document:
    """Everything that statistics can say of these tables at one lag."""
    told = Teller(wish)
    rows = with_enough(lagged(panel, wish.lag), 2)
    few = rules.few_rows(rows)
    m = rungs.within_moments(rows) if rows.centres >= 2 else None
    document = {
        "lag": wish.lag,
        "seed": wish.seed,
        "all": wish.everything,
        "data": _data(panel, rows),
        "between": between_part(told, panel, wish),
        "pooled": rung_part(told, few, rungs.pooled(rows) if m else None, len(rows.y), rows.centres),
        "within": within_part(told, few, m, rows),
        "own_team": own_team_part(told, teams, wish),
        "contrast": told.part(few, {"difference": rungs.contrast(rows) if m else None}),
        "spearman": told.part(few, flat(rungs.spearman(m) if m else None, "r")),
    }
    shares = noise.reliability(rows, m) if m else noise.Reliability(None, None, None)
    slope = estimates.slope(m) if m else None
    document |= {
        "corrected": corrected_part(told, few, slope, shares),
        "lag_profile": profile_part(told, panel, wish),
        "direction": direction_part(told, panel, shares),
        "chain": chain_part(told, panel, wish, few),
        "rollout": rollout_part(told, panel),
        "early_warning": warning_part(told, panel, wish),
        "planning": planning_part(panel, rows, m, shares, wish),
    }
    return document


def _data(panel: Panel, rows: Rows) -> Document:
    return {
        "centres": len(panel.centres),
        "periods": len(panel.periods),
        "first": panel.periods[0] if panel.periods else None,
        "last": panel.periods[-1] if panel.periods else None,
        "rows": len(rows.y),
    }
