"""A position with a photo: asked for once, refused without consequences, shown to the reviewer as a reason only."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import MakePhone
from tests.e2e.fault_steps import Begin, Visitor
from tests.e2e.phone import DESKTOP
from tests.e2e.photo_steps import secret_photo
from tests.e2e.steps import answer_section, cards, sign_in, take_photo
from tests.live.chain import MANAGER, PASSWORD

HERE, THERE = (53.7997, -1.5492), (53.8060, -1.5492)


def _place_centre(visitor: Visitor) -> None:
    centre = f"/centres/{visitor.chain.centres[2]['id']}"
    version = visitor.chain.admin.get(centre)["row_version"]
    place = {"lat": HERE[0], "lon": HERE[1]}
    visitor.chain.admin.call("PATCH", centre, place, {"If-Match": f'"{version}"'})


def _to_the_brief_and_back(visitor: Visitor, button: str) -> None:
    page = visitor.page
    page.goto(f"{visitor.phone.address}/visits/{visitor.visit}")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Keep your position with photos?")).to_have_count(0)
    page.goto(f"{visitor.phone.address}/visits/{visitor.visit}/s/part_1")


def _stored_note(visitor: Visitor) -> object:
    (photo,) = visitor.chain.manager.get(f"/visits/{visitor.visit}")["photos"]
    return photo["place_note"]


def _take(visitor: Visitor, folder: Path) -> None:
    take_photo(cards(visitor.page).first, secret_photo(folder / "now.jpg"))
    visitor.until_queue_is({})


def test_without_being_asked_nothing_is_kept(start: Begin, tmp_path: Path) -> None:
    visitor = start()
    assert visitor.phone.context
    visitor.phone.context.grant_permissions(["geolocation"])
    _place_centre(visitor)
    _take(visitor, tmp_path)
    assert _stored_note(visitor) is None
    assert [row.get("position") for row in visitor.rows("photos")] == [None]


def test_a_refusal_is_recorded_and_stops_nothing(start: Begin, tmp_path: Path) -> None:
    visitor = start()
    _to_the_brief_and_back(visitor, "Rather not")
    _take(visitor, tmp_path)
    visitor.until(lambda: _stored_note(visitor) == {"code": "refused", "metres": None})
    answer_section(visitor.page, 0)
    visitor.submit()
    visitor.until_sent()


def test_a_photo_from_afar_gives_the_reviewer_a_reason_to_ask(
    start: Begin, tmp_path: Path, new_phone: MakePhone
) -> None:
    visitor = start()
    assert visitor.phone.context
    visitor.phone.context.grant_permissions(["geolocation"])
    visitor.phone.context.set_geolocation({"latitude": THERE[0], "longitude": THERE[1], "accuracy": 12})
    _place_centre(visitor)
    _to_the_brief_and_back(visitor, "Allow")
    _take(visitor, tmp_path)
    visitor.until(lambda: _stored_note(visitor) == {"code": "away", "metres": 700})
    visitor.until_queue_is({})
    # Once the server has it, the raw figures are nobody's business on the phone.
    assert [row.get("position") for row in visitor.rows("photos")] == [None]
    answer_section(visitor.page, 0)
    visitor.submit()
    visitor.until_sent()
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, MANAGER, PASSWORD)
    page.goto(f"{desk.address}/review/{visitor.visit}")
    page.get_by_role("button", name="Taken about 700 m from the centre").first.click()
    expect(page.get_by_text("Taken about 700 m from the centre")).to_be_visible()
