"""Invitations, password resets and password changes: each link works once, and whoever was in before is out."""

import re
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from backend.accounts import one_time
from backend.accounts.models import OneTimeToken, User
from backend.accounts.one_time import Purpose
from backend.domain.roles import Role
from backend.kernel import jobs
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import PASSWORD, make_user

NEW = "eleven geese over Hull"
EMAIL = "eve@example.com"


@pytest.fixture
def eve(work: Work) -> User:
    with work() as uow:
        return make_user(uow, Role.AUDITOR, email=EMAIL)


def letters(outbox: Path) -> list[str]:
    texts = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted(outbox.glob("*.eml"))]
    return [text.get_content() for text in texts]


def token_in(letter: str, page: str) -> str:
    found = re.search(rf"http://127\.0\.0\.1:8000/{page}#(\S+)", letter)
    assert found, letter
    return found[1]


def issue(work: Work, user: User, purpose: Purpose) -> str:
    with work() as uow:
        return one_time.issue(uow, user.id, purpose)


def test_invited_person_joins(api: ApiClient, new_device: Device, work: Work, engine: Engine, outbox: Path) -> None:
    with work() as uow:
        admin = make_user(uow, Role.ADMINISTRATOR)
    person = {"email": "New@Example.com", "name": "N. Ew", "language": "de", "roles": [{"role": "auditor"}]}
    user_id = new_id()
    api.as_user(admin)
    assert api.put(f"/users/{user_id}", person).json["invited"] is True
    assert letters(outbox) == []
    jobs.run_waiting(engine)
    (letter,) = letters(outbox)
    assert letter.startswith("Guten Tag N. Ew")
    guest, token = new_device(), token_in(letter, "welcome")
    answer = {"token": token, "name": "Nora Ew", "password": NEW}
    assert guest.post("/invitations/redeem", answer).status_code == 204
    assert guest.post("/invitations/redeem", answer).status_code == 410
    assert guest.post("/sessions", {"email": "new@example.com", "password": NEW}).json["name"] == "Nora Ew"
    assert api.post(f"/users/{user_id}/invitation").json["code"] == "user.joined"


def test_second_invitation_ends_the_first(api: ApiClient, work: Work, engine: Engine, outbox: Path) -> None:
    with work() as uow:
        admin, guest = make_user(uow, Role.ADMINISTRATOR), make_user(uow, joined=False)
    first = issue(work, guest, Purpose.INVITATION)
    assert api.as_user(admin).post(f"/users/{guest.id}/invitation").status_code == 202
    jobs.run_waiting(engine)
    second = token_in(letters(outbox)[0], "welcome")
    assert api.post("/invitations/redeem", {"token": first, "password": NEW}).status_code == 410
    assert api.post("/invitations/redeem", {"token": second, "password": NEW}).status_code == 204


def test_reset_by_mail_ends_all_sessions_and_links(
    api: ApiClient, new_device: Device, work: Work, engine: Engine, outbox: Path, eve: User
) -> None:
    thief = new_device().as_user(eve)
    assert api.post("/password-resets", {"email": EMAIL}).status_code == 202
    jobs.run_waiting(engine)
    token = token_in(letters(outbox)[0], "reset")
    with work() as uow:
        assert token not in str(uow.session.scalars(select(OneTimeToken.token_hash)).all())
    other = issue(work, eve, Purpose.INVITATION)
    assert api.post("/password-resets/redeem", {"token": token, "password": NEW}).status_code == 204
    assert thief.get("/me").status_code == 401
    assert api.post("/invitations/redeem", {"token": other, "password": NEW}).status_code == 410
    assert api.post("/sessions", {"email": EMAIL, "password": PASSWORD}).status_code == 401
    assert api.post("/sessions", {"email": EMAIL, "password": NEW}).status_code == 201


def test_reset_answers_the_same_for_unknown_addresses(
    api: ApiClient, engine: Engine, outbox: Path, eve: User, statements
) -> None:
    with statements() as known:
        first = api.post("/password-resets", {"email": EMAIL})
    with statements() as unknown:
        second = api.post("/password-resets", {"email": "nobody@example.com"})
    assert (first.status_code, first.data) == (second.status_code, second.data)
    assert known == unknown
    jobs.run_waiting(engine)
    assert len(letters(outbox)) == 1


