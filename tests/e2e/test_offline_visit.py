"""The promise of the product in one journey: a visit made without a network, on a dying phone, arrives whole and once.

Then the manager approves it in the browser, the worker makes its PDF, and the comparison shows the centre.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.office import approve, check_report, report_address
from tests.e2e.phone import DESKTOP, Phone
from tests.e2e.steps import answer_section, begin_visit, cards, chosen, next_section, sign_in, submit, take_photo
from tests.live.chain import AUDITOR, MANAGER, PASSWORD, Chain
from tests.live.checklists import plain_checklist
from tests.live.line import Line
from tests.live.pictures import write_photos

QUESTIONS, SECTIONS, PHOTOS = 36, 3, 6

# What the phone itself holds: the id and hash of every photo of a visit, as kept in its own store.
PHOTOS_ON_PHONE = """
(visit) => new Promise((resolve, reject) => {
  const open = indexedDB.open('inside-out');
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const all = open.result.transaction('photos').objectStore('photos').getAll();
    all.onsuccess = () => {
      open.result.close();
      resolve(all.result.filter((row) => row.visit_id === visit).map((row) => [row.id, row.sha256]));
    };
  };
})
"""


def test_visit_made_offline_on_a_dying_phone_is_reviewed_and_reported(
    chain: Chain, line: Line, new_phone: MakePhone, tmp_path: Path
) -> None:
    centre = chain.centres[0]
    version = chain.publish("journey", plain_checklist("journey", QUESTIONS, SECTIONS))
    visit = chain.plan_visit(centre, version["id"])
    photos = write_photos(tmp_path / "camera", PHOTOS)

    phone = new_phone()
    page = signed_in_yesterday(phone)
    begin_visit(page, centre["name"], visit)
    expect(page.get_by_role("link", name="All sent")).to_be_visible()
    line.cut()
    phone.set_online(False)
    answers = conduct(page, photos)
    assert sum(map(len, answers)) == QUESTIONS
    # The phone says what it has on disk: only that is promised to survive the next moment.
    expect(page.get_by_role("link", name=f"Offline, {QUESTIONS + PHOTOS} kept")).to_be_visible()

    phone.kill()
    page = phone.open(online=False)
    assert answers_kept(page, phone.address, visit) == answers
    kept = dict(page.evaluate(PHOTOS_ON_PHONE, visit))
    assert len(kept) == PHOTOS

    submit_visit(page, phone.address, visit)
    expect(page.get_by_text("Waiting to send").first).to_be_visible()
    line.mend()
    phone.set_online(True)
    expect(page.get_by_text("The server has every answer and every photo")).to_be_visible(timeout=60_000)
    arrived_whole_and_once(chain, visit, dict(page.evaluate(PHOTOS_ON_PHONE, visit)))
    phone.close()

    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, MANAGER, PASSWORD)
    approve(page, desk.address, visit)
    percent = f"{chain.manager.get(f'/visits/{visit}')['score']['tenths'] / 10:.1f}"
    check_report(chain.manager, report_address(page), centre=centre["name"], percent=percent, photos=PHOTOS)
    page.goto(f"{desk.address}/compare")
    figures = page.get_by_role("table", name="The figures")
    expect(figures.get_by_role("row", name=centre["name"])).to_contain_text(percent)


def signed_in_yesterday(phone: Phone) -> Page:
    """A browser writes cookies to disk within half a minute, or when it closes: such a session survives a kill."""
    sign_in(phone.open(), phone.address, AUDITOR, PASSWORD)
    phone.close()
    page = phone.open()
    page.goto(phone.address)
    return page


def conduct(page: Page, photos: list[Path]) -> list[list[str]]:
    """Answer every section and photograph the first questions; what was chosen, a list a section."""
    answers = []
    for section in range(SECTIONS):
        answer_section(page, section)
        if section == 0:
            for number, photo in enumerate(photos):
                take_photo(cards(page).nth(number), photo)
        answers.append(chosen(page))
        if section < SECTIONS - 1:
            next_section(page)
    return answers


def answers_kept(page: Page, address: str, visit: str) -> list[list[str]]:
    found = []
    for section in range(1, SECTIONS + 1):
        page.goto(f"{address}/visits/{visit}/s/part_{section}")
        expect(cards(page)).to_have_count(QUESTIONS // SECTIONS)
        found.append(chosen(page))
    return found


def submit_visit(page: Page, address: str, visit: str) -> None:
    page.goto(f"{address}/visits/{visit}/check")
    submit(page)


def arrived_whole_and_once(chain: Chain, visit: str, on_phone: dict[str, str]) -> None:
    stored = chain.auditor.get(f"/visits/{visit}")
    assert stored["status"] == "submitted"
    assert len(stored["answers"]) == QUESTIONS
    assert {photo["id"]: photo["sha256"] for photo in stored["photos"]} == on_phone
    assert stored["score_agrees"] is True
    assert stored["client_score"]["tenths"] == stored["score"]["tenths"]
    trail = chain.manager.all(f"/visits/{visit}/trail")
    assert [row["to_status"] for row in trail].count("submitted") == 1
