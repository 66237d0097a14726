"""A wave pack: all visits of a quarter as one file, against one visit after another on a warm press."""

import datetime as dt
import os
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from backend.demo.quarters import last_quarters
from backend.kernel import files
from backend.kernel.db import make_engine
from backend.kernel.ids import new_id
from backend.reports import press
from backend.reports.issue import new_issue
from backend.reports.making import compose
from backend.reports.scope import first_and_last_day
from backend.reports.subjects import Order, Subject
from backend.settings import Settings
from tests.bench.figures import Figure, cpu_seconds, timed
from tests.live.api import Client
from tests.live.demo import Demo
from tests.live.server import Server, running

CENTRES, QUARTERS, WARM = 9, 2, 14
FORMATS = ("pdf", "zip")
LOOK_EVERY_S: Final = 0.2


def measure() -> Iterator[Figure]:
    """As people order them: of a server whose worker has printed before. The goal's 1.15 holds reading, the start of
    the processes, binding and contents.
    """
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        server.command("db", "upgrade")
        server.command("demo", "load", "--centres", str(CENTRES), "--quarters", str(QUARTERS))
        with running(server):
            office = Demo(server).client("administrator")
            quarter, visits = _last_quarter(office)
            each, each_cpu = _warm(server, visits)
            yield Figure("packs.visit", each, "s", WARM, remark="the mean of visits all over the pack, warm")
            _order(office, {"kind": "visit", "visit_id": visits[0], "edition": "review"})
            for form in FORMATS:
                before = _cpu(server)
                wanted = {"kind": "pack", "edition": "centre", "format": form}
                made = _order(office, {**wanted, "period_kind": "quarter", "period": quarter})
                busy, alone = _cpu(server) - before, each * len(visits) / len(os.sched_getaffinity(0))
                to, remark = (
                    "its visits, warm, shared by all processors",
                    f"{len(visits)} visits, {made.size / 1e6:.0f} MB; {busy:.0f} CPU s,"
                    f" {busy / each_cpu / len(visits):.2f} times its visits'",
                )
                yield Figure(f"packs.{form}", made.seconds, "s", 1, "ratio <= 1.15", to, made.seconds / alone, remark)


class Made(NamedTuple):
    """`seconds` from the order until it was ready."""

    seconds: float
    size: int


def _order(client: Client, wanted: dict[str, Any]) -> Made:
    path, began = f"/reports/{new_id()}", time.perf_counter()
    report = client.call("PUT", path, wanted)
    while report["status"] in ("queued", "running"):
        time.sleep(LOOK_EVERY_S)
        report = client.get(path)
    assert report["status"] == "ready", report
    return Made(time.perf_counter() - began, report["size"])


def _last_quarter(office: Client) -> tuple[str, list[str]]:
    """The quarter before this one, and its approved visits in the order of the pack: with internal audits, which
    belong to no wave."""
    quarter, _ = last_quarters(dt.date.today(), QUARTERS)
    first, last = first_and_last_day("quarter", quarter.code)
    visits = office.all("/visits?status=approved")
    within = [one for one in visits if first.isoformat() <= (one["visited_on"] or "") <= last.isoformat()]
    within.sort(key=lambda one: (one["centre"]["name"], one["visited_on"], one["id"]))
    return quarter.code, [str(one["id"]) for one in within]


def _cpu(server: Server) -> float:
    """CPU seconds of the server and its worker, with processes that ended: they hold where others share the machine."""
    return sum(cpu_seconds(pid, with_ended=True) for pid in server.pids())


def _warm(server: Server, visits: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a visit: the mean of several all over the pack, in its edition and language."""
    settings = Settings.read({**os.environ, **server.environment})
    files.connect(settings.files_url)
    engine = make_engine(settings.database_url)
    press.warm_presses()
    spread = visits[:: max(1, len(visits) // WARM)][:WARM]
    some = [compose(engine, Order("visit", "centre", "en", Subject(visit_id=UUID(visit)))) for visit in spread]
    issue, busy = new_issue(settings), time.process_time()
    taken = [seconds for one in some for seconds in timed(partial(one.print, issue), 1)]
    cpu = (time.process_time() - busy) / len(taken)
    engine.dispose()
    return sum(taken) / len(taken), cpu
