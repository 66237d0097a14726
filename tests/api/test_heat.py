"""Touchpoints as pictures: every cell of a heat table and every row of a profile is the figure of its page."""

import datetime as dt
import uuid
import xml.etree.ElementTree as ET

import pytest
from sqlalchemy import select

from backend.centres.models import Touchpoint
from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.service import approve_visit, void_visit
from backend.visits.models import Visit
from tests.api.client import Device
from tests.conftest import Work
from tests.factories.figures import FULL, as_actor, given, make_submitted
from tests.factories.visits import Chain, make_chain

DAY, AT = dt.date(2026, 11, 3), "period=quarter&at=2026-Q4"
GOOD = {
    "greeted": given("yes"),
    "minutes": given(90),
    "surprise": given(2),
    "interest": given(3),
    "offered": given("no"),
}
POOR = {**GOOD, "greeted": given("no"), "interest": given(0)}
STEPS = [("arrival", "Arrival", "Ankunft"), ("needs", "Needs", "Bedarf"), ("farewell", "Farewell", "Abschied")]


def approved(uow: UnitOfWork, chain: Chain, *args: object) -> uuid.UUID:
    visit_id = make_submitted(uow, chain, *args)
    version = uow.session.scalars(select(Visit.row_version).where(Visit.id == visit_id)).one()
    approve_visit(uow, as_actor(chain.administrator), visit_id, version, {"note": ""})
    return visit_id


def tips(svg: str) -> list[str]:
    return [
        e.get("data-tip", "") for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g") if e.get("data-tip")
    ]


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        chain = make_chain(uow, FULL)
        for position, (code, english, german) in enumerate(STEPS):
            uow.session.add(Touchpoint(code=code, name={"en": english, "de": german}, position=position))
        for centre, answers in ((chain.centre, GOOD), (chain.centre, POOR), (chain.elsewhere, POOR)):
            approved(uow, chain, centre, chain.version.id, DAY, answers)
    return chain


def test_each_cell_is_the_figure_of_its_centre_and_touchpoint(new_device: Device, chain: Chain) -> None:
    device = new_device().as_user(chain.administrator)
    found = device.get(f"/figures/heat?{AT}&lang=de").json
    assert [column["name"] for column in found["columns"]] == ["Ankunft", "Bedarf"]
    assert {row["name"] for row in found["rows"]} == {chain.centre.name, chain.elsewhere.name}
    for row in found["rows"]:
        for column, cell in zip(found["columns"], row["cells"], strict=True):
            query = f"{AT}&measure=touchpoint:{column['code']}&centre_id={row['id']}"
            assert cell == device.get(f"/figures/visits?{query}").json["figure"]


def test_the_picture_holds_the_figures_of_the_table(new_device: Device, chain: Chain) -> None:
    device = new_device().as_user(chain.administrator)
    cells = [cell for row in device.get(f"/figures/heat?{AT}").json["rows"] for cell in row["cells"]]
    told = tips(device.get(f"/charts/heat.svg?{AT}&w=358").text)
    assert len(told) == len(cells) == 4
    for tip, cell in zip(told, cells, strict=True):
        assert f": {cell['mean']:.1f}, " in tip and ("1 visit," in tip) == (cell["visits"] == 1)


def test_a_profile_holds_the_touchpoints_of_the_centre_page(new_device: Device, chain: Chain) -> None:
    device = new_device().as_user(chain.manager)
    found = device.get(f"/centres/{chain.centre.id}/figures").json["touchpoints"]
    told = tips(device.get(f"/charts/profile.svg?centre_id={chain.centre.id}").text)
    assert len(found) == 2
    for tip, step in zip(told, found, strict=True):
        assert tip.startswith(f"{step['name']}: {step['figure']['mean']:.1f}, ")
        assert tip.endswith(f"; The chain {step['chain']['mean']:.1f}")
    assert device.get(f"/charts/profile.svg?centre_id={chain.elsewhere.id}").status_code == 404
    area = device.get(f"/overview?area_id={chain.area.id}").json["touchpoints"]
    told = tips(device.get(f"/charts/profile.svg?area_id={chain.area.id}").text)
    assert [tip.split(", ")[0] for tip in told] == [f"{step['name']}: {step['figure']['mean']:.1f}" for step in area]


def test_without_a_period_it_is_the_last_usual_one(new_device: Device, chain: Chain, work: Work) -> None:
    device = new_device().as_user(chain.administrator)
    assert device.get("/figures/heat").json["at"] == "2026-Q4"
    with work() as uow:
        for day in (*[dt.date(2026, 8, 3)] * 3, dt.date(2027, 1, 4)):
            approved(uow, chain, chain.centre, chain.version.id, day, GOOD)
    assert device.get("/figures/heat").json["at"] == "2026-Q4"


def test_a_manager_sees_the_own_centres_alone(new_device: Device, chain: Chain) -> None:
    rows = new_device().as_user(chain.manager).get(f"/figures/heat?{AT}").json["rows"]
    assert [row["name"] for row in rows] == [chain.centre.name]


def test_a_void_visit_is_in_no_cell(new_device: Device, chain: Chain, work: Work) -> None:
    with work() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.centre_id == chain.elsewhere.id)).one()
        void_visit(uow, as_actor(chain.administrator), visit.id, "A mistake.")
    rows = new_device().as_user(chain.administrator).get(f"/figures/heat?{AT}").json["rows"]
    assert [row["cells"] for row in rows if row["name"] == chain.elsewhere.name] == [[None, None]]
    assert "first approved visit" in new_device().as_user(chain.other_manager).get(f"/charts/heat.svg?{AT}").text
