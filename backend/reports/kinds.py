"""Which reports there are, as plain facts; how each is made stands in the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BOTH: Final = ("review", "centre")


@dataclass(frozen=True)
class Kind:
    """`about`: visit, centre, area or chain. Without `timed` it is about now, or about a visit, and not a period.

    A kind with `parts` is bound from documents of that kind.
    """

    name: str
    about: str
    editions: tuple[str, ...] = BOTH
    formats: tuple[str, ...] = ("pdf",)
    parts: str | None = None
    timed: bool = True


KINDS: Final[Mapping[str, Kind]] = {
    "visit": Kind("visit", "visit", timed=False),
    "centre": Kind("centre", "centre"),
    "area": Kind("area", "area"),
    "wall": Kind("wall", "centre"),
    "pack": Kind("pack", "area", formats=("pdf", "zip"), parts="visit"),
    "board": Kind("board", "centre", editions=("centre",), timed=False),
    "inside": Kind("inside", "chain", editions=("review",), timed=False),
}
