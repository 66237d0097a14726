"""Visits of the tests: a chain with everybody in it, plans, answers, photos and submissions as a phone sends them."""

import datetime as dt
import hashlib
import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from backend.accounts.models import User
from backend.centres.models import Area, Centre
from backend.checklists.models import ChecklistVersion
from backend.domain.roles import SYSTEM, Role
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.visits import planning
from tests.factories.accounts import make_user
from tests.factories.centres import make_area, make_centre
from tests.factories.checklists import make_version

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Chain:
    """A small chain: one centre with its people, and somebody else's."""

    area: Area
    centre: Centre
    elsewhere: Centre
    version: ChecklistVersion
    administrator: User
    manager: User
    other_manager: User
    auditor: User
    other_auditor: User
    centre_manager: User
    other_centre_manager: User


def make_chain(uow: UnitOfWork, source: str | None = None) -> Chain:
    area, other_area = make_area(uow), make_area(uow)
    centre, elsewhere = make_centre(uow, area), make_centre(uow, other_area)
    return Chain(
        area=area,
        centre=centre,
        elsewhere=elsewhere,
        version=make_version(uow, source) if source else make_version(uow),
        administrator=make_user(uow, Role.ADMINISTRATOR),
        manager=make_user(uow, Role.AREA_MANAGER, area_id=area.id),
        other_manager=make_user(uow, Role.AREA_MANAGER, area_id=other_area.id),
        auditor=make_user(uow, Role.AUDITOR),
        other_auditor=make_user(uow, Role.AUDITOR),
        centre_manager=make_user(uow, Role.CENTRE_MANAGER, centre_id=centre.id),
        other_centre_manager=make_user(uow, Role.CENTRE_MANAGER, centre_id=elsewhere.id),
    )


def plan_for(chain: Chain, *, days: int = 0, **changes: Any) -> dict[str, Any]:
    """A plan as the API takes it, `days` after the first."""
    begins = NOON + dt.timedelta(days=days)
    plan = {
        "centre_id": str(chain.centre.id),
        "auditor_id": str(chain.auditor.id),
        "checklist_version_id": str(chain.version.id),
        "window_from": begins.isoformat(),
        "window_to": (begins + dt.timedelta(days=2)).isoformat(),
    }
    return plan | changes


class Scene(NamedTuple):
    """What a module's tests begin with: the chain's checklist (None: the short one), and what its visit is made by."""

    checklist: str | None
    make_visit: Callable[[UnitOfWork, Chain], uuid.UUID]


def make_visit(uow: UnitOfWork, chain: Chain, *, days: int = 0, **changes: Any) -> uuid.UUID:
    """A planned visit; visits of one auditor to one centre need `days` between them."""
    plan: dict[str, Any] = {
        "centre_id": chain.centre.id,
        "auditor_id": chain.auditor.id,
        "checklist_version_id": chain.version.id,
        "window_from": NOON + dt.timedelta(days=days),
        "window_to": NOON + dt.timedelta(days=days + 2),
    }
    return planning.plan_visit(uow, SYSTEM, new_id(), plan | changes).visit_id


def answer(question_id: str, value: Any, *, minute: int = 0, **changes: Any) -> dict[str, Any]:
    """An answer as a phone sends it, `minute` minutes into the visit."""
    at = NOON + dt.timedelta(minutes=minute)
    return {
        "question_id": question_id,
        "revision_id": str(new_id()),
        "state": "answered",
        "value": value,
        "comment": None,
        "waiver": None,
        "updated_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **changes,
    }


def short_answers() -> list[dict[str, Any]]:
    """Everything the short checklist asks for: 87.5 %."""
    return [answer("greeted", "yes"), answer("interest", 3)]


def submission(
    *, answers: int = 2, photos: list[dict[str, str]] | None = None, tenths: int | None = 875, **changes: Any
) -> dict[str, Any]:
    return {
        "answer_count": answers,
        "photos": photos or [],
        "client_score": {"tenths": tenths, "outcome": "pass", "rule_version": "1"},
        "attested": True,
        "arrived_at": "2026-11-20T23:30:00Z",
        "left_at": "2026-11-20T23:59:00Z",
        "submitted_at": "2026-11-21T00:05:00Z",
        **changes,
    }


def photo_bytes(size: tuple[int, int] = (640, 480), kind: str = "JPEG", colour: str = "teal", **save: Any) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **save)
    return out.getvalue()


def photo_headers(data: bytes, kind: str = "image/jpeg") -> dict[str, str]:
    return {"Content-Type": kind, "X-Content-SHA256": hashlib.sha256(data).hexdigest()}
