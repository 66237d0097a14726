"""A visit that spans days: an enquiry is sent, its auditor waits, windows end, the visit comes back by itself.

The phone's time is moved by its browser; the server's by saying that the enquiry was sent earlier.
"""

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP, Phone
from tests.e2e.steps import begin_visit, check, sign_in, submit, tap
from tests.live.chain import AUDITOR, MANAGER, PASSWORD, Chain, make_chain
from tests.live.checklists import answer
from tests.live.line import Line
from tests.live.push_service import PushDevice, PushService, push_service
from tests.live.server import Server, running

HOUR = 3600
ENDED = "The observation has ended: complete and submit"


def checklist(slug: str) -> str:
    """A form, two clocks from the same moment, and what is asked at the end of it all."""
    yes_no = {"type": "yes_no"}
    clock = {"start": "sent_at", "closes": HOUR}
    form = [
        {"id": "found", "text": "Did you find the form?", **yes_no},
        {"id": "sent_at", "type": "timestamp", "text": "When did you send the enquiry?"},
    ]
    replies = [
        {
            "id": "receipt",
            "type": "duration",
            "text": "When did a receipt come?",
            "clock": clock | {"contact": "automatic"},
        },
        {
            "id": "reply",
            "type": "duration",
            "text": "When did a person reply?",
            "clock": clock | {"contact": "person", "closes": 2 * HOUR},
            "bands": [{"up_to": HOUR, "points": 2}, {"up_to": None, "points": 0}],
        },
        {"id": "warm", "text": "Was it friendly?", "visible_if": {"q": "reply", "op": "answered"}, **yes_no},
    ]
    after = [{"id": "again", "text": "Would you write again?", **yes_no}]
    sections = [("form", "The form", form), ("replies", "The replies", replies), ("after", "Afterwards", after)]
    return json.dumps(
        {
            "id": slug,
            "title": "Web enquiry",
            "language": "en",
            "scoring": {"mode": "sections"},
            "sections": [
                {"id": name, "title": title, "touchpoint": "web_lead", "questions": questions}
                for name, title, questions in sections
            ],
        }
    )


def test_a_visit_waits_comes_back_by_itself_and_is_submitted(chain: Chain, line: Line, new_phone: MakePhone) -> None:
    centre = chain.centres[3]
    visit = chain.plan_visit(centre, chain.publish("journey", checklist("journey"))["id"])
    phone = new_phone()
    page = phone.open()
    sign_in(page, phone.address, AUDITOR, PASSWORD)
    begin_visit(page, centre["name"], visit)
    tap(page.get_by_role("radio", name="Yes"))
    page.get_by_role("button", name="Now").click()

    # Everything before the clocks is done: what comes later may wait, with or without signal.
    # From here a minute or two may pass on a busy machine: only the tens of the minutes left are looked at.
    line.cut()
    phone.set_online(False)
    page.get_by_role("link", name="I wait for the follow-up").click()
    expect(page.get_by_text("Only what comes later is open")).to_be_visible()
    page.get_by_role("button", name="I wait for the follow-up").click()
    expect(page.get_by_text("You wait for the follow-up")).to_be_visible()
    page.goto(f"{phone.address}/visits/{visit}")
    clocks = page.locator(".clock-row")
    expect(clocks).to_have_count(2)
    expect(clocks.first).to_contain_text("Waits for an automatic reply, 5")
    expect(clocks.last).to_contain_text("Waits for a person, 1 h 5")
    page.goto(f"{phone.address}/visits")
    following = page.get_by_role("region", name="Waiting for the follow-up")
    expect(following.get_by_text("Automatic reply: 5")).to_be_visible()
    expect(following.get_by_text("Personal reply: 1 h 5")).to_be_visible()
    expect(page.get_by_role("region", name="Reminders")).to_have_count(0)
    time_passes_on_the_phone(phone, visit)

    page = phone.open()
    line.mend()
    page.goto(f"{phone.address}/visits")
    expect(page.get_by_role("link", name="All sent")).to_be_visible(timeout=30_000)
    assert chain.auditor.get(f"/visits/{visit}")["status"] == "awaiting_follow_up"

    sent_earlier(page, phone.address, visit, dt.timedelta(hours=3))
    came_back(chain, visit)
    page.goto(f"{phone.address}/visits")
    page.reload()
    reminders = page.get_by_role("region", name="Reminders")
    expect(reminders.get_by_text(ENDED)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Complete and submit", exact=True)).to_be_visible()
    reminders.get_by_role("link", name=centre["name"]).click()
    complete_and_submit(page, chain, visit)
    desk_tells(new_phone, visit)


def time_passes_on_the_phone(phone: Phone, visit: str) -> None:
    """Without signal, by the phone's own clock alone: what to remember stands above the list."""
    for minutes, told in (
        (40, "Automatic reply: window closes in 1"),
        (90, "Personal reply: window closes in 2"),
        (180, ENDED),
    ):
        phone.close()
        page = phone.open(online=False)
        page.clock.install(time=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes))
        page.goto(f"{phone.address}/visits")
        expect(page.get_by_role("region", name="Reminders").get_by_text(told)).to_be_visible()
    expect(page.get_by_text("Personal reply: no contact observed")).to_be_visible()
    page.goto(f"{phone.address}/visits/{visit}/check")
    expect(page.get_by_role("button", name="Note “No contact” for all 2")).to_be_visible()
    phone.close()


