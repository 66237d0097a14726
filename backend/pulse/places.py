"""The ways into a pulse, by centre and team: links, codes, and how many came by, told from the floor on."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Team
from backend.domain.problems import Conflict, NotFound
from backend.domain.roles import Actor
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.pulse import queries
from backend.pulse.models import Pulse, PulseCode, PulseLink
from backend.pulse.printing import Sheet
from backend.pulse.service import SUBJECT
from backend.pulse.tokens import address_of, link_token, new_code, stored
from backend.settings import Settings
from backend.trail.service import record

# So many codes of one team may lie unused, so that a slip of the finger does not fill a table.
MOST_CODES: Final = 500


def show_places(session: Session, settings: Settings, pulse: Pulse, centres: list[Centre]) -> list[dict[str, Any]]:
    """Each centre with its teams, first of all the whole centre (`code` "")."""
    ids = [centre.id for centre in centres]
    teams = _teams(session, ids)
    links = {(link.centre_id, link.team_code): link for link in queries.links_of(session, pulse.wave_id, ids)}
    counts = queries.answered(session, pulse.wave_id)
    return [
        {
            "id": centre.id,
            "name": centre.name,
            "area_name": centre.area.name,
            "teams": [
                {
                    "code": code,
                    "name": name,
                    "answered": _told(counts.get((centre.id, code), 0), pulse.wave.floor),
                    **_way(settings, links.get((centre.id, code))),
                }
                for code, name in [("", ""), *teams[centre.id]]
            ],
        }
        for centre in centres
    ]


def make_links(uow: UnitOfWork, actor: Actor, settings: Settings, pulse_id: uuid.UUID, data: dict[str, Any]) -> int:
    """One for each place that has none yet: of one centre, or of all that are active. How many were made.

    `by` "team": for each team, and for a centre without teams the centre; "centre": for the centre as a whole.
    """
    uow.alone("pulse links", pulse_id)
    pulse = _still_open(uow.session, pulse_id)
    wanted = Centre.id == data["centre_id"] if data["centre_id"] else Centre.active.is_(True)
    centres = list(uow.session.scalars(select(Centre.id).where(wanted)))
    if not centres:
        raise NotFound()
    teams = _teams(uow.session, centres) if data["by"] == "team" else defaultdict(list)
    held = {(one.centre_id, one.team_code) for one in queries.links_of(uow.session, pulse_id, centres)}
    places = [(centre, code) for centre in centres for code, _ in (teams[centre] or [("", "")])]
    new = [place for place in places if place not in held]
    uow.session.add_all(_link(settings, pulse, *place) for place in new)
    record(uow, actor, "pulse.links_made", SUBJECT, pulse_id, details={"links": len(new)})
    return len(new)


def withdraw_link(uow: UnitOfWork, actor: Actor, pulse_id: uuid.UUID, link_id: uuid.UUID) -> None:
    """It opens nothing any more; what was answered through it stays."""
    link = uow.session.get(PulseLink, link_id)
    if link is None or link.wave_id != pulse_id:
        raise NotFound()
    uow.session.delete(link)
    place = {"centre_id": str(link.centre_id), "team": link.team_code}
    record(uow, actor, "pulse.link_withdrawn", SUBJECT, pulse_id, details=place)


def make_codes(uow: UnitOfWork, actor: Actor, pulse_id: uuid.UUID, data: dict[str, Any]) -> list[str]:
    """So many codes for one team, or for the centre as a whole. They are told here and nowhere else."""
    uow.alone("pulse codes", pulse_id)
    pulse = _still_open(uow.session, pulse_id)
    centre, code = data["centre_id"], data["team_code"]
    name_of_place(uow.session, centre, code)
    mine = (PulseCode.wave_id == pulse_id, PulseCode.centre_id == centre, PulseCode.team_code == code)
    unused = uow.session.scalar(select(func.count()).select_from(PulseCode).where(*mine)) or 0
    if unused + data["count"] > MOST_CODES:
        raise Conflict("pulse.too_many_codes", f"A team can have {MOST_CODES} unused codes at most.")
    codes = [new_code() for _ in range(data["count"])]
    uow.session.add_all(
        PulseCode(token_hash=stored(one), wave_id=pulse.wave_id, centre_id=centre, team_code=code) for one in codes
    )
    place = {"centre_id": str(centre), "team": code, "codes": len(codes)}
    record(uow, actor, "pulse.codes_made", SUBJECT, pulse_id, details=place)
    return codes


def name_of_place(session: Session, centre_id: uuid.UUID, team: str) -> tuple[str, str]:
    """Names of the centre and its team ("" for the whole centre); NotFound."""
    centre = session.get(Centre, centre_id)
    name = session.scalar(select(Team.name).where(Team.centre_id == centre_id, Team.code == team)) if team else ""
    if centre is None or name is None:
        raise NotFound()
    return centre.name, name


def posters(session: Session, settings: Settings, pulse_id: uuid.UUID, centre_id: uuid.UUID) -> list[Sheet]:
    """Of each link of a centre; Conflict when it has none."""
    found = []
    for link in sorted(queries.links_of(session, pulse_id, [centre_id]), key=lambda one: one.team_code):
        address = _way(settings, link)["address"]
        if address is not None:
            found.append(Sheet(*name_of_place(session, centre_id, link.team_code), address))
    if not found:
        raise Conflict("pulse.no_links", "There is no link to print. Make the links first.")
    return found


def _link(settings: Settings, pulse: Pulse, centre_id: uuid.UUID, team: str) -> PulseLink:
    link_id = new_id()
    hashed = stored(link_token(settings.secret_key, link_id))
    return PulseLink(id=link_id, wave_id=pulse.wave_id, centre_id=centre_id, team_code=team, token_hash=hashed)


def _way(settings: Settings, link: PulseLink | None) -> dict[str, Any]:
    """The address is told anew each time; not if the installation's key is another one than when it was made."""
    if link is None:
        return {"link_id": None, "address": None}
    token = link_token(settings.secret_key, link.id)
    known = stored(token) == link.token_hash
    return {"link_id": link.id, "address": address_of(settings.origin, token) if known else None}


def _told(count: int, floor: int) -> int | None:
    return count if count >= floor else None


def _teams(session: Session, centre_ids: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, list[tuple[str, str]]]:
    found: defaultdict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    columns = (Team.centre_id, Team.code, Team.name)
    for centre, code, name in session.execute(
        select(*columns).where(Team.centre_id.in_(centre_ids)).order_by(Team.name)
    ):
        found[centre].append((code, name))
    return found


def _still_open(session: Session, pulse_id: uuid.UUID) -> Pulse:
    pulse = queries.load_pulse(session, pulse_id)
    if pulse.closed_at is not None:
        raise Conflict("pulse.is_closed", "This pulse is closed.")
    return pulse
