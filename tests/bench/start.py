"""The server at rest: seconds to its first answer, and the memory of each process before anybody came."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, family, median, resident_mb
from tests.live.server import Server

ROUNDS = 5


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), with_worker=False)
        server.command("db", "upgrade")
        yield Figure("start.first-answer", median(_starts(server)), "s", ROUNDS, "<= 1.5")
        server.start()
        assert server.process
        idle = [resident_mb(pid) for pid in family(server.process.pid)]
        remark = f"{len(idle)} processes of the web side, together {sum(idle):.0f} MB"
        yield Figure("start.idle-memory", max(idle), "MB a process", 1, "<= 130", remark=remark)
        server.stop()
        yield from _worker_memory(Server(Path(folder)))


def _starts(server: Server) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        taken.append(server.start())
        server.stop()
    return taken


def _worker_memory(server: Server) -> Iterator[Figure]:
    server.start()
    assert server.process
    web_alone = 5.0
    time.sleep(web_alone)  # the worker loads what reports need in its first seconds
    everything = sum(resident_mb(pid) for pid in family(server.process.pid))
    yield Figure("start.idle-memory.with-worker", everything, "MB in all", 1, remark="web, worker and their parent")
    server.stop()
