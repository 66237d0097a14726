"""Reading the organisation, and the rule of who sees which centres: lists, items and all higher features share it."""

import uuid

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session, aliased

from backend.centres.models import Area, Centre
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Role


def sees_all(actor: Actor) -> bool:
    """Administrators, auditors (whose briefs may name any centre) and area managers of the whole chain."""
    return any(grant.scope == "chain" for grant in actor.roles)


def below(*area_ids: uuid.UUID | None) -> Select[uuid.UUID]:
    """Ids of these areas and of all areas below them."""
    top = aliased(Area)
    return select(Area.id).join(top, Area.path.startswith(top.path)).where(top.id.in_(area_ids))


def visible_centres(actor: Actor) -> Select[Centre]:
    """The centres this person may see: of their areas, or their own."""
    centres = select(Centre)
    if sees_all(actor):
        return centres
    areas = [grant.area_id for grant in actor.grants_of(Role.AREA_MANAGER)]
    own = [grant.centre_id for grant in actor.grants_of(Role.CENTRE_MANAGER)]
    seen = Centre.area_id.in_(below(*areas)) if areas else false()
    return centres.where(seen | Centre.id.in_(own) if own else seen)


def visible_centre_ids(actor: Actor) -> Select[uuid.UUID]:
    """The same rule as ids, for `centre_id.in_(...)` in other features."""
    return visible_centres(actor).with_only_columns(Centre.id)


def visible_areas(actor: Actor) -> Select[Area]:
    """The areas this person manages with all below them, and those their centres lie in."""
    areas = select(Area)
    if sees_all(actor):
        return areas
    managed = [grant.area_id for grant in actor.grants_of(Role.AREA_MANAGER)]
    of_centres = visible_centres(actor).with_only_columns(Centre.area_id)
    return areas.where(Area.id.in_(of_centres) | Area.id.in_(below(*managed)))


def get_centre(session: Session, actor: Actor, centre_id: uuid.UUID) -> Centre:
    centre = session.scalar(visible_centres(actor).where(Centre.id == centre_id))
    if centre is None:
        raise NotFound()
    return centre


def get_area(session: Session, actor: Actor, area_id: uuid.UUID) -> Area:
    area = session.scalar(visible_areas(actor).where(Area.id == area_id))
    if area is None:
        raise NotFound()
    return area
