"""Loading the demonstration chain into an empty database: everything in one transaction, files before it ends."""

import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, undefer

from backend.accounts.models import User
from backend.accounts.passwords import hash_password
from backend.centres.models import Centre
from backend.demo.chain import PASSWORD, make_chain
from backend.demo.chance import Chance
from backend.demo.editions import publish_editions
from backend.demo.model import simulate
from backend.demo.pictures import make_pictures
from backend.demo.quarters import Quarter, last_quarters
from backend.demo.rows import Rows
from backend.demo.scenarios import make_programme
from backend.demo.schedule import make_schedule
from backend.demo.story import Story
from backend.demo.surveys import make_figures
from backend.demo.visits import Decision, VisitMaker
from backend.domain.problems import Conflict
from backend.domain.visit_flow import Status
from backend.evidence.models import Photo
from backend.kernel import files
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.reviews.certificate import issue_certificate
from backend.system.models import SystemFact
from backend.system.service import set_fact
from backend.visits.models import Visit

FACT: Final = "simulated"
FILES_AT_ONCE: Final = 8
VISITS_AT_ONCE: Final = 100


@dataclass(frozen=True)
class Loaded:
    """What is in the database; `new` is False when it was loaded before."""

    new: bool
    fact: Mapping[str, Any]


def load_demo(engine: Engine, *, centres: int, quarters: int, seed: int, moment: dt.datetime) -> Loaded:
    """Make and store the chain as it stands at `moment`. Loading it twice changes nothing."""
    with unit_of_work(engine, write=False) as uow:
        known = uow.session.get(SystemFact, FACT)
        if known is not None:
            return Loaded(False, known.value)
        _check_empty(uow.session)
    password_hash = hash_password(PASSWORD)
    with unit_of_work(engine) as uow:
        fact = _load(uow, Chance(seed), centres, last_quarters(moment.date(), quarters), moment, password_hash)
        fact |= {"seed": seed, "loaded_at": moment.isoformat(timespec="seconds")}
        set_fact(uow, FACT, fact)
    return Loaded(True, fact)


def _check_empty(session: Session) -> None:
    if any(session.scalar(select(func.count()).select_from(table)) for table in (User, Centre)):
        raise Conflict(
            "demo.not_empty",
            "This database holds data of your own. The demonstration chain is loaded into an empty one only.",
        )


def _load(
    uow: UnitOfWork, chance: Chance, centres: int, quarters: list[Quarter], moment: dt.datetime, password_hash: str
) -> dict[str, Any]:
    rows, session = Rows(), uow.session
    since = dt.datetime.combine(quarters[0].starts_on, dt.time(8), dt.UTC) - dt.timedelta(days=45)
    chain = make_chain(rows, chance, centres, since, password_hash)
    plan = make_programme(rows, chance, quarters)
    latent = simulate(chance.rng, centres, len(quarters))
    make_figures(rows, chance, chain, latent, quarters, moment.date())
    rows.write(session)
    editions = publish_editions(uow, quarters, since)
    maker = VisitMaker(rows, chance, chain, plan, latent, editions, make_pictures())
    schedule = make_schedule(chance, chain, quarters, moment)
    for slot in schedule:
        maker.add(slot, moment)
    with ThreadPoolExecutor(FILES_AT_ONCE) as pool:
        list(pool.map(lambda kept: files.put(*kept), maker.files))
    rows.write(session)
    _approve(session, rows, chance, maker.decisions)
    return {"centres": centres, "quarters": [quarter.code for quarter in quarters], "visits": len(schedule)}


def _approve(session: Session, rows: Rows, chance: Chance, decisions: Sequence[Decision]) -> None:
    """Freeze the score of every approved visit in a certificate, as a reviewer's approval does."""
    for first in range(0, len(decisions), VISITS_AT_ONCE):
        batch = {decision.visit_id: decision for decision in decisions[first : first + VISITS_AT_ONCE]}
        photos = session.scalars(select(Photo).where(Photo.visit_id.in_(batch))).all()
        for visit in session.scalars(select(Visit).where(Visit.id.in_(batch)).options(undefer(Visit.score_card))):
            decision = batch[visit.id]
            mine = [photo for photo in photos if photo.visit_id == visit.id]
            certificate = issue_certificate(session, visit, mine, decision.at)
            details = {"certificate": certificate.number, "sha256": certificate.sha256, "privacy_confirmed": True}
            story = Story(rows, chance, visit.id)
            story.decide(
                Status.APPROVED, decision.at, decision.reviewer, Status.SUBMITTED, decision.note, details=details
            )
        session.flush()
        session.expunge_all()
    rows.write(session)
