"""A line that goes wrong on purpose: it stands between the phones' line and the server, and may spoil each request."""

import http.client
import json
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

API = "/api/v1"
AT_ONCE = struct.pack("ii", 1, 0)
LONGEST_S = 20
OF_THIS_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


class Call(NamedTuple):
    """One request as the line saw it; `status` is what the phone was told, 0 for nothing at all."""

    method: str
    path: str
    status: int


@dataclass(frozen=True)
class Fault:
    """What happens to one request. Without a status and with nothing set it goes through."""

    status: int = 0
    problem: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    #: The server does its work, the phone never hears of it.
    lose_reply: bool = False
    #: Half of the body is read, then the line is dead.
    cut_upload: bool = False
    #: The request waits here before it goes on, until the test says so.
    hold: threading.Event | None = None
    #: Appended to a reply's body: another version of a file.
    addition: bytes = b""

    @property
    def body(self) -> bytes:
        return json.dumps({"type": "about:blank", "title": "Spoiled", "status": self.status, **self.problem}).encode()


class Rule:
    """Decides about each request of a kind, with `choose(number of such requests so far)`."""

    def __init__(self, method: str, part: str, choose: Callable[[int], Fault | None]) -> None:
        self.method, self.part, self.choose = method, part, choose
        self.met = 0

    def fits(self, method: str, path: str) -> bool:
        return self.method in ("*", method) and self.part in path


class BadLine:
    """Forwards to `server_port`; `rules` are asked in order, the first with a fault for a request decides."""

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.rules: list[Rule] = []
        self.calls: list[Call] = []
        self._lock = threading.Lock()
        self._proxy = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._proxy.daemon_threads = True
        threading.Thread(target=self._proxy.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._proxy.server_address[1])

    def spoil(self, method: str, part: str, choose: Callable[[int], Fault | None]) -> Rule:
        self.rules.append(Rule(method, part, choose))
        return self.rules[-1]

    def spoil_first(self, method: str, part: str, *faults: Fault) -> Rule:
        """The first requests of a kind, one fault each; the later ones go through."""
        return self.spoil(method, part, lambda number: faults[number] if number < len(faults) else None)

    def well(self) -> None:
        self.rules.clear()

    def fault_for(self, method: str, path: str) -> Fault:
        with self._lock:
            for rule in [rule for rule in self.rules if rule.fits(method, path)]:
                fault, rule.met = rule.choose(rule.met), rule.met + 1
                if fault:
                    return fault
        return Fault()

    def note(self, method: str, path: str, status: int) -> None:
        with self._lock:
            self.calls.append(Call(method, path.removeprefix(API).split("?")[0], status))

    def paths(self, method: str, part: str = "") -> list[str]:
        with self._lock:
            return [call.path for call in self.calls if call.method == method and part in call.path]

    def close(self) -> None:
        self._proxy.shutdown()
        self._proxy.server_close()


def _handler(line: BadLine) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One connection, one request: a browser never repeats by itself what was lost on a fresh connection."""

        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except (ConnectionError, TimeoutError):
                self.close_connection = True

        def _serve(self) -> None:
            self.close_connection = True
            fault = line.fault_for(self.command, self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length // 2 if fault.cut_upload else length)
            if fault.hold:
                line.note(f"held {self.command}", self.path, 0)
                fault.hold.wait(LONGEST_S)
            if fault.status:
                self._reply(fault.status, {"Content-Type": "application/problem+json", **fault.headers}, fault.body)
            elif fault.cut_upload:
                self._hang_up()
            else:
                self._pass_on(fault, body)

        def _pass_on(self, fault: Fault, body: bytes) -> None:
            status, headers, content = self._ask(body, plain=bool(fault.addition))
            if fault.lose_reply:
                self._hang_up()
            else:
                self._reply(status, headers, content + fault.addition)

        def _ask(self, body: bytes, *, plain: bool) -> tuple[int, dict[str, str], bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", line.server_port, timeout=60)
            unwanted = {"connection", *(("accept-encoding", "if-none-match", "if-modified-since") if plain else ())}
            headers = {name: value for name, value in self.headers.items() if name.lower() not in unwanted}
            connection.request(self.command, self.path, body=body or None, headers=headers)
            reply = connection.getresponse()
            content = reply.read()
            connection.close()
            return reply.status, {n: v for n, v in reply.getheaders() if n.lower() not in OF_THIS_HOP}, content

        def _reply(self, status: int, headers: dict[str, str], content: bytes) -> None:
            line.note(self.command, self.path, status)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status not in (204, 304):
                self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD" and status not in (204, 304):
                self.wfile.write(content)

        def _hang_up(self) -> None:
            """As when a phone loses its mast: no farewell, whatever is still on the way is gone."""
            line.note(self.command, self.path, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            self.connection.close()

        def log_message(self, *_: object) -> None:
            """The tests read `calls`."""

        do_GET = do_HEAD = do_PUT = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815 (names of http.server)

    return Handler
