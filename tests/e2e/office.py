"""What the office and a manager do in the pages, and what must be in the report that comes out."""

import datetime as dt
import io

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.steps import tap
from tests.live.api import Client
from tests.live.pictures import main_colour


def plan_visit(page: Page, address: str, centre: str, checklist: str, auditor: str) -> None:
    """From yesterday until tomorrow; the list of open visits then has it."""
    page.goto(f"{address}/plan")
    page.get_by_role("link", name="Plan a visit").or_(page.get_by_role("button", name="Plan a visit")).first.click()
    for label, choice in (("Centre", centre), ("Checklist", checklist), ("Auditor", auditor)):
        page.get_by_label(label, exact=True).select_option(label=choice)
    today, day = dt.datetime.now(dt.UTC), dt.timedelta(days=1)
    page.get_by_label("From", exact=True).fill(f"{today - day:%Y-%m-%dT%H:%M}")
    page.get_by_label("To", exact=True).fill(f"{today + day:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Plan the visit").click()
    planned = page.get_by_role("link", name=centre).first
    # Another test on this server may have sent the same auditor there.
    anyway = page.get_by_role("button", name="Plan anyway")
    expect(planned.or_(anyway).first).to_be_visible(timeout=30_000)
    if anyway.is_visible():
        page.get_by_label("Why is it right this time?").fill("A test of its own")
        anyway.click()
    expect(planned).to_be_visible(timeout=30_000)


def approve(page: Page, address: str, visit: str) -> None:
    page.goto(f"{address}/review/{visit}")
    page.get_by_role("button", name="Approve", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    tap(dialog.get_by_role("checkbox"))
    dialog.get_by_role("button", name="Approve", exact=True).click()
    expect(dialog).to_have_count(0)


def report_address(page: Page) -> str:
    """Approving has asked for the report already; wait for the worker beside the page. The path of the file."""
    page.get_by_role("button", name="PDF").first.click()
    ready = page.get_by_role("dialog").get_by_role("link", name="Open PDF")
    expect(ready).to_be_visible(timeout=60_000)
    return ready.get_attribute("href") or ""


def check_report(manager: Client, path: str, *, centre: str, percent: str, photos: int) -> None:
    """Text and pictures as a reader of the file finds them."""
    reader = PdfReader(io.BytesIO(manager.raw("GET", path.removeprefix("/api/v1"))))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert centre in text
    assert percent in text
    pictures = [file.image for page in reader.pages for file in page.images if file.image]
    shown = {main_colour(picture) for picture in pictures if min(picture.size) > 100}
    assert shown >= set(range(1, photos + 1)), f"{len(pictures)} pictures, of photos {shown}"
