"""Areas and centres of the tests."""

import itertools

from backend.centres import service
from backend.centres.models import Area, Centre
from backend.domain.roles import SYSTEM
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork

_numbers = itertools.count(1)


def make_area(uow: UnitOfWork, name: str | None = None, *, parent: Area | None = None) -> Area:
    number = next(_numbers)
    parent_id = parent.id if parent else None
    data = {"code": f"area-{number}", "name": name or f"Area {number}", "parent_id": parent_id}
    return service.put_area(uow, SYSTEM, new_id(), data)[0]


def make_centre(uow: UnitOfWork, area: Area | None = None, *, name: str | None = None) -> Centre:
    number = next(_numbers)
    area = area or make_area(uow)
    data = {"area_id": area.id, "code": f"centre-{number}", "name": name or f"Centre {number}", "city": "Leeds"}
    return service.put_centre(uow, SYSTEM, new_id(), data)[0]
