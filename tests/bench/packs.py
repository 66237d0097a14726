"""A wave pack: all visits of a quarter as one file, against one visit after another on a warm press."""

import datetime as dt
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from backend.demo.quarters import last_quarters
from backend.kernel import files
from backend.kernel.db import make_engine
from backend.reports import press
from backend.reports.issue import new_issue
from backend.reports.making import compose
from backend.reports.scope import first_and_last_day
from backend.reports.subjects import Order, Subject
from backend.settings import Settings
from tests.bench.figures import Figure, timed
from tests.live.demo import Demo
from tests.live.server import Server, running

CENTRES, QUARTERS, WARM = 9, 2, 14
FORMS = {"pdf": [], "zip": ["--zip"]}


def measure() -> Iterator[Figure]:
    """The goal of two processors holds a share of 1.15 for binding, contents and the start of the command."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        server.command("db", "upgrade")
        server.command("demo", "load", "--centres", str(CENTRES), "--quarters", str(QUARTERS))
        with running(server):
            quarter, visits = _last_quarter(Demo(server))
        each, each_cpu = _warm(server, visits)
        yield Figure("packs.visit", each, "s", WARM, remark="the mean of visits all over the pack, warm")
        for form, words in FORMS.items():
            out = Path(folder) / f"pack.{form}"
            before = _cpu()
            (seconds,) = timed(
                lambda o=out, w=words: server.command("report", "pack", "--at", quarter, "--out", str(o), *w), 1
            )
            busy = _cpu() - before
            alone = each * len(visits) / len(os.sched_getaffinity(0))
            to, remark = (
                "its visits, warm, shared by all processors",
                f"{len(visits)} visits, {out.stat().st_size / 1e6:.0f} MB; {busy:.0f} CPU s,"
                f" {busy / each_cpu / len(visits):.2f} times its visits'",
            )
            yield Figure(f"packs.{form}", seconds, "s", 1, "ratio <= 1.15", to, seconds / alone, remark)


def _last_quarter(demo: Demo) -> tuple[str, list[str]]:
    """The quarter before this one, and its approved visits in the order of the pack: with internal audits, which
    belong to no wave."""
    quarter, _ = last_quarters(dt.date.today(), QUARTERS)
    first, last = first_and_last_day("quarter", quarter.code)
    visits = demo.client("administrator").all("/visits?status=approved")
    within = [one for one in visits if first.isoformat() <= (one["visited_on"] or "") <= last.isoformat()]
    within.sort(key=lambda one: (one["centre"]["name"], one["visited_on"], one["id"]))
    return quarter.code, [str(one["id"]) for one in within]


def _cpu() -> float:
    """CPU seconds of all commands so far: they hold where other work shares the processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _warm(server: Server, visits: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a visit: the mean of several all over the pack, in its edition and language."""
    settings = Settings.read({**os.environ, **server.environment})
    files.connect(settings.files_url)
    engine = make_engine(settings.database_url)
    press.warm_presses()
    spread = visits[:: max(1, len(visits) // WARM)][:WARM]
    some = [compose(engine, Order("visit", "centre", "en", Subject(visit_id=UUID(visit)))) for visit in spread]
    issue, busy = new_issue(settings), time.process_time()
    taken = [seconds for one in some for seconds in timed(lambda o=one: o.print(issue), 1)]
    cpu = (time.process_time() - busy) / len(taken)
    engine.dispose()
    return sum(taken) / len(taken), cpu
