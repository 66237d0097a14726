"""Ids: UUID version 7, so that rows made later sort later. Phones make theirs so too, but not those of photos."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """A fresh UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    version = 0x7 << 76
    middle = (random >> 68) << 64
    variant = 0b10 << 62
    low = random & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=high | version | middle | variant | low)
