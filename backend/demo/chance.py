"""Chance and ids of one load: everything is drawn from one seed, so the same seed makes the same chain."""

import datetime as dt
import random
import uuid
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Chance:
    """One stream of random draws, and ids whose time part is the moment of the row they name.

    `part` names a stream of its own below the same seed, whatever was drawn from the others.
    """

    def __init__(self, seed: int, *part: int) -> None:
        self.rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=part))

    def happens(self, probability: float) -> bool:
        return bool(self.rng.random() < probability)

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self.rng.integers(len(things)))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return int(self.rng.integers(low, high + 1))

    def between(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def noise(self, sd: float) -> float:
        return float(self.rng.normal(0, sd))

    def near(self, share: float, firmness: float) -> float:
        """A share between 0 and 1 whose mean is `share`; the firmer, the closer to it."""
        share = min(max(share, 0.02), 0.98)
        return float(self.rng.beta(share * firmness, (1 - share) * firmness))

    def silent_id(self) -> uuid.UUID:
        """A UUIDv4, as phones give photos: centres see these ids, and must not read a time from them."""
        return uuid.UUID(bytes=self.rng.bytes(16), version=4)

    def id_at(self, moment: dt.datetime) -> uuid.UUID:
        """A UUIDv7 as if made at that moment."""
        return _id_at(moment, int.from_bytes(self.rng.bytes(10), "big"))


class QuickChance(Chance):
    """Other draws from the same seed in a fifth of the time, for chains so large that single draws are counted.

    Python's own generator hands out one number at a time much sooner than numpy's, which is made for many at once.
    """

    def __init__(self, seed: int, *part: int) -> None:
        super().__init__(seed, *part)
        # Not a secret but a stream.
        self._single = random.Random(repr((seed, *part)))  # noqa: S311

    def happens(self, probability: float) -> bool:
        return self._single.random() < probability

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self._single.random() * len(things))]

    def whole(self, low: int, high: int) -> int:
        return low + int(self._single.random() * (high + 1 - low))

    def id_at(self, moment: dt.datetime) -> uuid.UUID:
        return _id_at(moment, self._single.getrandbits(80))


def _id_at(moment: dt.datetime, chosen: int) -> uuid.UUID:
    """`chosen`: 80 bits by chance."""
    time_part = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    bits = time_part << 80 | 0x7 << 76 | (chosen >> 68) << 64 | 0b10 << 62 | chosen & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=bits)