def sent_earlier(page: Page, address: str, visit: str, span: dt.timedelta) -> None:
    page.goto(f"{address}/visits/{visit}/s/form")
    page.get_by_role("button", name="Correct").click()
    moment = dt.datetime.now(dt.UTC) - span
    field = page.locator('article[data-question="sent_at"] input')
    field.fill(f"{moment:%Y-%m-%dT%H:%M}")
    field.blur()
    page.goto(f"{address}/visits/{visit}/s/replies")
    expect(page.get_by_text("No contact observed")).to_have_count(2)
    expect(page.get_by_role("button", name="A person did")).to_be_visible()


def came_back(chain: Chain, visit: str) -> None:
    """The worker looks by itself, several times a minute."""
    stored = wait_for(lambda: chain.auditor.get(f"/visits/{visit}"), lambda found: found["status"] == "in_progress")
    states = {row["question_id"]: row["state"] for row in stored["answers"]}
    assert (states["receipt"], states["reply"]) == ("no_contact", "no_contact")
    actions = [row["action"] for row in chain.auditor.all(f"/visits/{visit}/trail")]
    assert actions.count("visit.no_contact_observed") == actions.count("visit.observation_ended") == 1


def complete_and_submit(page: Page, chain: Chain, visit: str) -> None:
    expect(page.get_by_text("The observation has ended")).to_be_visible()
    page.get_by_role("link", name="Next open").click()
    tap(page.get_by_role("radio", name="No", exact=True))
    check(page)
    expect(page.get_by_text("Nothing is open")).to_be_visible()
    submit(page)
    expect(page.get_by_text("The server has every answer and every photo")).to_be_visible(timeout=30_000)
    stored = chain.auditor.get(f"/visits/{visit}")
    assert (stored["status"], stored["score_agrees"]) == ("submitted", True)


def desk_tells(new_phone: MakePhone, visit: str) -> None:
    desk = new_phone(DESKTOP)
    page = desk.open()
    sign_in(page, desk.address, MANAGER, PASSWORD)
    page.goto(f"{desk.address}/review/{visit}")
    page.locator("summary", has_text="Trail").click()
    expect(page.get_by_text("Observation ended")).to_be_visible()
    expect(page.get_by_text("No contact observed: the window has ended")).to_be_visible()


