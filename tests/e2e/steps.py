"""What a person does in the pages, by roles and labels: shared by the end-to-end tests and the phone benchmark."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation").first).to_be_visible()


def begin_visit(page: Page, centre: str, visit: str | None = None) -> None:
    """From the list to the first section; the visit is accepted and works without a network from here on.

    `visit`: its id, where other tests may have left visits of the same centre.
    """
    found = page.get_by_role("link", name=centre)
    (page.locator(f'a[href="/visits/{visit}"]').and_(found) if visit else found.first).click()
    page.get_by_role("button", name="Accept this visit").click()
    expect(page.get_by_text("Ready, works without signal")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.get_by_role("link", name="Begin").or_(page.get_by_role("button", name="Begin")).click()
    expect(cards(page).first).to_be_visible()


def cards(page: Page) -> Locator:
    """The questions of the section on screen."""
    return page.locator("article.question")


def answer_section(page: Page, offset: int) -> int:
    """Tap one option of each question, another one each time; the number of questions answered."""
    count = cards(page).count()
    for index in range(count):
        options = cards(page).nth(index).get_by_role("radio")
        tap(options.nth((index + offset) % options.count()))
    return count


def tap(choice: Locator) -> None:
    """A radio or checkbox, by the label that a thumb meets."""
    choice.locator("xpath=ancestor::label").click()
    expect(choice).to_be_checked()


def chosen(page: Page) -> list[str]:
    """Of each question on screen, which option is taken; "" for none."""
    return page.evaluate(
        """() => [...document.querySelectorAll('article.question')].map((card) =>
             String([...card.querySelectorAll('input[type=radio]')].findIndex((input) => input.checked)))"""
    )


def take_photo(card: Locator, photo: Path) -> None:
    """As the camera hands it over; waits until the phone shows it among the question's photos."""
    expect(card.get_by_label("Take a photo")).to_be_attached()
    before = card.get_by_role("button", name="Photo ").count()
    card.get_by_label("Take a photo").set_input_files(photo)
    expect(card.get_by_role("button", name="Photo ")).to_have_count(before + 1, timeout=20_000)


def next_section(page: Page) -> None:
    heading = page.get_by_role("heading", level=2).first.inner_text()
    page.get_by_role("link", name="Next").or_(page.get_by_role("button", name="Next")).first.click()
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(heading)


def check(page: Page) -> None:
    """From a section, by the bar under the thumb: it stays where it is while the cards above find their height."""
    page.get_by_role("region", name="What next").get_by_role("link", name="Check and submit").click()
    expect(page).to_have_url(re.compile("/check$"))


def submit(page: Page) -> None:
    tap(page.get_by_label("I made this visit myself"))
    button = page.get_by_role("button", name="Submit")
    button.click()
    # The phone has kept it once there is nothing more to press.
    expect(button).to_have_count(0)
