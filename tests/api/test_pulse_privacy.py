"""Nothing leads from a code, a phone or a moment to an answer: not in any table, reply, log or limit."""

import json
import logging
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from backend.centres.models import Team
from backend.engagement.models import EngagementFigure, Publication
from backend.kernel.ids import new_id
from backend.pulse import public_views
from backend.pulse.models import PulseAnswer
from backend.tables import METADATA
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.pulses import PARTS, alike, answer, ways
from tests.factories.visits import Chain

PHONE = {"User-Agent": "SpyPhone/7.7", "X-Forwarded-For": "203.0.113.77", "Cookie": "sid=from-elsewhere"}
# What a row of answers holds, and nothing else.
COLUMNS = {"id", "wave_id", "centre_id", "team_code", "answers"}


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, as text."""
    with engine.connect() as connection:
        return {
            name: sorted(tuple(map(str, row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
            for name in METADATA.tables
        }


def test_answering_changes_one_table_and_a_code_goes_without_a_trace(
    office: ApiClient, api: ApiClient, pulse: str, chain: Chain, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    place = {"centre_id": str(chain.centre.id), "team_code": "sales"}
    codes = office.post(f"/pulses/{pulse}/codes", place | {"count": 2}).json["codes"]
    answer(api, codes[0], alike(1))
    before = everything(engine)
    with caplog.at_level(logging.DEBUG):
        body = {"token": codes[1], "attempt": str(uuid.uuid4()), "answers": alike(4, voice=2)}
        reply = api.post("/pulse/answers", body, headers=PHONE)
    assert reply.status_code == 204
    after = everything(engine)
    assert {name for name in after if after[name] != before[name]} == {"pulse_answer", "pulse_code"}
    assert before["pulse_code"] and not after["pulse_code"]
    assert {column.name for column in METADATA.tables["pulse_answer"].columns} == COLUMNS
    held = repr(after["pulse_answer"])
    spent = before["pulse_code"][0][0]
    for trace in (spent, codes[1], codes[1].replace("-", ""), "SpyPhone", "203.0.113.77", "127.0.0.1", "2026-"):
        assert trace not in held
    assert not {row[0] for row in before["pulse_answer"]} & {row[0] for row in after["pulse_answer"]}
    said = caplog.text.lower()
    for trace in (codes[1], codes[1].replace("-", ""), "spyphone", "203.0.113.77", "voice"):
        assert trace.lower() not in said


def test_rows_cannot_be_put_into_the_order_they_came_in(
    api: ApiClient, links: dict[Any, str], chain: Chain, engine: Engine
) -> None:
    """Neither by their ids, nor by where they lie, nor by who wrote them: the order is another one in every run."""
    token = links[str(chain.centre.id), "sales"]
    orders = set()
    for number in range(12):
        answer(api, token, {part: 1 + (number >> place) % 2 for place, part in enumerate(PARTS[:4])})
    physical = {"sqlite": ("id",), "postgresql": ("ctid", "id")}[engine.dialect.name]
    with engine.connect() as connection:
        for by in physical:
            rows = connection.execute(text(f"SELECT answers, id FROM pulse_answer ORDER BY {by}")).all()
            orders.add(tuple(_number(row[0]) for row in rows))
        if engine.dialect.name == "postgresql":
            assert connection.scalar(text("SELECT count(DISTINCT xmin::text) FROM pulse_answer")) == 1
        else:
            assert "WITHOUT ROWID" in connection.scalar(text("SELECT sql FROM sqlite_master WHERE name='pulse_answer'"))
            assert connection.execute(text("PRAGMA table_info(pulse_answer)")).all()
    assert all(sorted(order) == list(range(12)) for order in orders)
    # One in 479 million.
    assert tuple(range(12)) not in orders and tuple(range(11, -1, -1)) not in orders
    with engine.connect() as connection:
        versions = {uuid.UUID(str(key)).version for key in connection.scalars(text("SELECT id FROM pulse_answer"))}
    assert versions == {4}


def _number(answers: Any) -> int:
    found = json.loads(answers) if isinstance(answers, str) else answers
    return sum((found[part] - 1) << place for place, part in enumerate(PARTS[:4]))


def test_sqlite_overwrites_what_is_deleted(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain, engine: Engine
) -> None:
    token = links[str(chain.centre.id), "sales"]
    for _ in range(3):
        answer(api, token, alike(5))
    office.post(f"/pulses/{pulse}/closing")
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT pg_relation_size('pulse_answer')")) == 0
        return
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    assert b'"leader_support": 5' not in Path(str(engine.url.database)).read_bytes()


def test_of_two_at_once_with_one_code_only_one_counts(
    office: ApiClient, new_device: Device, pulse: str, chain: Chain, work: Work
) -> None:
    place = {"centre_id": str(chain.centre.id), "team_code": "sales", "count": 1}
    code = office.post(f"/pulses/{pulse}/codes", place).json["codes"][0]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(answer(new_device(), code, alike(3)).status_code))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [204, 410, 410, 410]
    with work() as uow:
        assert uow.session.query(PulseAnswer).count() == 1


def test_limits_hold_and_keep_neither_address_nor_token(
    api: ApiClient, links: dict[Any, str], chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = links[str(chain.centre.id), "sales"]
    monkeypatch.setattr(public_views, "ANSWERS", "2/hour")
    assert [answer(api, token, alike(3)).status_code for _ in range(3)] == [204, 204, 429]
    other = links[str(chain.elsewhere.id), "sales"]
    assert answer(api, other, alike(3)).status_code == 204
    monkeypatch.setattr(public_views, "GUESSES", "2/hour")
    guesses = [api.post("/pulse/survey", {"token": f"AAAA-{n}"}).status_code for n in range(3)]
    assert guesses == [410, 410, 429]
    storage = api.runtime.limits._shared.storage
    kept = repr(vars(storage))
    assert "pulse-answers" in kept
    for trace in ("127.0.0.1", token, token.replace("-", "")):
        assert trace not in kept


HOSTILE = {
    "nothing": {},
    "unknown question": {"salary": 3},
    "half": {"pride": 2.5},
    "text": {"pride": "5"},
    "true": {"pride": True},
    "zero": {"pride": 0},
    "six": {"pride": 6},
    "many": {f"q{n}": 3 for n in range(300)},
    "list": [1, 2],
    "long": {"x" * 5000: 1},
    "none": {"pride": None},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_answers_are_refused_whole(
    case: str, api: ApiClient, links: dict[Any, str], chain: Chain, work: Work
) -> None:
    reply = answer(api, links[str(chain.centre.id), "sales"], HOSTILE[case])
    assert (reply.status_code, bool(reply.json["code"])) == (422, True)
    assert "Set-Cookie" not in reply.headers
    with work() as uow:
        assert uow.session.query(PulseAnswer).count() == 0


@pytest.mark.parametrize("token", ["", " ", "x" * 101, "🦊", "' OR 1=1 --", "a\u0000b", 7, None])
def test_hostile_tokens_open_nothing(token: Any, api: ApiClient, pulse: str) -> None:
    reply = api.post("/pulse/survey", {"token": token})
    assert reply.status_code in (400, 410, 422) and reply.json["code"] and "Set-Cookie" not in reply.headers


def test_other_sites_cannot_answer_for_somebody(api: ApiClient, links: dict[Any, str], chain: Chain) -> None:
    body = {"token": links[str(chain.centre.id), "sales"], "attempt": str(uuid.uuid4()), "answers": alike(1)}
    reply = api.post("/pulse/answers", body, headers={"Origin": "https://evil.example"})
    assert (reply.status_code, reply.json["code"]) == (403, "csrf")


def test_counts_are_told_from_the_floor_on(
    office: ApiClient, api: ApiClient, pulse: str, links: dict[Any, str], chain: Chain
) -> None:
    place = (str(chain.centre.id), "service")
    told = []
    for _ in range(6):
        answer(api, links[place], alike(2))
        told.append(ways(office, pulse)[place]["answered"])
    assert told == [None] * 4 + [5, 6]
    assert "total" not in office.get(f"/pulses/{pulse}").json


def test_questions_left_out_uncover_no_small_team(
    office: ApiClient, api: ApiClient, pulse: str, chain: Chain, work: Work
) -> None:
    """Two large teams left out two questions each, not the same: what is shown of them and of their centre must not
    leave the three of the third team."""
    here = str(chain.centre.id)
    with work() as uow:
        uow.session.add(Team(id=new_id(), centre_id=chain.centre.id, code="parts", name="Parts"))
    assert office.post(f"/pulses/{pulse}/links", {"centre_id": here}).json == {"made": 3}
    letters = {
        team: way["address"].partition("#")[2]
        for (centre, team), way in ways(office, pulse).items()
        if team and centre == here
    }
    without = {"sales": "tools", "service": "voice", "parts": None}
    for team, count in (("sales", 10), ("service", 10), ("parts", 3)):
        for number in range(count):
            given = alike(1 + number % 5)
            if number < 2:
                given.pop(without[team] or "", None)
            assert answer(api, letters[team], given).status_code == 204
    office.post(f"/pulses/{pulse}/closing")
    with work() as uow:
        shown = set(uow.session.scalars(select(Publication.node)))
        counts: dict[tuple[str, str], int] = {
            (one.team_code, one.dimension_code): one.n for one in uow.session.scalars(select(EngagementFigure))
        }
    assert here in shown and f"{here}:parts" not in shown
    told = [team for team in letters if f"{here}:{team}" in shown]
    for part in PARTS:
        left = counts["", part] - sum(counts[team, part] for team in told)
        assert left == 0 or left >= 5, (part, left, told)
    assert len(told) == 1
