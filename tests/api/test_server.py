"""The real server under clients that no test client can be: slow ones."""

import socket
from contextlib import ExitStack
from pathlib import Path

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
