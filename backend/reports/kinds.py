"""Which reports there are, as plain facts; how each is made stands in the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BOTH: Final = ("review", "centre")


@dataclass(frozen=True)
class Kind:
    """`about`: visit, centre or area. A kind with `parts` is bound from documents of that kind."""

    name: str
    about: str
    editions: tuple[str, ...] = BOTH
    formats: tuple[str, ...] = ("pdf",)
    parts: str | None = None


KINDS: Final[Mapping[str, Kind]] = {
    "visit": Kind("visit", "visit"),
    "centre": Kind("centre", "centre"),
    "area": Kind("area", "area"),
    "wall": Kind("wall", "centre"),
    "pack": Kind("pack", "area", formats=("pdf", "zip"), parts="visit"),
}
