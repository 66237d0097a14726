"""Loading the demonstration chain into an empty database: everything in one transaction, files before it ends."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, undefer

from backend.accounts.models import User
from backend.accounts.passwords import hash_password
from backend.centres.models import Centre
from backend.demo.bulk import approve_plainly, make_in_bulk, parts_of
from backend.demo.chain import PASSWORD, make_chain
from backend.demo.chance import Chance
from backend.demo.editions import publish_editions
from backend.demo.handovers import make_handovers
from backend.demo.maps import make_maps, publish_waves
from backend.demo.model import LINK, simulate
from backend.demo.names import TEAMS
from backend.demo.pictures import make_pictures
from backend.demo.quarters import last_quarters
from backend.demo.rows import Rows
from backend.demo.scenarios import make_programme
from backend.demo.schedule import make_schedule
from backend.demo.story import Story
from backend.demo.surveys import make_results, make_survey, surveyed_quarters
from backend.demo.visits import Decision, VisitMaker
from backend.demo.world import World, draw_habits
from backend.domain.problems import Conflict
from backend.domain.visit_flow import Status
from backend.evidence.models import Photo
from backend.insights.tallies_making import make_all
from backend.kernel import files
from backend.kernel.processes import without_collector
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


def load_demo(
    engine: Engine,
    *,
    centres: int,
    quarters: int,
    seed: int,
    moment: dt.datetime,
    fast: bool = False,
    alone: bool = False,
    link: bool = True,
    tell: Callable[[int, int], None] = lambda *_: None,
) -> Loaded:
    """Make and store the chain as it stands at `moment`. Loading it twice changes nothing.

    `fast`: showroom visits alone, without photos and certificates, made by all processors (`alone`: by this process);
    `tell` hears how many parts of how many are stored. Without `link` engagement has nothing to do with service.
    """
    with unit_of_work(engine, write=False) as uow:
        known = uow.session.get(SystemFact, FACT)
        if known is not None:
            return Loaded(False, known.value)
        _check_empty(uow.session)
    password_hash = hash_password(PASSWORD)
    with unit_of_work(engine) as uow, without_collector() if fast else nullcontext():
        begun = _begin(uow, centres, quarters, seed, moment, password_hash, surveys=not fast, link=link)
        fact = _in_bulk(uow, begun, tell, alone) if fast else _one_by_one(uow, begun)
        publish_waves(uow.session)
        make_all(lambda: nullcontext(uow))
        codes = [quarter.code for quarter in begun.world.quarters]
        fact = {"centres": centres, "quarters": codes, **fact, "seed": seed, "fast": fast, "link": link}
        fact["loaded_at"] = moment.isoformat(timespec="seconds")
        set_fact(uow, FACT, fact)
    if fast:
        _settle(engine)
    return Loaded(True, fact)


def _check_empty(session: Session) -> None:
    if any(session.scalar(select(func.count()).select_from(table)) for table in (User, Centre)):
        raise Conflict(
            "demo.not_empty",
            "This database holds data of your own. The demonstration chain is loaded into an empty one only.",
        )


class _Begun(NamedTuple):
    """The chain before its visits, and what draws and holds them."""

    world: World
    chance: Chance
    rows: Rows
    since: dt.datetime
    password_hash: str


def _begin(
    uow: UnitOfWork,
    centres: int,
    quarters: int,
    seed: int,
    moment: dt.datetime,
    password_hash: str,
    *,
    surveys: bool,
    link: bool,
) -> _Begun:
    """The chain, its programme, surveys (if not left for later), results and checklists."""
    rows, chance, lasting = Rows(), Chance(seed), last_quarters(moment.date(), quarters)
    since = dt.datetime.combine(lasting[0].starts_on, dt.time(8), dt.UTC) - dt.timedelta(days=45)
    chain = make_chain(rows, chance, centres, since, password_hash)
    plan = make_programme(rows, chance, lasting)
    latent = simulate(chance.rng, centres, quarters, len(TEAMS), LINK if link else 0.0)
    make_maps(rows, chain, latent, lasting)
    for column, quarter in surveyed_quarters(lasting, moment.date()) if surveys else ():
        make_survey(rows, chance, chain, latent, quarter, column)
    make_results(rows, chance, chain, latent, lasting)
    rows.write(uow.session)
    editions = publish_editions(uow, lasting, since)
    habits = draw_habits(chance, chain, editions)
    world = World(seed, moment, lasting, chain, plan, latent, editions, habits)
    return _Begun(world, chance, rows, since, password_hash)


def _one_by_one(uow: UnitOfWork, begun: _Begun) -> dict[str, Any]:
    """Everything the product would have left: photos with their files, and certificates."""
    world, chance, rows, since, password_hash = begun
    pictures = make_pictures()
    maker = VisitMaker(rows, chance, world, pictures)
    schedule = make_schedule(chance, world.chain, world.quarters, world.moment)
    for slot in schedule:
        maker.add(slot)
    inside = make_handovers(rows, world, pictures, since, password_hash)
    with ThreadPoolExecutor(FILES_AT_ONCE) as pool:
        list(pool.map(lambda kept: files.put(*kept), [*maker.files, *inside.files]))
    rows.write(uow.session)
    _approve(uow.session, rows, chance, maker.decisions)
    _approve(uow.session, rows, inside.chance, inside.decisions)
    return {"visits": len(schedule), "internal_audits": len(inside.decisions)}


def _in_bulk(uow: UnitOfWork, begun: _Begun, tell: Callable[[int, int], None], alone: bool) -> dict[str, Any]:
    world, chance, rows, since, password_hash = begun
    schedule = make_schedule(chance, world.chain, world.quarters, world.moment, calls=False)
    parts = parts_of(surveyed_quarters(world.quarters, world.moment.date()), schedule)
    counts = make_in_bulk(uow.session, world, parts, tell, alone=alone)
    inside = make_handovers(rows, world, {}, since, password_hash)
    approve_plainly(rows, inside.chance, inside.decisions)
    rows.write(uow.session)
    return {"visits": counts["visit"], "answers": counts["answer"], "internal_audits": len(inside.decisions)}


def _settle(engine: Engine) -> None:
    """What a database finds out by itself some minutes after so many rows: how they are spread."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")


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
