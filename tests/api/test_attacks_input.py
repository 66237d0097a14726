"""Hostile input: bodies, cursors, days and addresses that no honest client sends. Each is refused, none is an error."""

import base64
import json
import uuid

import pytest

from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.factories.checklists import SHORT
from tests.factories.visits import Chain, answer, photo_bytes, photo_headers

HERE = "“here”"


@pytest.fixture
def office(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def send_raw(phone: ApiClient, visit_id: uuid.UUID, body: bytes, kind: str = "application/json"):
    return phone.patch(f"/visits/{visit_id}/answers", data=body, headers={"Content-Type": kind})


def body_with(raw: bytes, name: str = "comment") -> bytes:
    """A body of one good answer with these bytes, as they are, in one place."""
    sent = json.dumps({"answers": [answer("greeted", "yes") | {name: HERE}]}, ensure_ascii=False)
    return sent.encode().replace(f'"{HERE}"'.encode(), raw)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(body_with(b'"\xed\xa0\x80"'), id="half a surrogate pair in bytes"),
        pytest.param(body_with(b'"\\ud800"'), id="half a surrogate pair escaped"),
        pytest.param(body_with(b'"a\\u0000b"').decode().encode("utf-16"), id="a NUL in UTF-16"),
        pytest.param(body_with(b'"yes"').decode().encode("utf-32"), id="UTF-32"),
        pytest.param(body_with(b"1e400", "value"), id="an infinite number"),
        pytest.param(body_with(b"-1e400", "value"), id="a negative infinite number"),
        pytest.param(body_with(b"[" * 60 + b"]" * 60, "value"), id="sixty levels"),
        pytest.param(body_with(b"[" * 970 + b'"\\ud83d\\ude00"' + b"]" * 970, "value"), id="as deep as can be read"),
        pytest.param(body_with(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "value"), id="deeper than can be read"),
    ],
)
def test_json_that_could_not_be_stored_and_shown_again_is_refused(phone: ApiClient, visit_id, raw: bytes) -> None:
    reply = send_raw(phone, visit_id, raw)
    assert (reply.status_code, reply.json["code"]) == (400, "malformed_json")


