"""One message to one address: to the numbers that were checked, by TLS with the name's certificate, no redirect.

Nothing of the reply is kept but its status, so that nobody can read through us what stands behind an address.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, urlunsplit

from backend.hooks.addresses import addresses_of, check_url

# From the first look for the receiver to its reply: one that dribbles would hold a worker otherwise.
WHOLE_S: Final = 10.0


def send(url: str, body: bytes, headers: Mapping[str, str], known: str) -> int:
    """The status of the reply. Blocked: not for us; OSError (also TLS and time-outs), HTTPException: no reply."""
    parts = check_url(url, known)
    connection = _Pinned(parts, addresses_of(parts, known))
    stop = threading.Timer(WHOLE_S, connection.cut)
    stop.daemon = True
    stop.start()
    try:
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request("POST", target, body=body, headers=dict(headers))
        return connection.getresponse().status
    finally:
        stop.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Connects to numbers that are known already; the name is for the certificate and the Host header."""

    def __init__(self, parts: SplitResult, numbers: list[str]) -> None:
        self._tls = parts.scheme == "https"
        self.default_port = http.client.HTTPS_PORT if self._tls else http.client.HTTP_PORT
        super().__init__(parts.hostname or "", parts.port, timeout=WHOLE_S)
        self._numbers, self._until = numbers, time.monotonic() + WHOLE_S

    def connect(self) -> None:
        self.sock = self._first_that_answers()
        if self._tls:
            # The handshake comes after the assignment: time can run out in it too.
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def cut(self) -> None:
        """Time is up, whatever it does."""
        sock = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def _first_that_answers(self) -> socket.socket:
        refused: OSError | None = None
        for number in self._numbers:
            try:
                return socket.create_connection((number, self.port), max(self._until - time.monotonic(), 0.01))
            except OSError as error:
                refused = error
        raise refused or OSError("no address")
