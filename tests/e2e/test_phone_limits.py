"""What a phone does when it is at its end: hidden, killed by its camera, out of room, or with a store that died."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.fault_steps import PHOTOS, QUESTIONS, Begin, Visitor
from tests.e2e.steps import answer_section, cards, chosen, take_photo, tap

# As the page sees it when the person goes to another app.
HIDE = """
() => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
"""
# No timer of the page runs any more from here on: only what is done at once can still happen.
NO_TIMERS = "window.setTimeout = () => 0"
# The system has ended the database: every connection is closed, and no new one opens while `storeIsDead`.
BREAKABLE_STORE = """
window.connections = [];
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...words) {
  if (window.storeIsDead) throw new DOMException('gone', 'UnknownError');
  const request = open.apply(this, words);
  request.addEventListener('success', () => window.connections.push(request.result));
  return request;
};
"""
BREAK = "window.storeIsDead = true; window.connections.splice(0).forEach((one) => one.close())"
# A full disk: photos are large and do not fit, answers do.
FULL = """
() => {
  window.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, ...rest) {
    if (this.name === 'bytes') throw new DOMException('full', 'QuotaExceededError');
    return window.put.call(this, value, ...rest);
  };
}
"""
ROOM_AGAIN = "() => { IDBObjectStore.prototype.put = window.put }"
ROOM = "navigator.storage.estimate = async () => ({ quota: %d, usage: 0 })"
MEGABYTE = 1024 * 1024


def test_words_being_typed_are_kept_when_the_app_goes_out_of_sight(start: Begin) -> None:
    visitor = start()
    card = cards(visitor.page).first
    tap(card.get_by_role("radio").first)
    card.get_by_role("button", name="Comment", exact=True).click()
    visitor.page.evaluate(NO_TIMERS)
    card.get_by_label("Comment", exact=True).fill("Greeted by name")
    assert [row["comment"] for row in visitor.rows("answers")] == [None]
    visitor.page.evaluate(HIDE)
    visitor.until(lambda: [row["comment"] for row in visitor.rows("answers")] == ["Greeted by name"])
    visitor.phone.kill()
    page = visitor.open()
    expect(cards(page).first.get_by_label("Comment", exact=True)).to_have_value("Greeted by name")


def test_a_camera_that_ends_the_app_leads_back_to_its_question(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    with visitor.page.expect_file_chooser():
        cards(visitor.page).nth(4).get_by_label("Take a photo").click()
    visitor.until(lambda: visitor.page.evaluate(KEPT, "camera") is not None)
    visitor.phone.kill()
    page = visitor.open("")
    expect(page.get_by_text("The camera closed the app before the photo arrived")).to_be_visible()
    expect(page).to_have_url(f"{visitor.phone.address}/visits/{visitor.visit}/s/part_1#q-q5")
    take_photo(cards(page).nth(4), photos[0])
    visitor.phone.kill()
    page = visitor.open("")
    expect(page.get_by_role("button", name="Go on").or_(page.get_by_role("button", name="Begin"))).to_be_visible()
    assert page.get_by_text("The camera closed the app").count() == 0


KEPT = """
(key) => new Promise((resolve) => {
  const open = indexedDB.open('inside-out');
  open.onsuccess = () => {
    const found = open.result.transaction('kv').objectStore('kv').get(key);
    found.onsuccess = () => (open.result.close(), resolve(found.result ?? null));
  };
})
"""


def test_a_photo_the_phone_cannot_decode_is_sent_as_it_was_chosen(start: Begin, tmp_path: Path) -> None:
    visitor = start()
    heic = tmp_path / "IMG_1.HEIC"
    heic.write_bytes(_heic())
    take_photo(cards(visitor.page).first, heic)
    answer_section(visitor.page, 0)
    (row,) = visitor.rows("photos")
    assert row["original"] is True
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(1)
    (stored,) = visitor.on_server()["photos"]
    assert (stored["size"], stored["width"], stored["height"]) == (len(_heic()), 320, 240)


def _heic() -> bytes:
    """Chromium shows no HEIC; the server makes a JPEG of it."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((320, 240)).save(out, "HEIF", quality=60)
    return out.getvalue()


