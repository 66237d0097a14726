"""The real server under clients that no test client can be: slow ones."""

import os
import signal
import socket
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

from backend.kernel import children
from tests.live.server import HEALTH, Server, answers, running

SLOW_PHONES = 24


def test_slow_senders_do_not_keep_others_waiting(tmp_path: Path) -> None:
    with running(Server(tmp_path / "data", with_worker=False)) as server, ExitStack() as lines:
        head = f"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nOrigin: {server.origin}\r\n"
        head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        for _ in range(SLOW_PHONES):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            line.sendall(head.encode())
        assert answers(server.address + HEALTH)
        assert answers(server.address + HEALTH)


def test_a_worker_that_is_killed_is_started_again_and_one_that_stops_is_not(tmp_path: Path, monkeypatch) -> None:
    """Of a box with one server nobody else would do its reports, photos and reminders."""
    monkeypatch.setattr(children, "FIRST_PAUSE_S", 0.01)
    line = tmp_path / "line"
    os.mkfifo(line)
    say = f"import os, signal; open({str(line)!r}, 'w').write(f'{{os.getpid()}}'); signal.pause()"
    born: list[int] = []

    def listen() -> None:
        born.append(int(line.read_text()))

    with children.kept_running([sys.executable, "-c", say], 10):
        listen()
        os.kill(born[0], signal.SIGKILL)
        listen()
    assert born[0] != born[1]
    assert not Path(f"/proc/{born[1]}").exists()
    before = threading.active_count()
    with children.kept_running([sys.executable, "-c", f"open({str(line)!r}, 'w').write('1')"], 10):
        listen()
        watching = [one for one in threading.enumerate() if one.name.endswith("(watch)")]
        for thread in watching:
            thread.join(30)
    assert threading.active_count() <= before and len(born) == 3
