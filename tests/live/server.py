"""The real server as a person starts it: `insideout serve` with its worker, a free port, its own data folder."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "insideout"
HEALTH = "/api/v1/health"
# A busy machine is slow, not wrong.
PATIENCE_S = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One data folder and, while running, the process that serves it. `origin` is what browsers type."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    origin: str = ""
    database_url: str = ""
    with_worker: bool = True
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.origin = self.origin or self.address

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data_dir / "server.log"

    @property
    def environment(self) -> Mapping[str, str]:
        own = {"INSIDEOUT_DATA_DIR": str(self.data_dir), "INSIDEOUT_ORIGIN": self.origin}
        if self.database_url:
            own["INSIDEOUT_DATABASE_URL"] = self.database_url
        return {**os.environ, **own}

    def command(self, *words: str) -> str:
        """Run `insideout WORDS` to its end; what it printed."""
        run = subprocess.run([PROGRAM, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert run.returncode == 0, f"insideout {' '.join(words)}: {run.stderr or run.stdout}"
        return run.stdout

    def start(self) -> float:
        """Start it; the seconds until its first answer."""
        words = ["serve", "--port", str(self.port)] + ([] if self.with_worker else ["--no-worker"])
        began = time.perf_counter()
        with self.log.open("ab") as log:
            # A session of its own, so that `kill` reaches all of its processes.
            options = {"cwd": ROOT, "env": self.environment, "stdout": log, "stderr": log, "start_new_session": True}
            self.process = subprocess.Popen([PROGRAM, *words], **options)
        while not answers(self.address + HEALTH):
            waited = time.perf_counter() - began
            assert self.process.poll() is None and waited < PATIENCE_S, f"no server: {self.log.read_text()[-2000:]}"
            time.sleep(0.02)
        return time.perf_counter() - began

    def pids(self) -> list[int]:
        """The running server with all its processes: they share a group of their own."""
        assert self.process
        running = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
        return [pid for pid in running if _group(pid) == self.process.pid]

    def kill(self) -> None:
        """SIGKILL to the web server and its worker at once: as when the power goes."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.process = None

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise
            self.process = None


def _group(pid: int) -> int:
    """0 for a process that is gone."""
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:
            return reply.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def running(server: Server) -> Iterator[Server]:
    server.command("db", "upgrade")
    server.start()
    try:
        yield server
    finally:
        server.stop()
