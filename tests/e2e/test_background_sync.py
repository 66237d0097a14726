"""Where a browser can, the service worker sends what waited when the app was closed, by the rules of the queue."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e.fault_steps import QUESTIONS, Begin, Visitor
from tests.e2e.steps import answer_section, cards, take_photo


class SignalAgain:
    """What the system tells the browser when there is a network again, as Chromium's own tools can say it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.registrations: list[dict[str, Any]] = []
        self.chrome = page.context.new_cdp_session(page)
        self.chrome.on("ServiceWorker.workerRegistrationUpdated", self._note)
        self.chrome.send("ServiceWorker.enable")

    def _note(self, event: dict[str, Any]) -> None:
        self.registrations += event["registrations"]

    def __call__(self) -> None:
        own = next(one for one in self.registrations if one["scopeURL"].startswith(self.address))
        event = {"origin": self.address, "registrationId": own["registrationId"], "tag": "send", "lastChance": False}
        self.chrome.send("ServiceWorker.dispatchSyncEvent", event)


def closed(visitor: Visitor) -> SignalAgain:
    """The app is closed with work unsent; an empty tab keeps the browser alive, as a phone stays on."""
    assert visitor.phone.context
    empty = visitor.phone.context.new_page()
    visitor.page.close()
    visitor.page = empty
    visitor.phone.set_online(True)
    return SignalAgain(empty, visitor.phone.address)


def until(visitor: Visitor, true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        visitor.page.wait_for_timeout(50)
    raise AssertionError(f"the line saw {visitor.bad.calls}")


def test_what_waits_is_sent_with_the_app_closed_but_only_for_who_is_signed_in(start: Begin, photos: list[Path]) -> None:
    visitor = start()
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert visitor.phone.context
    visitor.phone.context.grant_permissions(["background-sync"], origin=visitor.phone.address)
    visitor.offline()
    answer_section(visitor.page, 0)
    take_photo(cards(visitor.page).first, photos[0])
    visitor.until(lambda: "prep" not in visitor.queue().values())
    visitor.submit()
    tags = "navigator.serviceWorker.ready.then((found) => found.sync.getTags())"
    visitor.until(lambda: visitor.page.evaluate(tags) == ["send"])

    visitor.phone.context.clear_cookies()
    signal_again = closed(visitor)
    until(visitor, lambda: len(signal_again.registrations) > 0)
    signal_again()
    until(visitor, lambda: any(call.status == 401 for call in visitor.bad.calls if call.method == "PATCH"))
    assert visitor.on_server()["answers"] == []

    visitor.sign_in_quietly()
    signal_again()
    until(visitor, lambda: visitor.on_server()["status"] == "submitted")
    assert len(visitor.on_server()["answers"]) == QUESTIONS
    visitor.page.goto(f"{visitor.phone.address}/visits/{visitor.visit}/check")
    visitor.until_sent()
    visitor.arrived_whole_and_once(1)
    assert len(visitor.bad.paths("POST", "/submission")) == 1
