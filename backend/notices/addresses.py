"""Where reminders may be sent. A device names its own address, so only known push services are believed."""

from typing import Final
from urllib.parse import SplitResult, urlsplit

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


def is_push_service(endpoint: str, hosts: str) -> bool:
    """https to one of these hosts; one of this machine's own addresses only where it is named with its port."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.fragment or not parts.hostname or not endpoint.isascii():
        return False
    known = hosts.replace(",", " ").split()
    if parts.scheme == "http":
        return _is_loopback(parts) and parts.netloc in known
    return parts.scheme == "https" and port in (None, 443) and any(_is_named(parts.hostname, host) for host in known)


def _is_loopback(parts: SplitResult) -> bool:
    return parts.netloc.rpartition(":")[0] in LOOPBACK


def _is_named(hostname: str, known: str) -> bool:
    if known.startswith("*."):
        return hostname.endswith(known[1:]) and len(hostname) >= len(known)
    return hostname == known