def test_reset_letters_are_limited_for_every_address(api: ApiClient) -> None:
    for email in (EMAIL, "nobody@example.com"):
        statuses = [api.post("/password-resets", {"email": email}).status_code for _ in range(6)]
        assert statuses == [202] * 5 + [429]


def test_switched_off_account_stays_out_by_every_door(
    api: ApiClient, work: Work, engine: Engine, outbox: Path, eve: User
) -> None:
    tokens = {purpose: issue(work, eve, purpose) for purpose in Purpose}
    with work() as uow:
        uow.session.execute(update(User).where(User.id == eve.id).values(active=False))
    assert api.post("/password-resets", {"email": EMAIL}).status_code == 202
    jobs.run_waiting(engine)
    assert letters(outbox) == []
    api.post("/invitations/redeem", {"token": tokens[Purpose.INVITATION], "password": NEW})
    api.post("/password-resets/redeem", {"token": tokens[Purpose.PASSWORD_RESET], "password": NEW})
    for password in (PASSWORD, NEW):
        assert api.post("/sessions", {"email": EMAIL, "password": password}).status_code == 401


def test_link_of_one_purpose_opens_nothing_else(api: ApiClient, work: Work, eve: User) -> None:
    token = issue(work, eve, Purpose.INVITATION)
    assert api.post("/password-resets/redeem", {"token": token, "password": NEW}).json["code"] == "link.invalid"
    assert api.post("/invitations/redeem", {"token": token, "password": NEW}).status_code == 204


def test_old_link_is_refused(api: ApiClient, work: Work, eve: User) -> None:
    token = issue(work, eve, Purpose.PASSWORD_RESET)
    with work() as uow:
        uow.session.execute(update(OneTimeToken).values(expires_at=now()))
    assert api.post("/password-resets/redeem", {"token": token, "password": NEW}).status_code == 410


def test_weak_password_leaves_the_link_usable(api: ApiClient, work: Work, eve: User) -> None:
    token = issue(work, eve, Purpose.PASSWORD_RESET)
    for weak in ("short", "abcabcabcabcabc", "password12345", EMAIL, "x" * 129):
        reply = api.post("/password-resets/redeem", {"token": token, "password": weak})
        assert reply.json["code"] == "password.weak", weak
        assert reply.json["errors"][0]["pointer"] == "/password"
    assert api.post("/password-resets/redeem", {"token": token, "password": NEW}).status_code == 204


def test_of_two_who_redeem_at_once_one_succeeds(new_device: Device, work: Work, eve: User) -> None:
    token = issue(work, eve, Purpose.PASSWORD_RESET)
    devices = [new_device() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        body = {"token": token, "password": NEW}
        replies = list(pool.map(lambda device: device.post("/password-resets/redeem", body).status_code, devices))
    assert sorted(replies) == [204, 410, 410, 410]


def test_guessing_tokens_is_limited(api: ApiClient) -> None:
    guess = {"token": "guess", "password": NEW}
    statuses = [api.post("/password-resets/redeem", guess).status_code for _ in range(31)]
    assert statuses == [410] * 30 + [429]


def test_password_change_leaves_no_other_session(api: ApiClient, new_device: Device, work: Work, eve: User) -> None:
    api.as_user(eve)
    before, thief = api.http.get_cookie("sid").value, new_device().as_user(eve)
    link = issue(work, eve, Purpose.PASSWORD_RESET)
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert api.post("/me/password", body).status_code == 204
    assert api.get("/me").status_code == 200
    assert api.http.get_cookie("sid").value != before
    assert thief.get("/me").status_code == 401
    assert api.post("/password-resets/redeem", {"token": link, "password": NEW}).status_code == 410
    assert len(api.get("/sessions").json["items"]) == 1


def test_password_change_needs_the_current_one_and_is_limited(api: ApiClient, eve: User) -> None:
    api.as_user(eve)
    body = {"current_password": "a guess of mine", "new_password": NEW}
    replies = [api.post("/me/password", body) for _ in range(11)]
    assert replies[0].json["errors"][0]["pointer"] == "/current_password"
    assert [reply.status_code for reply in replies] == [422] * 10 + [429]
