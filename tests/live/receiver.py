"""A receiver of webhooks on this machine, which keeps what it gets and answers as a test says."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver(ThreadingHTTPServer):
    """Keeps what it gets, and answers as `replies` say, then 204. "slow" dribbles, "cut" hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.replies: list[int | str] = []

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        reply = self.server.replies.pop(0) if self.server.replies else 204
        if reply == "cut":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if reply == "slow":
            self._dribble()
            return
        self.send_response(int(reply))
        if int(reply) in (301, 302, 307, 308):
            self.send_header("Location", f"http://{self.server.netloc}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _dribble(self) -> None:
        for letter in b"HTTP/1.1 200 OK and so on and so on":
            try:
                self.connection.sendall(bytes([letter]))
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def receiving() -> Iterator[Receiver]:
    found = Receiver()
    threading.Thread(target=found.serve_forever, args=(0.05,), daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()
