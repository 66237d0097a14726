"""What most tests begin with: a small chain, a planned visit, a staff survey, and the devices of their people."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest

from backend import features
from backend.centres.models import Team
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import subscribe
from backend.settings import PUSH_HOSTS, Settings, get_settings
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories import pulses
from tests.factories.hooks import set_up
from tests.factories.visits import Chain, make_chain, make_visit
from tests.live.push_service import PushService, push_service
from tests.live.receiver import Receiver, receiving


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow)


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        return make_visit(uow, chain)


@pytest.fixture
def phone(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.auditor)


@pytest.fixture
def manager(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.manager)


def believe(settings: Settings, name: str, hosts: str) -> None:
    """In the app and in what reads the settings for itself: commands may have had them read anew since."""
    for one in (settings, get_settings()):
        object.__setattr__(one, name, hosts)


@pytest.fixture
def push(settings: Settings) -> Iterator[PushService]:
    """A push service of our own, and the only one that is believed."""
    with push_service() as running:
        believe(settings, "push_hosts", running.host)
        yield running
        believe(settings, "push_hosts", PUSH_HOSTS)


@pytest.fixture(scope="session")
def hook_server() -> Iterator[Receiver]:
    with receiving() as running:
        yield running


@pytest.fixture
def receiver(hook_server: Receiver, settings: Settings) -> Iterator[Receiver]:
    """The only address on this machine that webhooks may go to."""
    hook_server.got.clear()
    hook_server.replies.clear()
    subscribe(features.SUBSCRIBERS)
    believe(settings, "hook_hosts", hook_server.netloc)
    yield hook_server
    believe(settings, "hook_hosts", "")


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
