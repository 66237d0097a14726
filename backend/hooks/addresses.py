"""Where webhooks may go: to the outside, by https. An address inside the house only where the settings name it."""

import ipaddress
import socket
from typing import Final
from urllib.parse import SplitResult, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
HTTPS: Final = 443
# The only part of IPv6 that is given out for the internet (RFC 4291, 2.4), and IPv4 behind a translator (RFC 6052).
GLOBAL_V6: Final = ipaddress.IPv6Network("2000::/3")
TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Blocked(Exception):
    """This address is not for webhooks."""


def check_url(url: str, known: str) -> SplitResult:
    """Its parts; Blocked with a sentence. `known`: host:port of the house itself, which may also be without TLS."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Blocked("This is not an address.") from None
    if not url.isascii() or not url.isprintable() or " " in url or not parts.hostname:
        raise Blocked("This is not an address.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Blocked("Leave out names, passwords and #: who sends is known by the signature.")
    if is_known(parts, known):
        return parts
    if parts.scheme != "https":
        raise Blocked("The address must begin with https://")
    if port == 0:
        raise Blocked("This is not an address.")
    literal = _literal(parts.hostname)
    if literal is not None and not is_outside(literal):
        raise Blocked("This address is not on the public internet.")
    if literal is None and ("." not in parts.hostname.rstrip(".") or parts.hostname.endswith((".local", ".localhost"))):
        raise Blocked("This address is not on the public internet.")
    return parts


def is_known(parts: SplitResult, known: str) -> bool:
    """Named in the settings with its port."""
    return parts.scheme in ("http", "https") and parts.netloc.lower() in known.lower().replace(",", " ").split()


def addresses_of(parts: SplitResult, known: str) -> list[str]:
    """The numbers this name has now; Blocked unless every one of them is on the public internet.

    The connection is made to what is returned here, so that a second answer of the name server changes nothing.
    """
    port = parts.port or (HTTPS if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not is_known(parts, known) and not all(is_outside(ipaddress.ip_address(n.partition("%")[0])) for n in numbers):
        raise Blocked("This address is not on the public internet.")
    return numbers


def is_outside(address: Address) -> bool:
    """Global, and not a private one in disguise: mapped, translated (NAT64) or tunnelled (6to4, Teredo)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or _translated(address)
        if inner is not None and not is_outside(inner):
            return False
        if address not in GLOBAL_V6 and address not in TRANSLATED:
            return False
    return address.is_global and not address.is_multicast


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def _literal(host: str) -> Address | None:
    """An address in figures, also in the forms that only resolvers read (127.1, 0x7f000001)."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