def wait_for(ask: Any, fits: Any, seconds: float = 60) -> Any:
    deadline = time.monotonic() + seconds
    while not fits(found := ask()):
        assert time.monotonic() < deadline, f"it did not happen: {found}"
        time.sleep(0.5)
    return found


@pytest.fixture
def push(monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    with push_service() as service:
        monkeypatch.setenv("INSIDEOUT_PUSH_HOSTS", service.host)
        yield service


def test_a_device_is_reminded_while_the_app_is_closed_and_says_nothing_about_audits(
    push: PushService, new_phone: MakePhone, tmp_path: Path
) -> None:
    with running(Server(tmp_path / "server")) as server:
        chain, device = make_chain(server), PushDevice(push)
        phone = new_phone(address=server.address)
        page = phone.open()
        browser_with_push(page.context, device, phone.address)
        sign_in(page, phone.address, AUDITOR, PASSWORD)
        page.goto(f"{phone.address}/account")
        reminders = page.get_by_role("region", name="Reminders on this device")
        expect(reminders.get_by_text("Notes: One reminder")).to_be_visible()
        assert push.messages == []
        reminders.get_by_role("button", name="Remind me on this device").click()
        expect(reminders.get_by_text("On", exact=True)).to_be_visible()

        visit = waiting_since_yesterday(chain)
        wait_for(lambda: push.messages, bool)
        words = device.read(push.messages[0])
        assert words == {"title": "Notes", "body": "One reminder"}
        assert chain.auditor.get(f"/visits/{visit}")["status"] == "in_progress"
        shown = shown_by_the_service_worker(page, words)
        assert shown == [["Notes", "One reminder"]]

        with page.expect_response(lambda reply: reply.request.method == "DELETE") as told:
            reminders.get_by_role("button", name="No more reminders").click()
        assert told.value.status == 204
        expect(reminders.get_by_role("button", name="Remind me on this device")).to_be_visible()
        assert len(push.messages) == 1


def waiting_since_yesterday(chain: Chain) -> str:
    visit = chain.plan_visit(chain.centres[0], chain.publish("journey", checklist("journey"))["id"])
    chain.accept_visit(visit)
    sent = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    answers = [answer("found", "yes"), answer("sent_at", f"{sent:%Y-%m-%dT%H:%M:%SZ}")]
    chain.auditor.call("PATCH", f"/visits/{visit}/answers", {"answers": answers})
    chain.auditor.call("POST", f"/visits/{visit}/waiting")
    return visit


def browser_with_push(context: BrowserContext, device: PushDevice, address: str) -> None:
    """A headless browser has no push service: this one's subscriptions are those of our device."""
    context.grant_permissions(["notifications"], origin=address)
    own = json.dumps(device.subscription())
    context.add_init_script(
        f"""
        let kept = null;
        const made = (key) => ({{
          options: {{ applicationServerKey: key.buffer ?? key }},
          toJSON: () => ({own}),
          unsubscribe: async () => ((kept = null), true),
        }});
        PushManager.prototype.getSubscription = async () => kept;
        PushManager.prototype.subscribe = async ({{ applicationServerKey }}) => (kept = made(applicationServerKey));
        """
    )


def shown_by_the_service_worker(page: Page, words: dict[str, str]) -> Any:
    """The push event as the browser raises it once a message is decrypted."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = page.context.new_cdp_session(page)
    registrations: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    wait_for(lambda: registrations or page.wait_for_timeout(100), bool)
    message = {
        "origin": page.url.split("/account")[0],
        "registrationId": registrations[0]["registrationId"],
        "data": json.dumps(words),
    }
    read = """navigator.serviceWorker.ready.then((found) => found.getNotifications())
        .then((notes) => notes.map((note) => [note.title, note.body]))"""

    def delivered() -> Any:
        # The browser drops a message for a worker that is just starting; a second one takes the place of the first.
        session.send("ServiceWorker.deliverPushMessage", message)
        page.wait_for_timeout(300)
        return page.evaluate(read)

    return wait_for(delivered, bool)
