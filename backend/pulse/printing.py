"""Posters and slips as PDF. Who prints them lies in a higher feature, which `features.py` puts in."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Sheet(NamedTuple):
    """A poster of one place: names of centre and team ("" for the whole centre), and the address of the survey."""

    centre: str
    team: str
    address: str


class Slips(NamedTuple):
    """Codes of one place to be cut out, each with the address it leads to."""

    centre: str
    team: str
    codes: Sequence[tuple[str, str]]


# In this language, until this day: the PDF.
PRINTERS: dict[str, Callable[..., bytes]] = {}
