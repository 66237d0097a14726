"""Waves: published once over, later additions unseen until enough, undo, the floor; maps; figures for each role."""

import datetime as dt

import pytest

from backend.kernel.clock import now
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.factories.engagement import csv_of, figure, mistakes, send
from tests.factories.visits import Chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def shown(device: ApiClient, **query: str) -> dict[str, tuple[str, int, str]]:
    """Name to mark, mean and answers."""
    words = "&".join(f"{key}={value}" for key, value in query.items())
    reply = device.get(f"/engagement/figures?{words}")
    assert reply.status_code == 200, reply.text
    return {one["name"]: (one["mark"], one["mean"], one["answers"]) for one in reply.json["items"]}


def test_each_role_sees_its_own_groups_in_bands_and_whole_numbers(
    boss: ApiClient, new_device: Device, chain: Chain
) -> None:
    one, other = chain.centre, chain.elsewhere
    lines = [
        figure(one.code, "sales", n=12, mean="3.513"),
        figure(one.code, "service", n=9, mean=5),
        figure(one.code, "parts", n=3, mean=2),
        figure(other.code, "sales", n=23, mean="1.1"),
    ]
    assert send(boss, csv_of(lines)).status_code == 201
    assert shown(boss)[one.name] == ("", 72, "24")
    manager = new_device().as_user(chain.manager)
    seen = shown(manager)
    # Nothing of the other area; the smallest team and the next one are hidden; counts are bands.
    assert seen == {"": ("", 38, "20-49"), chain.area.name: ("", 72, "20-49"), one.name: ("", 72, "20-49")} | {
        "sales": ("", 63, "10-19")
    }
    head = new_device().as_user(chain.centre_manager)
    assert set(shown(head)) == {"", chain.area.name, one.name, "sales"}
    stranger = new_device().as_user(chain.other_centre_manager)
    assert shown(stranger)[other.name] == ("<=", 5, "20-49")
    assert shown(head, dimension="pride") == {}
    assert head.get("/engagement/figures?wave=unknown").status_code == 404


def test_a_wave_that_is_not_over_waits_for_its_end(boss: ApiClient, chain: Chain) -> None:
    ends = (now() + dt.timedelta(days=3)).date()
    line = figure(chain.centre.code, n=20, days=f"2026-01-01,{ends}")
    outcome = send(boss, csv_of([line])).json["outcome"]
    assert outcome["waves"][0]["state"] == "open" and shown(boss) == {}
    refused = boss.post("/engagement/waves/w1/publication")
    assert (refused.status_code, refused.json["code"]) == (409, "engagement.still_open")
    assert boss.post("/engagement/waves/nothing/publication").status_code == 404


def test_what_comes_later_is_not_seen_until_it_is_enough(boss: ApiClient, chain: Chain) -> None:
    code = chain.centre.code
    assert send(boss, csv_of([figure(code, "sales", n=12, mean=4)])).status_code == 201
    before = shown(boss)
    outcome = send(boss, csv_of([figure(code, "service", n=3, mean=1)])).json["outcome"]
    assert outcome["waves"][0]["state"] == "waiting" and "3 are" in outcome["waves"][0]["reason"]
    assert shown(boss) == before
    (wave,) = boss.get("/engagement/waves").json["items"]
    assert wave["waiting"] == 1 and wave["answers"] == 12
    # A higher floor makes the pattern anew, and still nothing of what waits is seen.
    assert boss.put("/engagement/floor", {"floor": 6}).json == {"floor": 6, "least": 3}
    assert shown(boss) == before
    assert boss.post("/engagement/waves/w1/publication").json["code"] == "engagement.too_few_added"
    later = send(boss, csv_of([figure(code, "parts", n=8, mean=3)])).json["outcome"]
    assert later["waves"][0]["state"] == "published" and later["waves"][0]["answers"] == 23
    assert shown(boss)[chain.centre.name] != before[chain.centre.name]


