"""Two small lines of one centre: its engagement wave by wave, and the service its customers met, quarter by quarter."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy.orm import Session

from backend.centres.queries import get_centre
from backend.domain.roles import Actor
from backend.domain.statistics.estimates import Way, estimate
from backend.domain.suppression import band_of, told_mean
from backend.engagement.published import WHOLE, shown_figures, waves
from backend.insights.queries import is_simulated
from backend.insights.tallies_reading import read_tallies
from backend.links.facts import quarter_of
from backend.links.map import LOW_BASE, last_quarters

QUARTERS = 12


def draw_lines(session: Session, actor: Actor, centre_id: uuid.UUID, today: dt.date) -> dict[str, Any]:
    """Waves are dots, never joined where one is missing or may not be shown."""
    centre = get_centre(session, actor, centre_id)
    quarters = [*last_quarters(today, QUARTERS), quarter_of(today)]
    service = {}
    for row in read_tallies(session, "centre", [str(centre.id)], "quarter", quarters, ["overall"]):
        told = estimate(row.tallies["overall"], Way(), clustered=False) if "overall" in row.tallies else None
        if told is not None:
            visits = row.tallies["overall"].n
            service[row.period] = {
                "mean": told.mean,
                "low": told.low,
                "high": told.high,
                "visits": visits,
                "low_base": visits < LOW_BASE,
            }
    return {
        "centre": {"id": centre.id, "name": centre.name},
        "service": [{"period": quarter, "figure": service.get(quarter)} for quarter in quarters],
        "engagement": [_wave(session, wave, str(centre.id)) for wave in waves(session)[-QUARTERS:]],
        "simulated": is_simulated(session),
    }


def _wave(session: Session, wave: Any, centre: str) -> dict[str, Any]:
    found = [one for one in shown_figures(session, wave, ("centre",), WHOLE) if one.node == centre]
    inside = None
    if found:
        mark, mean = told_mean(found[0].mean)
        inside = {"mark": mark, "mean": mean, "answers": band_of(found[0].answers), "teams": None}
    return {"wave": wave.code, "closed_on": wave.closed_on, "quarter": quarter_of(wave.closed_on), "inside": inside}
