"""An administrator writes a checklist from nothing in the studio, publishes it, and finds it in the list."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.e2e import studio_steps as studio
from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import sign_in, tap
from tests.live.chain import ADMINISTRATOR, PASSWORD, Chain


def begin(page: Page, address: str) -> None:
    sign_in(page, address, ADMINISTRATOR, PASSWORD)
    studio.new_checklist(page, address, "Front desk")


def write_two_questions(page: Page) -> None:
    studio.add_section(page, "At the desk", "arrival")
    studio.add_question(page, "Did somebody greet you?")
    studio.add_question(page, "How warm was it?", "Scale")
    studio.unfold(page, "When it is shown")
    studio.editor(page).get_by_role("button", name="Add condition").click()
    expect(studio.editor(page).get_by_label("Earlier question")).to_have_value("did_somebody_greet_you")


def test_checklist_from_nothing_to_published(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address)
    write_two_questions(page)
    preview = studio.preview(page)
    expect(preview.get_by_role("article")).to_have_count(1)
    tap(preview.get_by_role("radio", name="Yes"))
    expect(preview.get_by_role("article")).to_have_count(2)
    tap(preview.get_by_role("radio", name="4"))
    expect(preview.get_by_label("Score of the preview")).to_contain_text("100.0")
    expect(page.get_by_text(studio.SAVED)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="How warm was it?")).to_be_visible()
    draft = urlsplit(page.url).path
    dialog = studio.open_publish(page)
    expect(dialog.get_by_text("This is the first version of this checklist.")).to_be_visible()
    studio.publish(dialog)
    expect(page.get_by_text("Version 1", exact=True).first).to_be_visible()
    page.goto(f"{phone.address}/checklists")
    expect(page.get_by_role("link", name="Front desk")).to_be_visible()
    expect(page.locator(f'a[href="{draft}"]')).to_have_count(0)


def test_question_is_moved_by_key_removed_and_brought_back(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone(DESKTOP)
    page = phone.open()
    begin(page, phone.address)
    write_two_questions(page)
    entries = page.locator(".outline-question")
    entries.nth(1).press("Alt+ArrowUp")
    expect(entries.nth(0)).to_have_text("How warm was it?")
    expect(entries.nth(0)).to_be_focused()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(entries).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(entries).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(entries.nth(1)).to_contain_text("How warm was it?")
    page.keyboard.press("Control+Shift+z")
    expect(entries.nth(0)).to_contain_text("How warm was it?")
