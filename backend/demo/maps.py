"""What joins inside and outside in the demonstration: dimensions, who hands over to whom, the change programme."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo.chain import Chain
from backend.demo.model import Latent
from backend.demo.quarters import Quarter
from backend.demo.rows import Rows
from backend.engagement import publishing
from backend.engagement.dimensions import NAMES
from backend.engagement.models import Dimension, EngagementWave, NextTeam, RolloutStart

# From a team to the next one, and the internal audit of that arrow.
ARROWS: Final = (
    ("reception", "sales", None),
    ("sales", "service", "sales-to-service"),
    ("service", "parts", "service-to-parts"),
    ("parts", "service", None),
)
PROGRAMME: Final = "one-team"


def make_maps(rows: Rows, chain: Chain, latent: Latent, quarters: Sequence[Quarter]) -> None:
    """Known since the first quarter; a centre starts in the middle of the second week of its quarter."""
    for position, (code, name) in enumerate(NAMES.items()):
        rows.add(Dimension, code=code, name=name, position=position)
    since = quarters[0].starts_on
    for team, following, audit in ARROWS:
        rows.add(NextTeam, team_code=team, next_team_code=following, valid_from=since, checklist_slug=audit)
    for place, start in zip(chain.places, latent.starts, strict=True):
        if start is not None:
            started_on = quarters[start].starts_on + dt.timedelta(days=10)
            rows.add(RolloutStart, centre_id=place.id, programme=PROGRAMME, started_on=started_on)


def publish_waves(session: Session) -> None:
    """As closing each wave would have done, on the morning after."""
    for wave in session.scalars(select(EngagementWave).order_by(EngagementWave.closed_on)).all():
        publishing.publish(session, wave)
        morning = dt.datetime.combine(wave.closed_on + dt.timedelta(days=1), dt.time(6), dt.UTC)
        wave.published_at = morning
