"""The rungs in the document: between, pooled, within, own team, and the slope corrected for engagement error."""

import math

from backend.domain.statistics.link import noise, rules, rungs, wild
from backend.domain.statistics.link.estimates import Estimate
from backend.domain.statistics.link.moments import Moments
from backend.domain.statistics.link.panel import Panel, Rows, lagged
from backend.domain.statistics.link.rules import Reason
from backend.domain.statistics.link.rungs import Rung
from backend.domain.statistics.link.teams import OwnTeam, Teams, own_team
from backend.domain.statistics.link.telling import Document, Teller, Wish, flat, flat_r

FEW_CENTRES = 20


def rung_part(told: Teller, reason: Reason | None, rung: Rung | None, rows: int, centres: int) -> Document:
    slope, r = (rung.slope, rung.r) if rung else (None, None)
    if slope and reason is None and slope.se is None:
        reason = Reason("one_centre" if math.isfinite(slope.value) else "no_variation")
    part = told.part(reason, flat(slope, "slope") | flat_r(r))
    return part | {"n_rows": rung.rows if rung else rows, "n_centres": rung.centres if rung else centres}


def between_part(told: Teller, panel: Panel, wish: Wish) -> Document:
    rows = lagged(panel, wish.lag)
    rung = rungs.between(rows) if rows.centres else None
    return rung_part(told, rules.few_centres(rows.centres, rules.CENTRES), rung, rows.centres, rows.centres)


def within_part(told: Teller, reason: Reason | None, m: Moments | None, rows: Rows) -> Document:
    part = rung_part(told, reason, rungs.within(m) if m else None, len(rows.y), rows.centres)
    few = m is not None and m.groups < FEW_CENTRES and part["p"] is not None
    return part | {"p_wild": wild.wild_p(m, told.wish.seed) if m is not None and few else None}


def own_team_part(told: Teller, teams: Teams | None, wish: Wish) -> Document:
    if teams is None:
        return rung_part(told, Reason("no_teams"), None, 0, 0) | {"corrected": None}
    found = own_team(teams, wish.lag)
    reason = rules.few_teams(found.teams, found.periods)
    rung = rungs.within(found.moments) if found.moments else None
    part = rung_part(told, reason, rung, found.rows, found.centres)
    return part | {"corrected": _corrected_team(told, reason, rung, found)}


def _corrected_team(told: Teller, reason: Reason | None, rung: Rung | None, found: OwnTeam) -> Document:
    m = found.moments
    share = None if m is None else noise.share_less(found.error, m.whole[1, 1])
    return corrected_part(told, reason, rung.slope if rung else None, noise.Reliability(share, None, None))


def corrected_part(told: Teller, reason: Reason | None, raw: Estimate | None, shares: noise.Reliability) -> Document:
    if raw is not None and not math.isfinite(raw.value):
        reason = reason or Reason("no_variation")
    reason = reason or rules.too_noisy(shares.inside)
    usable = raw is not None and shares.inside is not None and shares.inside > 0
    value = noise.corrected(raw, shares.inside) if usable else None  # type: ignore[arg-type]
    part = told.part(reason, flat(value, "slope") | {"r": shares.r})
    return part | {"lambda_e": shares.inside, "lambda_s": shares.outside}
