"""One message to one device: encrypted for it (RFC 8291), signed by this installation (RFC 8292), sent straight.

Imported by the worker when it has something to send; nobody else needs the network or the cipher.
"""

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from backend.notices.models import PushSubscription

TTL_S: Final = 4 * 3600
SIGNED_FOR_S: Final = 12 * 3600
PATIENCE_S: Final = 10


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A push service does not move; whoever answers so must not lead us elsewhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def encrypt(device: PushSubscription, words: Mapping[str, str]) -> bytes:
    """Only the device can read it. ValueError: its keys are no keys."""
    data = json.dumps(words, ensure_ascii=False).encode()
    fresh = ec.generate_private_key(ec.SECP256R1())
    body: bytes = http_ece.encrypt(data, private_key=fresh, dh=_raw(device.p256dh), auth_secret=_raw(device.auth))
    return body


def send(endpoint: str, body: bytes, key: ec.EllipticCurvePrivateKey, contact: str) -> int:
    """The status of the reply; an OSError where there is none. `contact`: whom the push service may write to."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + SIGNED_FOR_S,
        "sub": f"mailto:{contact}",
    }
    headers = Vapid02(key, conf={"no-strict": True}).sign(claims)
    headers |= {"TTL": str(TTL_S), "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream"}
    request = urllib.request.Request(endpoint, data=body, headers=headers, method="POST")  # noqa: S310 (checked before)
    try:
        with _opener.open(request, timeout=PATIENCE_S) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def _raw(written: str) -> bytes:
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
