"""What opens a pulse: sixteen letters, in a link, a QR code or on a slip. Only their SHA-256 is stored.

A link's letters follow from its id and the installation's secret key, so that a poster can be printed again although
they stand nowhere. A code is chance, and is told once.
"""

import hashlib
import hmac
import re
import secrets
import uuid
from typing import Final

from backend.kernel.tokens import token_hash

# Without 0 O 1 I L U: nothing to mistake when it is typed from paper. Sixteen of them are 78 random bits.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16


def link_token(secret: str, link_id: uuid.UUID) -> str:
    number = int.from_bytes(hmac.new(secret.encode(), b"pulse link " + link_id.bytes, hashlib.sha256).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal(typed: str) -> str:
    """Capitals, without what stands between the groups."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def stored(token: str) -> str:
    """What is stored of a token."""
    return token_hash(normal(token))


def shown(token: str) -> str:
    """In groups of four, as people read and type it."""
    return "-".join(token[i : i + 4] for i in range(0, len(token), 4))


def address_of(origin: str, token: str) -> str:
    """The token stands behind the #, which no browser sends to any server."""
    return f"{origin}/pulse#{shown(token)}"
