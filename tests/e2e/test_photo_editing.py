"""Photos changed on the phone: what was blurred is nowhere any more, and nothing is lost however the change ends."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.fault_steps import Begin, Visitor
from tests.e2e.photo_steps import SECRET, blur_secret, detail, drag, open_editor, open_photo, save, secret_photo, undo
from tests.e2e.steps import answer_section, cards, take_photo
from tests.e2e.test_every_page import AXE, RUN_AXE, STANDARD
from tests.live.api import Refused
from tests.live.bad_line import Fault

# Where nothing was blurred.
ELSEWHERE = (0.02, 0.75, 0.98, 0.98)
SHARP, DESTROYED = 60, 12


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return secret_photo(tmp_path / "secret.jpg")


def image(visitor: Visitor, photo: str, size: int = 2048) -> bytes:
    return visitor.chain.auditor.raw("GET", f"/photos/{photo}/image?size={size}")


def file_store(visitor: Visitor) -> dict[str, bytes]:
    """All that lies in it, by name."""
    folder = visitor.chain.server.data_dir / "files"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def shown(visitor: Visitor) -> list[str]:
    """The ids of the photos that this phone shows, in its order."""
    rows = sorted(visitor.rows("photos"), key=lambda row: row["rank"])
    return [row["id"] for row in rows if not row["deleted"]]


@pytest.mark.parametrize("sent", [False, True], ids=["before it was sent", "after it was sent"])
def test_what_was_blurred_is_nowhere_any_more(start: Begin, secret: Path, sent: bool) -> None:
    visitor = start()
    page = visitor.page
    if not sent:
        visitor.offline()
    take_photo(cards(page).first, secret)
    (old,) = shown(visitor)
    if sent:
        visitor.until(lambda: [photo["id"] for photo in visitor.on_server()["photos"]] == [old])
        assert detail(image(visitor, old), SECRET) > SHARP
    blur_secret(page, cards(page).first)
    save(page)
    (new,) = shown(visitor)
    assert new != old
    answer_section(page, 0)
    visitor.phone.set_online(True)
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(1)
    for size in (2048, 320):
        assert detail(image(visitor, new, size), SECRET) < DESTROYED
    assert detail(image(visitor, new), ELSEWHERE) > SHARP
    with pytest.raises(Refused) as refusal:
        image(visitor, old)
    assert refusal.value.problem["status"] == 410
    visitor.until(lambda: not any(old in name for name in file_store(visitor)))
    pictures = [data for name, data in file_store(visitor).items() if new in name]
    assert pictures
    assert all(detail(data, SECRET) < DESTROYED for data in pictures)


def test_undo_brings_back_the_original(start: Begin, secret: Path) -> None:
    visitor = start()
    page = visitor.page
    take_photo(cards(page).first, secret)
    (old,) = shown(visitor)
    blur_secret(page, cards(page).first)
    save(page)
    undo(page)
    visitor.until(lambda: shown(visitor) == [old])
    visitor.until(lambda: [photo["id"] for photo in visitor.on_server()["photos"]] == [old])
    visitor.until_queue_is({})
    assert detail(image(visitor, old), SECRET) > SHARP
    assert len(visitor.rows("photos")) == 1


def test_a_photo_is_changed_by_keyboard_alone(start: Begin, secret: Path) -> None:
    visitor = start()
    page = visitor.page
    visitor.offline()
    take_photo(cards(page).first, secret)
    stage = open_editor(page, cards(page).first)
    stage.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Selection: 43 % from the left")).to_be_visible()
    for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.get_by_text("Selection: 41 % from the left")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Blurred.")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.keyboard.press("Control+Shift+Z")
    expect(page.get_by_role("button", name="Save")).to_be_enabled()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Leave without saving?")).to_be_visible()
    page.get_by_role("button", name="Go on editing").click()
    save(page)


def test_marks_turns_and_crops_are_in_the_stored_picture(start: Begin, secret: Path) -> None:
    visitor = start()
    page = visitor.page
    take_photo(cards(page).first, secret)
    stage = open_editor(page, cards(page).first)
    page.get_by_role("button", name="Box").click()
    drag(page, stage, (0.1, 0.1, 0.4, 0.4))
    page.get_by_role("button", name="Arrow").click()
    drag(page, stage, (0.9, 0.9, 0.6, 0.6))
    page.get_by_role("button", name="Text").click()
    page.get_by_label("Your words").fill("Here")
    stage.click(position={"x": 40, "y": 200})
    page.get_by_role("button", name="Crop").click()
    drag(page, stage, (0.06, 0.06, 0.5, 0.5))
    page.get_by_role("button", name="Cut").click()
    page.get_by_role("button", name="Rotate").click()
    expect(page.get_by_text("Turned.")).to_be_visible()
    save(page)
    visitor.until(lambda: any(photo["id"] == shown(visitor)[0] for photo in visitor.on_server()["photos"]))
    (photo,) = visitor.on_server()["photos"]
    # Half of it was cut off each way, then it was turned.
    assert photo["width"] < photo["height"] < 800


MOMENTS = random.Random(7)  # noqa: S311 (when to end a browser)


@pytest.mark.parametrize("after_ms", [0, 30, MOMENTS.randint(1, 400), MOMENTS.randint(1, 400), 900])
def test_a_browser_killed_while_saving_loses_and_doubles_nothing(start: Begin, secret: Path, after_ms: int) -> None:
    visitor = start()
    page = visitor.page
    visitor.offline()
    take_photo(cards(page).first, secret)
    answer_section(page, 0)
    (old,) = shown(visitor)
    blur_secret(page, cards(page).first)
    page.get_by_role("button", name="Save").click(no_wait_after=True)
    page.wait_for_timeout(after_ms)
    visitor.phone.kill()
    page = visitor.open(online=False)
    expect(cards(page).first.get_by_role("button", name="Photo 1")).to_be_visible(timeout=15_000)
    (kept,) = shown(visitor)
    visitor.phone.set_online(True)
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(1)
    if kept != old:
        assert detail(image(visitor, kept), SECRET) < DESTROYED
        assert not any(old in name for name in file_store(visitor))


def test_a_lost_reply_to_the_replacement_leaves_one_photo(start: Begin, secret: Path) -> None:
    visitor = start()
    page = visitor.page
    take_photo(cards(page).first, secret)
    visitor.until_queue_is({})
    visitor.bad.spoil_first("PUT", "/photos/", Fault(lose_reply=True), Fault(503))
    blur_secret(page, cards(page).first)
    save(page)
    answer_section(page, 0)
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(1)
    (photo,) = visitor.on_server()["photos"]
    assert detail(image(visitor, photo["id"]), SECRET) < DESTROYED


def test_a_photo_taken_again_takes_the_place_of_the_first(start: Begin, secret: Path, photos: list[Path]) -> None:
    visitor = start()
    page = visitor.page
    card = cards(page).first
    take_photo(card, secret)
    take_photo(card, photos[0])
    open_photo(page, card)
    page.get_by_label("Caption").fill("The entrance")
    first, second = shown(visitor)
    page.get_by_label("Take this photo again").set_input_files(photos[1])
    expect(page.get_by_text("Photo replaced")).to_be_visible()
    visitor.until_queue_is({})
    again, other = [photo["id"] for photo in visitor.on_server()["photos"]]
    assert (other, again != first) == (second, True)
    assert [photo["caption"] for photo in visitor.on_server()["photos"]] == ["The entrance", ""]
    open_photo(page, card)
    page.get_by_role("button", name="Move right").click()
    visitor.until(lambda: [photo["id"] for photo in visitor.on_server()["photos"]] == [second, again])


def test_the_editor_is_accessible_in_both_themes(start: Begin, secret: Path) -> None:
    visitor = start()
    page = visitor.page
    take_photo(cards(page).first, secret)
    problems = []

    def look(name: str) -> None:
        page.evaluate(AXE.read_text())
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            problems.extend(f"{name}, {theme}: {line}" for line in page.evaluate(RUN_AXE, STANDARD))

    open_photo(page, cards(page).first)
    look("photo")
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("application")).to_be_visible(timeout=15_000)
    for tool in ("Blur", "Crop", "Arrow", "Box", "Text"):
        page.get_by_role("button", name=tool).click()
        look(tool)
    assert problems == []