def test_an_undo_that_would_tell_what_few_people_said_is_refused(boss: ApiClient, chain: Chain) -> None:
    one, other = chain.centre.code, chain.elsewhere.code
    assert send(boss, csv_of([figure(one, "sales", n=12)])).status_code == 201
    both = [figure(one, "service", n=7), figure(other, "sales", n=4)]
    second = send(boss, csv_of(both)).json["import"]["id"]
    # The other area is under the floor, so it is not shown; its four answers are a part of the chain's eleven.
    assert boss.delete(f"/engagement/imports/{second}").status_code == 200
    few = send(boss, csv_of([figure(other, n=3, wave="w2")])).json["import"]["id"]
    assert send(boss, csv_of([figure(one, n=12, wave="w2")])).status_code == 201
    refused = boss.delete(f"/engagement/imports/{few}")
    assert (refused.status_code, refused.json["code"]) == (409, "engagement.group_too_few_added")
    third = send(boss, csv_of([figure(one, "service", n=7)])).json["import"]["id"]
    fourth = send(boss, csv_of([figure(one, "parts", n=3)])).json
    assert fourth["outcome"]["waves"][0]["state"] == "waiting"
    held = boss.delete(f"/engagement/imports/{third}")
    assert (held.status_code, held.json["code"]) == (409, "engagement.undo_later_first")
    assert boss.delete(f"/engagement/imports/{fourth['import']['id']}").status_code == 200
    assert boss.delete(f"/engagement/imports/{third}").status_code == 200


def test_the_floor_rises_for_all_waves_and_falls_for_later_ones(boss: ApiClient, chain: Chain) -> None:
    code = chain.centre.code
    send(boss, csv_of([figure(code, "sales", n=12), figure(code, "service", n=7), figure(code, "parts", n=6)]))
    (wave,) = boss.get("/engagement/waves").json["items"]
    assert [(one["kind"], one["shown"], one["hidden"]) for one in wave["groups"]] == [
        ("chain", 1, 0),
        ("area", 1, 0),
        ("centre", 1, 0),
        ("team", 3, 0),
    ]
    boss.put("/engagement/floor", {"floor": 10})
    (wave,) = boss.get("/engagement/waves").json["items"]
    assert (wave["floor"], wave["groups"][3]) == (10, {"kind": "team", "shown": 1, "hidden": 2})
    boss.put("/engagement/floor", {"floor": 4})
    assert boss.get("/engagement/floor").json["floor"] == 4
    (wave,) = boss.get("/engagement/waves").json["items"]
    assert wave["floor"] == 10
    send(boss, csv_of([figure(code, n=4, wave="w2")]))
    floors = {wave["code"]: wave["floor"] for wave in boss.get("/engagement/waves").json["items"]}
    assert floors == {"w1": 10, "w2": 4}
    for wrong in (2, 0, -1, 101, "five", 5.5, None):
        assert boss.put("/engagement/floor", {"floor": wrong}).status_code == 422


def test_maps_say_who_delivers_what_and_who_hands_over_to_whom(boss: ApiClient, chain: Chain) -> None:
    for code in ("sales", "service"):
        team = {"centre_id": str(chain.centre.id), "code": code, "name": code.title()}
        assert boss.put(f"/teams/{new_id()}", team).status_code == 201
    touchpoint = {"name": {"en": "Greeting"}, "position": 1, "team_code": "sales"}
    assert boss.put("/touchpoints/hello", touchpoint).status_code in (200, 201)
    dated = [
        {"team_code": "service", "valid_from": "2026-01-01", "valid_to": "2026-06-30"},
        {"team_code": "sales", "valid_from": "2026-07-01", "valid_to": None},
    ]
    maps = boss.put("/engagement/maps/touchpoints/hello", {"items": dated}).json
    held = next(one for one in maps["touchpoints"] if one["code"] == "hello")
    assert held["team_code"] == "sales" and held["dated"] == dated
    arrow = {"next_team_code": "service", "valid_from": "2026-01-01", "valid_to": None, "checklist_slug": None}
    maps = boss.put("/engagement/maps/teams/sales", {"items": [arrow]}).json
    assert maps["arrows"] == [{"team_code": "sales", **arrow}] and maps == boss.get("/engagement/maps").json
    cases = [
        ("touchpoints/hello", dated[:1] + [dated[0] | {"valid_from": "2026-06-30"}], "overlap"),
        ("touchpoints/hello", [dated[0] | {"valid_to": "2025-01-01"}], "order"),
        ("touchpoints/hello", [dated[0] | {"team_code": "nobody"}], "unknown"),
        ("teams/sales", [arrow | {"next_team_code": "sales"}], "itself"),
        ("teams/sales", [arrow | {"checklist_slug": "no-such"}], "unknown"),
        ("teams/sales", [arrow, arrow], "overlap"),
        ("teams/nobody", [arrow], "unknown"),
    ]
    for path, items, code in cases:
        reply = boss.put(f"/engagement/maps/{path}", {"items": items})
        assert [one[2] for one in mistakes(reply)] == [code], path
    assert boss.put("/engagement/maps/touchpoints/none", {"items": []}).status_code == 404
    assert boss.get("/engagement/maps").json == maps
