"""Centres that come to lie in other areas: their sums leave the old areas and join the new ones."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from backend.insights.models import TallyRow
from backend.insights.tallies import LOCK, Rows, row_from
from backend.kernel.unit_of_work import UnitOfWork


def move_centres(
    uow: UnitOfWork,
    centre_ids: Collection[uuid.UUID],
    left: Collection[uuid.UUID],
    joined: Collection[uuid.UUID],
    **_: Any,
) -> None:
    """These centres no longer lie in the areas `left`, and lie in those `joined`."""
    uow.alone(LOCK)
    scopes = [("area", str(area)) for area in (*left, *joined)]
    of_centres = select(TallyRow).where(TallyRow.scope_kind == "centre")
    stored = uow.session.scalars(of_centres.where(TallyRow.scope_id.in_([str(id_) for id_ in centre_ids]))).all()
    areas = Rows(uow.session, scopes, {(one.period_kind, one.period) for one in stored})
    for one in stored:
        period, centre = (one.period_kind, one.period), row_from(one)
        for area in left:
            areas.at(("area", str(area)), period).take_away(centre)
        for area in joined:
            areas.at(("area", str(area)), period).add(centre.as_centre())
    areas.store()
