"""One hash of everything that an analysis reads: whatever changes it makes what is kept outdated.

Of stamps and totals, so that it costs nothing on a large chain: figures of surveys leave through publications, results
and starts come by imports, and scores by decisions, each of which is a row that knows when it was.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Touchpoint
from backend.domain.visit_flow import Status
from backend.engagement.intake.columns import RESULTS, STARTS
from backend.engagement.models import (
    EngagementImport,
    EngagementWave,
    NextTeam,
    ResultFigure,
    RolloutStart,
    TouchpointTeam,
)
from backend.insights.models import TallyRow
from backend.kernel.clock import now
from backend.links.facts import quarter_of
from backend.reviews.models import Review

# Decisions that take a visit into the figures or out of them.
COUNTING: Final = (Status.APPROVED, Status.VOID)
SEEN_AT_ONCE: Final = (RESULTS, STARTS)


def data_version(session: Session) -> str:
    """SHA-256 (hex). It changes with every wave published or shown with fewer groups, every import and undo, visit
    approved or withdrawn, start, who delivers what and hands over to whom, and with the quarter of today."""
    parts: list[Any] = [quarter_of(now().date()), *([list(row) for row in session.execute(one)] for one in _reads())]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _reads() -> Sequence[Select[Any]]:
    wave, taken, start, tally = EngagementWave, EngagementImport, RolloutStart, TallyRow
    chain: ColumnElement[bool] = (tally.scope_kind == "chain") & (tally.period_kind == "quarter")
    return [
        select(wave.code, wave.closed_on, wave.published_at, wave.answers, wave.floor).order_by(wave.code),
        # Files of survey figures move nothing before they are published: what waits is nobody's business.
        select(taken.id, taken.undone_at).where(taken.kind.in_(SEEN_AT_ONCE)).order_by(taken.id),
        select(tally.period, tally.visits, tally.headline).where(chain).order_by(tally.period),
        # Two visits that change places leave equal totals; the decisions on them do not.
        select(Review.id).where(Review.decision.in_(COUNTING)).order_by(Review.id.desc()).limit(1),
        select(func.count(), func.sum(ResultFigure.value)).select_from(ResultFigure),
        select(start.centre_id, start.programme, start.started_on).order_by(start.centre_id, start.programme),
        _whole(TouchpointTeam),
        _whole(NextTeam),
        select(Touchpoint.code, Touchpoint.position, Touchpoint.team_code).order_by(Touchpoint.code),
        select(func.count()).select_from(Centre),
    ]


def _whole(model: type[TouchpointTeam] | type[NextTeam]) -> Select[Any]:
    """All columns of all rows, in the order of the key."""
    table = model.__table__
    return select(*table.columns).order_by(*table.primary_key)
