"""A push service of our own on this machine: it keeps what it is sent, and answers what the test says.

It checks the signature as the real ones do; a device beside it reads the message with its private key.
"""

import base64
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


@dataclass
class Message:
    """One request; `claims` were signed with `signed_with`."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    claims: dict[str, Any]
    signed_with: str


@dataclass
class PushService:
    """`answers` are the statuses of the next requests, then 201; `location` is sent with a redirect."""

    address: str
    messages: list[Message] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    location: str = ""

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")


class PushDevice:
    """A browser's half: its address at the service, its keys, and reading what it gets."""

    def __init__(self, service: PushService, name: str = "one") -> None:
        self.endpoint = f"{service.address}/push/{name}"
        self._key, self._secret = ec.generate_private_key(ec.SECP256R1()), name.encode().ljust(16, b".")

    def subscription(self) -> dict[str, Any]:
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "keys": {"p256dh": _written(point), "auth": _written(self._secret)}}

    def read(self, message: Message) -> Any:
        return json.loads(http_ece.decrypt(message.body, private_key=self._key, auth_secret=self._secret))


@contextmanager
def push_service() -> Iterator[PushService]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    service = PushService(f"http://127.0.0.1:{server.server_port}")
    server.service = service  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:  # noqa: N802 (the name http.server calls)
        service: PushService = self.server.service  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        claims, signed_with = _checked_signature(self.headers["Authorization"])
        service.messages.append(Message(self.path, dict(self.headers), body, claims, signed_with))
        self.send_response(service.answers.pop(0) if service.answers else 201)
        if service.location:
            self.send_header("Location", service.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:  # noqa: N802
        self.server.service.messages.append(Message(self.path, {}, b"", {}, ""))  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


def _checked_signature(authorization: str) -> tuple[dict[str, Any], str]:
    """RFC 8292: `vapid t=<JWT>,k=<key>`; raises where the signature is not this key's."""
    scheme, _, parameters = authorization.partition(" ")
    assert scheme == "vapid", authorization
    given = dict(part.strip().split("=", 1) for part in parameters.split(","))
    head, claims, signature = given["t"].split(".")
    assert json.loads(_raw(head))["alg"] == "ES256"
    raw = _raw(signature)
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(given["k"]))
    key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    return json.loads(_raw(claims)), given["k"]


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(written: str) -> bytes:
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
