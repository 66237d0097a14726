"""Photos another app shares: the service worker keeps them, their person says which visit, there they arrive once."""

import json
import urllib.request
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.fault_steps import ROWS, Begin, Visitor
from tests.live.chain import Chain

# What the phone does with the app's manifest when somebody chooses it in the sheet of another app.
SHARE = """
([target, names]) => {
  const form = Object.assign(document.createElement('form'), target);
  const field = Object.assign(document.createElement('input'), { type: 'file', multiple: true, name: names[0] });
  field.id = 'given';
  form.append(field);
  document.body.append(form);
}
"""
SEND = "document.getElementById('given').form.submit()"
SIGN_OUT = """
() => new Promise((resolve) => {
  const open = indexedDB.open('inside-out');
  open.onsuccess = () => {
    const change = open.result.transaction('kv', 'readwrite');
    change.objectStore('kv').put(null, 'me');
    change.oncomplete = () => (open.result.close(), resolve(true));
  };
})
"""


def share(visitor: Visitor, photos: list[Path]) -> Page:
    page = visitor.page
    with urllib.request.urlopen(visitor.phone.address + "/manifest.webmanifest") as reply:
        target = json.load(reply)["share_target"]
    names = [field["name"] for field in target.pop("params")["files"]]
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visitor.until(lambda: bool(page.evaluate("navigator.serviceWorker.controller !== null")))
    page.evaluate(SHARE, [target, names])
    page.locator("#given").set_input_files(photos)
    page.evaluate(SEND)
    return page


def heic_photo(path: Path) -> Path:
    """As an iPhone keeps it; the browser cannot show it."""
    with Image.new("RGB", (640, 480), "teal") as image:
        pillow_heif.from_pillow(image).save(path)
    return path


def choose(visitor: Visitor, centre: str) -> None:
    """Of the visits at this centre, other tests may have left some, any one."""
    visitor.page.get_by_role("button", name=centre).last.click()
    visitor.page.wait_for_url("**/s/part_1")
    visitor.visit = visitor.page.url.split("/")[4]


def test_shared_photos_are_kept_offline_and_arrive_in_the_visit_that_is_chosen(
    start: Begin, chain: Chain, photos: list[Path], tmp_path: Path
) -> None:
    visitor = start()
    heic = heic_photo(tmp_path / "IMG_0001.HEIC")
    page = share(visitor, [*photos[:2], heic])
    expect(page.get_by_role("heading", name="Which visit are these 3 photos for?")).to_be_visible(timeout=15_000)
    assert page.url == f"{visitor.phone.address}/visits/shared"
    # Nothing of them has a place in the queue yet; all of it survives the end of the browser.
    assert visitor.queue() == {}
    assert len(page.evaluate(ROWS, "bytes")) == 3
    visitor.phone.kill()
    page = visitor.open("/s/part_1")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("3 photos wait for their visit.")).to_be_visible()
    page.get_by_role("link", name="Choose the visit").click()
    choose(visitor, str(chain.centres[2]["name"]))
    expect(page.get_by_role("heading", name="3 loose photos")).to_be_visible(timeout=15_000)
    visitor.until(lambda: len(stored(visitor)) == 3)
    assert {photo["question_id"] for photo in stored(visitor)} == {None}
    visitor.until(lambda: visitor.queue() == {})
    page.goto(f"{visitor.phone.address}/visits/shared")
    expect(page.get_by_role("heading", name="No photos here")).to_be_visible()


def stored(visitor: Visitor) -> list[dict[str, Any]]:
    photos: list[dict[str, Any]] = visitor.on_server()["photos"]
    return photos


def test_shared_photos_can_be_removed(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    page = share(visitor, photos[:1])
    page.get_by_role("button", name="Remove this photo").click()
    expect(page.get_by_role("heading", name="No photos here")).to_be_visible()
    assert page.evaluate(ROWS, "bytes") == []


def test_nobody_gets_photos_that_were_shared_while_nobody_was_signed_in(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    visitor.page.evaluate(SIGN_OUT)
    page = share(visitor, photos[:1])
    page.wait_for_url("**/visits/shared?told=signed_out")
    assert page.evaluate(ROWS, "bytes") == []
