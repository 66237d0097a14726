"""A plain client of the API for tests and benchmarks: one account, its cookie, JSON over one kept connection."""

import http.client
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

Headers = dict[str, str]


class Refused(Exception):
    """An answer outside 2xx, with its status and problem."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"{status}: {body[:1000].decode(errors='replace')}")
        self.status = status
        self.problem: dict[str, Any] = json.loads(body) if body[:1] == b"{" else {}


@dataclass
class Client:
    """`path` is written without /api/v1. `origin` is what the server was told it is called."""

    address: str
    origin: str
    cookie: str = ""
    me: dict[str, Any] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def sign_in(self, email: str, password: str) -> "Client":
        self.me = self.call("POST", "/sessions", {"email": email, "password": password})
        return self

    def get(self, path: str) -> Any:
        return self.call("GET", path)

    def call(self, method: str, path: str, body: Any = None, headers: Headers | None = None) -> Any:
        sent = None if body is None else json.dumps(body).encode()
        reply = self.raw(method, path, sent, {"Content-Type": "application/json", **(headers or {})})
        return json.loads(reply) if reply else None

    def raw(self, method: str, path: str, body: bytes | None = None, headers: Headers | None = None) -> bytes:
        all_headers = {"Origin": self.origin, **({"Cookie": self.cookie} if self.cookie else {}), **(headers or {})}
        reply = self._reply(method, "/api/v1" + path, body, all_headers)
        content = reply.read()
        if set_cookie := reply.getheader("Set-Cookie"):
            self.cookie = set_cookie.split(";")[0]
        if not 200 <= reply.status < 300:
            raise Refused(reply.status, content)
        return content

    def _reply(self, method: str, path: str, body: bytes | None, headers: Headers) -> http.client.HTTPResponse:
        """Over the kept connection; a server may have closed it meanwhile, then over a new one."""
        if self._connection is not None:
            try:
                self._connection.request(method, path, body=body, headers=headers)
                return self._connection.getresponse()
            except ConnectionError:
                self._connection.close()
        self._connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        self._connection.request(method, path, body=body, headers=headers)
        return self._connection.getresponse()

    def all(self, path: str) -> list[dict[str, Any]]:
        """Every item of a list, page after page."""
        joiner = "&" if "?" in path else "?"
        page = self.get(f"{path}{joiner}limit=200")
        items = list(page["items"])
        while page["next"]:
            page = self.get(f"{path}{joiner}limit=200&cursor={page['next']}")
            items += page["items"]
        return items
