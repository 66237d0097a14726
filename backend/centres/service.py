"""Building the organisation: areas, centres, teams, touchpoints. Creating is by the client's id and may be repeated."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import func, literal, select, update
from sqlalchemy.orm import Session

from backend.centres import queries
from backend.centres.models import Area, Centre, Team, Touchpoint
from backend.domain.problems import Conflict, FieldError, Invalid, PreconditionFailed
from backend.domain.roles import Actor
from backend.kernel.db import Base
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record

DEEPEST = 8  # what `area.path` has room for
DEEPEST_PATH = 1 + DEEPEST * 37

Row = TypeVar("Row", bound=Base)


def put_area(uow: UnitOfWork, actor: Actor, area_id: uuid.UUID, data: Mapping[str, Any]) -> tuple[Area, bool]:
    known = uow.session.get(Area, area_id)
    if known is not None:
        return _same_or_conflict(known, data), False
    parent = _parent(uow.session, data.get("parent_id"))
    area = Area(id=area_id, path=_path(parent, area_id), **data)
    return _add(uow, actor, area, area_id, "area"), True


def update_area(uow: UnitOfWork, actor: Actor, area_id: uuid.UUID, version: int, data: Mapping[str, Any]) -> Area:
    """Rename an area or hang it elsewhere; everything below moves along."""
    area = queries.get_area(uow.session, actor, area_id)
    _check_version(area.row_version, version)
    if "name" in data:
        area.name = data["name"]
    if "parent_id" in data and data["parent_id"] != area.parent_id:
        before = area.path
        _move(uow.session, area, _parent(uow.session, data["parent_id"]))
        below = select(Centre.id).join(Area, Area.id == Centre.area_id).where(Area.path.startswith(area.path))
        _tell_of_move(uow, uow.session.scalars(below).all(), before, area.path)
    record(uow, actor, "area.changed", "area", area_id, details={"fields": sorted(data)})
    uow.session.flush()
    return area


def put_centre(uow: UnitOfWork, actor: Actor, centre_id: uuid.UUID, data: Mapping[str, Any]) -> tuple[Centre, bool]:
    known = uow.session.get(Centre, centre_id)
    if known is not None:
        return _same_or_conflict(known, data), False
    _parent(uow.session, data["area_id"], pointer="/area_id")
    centre = _add(uow, actor, Centre(id=centre_id, **data), centre_id, "centre")
    uow.session.refresh(centre, ["area"])
    return centre, True


def update_centre(uow: UnitOfWork, actor: Actor, centre_id: uuid.UUID, version: int, data: Mapping[str, Any]) -> Centre:
    """Change what the office knows about a centre, or close it: a closed centre keeps its history."""
    centre = queries.get_centre(uow.session, actor, centre_id)
    _check_version(centre.row_version, version)
    before, joined = centre.area, centre.area
    if "area_id" in data:
        joined = _parent(uow.session, data["area_id"], pointer="/area_id") or before
    for field, value in data.items():
        setattr(centre, field, value)
    if joined.id != before.id:
        _tell_of_move(uow, [centre_id], before.path, joined.path)
    record(uow, actor, "centre.changed", "centre", centre_id, details={"fields": sorted(data)})
    uow.session.flush()
    uow.session.refresh(centre, ["area"])
    return centre


def put_team(uow: UnitOfWork, actor: Actor, team_id: uuid.UUID, data: Mapping[str, Any]) -> tuple[Team, bool]:
    known = uow.session.get(Team, team_id)
    if known is not None:
        return _same_or_conflict(known, data), False
    queries.get_centre(uow.session, actor, data["centre_id"])
    return _add(uow, actor, Team(id=team_id, **data), team_id, "team"), True


def put_touchpoint(uow: UnitOfWork, code: str, data: Mapping[str, Any]) -> tuple[Touchpoint, bool]:
    """Touchpoints are a short list of the chain, kept by code: putting one again replaces it."""
    known, created = uow.session.get(Touchpoint, code), False
    team = None if known is None else known.team_code
    if known is None:
        known, created = Touchpoint(code=code, **data), True
        uow.session.add(known)
    for field, value in data.items():
        setattr(known, field, value)
    if known.team_code != team:
        uow.emit("touchpoint.team_changed", code=code)
    return known, created


def _tell_of_move(uow: UnitOfWork, centre_ids: Sequence[uuid.UUID], before: str, after: str) -> None:
    """Centres lie below other areas now; `before` and `after` are the paths of what was moved or they lie in."""
    old, new = ([uuid.UUID(id_) for id_ in path.strip("/").split("/")] for path in (before, after))
    left, joined = [id_ for id_ in old if id_ not in new], [id_ for id_ in new if id_ not in old]
    uow.emit("centres.moved", centre_ids=centre_ids, left=left, joined=joined)


def _add(uow: UnitOfWork, actor: Actor, row: Row, row_id: uuid.UUID, kind: str) -> Row:
    uow.session.add(row)
    record(uow, actor, f"{kind}.created", kind, row_id)
    uow.session.flush()
    return row


def _same_or_conflict(known: Row, data: Mapping[str, Any]) -> Row:
    if any(getattr(known, field) != value for field, value in data.items()):
        raise Conflict("id_taken", "This id already belongs to something else.")
    return known


def _check_version(stored: int, sent: int) -> None:
    if stored != sent:
        raise PreconditionFailed()


def _parent(session: Session, area_id: uuid.UUID | None, pointer: str = "/parent_id") -> Area | None:
    if area_id is None:
        return None
    area = session.get(Area, area_id)
    if area is None:
        error = FieldError(pointer, "unknown", "There is no such area.")
        raise Invalid("area.unknown", "There is no such area.", errors=[error])
    return area


def _path(parent: Area | None, area_id: uuid.UUID) -> str:
    path = f"{parent.path if parent else '/'}{area_id}/"
    _check_depth(len(path))
    return path


def _check_depth(length: int) -> None:
    if length > DEEPEST_PATH:
        raise Invalid("area.too_deep", f"Areas go at most {DEEPEST} levels deep.")


def _move(session: Session, area: Area, parent: Area | None) -> None:
    if parent is not None and parent.path.startswith(area.path):
        raise Conflict("area.circle", "An area cannot lie inside itself.")
    old, new = area.path, _path(parent, area.id)
    moved = Area.path.startswith(old)
    longest = session.scalar(select(func.max(func.length(Area.path))).where(moved)) or 0
    _check_depth(longest - len(old) + len(new))
    area.parent_id = parent.id if parent else None
    session.flush()
    tail = func.substr(Area.path, len(old) + 1)
    session.execute(update(Area).where(moved).values(path=literal(new) + tail))
    session.refresh(area, ["path"])
