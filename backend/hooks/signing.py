"""Signatures after the Standard Webhooks specification 1.0.0: HMAC-SHA256 over id, time and body.

Secrets leave once, when they are made; in the table they are sealed (AES-GCM) with a key from the installation's own.
"""

import base64
import datetime as dt
import hashlib
import hmac
import os
from collections.abc import Iterable
from typing import Final

PREFIX: Final = "whsec_"
SECRET_BYTES: Final = 32
NONCE_BYTES: Final = 12
SALT: Final = b"insideout webhook secrets"


def new_secret() -> str:
    """`whsec_` and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of "id.timestamp.body" in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secrets: Iterable[str], message_id: str, at: dt.datetime, body: bytes) -> dict[str, str]:
    """The three headers; while a secret is being changed there are two signatures."""
    timestamp = int(at.timestamp())
    signatures = [signature(secret, message_id, timestamp, body) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def seal(secret: str, master: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(master)).encrypt(nonce, secret.encode(), SALT)


def unseal(sealed: bytes, master: str) -> str:
    """ValueError: it was sealed with another key."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_key(master)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], SALT).decode()
    except InvalidTag:
        raise ValueError("sealed with another key") from None


def _key(master: str) -> bytes:
    return hmac.new(master.encode(), SALT, hashlib.sha256).digest()
