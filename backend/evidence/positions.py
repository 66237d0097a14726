"""Where a phone was when it took a photo, if its auditor allows that: kept for thirty days, of which a distance stays.

A reviewer is given a reason to ask ("700 m away"), never a coordinate and never a green tick; a centre is told nothing.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Engine, select, update

from backend.domain.distance import metres_between
from backend.domain.positions import EXPIRED, KEPT_FOR
from backend.evidence.models import Photo
from backend.kernel.clock import now
from backend.kernel.unit_of_work import unit_of_work

# A showroom has grounds, and a position between houses is off by a street.
NEAR_M: Final = 300
AT_ONCE: Final = 500


def keep_position(photo: Photo, position: Mapping[str, Any], place: tuple[float | None, float | None]) -> None:
    """Of a refusal only that; of a position how far it was from `place` (latitude, longitude), where that is known."""
    photo.away_m, photo.position_until = None, None
    if position.get("refused"):
        photo.position = {"refused": True}
        return
    photo.position = {name: position[name] for name in ("lat", "lon", "accuracy_m")}
    photo.position_until = now() + KEPT_FOR
    lat, lon = place
    if lat is not None and lon is not None:
        photo.away_m = away(metres_between(position["lat"], position["lon"], lat, lon), position["accuracy_m"])


def away(metres: float, accuracy_m: float) -> int | None:
    """In hundreds of metres, far away in kilometres; None where the phone may well have been there."""
    if metres - accuracy_m <= NEAR_M:
        return None
    step = 100 if metres < 10_000 else 1000
    return max(step, round(metres / step) * step)


def note_on(photo: Photo) -> dict[str, Any] | None:
    """What a reviewer is told."""
    if photo.away_m is not None:
        return {"code": "away", "metres": photo.away_m}
    if photo.position is not None and photo.position.get("refused"):
        return {"code": "refused", "metres": None}
    return None


def forget_positions(engine: Engine) -> int:
    """Drop the raw figures whose time is over; how many."""
    due = select(Photo.id).where(Photo.position_until <= now()).limit(AT_ONCE)
    with unit_of_work(engine, write=False) as uow:
        found = uow.session.scalars(due).all()
    if not found:
        return 0
    forgotten = {"position": EXPIRED, "position_until": None}
    with unit_of_work(engine) as uow:
        uow.session.execute(update(Photo).where(Photo.id.in_(found)).values(**forgotten))
    return len(found)
