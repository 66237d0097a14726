"""Reads what the board shows, through the services the screens use: published teams, approved visits, open actions."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.actions.models import Action
from backend.actions.queries import today_in
from backend.centres.models import Centre
from backend.domain.action_flow import ActionStatus
from backend.domain.roles import SYSTEM
from backend.evidence.models import Photo
from backend.insights.centre_page import CentrePage, show_centre
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.links.lines import draw_lines
from backend.links.map import draw_map
from backend.reports.subjects import Order

# Lists need four visits; where a quarter has fewer, a year is told.
KINDS: Final = ("quarter", "year")


@dataclass(frozen=True)
class BoardFacts:
    """`page` is the centre's page in this quarter, `lists` the one its strongest and weakest are of; None: too few.

    `today` is the day at the centre.
    """

    centre: Centre
    page: CentrePage
    lists: CentrePage | None
    map: Mapping[str, Any]
    lines: Mapping[str, Any]
    actions: Sequence[Action]
    today: dt.date
    read_at: dt.datetime
    photos: Sequence[Photo] = ()
    visits: Sequence[uuid.UUID] | None = None


def read_board(uow: UnitOfWork, order: Order) -> BoardFacts:
    """One consistent reading; who may see it was decided when the board was asked for."""
    session, language = uow.session, order.language
    centre = session.get_one(Centre, order.subject.centre_id)
    pages = [show_centre(uow, SYSTEM, centre.id, kind, language) for kind in KINDS]
    today = now().date()
    return BoardFacts(
        centre=centre,
        page=pages[0],
        lists=next((page for page in pages if page.strongest), None),
        map=draw_map(session, SYSTEM, centre.id, None, language, today),
        lines=draw_lines(session, SYSTEM, centre.id, today),
        actions=_open_actions(session, centre.id),
        today=today_in(centre.time_zone),
        read_at=now(),
    )


def _open_actions(session: Session, centre_id: uuid.UUID) -> Sequence[Action]:
    mine = select(Action).where(Action.centre_id == centre_id, Action.status == ActionStatus.OPEN)
    return session.scalars(mine.order_by(Action.due_on, Action.id)).all()
