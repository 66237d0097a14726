"""The office says where a centre lies: typed, pasted from a map, or taken from the device that stands there."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import sign_in
from tests.live.chain import ADMINISTRATOR, PASSWORD, Chain


@pytest.fixture
def page(chain: Chain, new_phone: MakePhone) -> Page:
    desk = new_phone(DESKTOP)
    page = desk.open()
    assert desk.context
    desk.context.grant_permissions(["geolocation"])
    desk.context.set_geolocation({"latitude": 52.486244, "longitude": -1.890401, "accuracy": 8})
    sign_in(page, desk.address, ADMINISTRATOR, PASSWORD)
    page.goto(f"{desk.address}/plan")
    page.get_by_role("link", name="Centres").click()
    return page


def form(page: Page, name: str) -> Locator:
    page.get_by_role("button", name=f"Change {name}").click()
    return page.get_by_role("dialog", name=f"Change {name}")


def lies(chain: Chain, centre_id: str) -> tuple[float | None, float | None]:
    stored = chain.admin.get(f"/centres/{centre_id}")
    return stored["lat"], stored["lon"]


def test_a_centre_gets_its_position_and_loses_it_again(chain: Chain, page: Page) -> None:
    centre = chain.centres[5]
    row = page.get_by_role("row", name=centre["name"])
    expect(row).to_contain_text("Not known")
    dialog = form(page, centre["name"])
    dialog.get_by_label("Latitude").fill("52,4862")
    expect(dialog.get_by_text("Latitude and longitude belong together.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    dialog.get_by_label("Longitude").fill("252.1")
    expect(dialog.get_by_text("A figure from −180 to 180")).to_be_visible()
    dialog.get_by_label("Latitude").fill("52.4862, -1.8904")
    expect(dialog.get_by_label("Longitude")).to_have_value("-1.8904")
    expect(dialog.get_by_text("52.48620° N, 1.89040° W")).to_be_visible()
    dialog.get_by_role("button", name="Use my position").click()
    expect(dialog.get_by_label("Latitude")).to_have_value("52.48624")
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("52.48624° N, 1.89040° W")
    assert lies(chain, centre["id"]) == (52.48624, -1.8904)
    dialog = form(page, centre["name"])
    for name in ("Latitude", "Longitude"):
        dialog.get_by_label(name).fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Not known")
    assert lies(chain, centre["id"]) == (None, None)
