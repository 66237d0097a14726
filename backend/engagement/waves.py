"""Waves as administrators see them: how many groups are shown, what waits, and publishing by hand."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.domain.problems import Conflict, NotFound
from backend.domain.roles import Actor
from backend.engagement import publishing
from backend.engagement.models import EngagementWave, Publication
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record

KINDS = ("chain", "area", "centre", "team")


def list_waves(session: Session) -> list[dict[str, Any]]:
    """Latest first."""
    order = (EngagementWave.closed_on.desc(), EngagementWave.code.desc())
    return [_told(session, wave) for wave in session.scalars(select(EngagementWave).order_by(*order))]


def publish_wave(uow: UnitOfWork, actor: Actor, code: str) -> dict[str, Any]:
    """Publish a wave whose fieldwork is over, or what came in since."""
    uow.alone("engagement")
    wave = uow.session.scalar(select(EngagementWave).where(EngagementWave.code == code))
    if wave is None:
        raise NotFound()
    if not publishing.may_be_published(wave, now().date()):
        raise Conflict(
            "engagement.still_open", f"This wave is open until {wave.closed_on}. It is published after that."
        )
    publishing.publish(uow.session, wave)
    record(uow, actor, "engagement.published", "engagement_wave", wave.id, details={"answers": wave.answers})
    uow.session.flush()
    return _told(uow.session, wave)


def change_floor(uow: UnitOfWork, actor: Actor, floor: int) -> int:
    """Raised for all waves, lowered for those to come."""
    uow.alone("engagement")
    before = publishing.floor_of(uow.session)
    publishing.set_floor(uow.session, floor)
    if floor != before:
        record(
            uow, actor, "engagement.floor", "engagement_policy", new_id(), from_state=str(before), to_state=str(floor)
        )
    uow.session.flush()
    return publishing.floor_of(uow.session)


def _told(session: Session, wave: EngagementWave) -> dict[str, Any]:
    counted = select(Publication.kind, func.count()).where(Publication.wave_id == wave.id).group_by(Publication.kind)
    shown = {kind: int(count) for kind, count in session.execute(counted)}
    groups = publishing.groups_of(session, wave)
    return {
        "code": wave.code,
        "opened_on": wave.opened_on,
        "closed_on": wave.closed_on,
        "floor": wave.floor,
        "answers": wave.answers,
        "published_at": wave.published_at,
        "waiting": publishing.waiting(session, wave),
        "may_publish": publishing.may_be_published(wave, now().date()) and not publishing.collects(session, wave),
        "groups": [
            {"kind": kind, "shown": shown.get(kind, 0), "hidden": groups[kind] - shown.get(kind, 0)} for kind in KINDS
        ],
    }
