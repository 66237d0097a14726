"""Mails to those who asked for them: who gets which, in which language, and nobody else."""

import email
import email.policy
from pathlib import Path

from sqlalchemy import Engine, select, update

from backend.accounts.models import User
from backend.kernel import jobs
from backend.kernel.jobs_models import Job
from tests.api.client import Device
from tests.conftest import Work
from tests.factories.reports import DAY, make_scored, make_wave
from tests.factories.visits import NOON, Chain


def happen(engine: Engine, work: Work, event: str, **about) -> None:
    with work() as uow:
        uow.emit(event, **about)
    for _ in range(3):
        with work() as uow:
            waiting = uow.session.scalars(select(Job.id).where(Job.status == "queued", Job.kind.like("hooks.%"))).all()
        for job_id in waiting:
            jobs.run_job(engine, job_id)


def letters(outbox: Path) -> dict[str, email.message.EmailMessage]:
    found = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in outbox.glob("*.eml")]
    return {str(one["To"]): one for one in found}


def wish(new_device: Device, user: User, *events: str) -> None:
    assert new_device().as_user(user).put("/me/mails", {"events": list(events)}).json["events"] == list(events)


def test_an_approval_is_told_to_those_who_wanted_and_may_see_it(
    engine: Engine, work: Work, chain: Chain, new_device: Device, outbox: Path
) -> None:
    for user in (chain.manager, chain.other_manager, chain.centre_manager):
        wish(new_device, user, "visit.approved")
    with work() as uow:
        uow.session.execute(update(User).where(User.id == chain.centre_manager.id).values(language="de"))
        (visit_id,) = make_scored(uow, chain, chain.centre, [80.0], DAY, submitted_at=NOON)
    happen(engine, work, "visit.approved", visit_id=visit_id)
    sent = letters(outbox)
    assert set(sent) == {chain.manager.email, chain.centre_manager.email}
    english, german = (sent[user.email] for user in (chain.manager, chain.centre_manager))
    assert english["Subject"] == f"Approved: a visit of {chain.centre.name}"
    assert f"/review/{visit_id}" in english.get_content()
    assert german["Subject"] == f"Freigegeben: ein Besuch von {chain.centre.name}"
    assert f"/reports/{visit_id}" in german.get_content()
    assert all(chain.auditor.name not in one.get_content() for one in sent.values())


def test_nobody_is_written_to_who_did_not_ask_or_no_longer_wants(
    engine: Engine, work: Work, chain: Chain, new_device: Device, outbox: Path
) -> None:
    wish(new_device, chain.manager, "visit.approved", "wave.closed")
    wish(new_device, chain.manager)
    wish(new_device, chain.administrator, "wave.closed")
    with work() as uow:
        uow.session.execute(update(User).where(User.id == chain.administrator.id).values(active=False))
        (visit_id,) = make_scored(uow, chain, chain.centre, [80.0], DAY, submitted_at=NOON)
        wave_id = make_wave(uow)
    happen(engine, work, "visit.approved", visit_id=visit_id)
    happen(engine, work, "wave.closed", wave_id=wave_id)
    assert letters(outbox) == {}


def test_the_end_of_a_wave_is_told_to_the_office(
    engine: Engine, work: Work, chain: Chain, new_device: Device, outbox: Path
) -> None:
    for user in (chain.administrator, chain.centre_manager):
        wish(new_device, user, "wave.closed")
    with work() as uow:
        wave_id = make_wave(uow)
    happen(engine, work, "wave.closed", wave_id=wave_id)
    sent = letters(outbox)
    letter, centre = (sent[user.email] for user in (chain.administrator, chain.centre_manager))
    assert letter["Subject"] == "W has ended"
    assert "/insights/waves/w\n" in letter.get_content()
    # Waves are not for centres: their figures are.
    assert "/insights\n" in centre.get_content()
    shown = new_device().as_user(chain.administrator).get("/me/mails").json
    assert shown == {"events": ["wave.closed"], "offered": ["visit.approved", "report.ready", "wave.closed"]}
