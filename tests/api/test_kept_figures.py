"""What is kept of many centres: a page that was asked before reads only its own rows, and never tells old figures."""

import datetime as dt
import random

import pytest

from backend.centres import service as centres
from backend.centres.models import Centre
from backend.insights.kept import rows_changed
from backend.reviews.service import void_visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.centres import make_area, make_centre
from tests.factories.figures import FULL, approve, as_actor, make_submitted, some_answers
from tests.factories.reports import make_scored
from tests.factories.visits import Chain, make_chain

Q3, Q4 = dt.date(2026, 8, 3), dt.date(2026, 11, 3)
PAGES = ["/overview?period=quarter", "/league?period=quarter", "/comparison?period=quarter", "/league?aggregate=pooled"]


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        chain = make_chain(uow, FULL)
        for number in range(6):
            place = make_centre(uow, chain.area, name=f"House {number}")
            make_scored(uow, chain, place, [70.0 + number, 72.0, 74.0 + number, 71.0], Q3)
            make_scored(
                uow, chain, place, [72.0, 71.0 - number, 75.0, 69.0] if number else [30.0, 32.0, 31.0, 33.0], Q4
            )
    return chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def read(device: ApiClient, pages: list[str]) -> list[object]:
    replies = [device.get(page) for page in pages]
    assert {reply.status_code for reply in replies} == {200}
    return [reply.json for reply in replies]


@pytest.mark.parametrize("seed", [11, 12])
def test_after_every_decision_the_pages_are_those_of_the_rows(
    boss: ApiClient, chain: Chain, work: Work, seed: int
) -> None:
    """Approvals, voids and moves by chance; each time what is shown, and then the same with nothing kept."""
    chance, person = random.Random(seed), as_actor(chain.administrator)
    with work() as uow:
        inner = make_area(uow, parent=chain.area)
        places = [chain.centre, chain.elsewhere, make_centre(uow, inner)]
    areas = [chain.area.id, inner.id, chain.elsewhere.area_id]
    pages = [*PAGES, *(f"/overview?period=quarter&area_id={area}" for area in areas)]
    approved, before = [], read(boss, pages)
    for _ in range(10):
        with work() as uow:
            act = chance.random()
            if act < 0.6 or not approved:
                place, day = chance.choice(places), chance.choice([Q3, Q4])
                approved.append(make_submitted(uow, chain, place, chain.version.id, day, some_answers(chance)))
                approve(uow, chain, approved[-1])
            elif act < 0.8:
                void_visit(uow, person, approved.pop(), "somebody else's")
            else:
                place = uow.session.get_one(Centre, chance.choice(places).id)
                centres.update_centre(uow, person, place.id, place.row_version, {"area_id": chance.choice(areas)})
        shown = read(boss, pages)
        assert read(boss, pages) == shown
        with work() as uow:
            rows_changed(uow.session)
        assert read(boss, pages) == shown, f"seed {seed}"
    assert shown != before


def test_asked_again_no_centre_behind_a_figure_is_read(boss: ApiClient, statements) -> None:
    """Of the chain's change, of those who need attention, and of the league's places and weights."""

    def rows_read(page: str) -> int:
        with statements() as sent:
            read(boss, [page])
        return sum("FROM tally\n" in one or "FROM tally " in one for one in sent)

    for page in (*PAGES[:2], "/comparison?period=month"):
        first, again = rows_read(page), rows_read(page)
        assert 0 < again < first, page


def test_each_person_sees_the_own_centres_of_what_is_kept(boss: ApiClient, chain: Chain, new_device: Device) -> None:
    """The office asks first."""
    everything, overview = boss.get("/league?at=2026-Q4").json, boss.get("/overview?period=quarter").json
    assert [one["name"] for one in overview["attention"]] == ["House 0"]
    own = new_device().as_user(chain.other_manager).get("/league?at=2026-Q4").json
    assert len(everything["rows"]) > len(own["rows"]) and "House" not in str(own)
    first = new_device().as_user(chain.other_manager).get("/overview?period=quarter").json
    assert "House" not in str(first)
