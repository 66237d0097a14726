"""What an order becomes: one document, or a pack of them."""

import hashlib
import json

from sqlalchemy import Engine, func, select

from backend.kernel.clock import now
from backend.kernel.unit_of_work import unit_of_work
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
        versions = uow.session.execute(select(Visit.id, Visit.row_version).where(Visit.id.in_(facts.visits))).all()
    basis = [order.edition, order.language, order.format, str(last), str(scored), sorted(map(str, versions))]
    looks = press.looks_of(kind) + press.looks_of(CATALOGUE[KINDS[order.kind].parts or ""])
    content_hash = hashlib.sha256(json.dumps([basis, facts.title, looks]).encode()).hexdigest()
    return Pack(engine, kind, order, facts, read_at, content_hash)
