"""Rate limits. A spend is counted before the costly work, and given back when the attempt turns out to be honest."""

import ipaddress
import logging

from flask import request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from backend.domain.problems import Problem

log = logging.getLogger(__name__)


class TooManyRequests(Problem):
    """Come back later; `retry_after` says when (429)."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "too_many_requests", "Too many attempts. Please wait and try again.", extra={"retry_after": seconds}
        )


class Limits:
    """Counters in the storage the settings name; while that cannot be reached, in this process."""

    def __init__(self, url: str) -> None:
        self._shared = MovingWindowRateLimiter(storage_from_string(url))
        self._own = MovingWindowRateLimiter(MemoryStorage())

    def spend(self, rate: str, *key: str) -> None:
        """Count one attempt, or raise 429 when the rate ("10/15 minutes") is used up for this key."""
        item = parse(rate)
        if not self._hit(item, key):
            raise TooManyRequests(item.get_expiry())

    def give_back(self, rate: str, *key: str) -> None:
        """Forget the attempts of this key: it proved to be honest."""
        try:
            self._shared.clear(parse(rate), *key)
        except Exception:
            log.warning("the storage of the rate limits cannot be reached")
        self._own.clear(parse(rate), *key)

    def reset(self) -> None:
        self._shared.storage.reset()
        self._own.storage.reset()

    def _hit(self, item: RateLimitItem, key: tuple[str, ...]) -> bool:
        try:
            return self._shared.hit(item, *key)
        except Exception:
            log.warning("the storage of the rate limits cannot be reached: counting in this process")
            return self._own.hit(item, *key)


def network() -> str:
    """Where the request comes from: the IPv4 address, or the /64 that one IPv6 customer has."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)
