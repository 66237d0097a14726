"""Every answer of 80,000 visits as a file: rows a second, and the most memory the command ever held; and 5,000 visits
with one column a question, as a browser downloads them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from backend.kernel.db import make_engine
from backend.settings import Settings
from tests.bench.chains import QUARTERS, SIZES, LargeChain, large_chain
from tests.bench.figures import Figure, cpu_seconds, median, resident_mb, timed
from tests.bench.world import KINDS
from tests.live.server import PROGRAM, ROOT, running

FORMS = {"csv": ">= 100000", "parquet": ""}
# Four visits a centre and quarter.
WIDE_VISITS, WIDE_TIMES = 5000, 9
WIDE = "/exports/answers.csv?shape=wide&checklist=showroom-visit"
# A tool of the tests' own; pyarrow imports it wherever it lies, 45 MB that no installation has.
NOT_INSTALLED = "pandas"
MEMORY = "<= 150"
# In a small process between: a command's peak begins with the memory of whoever started it.
WATCH = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
EVERY_ANSWER = text(
    "SELECT v.id, a.question_id, a.state, a.value, a.comment FROM answer a JOIN visit v ON v.id = a.visit_id"
    " WHERE v.status = 'approved'"
)


def measure() -> Iterator[Figure]:
    for kind in KINDS:
        chain = large_chain(kind, SIZES[-1])
        (floor,), rows = _read(chain)
        for form, goal in FORMS.items():
            out = chain.server.data_dir / f"answers.{form}"
            seconds, megabytes = _export(chain, out)
            remark, rate = f"{rows} rows, {out.stat().st_size / 1e6:.0f} MB", rows / seconds
            out.unlink()
            yield Figure(
                f"exports.{kind}.{form}", rate, "rows/s", 1, goal, "reading them alone", seconds / floor, remark
            )
            yield Figure(f"exports.{kind}.{form}.memory", megabytes, "MB", 1, MEMORY)
        yield from _wide(kind)


def _wide(kind: str) -> Iterator[Figure]:
    """Seconds from asking the server to the last byte; and by how much its memory grows while it is asked again."""
    chain = large_chain(kind, -(-WIDE_VISITS // (4 * QUARTERS)))
    with running(chain.server) as server:
        client = chain.sign_in()
        size = len(client.raw("GET", WIDE))
        (pid,) = [pid for pid in server.pids() if resident_mb(pid) == max(map(resident_mb, server.pids()))]
        held, used = resident_mb(pid), cpu_seconds(pid)
        taken = timed(lambda: client.raw("GET", WIDE), WIDE_TIMES)
        grown, used = resident_mb(pid) - held, cpu_seconds(pid) - used
    remark = f"{chain.visits} visits, {chain.answers} answers, {size / 1e6:.1f} MB"
    yield Figure(f"exports.{kind}.wide", median(taken), "s", WIDE_TIMES, "<= 0.5", remark=remark)
    yield Figure(f"exports.{kind}.wide.cpu", used / WIDE_TIMES, "s", WIDE_TIMES, remark="of the web server")
    yield Figure(f"exports.{kind}.wide.grown", grown, "MB", WIDE_TIMES)


def _read(chain: LargeChain) -> tuple[list[float], int]:
    """Seconds to fetch every answer through SQLAlchemy and drop it; how many there are."""
    settings = Settings.read({**os.environ, **chain.server.environment})
    engine, counted = make_engine(settings.database_url), [0]

    def read() -> None:
        with engine.connect() as connection:
            streamed = connection.execution_options(yield_per=5000).execute(EVERY_ANSWER)
            counted[0] = sum(len(some) for some in streamed.partitions())

    taken = timed(read, 1)
    engine.dispose()
    return taken, counted[0]


def _export(chain: LargeChain, out: Path) -> tuple[float, float]:
    """Wall seconds of the command from its start, and its peak memory in MB."""
    words = [str(PROGRAM), "export", "table", "answers", "--out", str(out)]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{NOT_INSTALLED}.py").write_text("raise ImportError(__name__)\n")
        environment = {**chain.server.environment, "PYTHONPATH": folder}
        watching = [sys.executable, "-c", WATCH, *words]
        run = subprocess.run(watching, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    seconds, kilobytes = run.stdout.split()
    return float(seconds), int(kilobytes) / 1024
