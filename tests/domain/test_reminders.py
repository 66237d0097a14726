"""When there is something to say about clocks. The cases are shared with pwa/src/engine/reminders.test.ts."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from backend.domain.clocks import Clock
from backend.domain.reminders import next_change, reminders, soon_at

CASES = json.loads((Path(__file__).parent.parent / "fixtures" / "reminders.json").read_text())
START = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def clock(state: str, opens: int, closes: int) -> Clock:
    at = [f"{START + dt.timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}" for seconds in (0, opens, closes)]
    return Clock("reply", "person", *at, state)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_is_said(case: dict[str, Any]) -> None:
    moment = dt.datetime.fromisoformat(case["at"])
    assert sorted(reminders([clock(*one) for one in case["clocks"]], moment)) == case["said"]


def test_the_next_look_is_at_the_next_change_of_whatever_runs() -> None:
    day, later = clock("running", 0, 86400), clock("early", 172800, 518400)
    assert next_change([day, later], START) == soon_at(day)
    assert next_change([day, later], soon_at(day)) == START + dt.timedelta(days=1) + SECOND
    assert next_change([later], START + dt.timedelta(days=1)) == START + dt.timedelta(days=2)
    assert next_change([clock("stopped", 0, 60), clock("over", 0, 60)], START) is None
