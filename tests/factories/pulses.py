"""Staff surveys of the tests: a clock, an office, a pulse with a link for each team, and answers."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from tests.api.client import ApiClient

AT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
TEAMS = {"sales": "Sales", "service": "Service"}
PARTS = ("purpose", "tools", "voice", "recognition", "leader_support", "learning", "next_person", "pride", "recommend")

At = Callable[[dt.datetime], None]


def plan(**changes: Any) -> dict[str, Any]:
    return {"code": "pulse-1", "opened_on": "2026-11-16", "closed_on": "2026-11-27", **changes}


def ways(boss: ApiClient, pulse: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Each team of each centre as the office sees it."""
    centres = boss.get(f"/pulses/{pulse}/places").json["items"]
    return {(centre["id"], team["code"]): team for centre in centres for team in centre["teams"]}


def answer(device: ApiClient, token: str, answers: Any, **changes: Any) -> Any:
    body = {"token": token, "attempt": str(uuid.uuid4()), "answers": answers, **changes}
    return device.post("/pulse/answers", body)


def alike(value: int, **changes: int) -> dict[str, int]:
    return dict.fromkeys(PARTS, value) | changes
