"""What figures need besides tallies: the places a person may see by name, teams, waves. No visit is read here."""

import uuid
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, column, func, literal, select, table
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre, Team
from backend.centres.queries import below, sees_all, visible_centre_ids, visible_centres
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Role
from backend.insights.periods import Period
from backend.programmes.models import Wave
from backend.visits.queries import manages

SYSTEM_FACT = table("system_fact", column("key"))
# Where a language is what a centre calls its teams in.
SPOKEN: Final = {"de": ("AT", "CH", "DE", "LI"), "en": ("AU", "CA", "GB", "IE", "NZ", "US")}


class Place(NamedTuple):
    """A centre this person may see by name, with the area it lies in."""

    id: uuid.UUID
    name: str
    area_id: uuid.UUID
    area_name: str


def sees_areas(actor: Actor) -> bool:
    return actor.is_a(Role.ADMINISTRATOR) or actor.is_a(Role.AREA_MANAGER)


def places(session: Session, actor: Actor, area_id: uuid.UUID | None, centre_ids: Sequence[uuid.UUID]) -> list[Place]:
    """Centres by name: those within this person's sight and the asked-for area or ids."""
    shown: ColumnElement[bool] = Centre.id.in_(visible_centre_ids(actor))
    if area_id is not None:
        shown &= Centre.area_id.in_(below(area_id))
    if centre_ids:
        shown &= Centre.id.in_(centre_ids)
    columns = select(Centre.id, Centre.name, Centre.area_id, Area.name).join(Area)
    return [Place(*row) for row in session.execute(columns.where(shown).order_by(Centre.name, Centre.id))]


def visible_ids(session: Session, actor: Actor, area_id: uuid.UUID | None) -> set[str] | None:
    """Ids, as text, of an area's or the chain's centres within this person's sight; None where that is all of them."""
    if sees_all(actor):
        return None
    shown = visible_centres(actor).with_only_columns(Centre.id)
    if area_id is not None:
        shown = shown.where(Centre.area_id.in_(below(area_id)))
    return {str(id_) for id_ in session.scalars(shown)}


def centre_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """By id; ids as text."""
    found = session.execute(select(Centre.id, Centre.name).where(Centre.id.in_([uuid.UUID(id_) for id_ in ids])))
    return {str(id_): name for id_, name in found}


def members(session: Session, area_ids: Sequence[uuid.UUID]) -> dict[str, list[str]]:
    """The centres below each of these areas, ids as text."""
    found: dict[str, list[str]] = {str(id_): [] for id_ in area_ids}
    if not found:
        return found
    for centre_id, path in session.execute(select(Centre.id, Area.path).join(Area)):
        for area in path.strip("/").split("/"):
            if area in found:
                found[area].append(str(centre_id))
    return found


def managed_areas(session: Session, actor: Actor) -> list[Area]:
    """The areas this person answers for, by name; nobody else sees an area's figures."""
    return [area for area in session.scalars(select(Area).order_by(Area.name, Area.id)) if manages(actor, area.path)]


def get_managed_area(session: Session, actor: Actor, area_id: uuid.UUID) -> Area:
    area = session.get(Area, area_id)
    if area is None or not manages(actor, area.path):
        raise NotFound()
    return area


def team_names(session: Session, language: str) -> dict[str, str]:
    """The name of each team of the chain by its code: one that centres where the language is spoken use, if any do.

    Of several names it is the first in the alphabet.
    """
    query = select(Team.code, Centre.country, func.min(Team.name)).join(Centre, Centre.id == Team.centre_id)
    rows = session.execute(query.group_by(Team.code, Centre.country)).all()
    own = SPOKEN.get(language, ())
    # The best comes last, and stands.
    ranked = sorted(((country not in own, name, code) for code, country, name in rows), reverse=True)
    return {code: name for _, name, code in ranked}


def waves(session: Session) -> list[Period]:
    """All waves as periods, in order of time."""
    rows = session.execute(
        select(Wave.code, Wave.name, Wave.starts_on, Wave.ends_on).order_by(Wave.starts_on, Wave.code)
    )
    return [Period(*row) for row in rows]


def is_simulated(session: Session) -> bool:
    """True where the demonstration chain was loaded; every picture of its figures then says so."""
    # The table belongs to a feature above this one, so it is named rather than imported.
    return (
        session.scalar(select(literal(1)).select_from(SYSTEM_FACT).where(SYSTEM_FACT.c.key == "simulated")) is not None
    )
