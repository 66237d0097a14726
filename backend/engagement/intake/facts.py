"""What a file comes to: waves and figures, results, or starts; and what its rows are checked against."""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from backend.engagement.intake.cells import Cells

CODE: Final = re.compile(r"[\w.&+/-]+(?: [\w.&+/-]+)*")
TEAM_LENGTH, WAVE_LENGTH, DIMENSION_LENGTH = 40, 40, 60


class WaveDays(NamedTuple):
    """Fieldwork of a wave."""

    opened_on: dt.date
    closed_on: dt.date


class Group(NamedTuple):
    """Whose figure: wave code, centre, team ("" the whole centre) and dimension."""

    wave: str
    centre: uuid.UUID
    team: str
    dimension: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure on its own scale; `line` of the file it came from (0: of several)."""

    group: Group
    line: int
    scale_min: float
    scale_max: float
    mean: float
    sd: float | None
    n: int
    invited: int | None
    source: str


class ResultRow(NamedTuple):
    """One result of a centre in a quarter."""

    line: int
    centre: uuid.UUID
    measure: str
    period: str
    value: float


class StartRow(NamedTuple):
    """The day a centre started a programme."""

    line: int
    centre: uuid.UUID
    programme: str
    started_on: dt.date


@dataclass(frozen=True)
class Stored:
    """What the database holds already, of what a file may touch."""

    wave_codes: frozenset[str]
    centres: Mapping[str, uuid.UUID]
    waves: Mapping[str, WaveDays]
    figures: Mapping[Group, int]
    results: frozenset[tuple[uuid.UUID, str, str]]
    starts: frozenset[tuple[uuid.UUID, str]]


@dataclass
class Found:
    """A file's content, checked."""

    rows: int = 0
    waves: dict[str, WaveDays] = field(default_factory=dict)
    figures: list[FigureRow] = field(default_factory=list)
    results: list[ResultRow] = field(default_factory=list)
    starts: list[StartRow] = field(default_factory=list)
    # Groups of raw answers too small to be kept as a figure of their own.
    left_out: int = 0


def centre_of(cells: Cells, stored: Stored) -> uuid.UUID | None:
    code = cells.text("centre_code", required=True)
    if not code:
        return None
    found = stored.centres.get(code.lower())
    if found is None:
        cells.wrong("centre_code", "unknown_centre", f"There is no centre with the code “{code[:40]}”.", text=code[:40])
    return found


def code_of(cells: Cells, name: str, longest: int, *, required: bool = False, small: bool = False) -> str:
    """A code: letters, digits and few marks. `small`: capitals and blanks make no difference."""
    text = cells.text(name, required=required, longest=longest)
    if small:
        text = text.lower().replace(" ", "_")
    if text and not CODE.fullmatch(text):
        cells.wrong(name, "not_code", f"“{text[:40]}” in {name} holds signs that no code has.", text=text[:40])
        return ""
    return text


def wave_of(cells: Cells, found: Found, stored: Stored) -> str:
    """Its code. All rows of a wave, and what is stored of it, say the same days."""
    code = code_of(cells, "wave_code", WAVE_LENGTH, required=True)
    closed_on = cells.day("closed_on", required=True)
    opened_on = cells.day("opened_on")
    if not code or closed_on is None:
        return ""
    known = found.waves.get(code) or stored.waves.get(code)
    days = WaveDays(opened_on or (known.opened_on if known else closed_on), closed_on)
    if days.opened_on > days.closed_on:
        cells.wrong("closed_on", "wave_order", f"Wave {code} closes on {closed_on}, before it opens.", wave=code)
        return ""
    if known is not None and known != days:
        before = f"{known.opened_on} to {known.closed_on}"
        message = f"Wave {code} was from {before} elsewhere, and is from {days.opened_on} to {days.closed_on} here."
        cells.wrong("closed_on", "wave_days", message, wave=code, before=before)
        return ""
    found.waves[code] = days
    return code
