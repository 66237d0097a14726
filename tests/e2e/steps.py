"""What a person does in the pages, by roles and labels: shared by the end-to-end tests and the phone benchmark."""

from playwright.sync_api import Page, expect


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation").first).to_be_visible()


def wait_for_worker(page: Page) -> None:
    """Until the service worker has taken over, the app does not start without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
