"""What most tests begin with: a small chain, a planned visit, a staff survey, and the devices of their people."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask

from backend.centres.models import Team
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work, wire
from tests.factories import pulses
from tests.factories.hooks import set_up
from tests.factories.reports import make_rich_visit
from tests.factories.visits import Chain, Scene, make_chain, make_visit
from tests.live.push_service import PushService, push_service
from tests.live.receiver import Receiver, receiving


@pytest.fixture
def scene() -> Scene:
    """A planned visit of the short checklist; a module whose tests begin with something else says so here."""
    return Scene(None, make_visit)


@pytest.fixture
def chain(work: Work, scene: Scene) -> Chain:
    with work() as uow:
        return make_chain(uow, scene.checklist)


@pytest.fixture
def visit_id(work: Work, chain: Chain, scene: Scene) -> uuid.UUID:
    with work() as uow:
        return scene.make_visit(uow, chain)


@pytest.fixture
def visits(work: Work, chain: Chain) -> list[uuid.UUID]:
    """Two approved visits to report on; the module's scene is SHORT_REPORT."""
    with work() as uow:
        return [make_rich_visit(uow, chain, seed=seed, comments=[f"Said in visit {seed}."]) for seed in (1, 2)]


@pytest.fixture
def phone(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.auditor)


@pytest.fixture
def administrator(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


@pytest.fixture
def manager(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.manager)


@contextmanager
def with_settings(app: Flask, **changed: str) -> Iterator[None]:
    """The app, its background work and who hears its events, as other settings would have made them."""
    made = app.extensions["insideout"]
    app.extensions["insideout"] = replace(made, settings=replace(made.settings, **changed))
    wire(app.extensions["insideout"].settings)
    try:
        yield
    finally:
        app.extensions["insideout"] = made
        wire(made.settings)


@pytest.fixture
def push(app: Flask) -> Iterator[PushService]:
    """A push service of our own, and the only one that is believed."""
    with push_service() as running, with_settings(app, push_hosts=running.host):
        yield running


@pytest.fixture(scope="session")
def hook_server() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


@pytest.fixture
def receiver(hook_server: Receiver, app: Flask) -> Iterator[Receiver]:
    """The only address on this machine that webhooks may go to."""
    hook_server.got.clear()
    hook_server.replies.clear()
    with with_settings(app, hook_hosts=hook_server.netloc):
        yield hook_server


@pytest.fixture
def hook(office: ApiClient, receiver: Receiver) -> tuple[str, str]:
    """Its id and its secret."""
    made = set_up(office, f"http://{receiver.netloc}/in?from=us")
    assert made.status_code == 200, made.text
    return made.json["webhook"]["id"], made.json["secret"]


@pytest.fixture
def pulse_clock(monkeypatch: pytest.MonkeyPatch) -> pulses.At:
    """What time it is, wherever staff surveys ask."""

    def turn(moment: dt.datetime) -> None:
        for module in ("views", "public_views", "queries", "service", "closing"):
            monkeypatch.setattr(f"backend.pulse.{module}.now", lambda: moment)

    turn(pulses.AT)
    return turn


@pytest.fixture
def office(new_device: Device, chain: Chain, work: Work, pulse_clock: pulses.At) -> ApiClient:
    """An administrator of a chain whose two centres have two teams each."""
    with work() as uow:
        for centre in (chain.centre, chain.elsewhere):
            teams = (Team(id=new_id(), centre_id=centre.id, code=c, name=n) for c, n in pulses.TEAMS.items())
            uow.session.add_all(teams)
    return new_device().as_user(chain.administrator)


@pytest.fixture
def pulse(office: ApiClient) -> str:
    """An open one."""
    return str(office.put(f"/pulses/{new_id()}", pulses.plan()).json["id"])


@pytest.fixture
def links(office: ApiClient, pulse: str) -> dict[tuple[str, str], str]:
    """By centre and team, the letters behind # of the team's link."""
    assert office.post(f"/pulses/{pulse}/links", {}).json == {"made": 4}
    found = {place: team["address"] for place, team in pulses.ways(office, pulse).items() if team["address"]}
    return {place: address.partition("/pulse#")[2] for place, address in found.items()}
