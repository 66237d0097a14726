"""What size of link could these data detect? Power at 80 % from the variances the data themselves show.

se = sqrt(vy / (vx G T')), T' = periods - lag; vx = vw + sd_i²/n (1 - 1/T'), vy = sd_u² + sd_v²/v + b² vw.
"""

import math
from dataclasses import dataclass

# 1.96 + 0.84: two-sided 5 %, power 80 %.
REACH = 2.8


@dataclass(frozen=True)
class Spread:
    """Within a centre: variance of true engagement `vw`, between persons `person`, of service without noise and link
    `service`, between visits `visit`."""

    vw: float
    person: float
    service: float
    visit: float


@dataclass(frozen=True)
class Plan:
    """`reliability` of the engagement figures, the `detectable` true slope, `centres` needed for the slope `aimed`."""

    reliability: float
    detectable: float
    centres: int
    aimed: float


def plan(spread: Spread, centres: int, periods: int, answers: float, visits: float, aimed: float) -> Plan:
    """For `periods` usable ones after the lag, `answers` a figure and `visits` a centre and period."""
    vx = spread.vw + spread.person / answers * (1 - 1 / periods)
    share = spread.vw / vx
    vy = spread.service + spread.visit / visits + aimed**2 * spread.vw
    unit = REACH * math.sqrt(vy / (vx * periods)) / share
    return Plan(share, unit / math.sqrt(centres), math.ceil(round((unit / aimed) ** 2, 9)), aimed)


def remembered(variance: float, memory: float, periods: int) -> float:
    """The share of an AR(1) series' variance that is left within `periods` once their mean is taken out."""
    spans = sum((periods - k) * memory**k for k in range(1, periods))
    return variance * (1 - (periods + 2 * spans) / periods**2)
