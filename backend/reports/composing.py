"""What an order becomes: one document, or a pack of them."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, Select, func, select

import backend
from backend.accounts.models import User
from backend.centres.models import Area, Centre
from backend.kernel.clock import now
from backend.kernel.unit_of_work import unit_of_work
from backend.programmes.models import Wave
from backend.reports import making, press
from backend.reports.catalogue import CATALOGUE
from backend.reports.kinds import KINDS
from backend.reports.making import Work
from backend.reports.packing import Pack
from backend.reports.subjects import Order
from backend.visits.models import ScoreCertificate, Visit


def compose(engine: Engine, order: Order) -> Work:
    """The work an order asks for, from what is stored now."""
    if KINDS[order.kind].parts is None:
        return making.compose(engine, order)
    kind, read_at = CATALOGUE[order.kind], now()
    with unit_of_work(engine, write=False) as uow:
        facts = kind.read(uow, order)
        # What a visit's report shows of others (its trend) changes with decisions: any of them may make it another.
        last = uow.session.execute(select(func.max(Visit.decided_at), func.count())).one()
        scored = uow.session.scalar(select(func.max(ScoreCertificate.issued_at)))
        stands = uow.session.execute(_stands(facts.visits)).all()
    basis = [order.edition, order.language, order.format, str(last), str(scored), sorted(map(str, stands))]
    looks = press.looks_of(kind) + press.looks_of(CATALOGUE[KINDS[order.kind].parts or ""])
    content_hash = hashlib.sha256(json.dumps([basis, facts.title, looks, _program()]).encode()).hexdigest()
    return Pack(engine, kind, order, facts, read_at, content_hash)


def _stands(visits: Sequence[uuid.UUID]) -> Select[uuid.UUID, int, str, str, str, str, str, str]:
    """Each visit with its version, and what names it: they are printed too, and change without it."""
    named = (Centre.name, Centre.city, Centre.time_zone, Area.name, Wave.name, User.name)
    found = select(Visit.id, Visit.row_version, *named).join(Centre, Centre.id == Visit.centre_id)
    found = found.join(Area, Area.id == Centre.area_id).join(User, User.id == Visit.auditor_id)
    return found.outerjoin(Wave, Wave.id == Visit.wave_id).where(Visit.id.in_(visits))


@cache
def _program() -> str:
    """SHA-256 of this version of the server: the pages of a pack are known only when it is made, and it makes them."""
    root = Path(backend.__file__).parent
    parts = [path.read_bytes() for path in sorted(root.rglob("*.py"))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
