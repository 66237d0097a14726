"""A reminder is tapped while the app is closed, and while it is open: the built service worker leads back to it."""

from playwright.sync_api import Page, Worker, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import Phone
from tests.e2e.steps import sign_in
from tests.live.chain import AUDITOR, PASSWORD, Chain

# A notification of the system cannot be tapped from a test: the worker's own handler is called with one.
# What only a tap may do (opening and focusing a window) is written down instead.
TAP = """
async () => {
  const did = [];
  self.clients.openWindow = async (address) => (did.push(`open ${address}`), null);
  WindowClient.prototype.focus = async function () { did.push("focus"); return this; };
  const [shown] = await self.registration.getNotifications({ tag: 'reminder' });
  const event = new NotificationEvent('notificationclick', { notification: shown });
  const waited = [];
  event.waitUntil = (promise) => waited.push(promise);
  self.dispatchEvent(event);
  await Promise.all(waited);
  const left = await self.registration.getNotifications();
  return { did, waited: waited.length, said: `${shown.title}: ${shown.body}`, left: left.length };
}
"""
PUSH = """
async () => {
  const data = JSON.stringify({ title: 'Notes', body: 'One reminder' });
  const waited = [];
  for (let n = 0; n < 2; n += 1) {
    const event = new PushEvent('push', { data });
    event.waitUntil = (promise) => waited.push(promise);
    self.dispatchEvent(event);
    await Promise.all(waited);
  }
  return (await self.registration.getNotifications()).length;
}
"""


def worker_of(phone: Phone, page: Page) -> Worker:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert phone.context
    phone.context.grant_permissions(["notifications"], origin=phone.address)
    (worker,) = phone.context.service_workers
    return worker


def test_a_tap_on_a_reminder_opens_the_visits_or_the_page_that_is_there(chain: Chain, new_phone: MakePhone) -> None:
    phone = new_phone()
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    expect(page.get_by_role("heading", name="Your visits")).to_be_visible()
    worker = worker_of(phone, page)
    assert worker.evaluate(PUSH) == 1, "the second takes the place of the first"
    told = {"waited": 1, "said": "Notes: One reminder", "left": 0}
    assert worker.evaluate(TAP) == {"did": ["focus"], **told}
    assert worker.evaluate(PUSH) == 1
    page.goto("about:blank")
    assert worker.evaluate(TAP) == {"did": ["open /visits"], **told}