def test_a_body_that_is_not_called_json_is_refused_and_never_ignored(phone: ApiClient, visit_id: uuid.UUID) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        reply = phone.patch("/me", data=b'{"name": "Somebody Else"}', headers={"Content-Type": kind})
        assert (reply.status_code, reply.json["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_a_moment_outside_the_calendar_refuses_only_its_own_answer(phone: ApiClient, visit_id, moment: str) -> None:
    sent = [answer("greeted", "yes", updated_at=moment), answer("interest", 3)]
    reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": sent})
    assert reply.status_code == 200
    assert [kept["kept"] for kept in reply.json["answers"]] == ["refused", "sent"]


def test_an_answer_that_says_nothing_holds_no_value(phone: ApiClient, visit_id: uuid.UUID) -> None:
    hidden = answer("greeted", {"anything": ["at", "all"]}, state="cleared")
    assert phone.patch(f"/visits/{visit_id}/answers", {"answers": [hidden]}).json["answers"][0]["kept"] == "sent"
    assert phone.get(f"/visits/{visit_id}").json["answers"][0]["value"] is None


def test_a_value_is_bounded_however_it_is_wrapped(phone: ApiClient, visit_id: uuid.UUID) -> None:
    for value in ("x" * 20_001, ["x" * 20_001], {"reason": "x" * 20_001}):
        reply = phone.patch(f"/visits/{visit_id}/answers", {"answers": [answer("greeted", value)]})
        assert reply.json["answers"][0]["message"] == "This is not an answer: the value is too long."


@pytest.mark.parametrize("values", [["\ud800"], ["a\0"], [7], [None], [["a"]], [{}], []])
def test_a_forged_cursor_is_refused(office: ApiClient, values: list) -> None:
    forged = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    reply = office.get(f"/checklists?cursor={forged}")
    assert (reply.status_code, reply.json["errors"][0]["pointer"]) == (422, "/cursor")


def test_a_cursor_beyond_the_calendar_is_refused(office: ApiClient) -> None:
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        forged = base64.urlsafe_b64encode(json.dumps([moment, str(new_id())]).encode()).decode()
        reply = office.get(f"/visits?cursor={forged}")
        assert (reply.status_code, reply.json["errors"][0]["pointer"]) == (422, "/cursor")


@pytest.mark.parametrize(
    "days", ["from=0001-01-01", "to=0001-01-01", "to=9999-12-31", "from=0001-01-01&to=9999-12-31", "to=2200-01-02"]
)
def test_days_outside_the_calendar_are_refused(office: ApiClient, days: str) -> None:
    for path in ("/comparison", "/charts/trend.svg", "/charts/dumbbell.svg"):
        assert office.get(f"{path}?period=month&{days}").status_code == 422
    assert office.get(f"/comparison?period=wave&{days}").status_code == 422


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59Z"])
def test_a_moment_that_could_not_be_read_again_is_refused_by_its_name(phone: ApiClient, visit_id, moment: str) -> None:
    data = photo_bytes()
    path = f"/photos/{new_id()}?visit_id={visit_id}&taken_at={moment}"
    reply = phone.put(path, data=data, headers=photo_headers(data))
    assert (reply.status_code, reply.json["errors"][0]["pointer"]) == (422, "/taken_at")


@pytest.mark.parametrize("hidden", ["\\ud800", "\\0", "\\x1b"])
def test_a_checklist_holds_no_character_that_cannot_be_kept(office: ApiClient, hidden: str) -> None:
    source = SHORT.replace("A short visit", f'"A short{hidden} visit"')
    reply = office.post("/checklists/short/versions", {"source": source})
    assert (reply.status_code, reply.json["code"]) == (422, "checklist.invalid")
    assert [(error["pointer"], error["code"], error["line"]) for error in reply.json["errors"]] == [
        ("/title/en", "bad_character", 2)
    ]


@pytest.mark.parametrize(
    "name", ["Bob\r\nBcc: a@b.cd", "a\tb", "a\x85b", "a\u2028b", "\u202egnp.exe", "a\x00b", "\u2066a"]
)
def test_a_name_stays_on_its_line(office: ApiClient, phone: ApiClient, name: str) -> None:
    person = {"email": "bob@example.com", "name": name, "language": "en", "roles": []}
    assert office.put(f"/users/{new_id()}", person).status_code in (400, 422)
    assert phone.patch("/me", {"name": name}).status_code in (400, 422)


def test_an_address_that_no_mail_server_takes_is_refused(office: ApiClient) -> None:
    for email in ("ü@example.com", "a@bücher.example", "a@b.cd\r\nBcc: e@f.gh", "Bob <a@b.cd>", "a@b.cd,c@d.ef"):
        reply = office.put(f"/users/{new_id()}", {"email": email, "name": "Bob", "language": "en", "roles": []})
        assert [error["pointer"] for error in reply.json["errors"]] == ["/email"]


def test_a_time_zone_is_one_that_browsers_know(office: ApiClient, chain: Chain) -> None:
    about = {"area_id": str(chain.area.id), "name": "A", "city": "B"}
    for number, zone in enumerate(
        ("localtime", "posixrules", "Factory", "posix/Europe/London", "../../etc/passwd", "")
    ):
        reply = office.put(f"/centres/{new_id()}", {**about, "code": f"c{number}", "time_zone": zone})
        assert (reply.status_code, reply.json["errors"][0]["pointer"]) == (422, "/time_zone")
    for number, zone in enumerate(("UTC", "America/Argentina/Ushuaia", "Europe/Berlin")):
        reply = office.put(f"/centres/{new_id()}", {**about, "code": f"d{number}", "time_zone": zone})
        assert reply.status_code == 201
