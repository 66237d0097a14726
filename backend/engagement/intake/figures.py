"""Aggregated figures: one row a wave, centre, team and dimension."""

import math
from collections import defaultdict
from typing import NamedTuple

from backend.engagement.intake.cells import Cells, Faults
from backend.engagement.intake.facts import (
    DIMENSION_LENGTH,
    TEAM_LENGTH,
    FigureRow,
    Found,
    Group,
    Stored,
    centre_of,
    code_of,
    wave_of,
)

# Files round to two decimals; more than this beyond a bound is a mistake.
ROUNDING = 0.006


def read_figures(cells: Cells, stored: Stored) -> Found:
    """Every row, checked by itself and beside the others."""
    found = Found()
    seen: dict[Group, int] = {}
    for line in cells:
        found.rows += 1
        before = cells.faults.count
        group = _group(cells, found, stored)
        row = _figure(cells, group) if group is not None else _figure(cells, _NOBODY)
        if group is None or row is None or cells.faults.count > before:
            continue
        if (first := seen.setdefault(group, line)) != line:
            cells.wrong("dimension_code", "duplicate", f"The same group stands in line {first} already.", first=first)
        elif group in stored.figures:
            message = "This figure was imported before. Undo that import first, if it was wrong."
            cells.wrong("dimension_code", "taken", message)
        else:
            found.figures.append(row)
    check_centres(found, stored, cells.faults)
    return found


def check_centres(found: Found, stored: Stored, faults: Faults) -> None:
    """A whole centre has at least the answers of its teams: more, where people have no team."""
    teams: defaultdict[Group, int] = defaultdict(int)
    wholes: dict[Group, tuple[int, int]] = {}
    held = [(group, n, 0) for group, n in stored.figures.items()]
    for group, n, line in [*held, *((row.group, row.n, row.line) for row in found.figures)]:
        if group.team:
            teams[group._replace(team="")] += n
        else:
            wholes[group] = (n, line)
    last = {row.group._replace(team=""): row.line for row in found.figures}
    for group, (n, line) in wholes.items():
        if n < teams[group] and group in last:
            message = f"The centre has {n} answers in {group.dimension}, its teams together {teams[group]}."
            faults.add(line or last[group], "n", "under_teams", message, n=n, teams=teams[group])


class Scale(NamedTuple):
    """Both ends, of answers or of a mean."""

    low: float
    high: float


_NOBODY = Group("", None, "", "")  # type: ignore[arg-type]


def _group(cells: Cells, found: Found, stored: Stored) -> Group | None:
    wave = wave_of(cells, found, stored)
    centre = centre_of(cells, stored)
    team = code_of(cells, "team_code", TEAM_LENGTH)
    dimension = code_of(cells, "dimension_code", DIMENSION_LENGTH, required=True, small=True)
    return Group(wave, centre, team, dimension) if wave and centre and dimension else None


def _figure(cells: Cells, group: Group) -> FigureRow | None:
    """What the row says, checked also where the group is unknown, so that all mistakes are told at once."""
    scale = scale_of(cells)
    n, invited = cells.whole("n", 1, required=True), cells.whole("invited", 1)
    top, bottom = cells.whole("top_box_n", 0), cells.whole("bottom_box_n", 0)
    sd = cells.number("sd")
    mean = cells.number("mean", required=top is None)
    if scale is None or n is None:
        return None
    if mean is None and top is not None:
        mean, sd = _of_top_box(scale, n, top)
    if mean is None:
        return None
    _check_counts(cells, n, invited, top or 0, bottom or 0)
    mean, sd = _checked_mean(cells, scale, mean), _checked_sd(cells, scale, sd, n)
    return FigureRow(group, cells.line, *scale, mean, sd, n, invited, cells.text("source"))


def scale_of(cells: Cells) -> Scale | None:
    low, high = cells.number("scale_min", required=True), cells.number("scale_max", required=True)
    if low is None or high is None:
        return None
    if not low < high:
        cells.wrong("scale_max", "scale_order", f"The scale ends at {high:g}, not above its begin {low:g}.")
        return None
    return Scale(low, high)


def _check_counts(cells: Cells, n: int, invited: int | None, top: int, bottom: int) -> None:
    if invited is not None and n > invited:
        cells.wrong("n", "over_invited", f"{n} answered, but only {invited} were invited.", n=n, invited=invited)
    if top + bottom > n:
        message = f"top_box_n and bottom_box_n are {top + bottom} together; only {n} answered."
        cells.wrong("top_box_n", "boxes", message, sum=top + bottom, n=n)


def _checked_mean(cells: Cells, scale: Scale, mean: float) -> float:
    if not scale.low - ROUNDING <= mean <= scale.high + ROUNDING:
        message = f"The mean {mean:g} lies outside the scale from {scale.low:g} to {scale.high:g}."
        cells.wrong("mean", "outside_scale", message, mean=mean, low=scale.low, high=scale.high)
    return min(max(mean, scale.low), scale.high)


def _checked_sd(cells: Cells, scale: Scale, sd: float | None, n: int) -> float | None:
    """At most half the scale, times sqrt(n/(n-1)): half of the people at each end. One answer has no sd."""
    if sd is None or n == 1:
        return None
    largest = (scale.high - scale.low) / 2 * math.sqrt(n / (n - 1))
    if not 0 <= sd <= largest + ROUNDING:
        message = f"The sd {sd:g} cannot be: with {n} answers on this scale it is from 0 to {largest:.2f}."
        cells.wrong("sd", "sd_range", message, sd=sd, largest=round(largest, 2), n=n)
    return min(sd, largest)


def _of_top_box(scale: Scale, n: int, top: int) -> tuple[float, float | None]:
    """A source that tells only how many chose the best answer: the share of them, and the sd of a share."""
    share, width = min(top / n, 1.0), scale.high - scale.low
    sd = width * math.sqrt(share * (1 - share) * n / (n - 1)) if n > 1 else None
    return scale.low + width * share, sd
