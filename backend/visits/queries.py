"""Reading visits, and the one rule of who sees which: lists, items, photos, trail and all higher features share it."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Row, Select, bindparam, false, or_, select, true
from sqlalchemy.orm import Session, joinedload, undefer

from backend.accounts.models import User
from backend.centres.models import Centre
from backend.centres.queries import below
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Role
from backend.domain.visit_flow import Party, Status
from backend.kernel.db import table_of
from backend.visits.models import Answer, ScoreCertificate, Visit

Found = TypeVar("Found", Visit, Row[*tuple[Any, ...]])

OF_AN_ANSWER: Final = ("question_id", "revision_id", "state", "value", "comment", "waiver", "updated_at")
OF_A_MOVE: Final = ("id", "status", "auditor_id", "checklist_version_id", "row_version")

_AUDITOR: Final = joinedload(Visit.auditor, innerjoin=True)
_LEAN: Final = (_AUDITOR.load_only(User.id, User.name), _AUDITOR.lazyload(User.grants))

# Built once: every upload and every answer begins with one of these. Plain rows are read from tables, not from models.
_VISIT: Final = table_of(Visit).columns
_ANSWER: Final = table_of(Answer).columns
_LOCKED: Final = (
    select(*[_VISIT[name] for name in OF_A_MOVE]).where(_VISIT.id == bindparam("visit_id")).with_for_update()
)
_WHOLE: Final = (
    select(Visit)
    .where(Visit.id == bindparam("visit_id"))
    .options(*_LEAN, undefer(Visit.score_card), undefer(Visit.client_score), joinedload(Visit.scenario))
)
_WHOLE_LOCKED: Final = _WHOLE.with_for_update(of=Visit)
_ANSWERS: Final = select(*[_ANSWER[name] for name in OF_AN_ANSWER]).where(_ANSWER.visit_id == bindparam("visit_id"))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Administrators all, area managers their areas, auditors their own, centres what was approved of theirs."""
    rules = [managed_by(actor), approved_of_own_centres(actor)]
    if actor.is_a(Role.AUDITOR):
        rules.append(Visit.auditor_id == actor.user_id)
    return or_(*rules)


def managed_by(actor: Actor) -> ColumnElement[bool]:
    """The visits this person answers for: of the whole chain, or of the areas below a grant."""
    managed = actor.grants_of(Role.AREA_MANAGER)
    if actor.is_a(Role.ADMINISTRATOR) or any(grant.scope == "chain" for grant in managed):
        return true()
    if not managed:
        return false()
    areas = below(*[grant.area_id for grant in managed])
    return Visit.centre_id.in_(select(Centre.id).where(Centre.area_id.in_(areas)))


def approved_of_own_centres(actor: Actor) -> ColumnElement[bool]:
    """What a centre manager is shown of the own centre."""
    own = [grant.centre_id for grant in actor.grants_of(Role.CENTRE_MANAGER)]
    return Visit.centre_id.in_(own) & (Visit.status == Status.APPROVED) if own else false()


def visible_visits(actor: Actor) -> Select[Visit]:
    """The visits this person may see, without what a list does not show of them."""
    return select(Visit).where(visible_to(actor)).options(*_LEAN)


def matching_visits(actor: Actor, wanted: Mapping[str, Any]) -> Select[Visit]:
    """The visible ones that fit every filter that is given."""
    visits = visible_visits(actor)
    if statuses := wanted.get("status"):
        visits = visits.where(Visit.status.in_(statuses))
    for name in ("centre_id", "wave_id"):
        if (value := wanted.get(name)) is not None:
            visits = visits.where(getattr(Visit, name) == value)
    if (auditor_id := wanted.get("auditor_id")) is not None:
        visits = visits.where(Visit.auditor_id == auditor_id, _auditor_known_to(actor))
    if (area_id := wanted.get("area_id")) is not None:
        visits = visits.where(Visit.centre_id.in_(select(Centre.id).where(Centre.area_id.in_(below(area_id)))))
    return visits


def _auditor_known_to(actor: Actor) -> ColumnElement[bool]:
    """A centre must not find out who came by asking for one auditor after the other."""
    return visible_to(replace(actor, roles=tuple(g for g in actor.roles if g.role is not Role.CENTRE_MANAGER)))


def load_visit(session: Session, actor: Actor, visit_id: uuid.UUID, *, lock: bool = False) -> Visit:
    """One visible visit with everything its page shows, freshly read; `lock` keeps others out until the commit."""
    whole = _WHOLE_LOCKED if lock else _WHOLE
    found = session.scalar(whole, {"visit_id": visit_id}, execution_options={"populate_existing": True})
    return require_visible(session, actor, found)


def lock_visit(session: Session, actor: Actor, visit_id: uuid.UUID) -> Row[*tuple[Any, ...]]:
    """The few facts a change starts from, with the visit locked until the end of the transaction."""
    return require_visible(session, actor, session.execute(_LOCKED, {"visit_id": visit_id}).one_or_none())


def require_visible(session: Session, actor: Actor, visit: Found | None) -> Found:
    """This visit, if the person may see it. Auditors see their own: what phones send needs no second query."""
    if visit is None:
        raise NotFound()
    own = visit.auditor_id == actor.user_id and actor.is_a(Role.AUDITOR)
    if not own and session.scalar(select(Visit.id).where(Visit.id == visit.id, visible_to(actor))) is None:
        raise NotFound()
    return visit


def parties_of(actor: Actor, auditor_id: uuid.UUID, area_path: str) -> frozenset[Party]:
    """What this person is to a visit of this auditor in this place. Who conducts it has no other say in it."""
    if actor.user_id == auditor_id:
        return frozenset({Party.CONDUCTOR})
    parties = {Party.ADMINISTRATOR} if actor.is_a(Role.ADMINISTRATOR) else set()
    if manages(actor, area_path):
        parties.add(Party.REVIEWER)
    return frozenset(parties)


def manages(actor: Actor, area_path: str) -> bool:
    """Whether this area lies below one that this person manages."""
    if actor.is_a(Role.ADMINISTRATOR):
        return True
    managed = actor.grants_of(Role.AREA_MANAGER)
    return any(grant.scope == "chain" or f"/{grant.area_id}/" in area_path for grant in managed)


def parties_to(actor: Actor, visit: Visit) -> frozenset[Party]:
    return parties_of(actor, visit.auditor_id, visit.centre.area.path)


def certificates_of(session: Session, visit_id: uuid.UUID) -> list[ScoreCertificate]:
    """Of an approved visit: first that of its own score, then those of re-scores."""
    mine = select(ScoreCertificate).where(ScoreCertificate.visit_id == visit_id)
    return list(session.scalars(mine.order_by(ScoreCertificate.number)))


def answers_of(session: Session, visit_id: uuid.UUID) -> list[Row[*tuple[Any, ...]]]:
    """The present answers as plain rows: a visit has sixty of them."""
    return list(session.execute(_ANSWERS, {"visit_id": visit_id}))