def test_a_dead_store_says_so_in_red_and_takes_no_photos_until_it_lives_again(start: Begin) -> None:
    visitor = start()
    page = restarted_with(visitor, BREAKABLE_STORE)
    tap(cards(page).nth(0).get_by_role("radio").nth(1))
    visitor.until_queue_is({})
    page.evaluate(BREAK)
    cards(page).nth(1).get_by_role("radio").nth(1).locator("xpath=ancestor::label").click()
    expect(page.get_by_role("alert").filter(has_text="This phone stopped keeping answers")).to_be_visible()
    expect(page.get_by_text("This could not be saved")).to_be_visible()
    expect(page.get_by_label("Take a photo")).to_have_count(0)
    assert chosen(page)[1] == "-1"
    page.evaluate("window.storeIsDead = false")
    expect(page.get_by_text("This phone stopped keeping answers")).to_have_count(0)
    tap(cards(page).nth(1).get_by_role("radio").nth(1))
    expect(page.get_by_label("Take a photo")).to_have_count(QUESTIONS)
    visitor.until(lambda: {row["question_id"] for row in visitor.rows("answers")} == {"q1", "q2"})


def restarted_with(visitor: Visitor, script: str) -> Page:
    visitor.page.add_init_script(script)
    visitor.page.reload()
    expect(cards(visitor.page)).to_have_count(QUESTIONS)
    return visitor.page


def test_without_room_photos_are_refused_and_answers_are_kept(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = visitor.page
    visitor.offline()
    take_photo(cards(page).first, photos[0])
    page.evaluate(FULL)
    cards(page).nth(1).get_by_label("Take a photo").set_input_files(photos[1])
    full = page.get_by_role("alert").filter(has_text="No room for more photos")
    expect(full).to_be_visible()
    expect(full.get_by_role("button", name="Send now")).to_be_visible()
    answer_section(page, 0)
    visitor.until(lambda: len(visitor.rows("answers")) == QUESTIONS)
    assert len(visitor.rows("photos")) == 1
    page.evaluate(ROOM_AGAIN)
    # Before there is signal: with it the queue goes by itself, and the button is busy or gone under the finger.
    full.get_by_role("button", name="Send now").click()
    visitor.phone.set_online(True)
    visitor.until_queue_is({})
    expect(full).to_have_count(0)
    take_photo(cards(page).nth(1), photos[1])
    visitor.submit()
    visitor.until_sent()
    visitor.arrived_whole_and_once(PHOTOS - 1)


def test_the_last_room_is_left_to_answers(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = restarted_with(visitor, ROOM % (20 * MEGABYTE))
    take_photo(cards(page).first, photos[0])
    cards(page).nth(1).get_by_label("Take a photo").set_input_files(photos[1])
    expect(page.get_by_text("No room for more photos")).to_be_visible()
    tap(cards(page).nth(1).get_by_role("radio").first)
    visitor.until(lambda: len(visitor.rows("answers")) == 1)
    assert len(visitor.rows("photos")) == 1


def test_a_visit_is_not_begun_with_less_than_300_megabytes(start: Begin) -> None:
    visitor = start()
    page = visitor.page
    page.add_init_script(ROOM % (299 * MEGABYTE))
    page.goto(f"{visitor.phone.address}/visits/{visitor.visit}")
    expect(page.get_by_text("Too little space to begin")).to_be_visible()
    begin = page.get_by_role("button", name="Begin")
    expect(begin).to_be_disabled()
    page.evaluate(ROOM % (300 * MEGABYTE))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    begin.click()
    expect(cards(page)).to_have_count(QUESTIONS)
